// foothold decision replay, with and without a server that holds the installation.

#include <filesystem>

#include <gmock/gmock.h>

#include "app/office_program.h"
#include "service/case_planning.h"
#include "service/planned_town.h"
#include "service/territory_snapshots.h"

namespace foothold {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class decision_command : public office_program {
protected:
  // A plan for Layla in a small town, made today.
  void plan() {
    auto rows = full_rows();
    with_cases([&](transaction& t) {
      auto p = find<person_record>(t, layla).value();
      p.household = rows.household->id;
      p.birth = rows.person.birth;
      auto good = add(t, *rows.household).has_value() && change(t, p).has_value();
      auto const add_all = [&](auto& list) {
        for (auto& r : list) {
          r.id = new_id<decltype(r.id)>();
          r.person = layla;
          good = good && add(t, r).has_value();
        }
      };
      add_all(rows.status_periods);
      add_all(rows.mobilities);
      add_all(rows.languages);
      add_all(rows.certificates);
      return good;
    });
    auto const opened = opened_office();
    ASSERT_TRUE(opened) << opened.error().message;
    auto const ground = keep_snapshot(data(), write_pack(files.path() / "town", kPlannedTown));
    ASSERT_TRUE(ground) << ground.error().message;
    snapshot_hash = ground->snapshot;
    auto const who = caller{.by = {.id = worker,
                                   .as = role::caseworker,
                                   .tenant = "office",
                                   .organisation = city,
                                   .state = membership::active,
                                   .session = all_of<action>()},
                            .why = purpose::planning};
    auto const done = compute_plan((*opened)->cases(), &*ground, who, {.person = format_id(layla), .goal = "esco:job"},
                                   {.key = "plan", .request = "r"}, clock);
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_TRUE(done->lacking.empty()) << done->lacking.front().found;
  }
  std::string snapshot_hash;
};

// REQ J2
TEST_F(decision_command, the_same_bytes_come_out_and_a_changed_snapshot_is_caught) {
  plan();
  auto const fine = run("decision", {"replay", "--all"});
  EXPECT_EQ(fine.code, 0) << fine.err;
  EXPECT_THAT(fine.out, HasSubstr(": the same bytes"));
  auto const told = json::parse(run("decision", {"replay", "--all", "--format", "json"}).out);
  EXPECT_EQ(told["format"], "foothold-replayed/1");
  ASSERT_EQ(told["decisions"].size(), 1U);
  auto const id = told["decisions"][0]["decision"].get<std::string>();
  {
    auto server = running_program{{"serve", "--data", data(), "--listen", "127.0.0.1:0"}};
    static_cast<void>(server.line());
    EXPECT_EQ(run("decision", {"replay", id}).code, 0);
    server.terminate();
    EXPECT_EQ(server.wait().code, 0);
  }
  auto const file = snapshot_file(data(), snapshot_hash);
  auto bytes = read_file(file).value();
  bytes[100] = static_cast<char>(bytes[100] ^ 1);
  ASSERT_TRUE(write_file(file, bytes));
  auto const damaged = run("decision", {"replay", id});
  EXPECT_EQ(damaged.code, 1);
  EXPECT_THAT(damaged.out, HasSubstr("bad_snapshot"));
  std::filesystem::remove(file);
  EXPECT_THAT(run("decision", {"replay", "--all"}).out, HasSubstr("no_snapshot"));
}

// The installation is lost; its keys, its settings and a copy of its data are not.
// REQ J2
TEST_F(decision_command, is_computed_again_after_the_return_of_a_copy) {
  plan();
  auto const copies = (files.path() / "copies").string();
  ASSERT_EQ(run("keys", {"backup", "--out", (files.path() / "key-copies").string()}).code, 0);
  auto const made = run("backup", {"--out", copies, "--format", "json"});
  ASSERT_EQ(made.code, 0) << made.err;
  auto const told = json::parse(made.out);
  EXPECT_EQ(told["snapshots"], 1);
  std::filesystem::remove(data() + "/foothold.db");
  std::filesystem::remove_all(data() + "/snapshots");
  auto const back = run("restore", {told["file"].get<std::string>()});
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_THAT(back.out, HasSubstr("0 uploaded ones, 1 snapshots"));
  auto const again = run("decision", {"replay", "--all"});
  EXPECT_EQ(again.code, 0) << again.out << again.err;
  EXPECT_THAT(again.out, HasSubstr(": the same bytes"));
}

TEST_F(decision_command, one_decision_or_all_of_them) {
  EXPECT_EQ(run("decision", {"replay"}).code, 2);
  EXPECT_EQ(run("decision", {"replay", "--all", format_id(random_id())}).code, 2);
  EXPECT_EQ(run("decision", {"replay", format_id(random_id())}).code, 3);
  EXPECT_EQ(run("decision", {"replay", "--all"}).code, 0);
}

TEST_F(decision_command, a_territory_with_a_fault_ends_the_start_of_the_server) {
  auto const town = write_pack(files.path() / "data" / "town", kPlannedTown);
  ASSERT_TRUE(write_file(town / "offers.csv", "id\nnonsense\n"));
  ASSERT_TRUE(write_file(data() + "/config.json", R"({"format": "foothold-config/1", "territory": "town"})"));
  auto const ended = run("serve", {"--listen", "127.0.0.1:0"});
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.err, HasSubstr("offers.csv"));
}

}  // namespace
}  // namespace foothold
