#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "interop/folder.h"
#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto kPack = FOOTHOLD_SOURCE_DIR "/tests/data/brookland";

struct audited {
  temp_folder folder{};
  std::filesystem::path run{folder.path() / "RUN.json"};
  std::filesystem::path out{folder.path() / "AUDIT.json"};
  program_run shared{run_program({"allocate", "--territory", kPack, "--work", "3", "--out", run.string()})};
};

TEST(allocate_audit_command, writes_a_file_for_its_owner_that_names_nobody) {
  auto const a = audited{};
  ASSERT_EQ(a.shared.code, 0) << a.shared.err;
  auto const said = run_program({"allocate", "audit", a.run.string(), "--language", "de", "--out", a.out.string()});
  ASSERT_EQ(said.code, 0) << said.err;
  EXPECT_EQ(std::filesystem::status(a.out).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  auto const text = read_file(a.out).value();
  auto const audit = nlohmann::json::parse(text);
  EXPECT_EQ(audit["format"], "foothold-audit/1");
  ASSERT_EQ(audit["tables"].size(), 4U);
  EXPECT_EQ(audit["tables"][2]["by"], "Herkunft, wie angegeben");
  for (auto const& table : audit["tables"]) {
    for (auto const& row : table["rows"]) {
      EXPECT_GE(row["people"], 10);
    }
  }
  auto const load = load_territory(kPack);
  for (auto const& who : load->value->people) {
    EXPECT_THAT(text, Not(HasSubstr(who.id)));
  }
}

TEST(allocate_audit_command, needs_the_territory_of_the_run) {
  auto const a = audited{};
  auto const other = run_program({"allocate", "audit", a.run.string(), "--territory",
                                  FOOTHOLD_SOURCE_DIR "/data/territories/lindental", "--out", a.out.string()});
  EXPECT_EQ(other.code, 3);
  EXPECT_THAT(other.err, HasSubstr("another state of the territory"));
  EXPECT_FALSE(std::filesystem::exists(a.out));
}

TEST(allocate_audit_command, the_report_does_not_tell_origin_groups) {
  auto const a = audited{};
  auto const page = a.folder.path() / "report.html";
  auto const said = run_program({"allocate", "report", a.run.string(), "--language", "en", "--out", page.string()});
  ASSERT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(read_file(page).value(), Not(HasSubstr("Origin, as stated")));
}

}  // namespace
}  // namespace foothold
