// What the law protects is read by few files, and none of them weighs a person by it.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

std::set<std::string> files_with(std::string_view const folder, std::string_view const word) {
  auto out = std::set<std::string>{};
  auto const root = (fs::path{FOOTHOLD_SOURCE_DIR} / "src").lexically_normal();
  for (auto const& entry : fs::recursive_directory_iterator{root / folder}) {
    if (!entry.is_regular_file()) {
      continue;
    }
    auto in = std::ifstream{entry.path(), std::ios::binary};
    auto const text = std::string{std::istreambuf_iterator<char>{in}, {}};
    if (text.find(word) != std::string::npos) {
      out.insert(entry.path().lexically_normal().lexically_relative(root).string());
    }
  }
  return out;
}

using files = std::set<std::string>;

}  // namespace

// Format, model, the groups of fairness in engine and checker, the audit, and the name of the grouping in the report.
// REQ J6
TEST(protected_traits, an_origin_group_is_read_by_the_rule_and_the_audit_only) {
  EXPECT_EQ(files_with(".", "origin_group"),
            (files{"alloc/fair_groups.cc", "check/protected_groups.cc", "interop/pack_files.cc",
                   "interop/people_tables.cc", "interop/territory_export.cc", "interop/words.h", "model/person.h",
                   "model/policy.h", "pages/report_waiting.cc", "ui/report_fairness.cc"}));
}

// REQ J6
TEST(protected_traits, one_file_of_the_engine_reads_them) {
  for (auto const* const trait : {"who.sex", "who.origin", "who.birth", "who.cares_for"}) {
    EXPECT_EQ(files_with("alloc", trait), files{"alloc/fair_groups.cc"}) << trait;
  }
}

TEST(protected_traits, control_a_word_that_many_files_have_is_found_in_them) {
  EXPECT_GT(files_with("alloc", "milli_days").size(), 5U);
}
