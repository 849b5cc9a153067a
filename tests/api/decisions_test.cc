// A plan is computed for somebody, explained, objected to, and the objection answered.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/api_world.h"
#include "service/planned_town.h"
#include "service/territory_snapshots.h"

namespace foothold::api {
namespace {

using testing::HasSubstr;

class api_decisions : public api_world {
protected:
  void SetUp() override {
    api_world::SetUp();
    if (IsSkipped()) {
      return;
    }
    auto kept = keep_snapshot(options.folder, write_pack(folder.path() / "town", kPlannedTown));
    ASSERT_TRUE(kept) << kept.error().message;
    town = std::move(*kept);
    ground = &*town;
  }
  void fill_file() {
    auto rows = full_rows();
    put([&](transaction& t) -> result<void> {
      auto done = add(t, *rows.household);
      auto lives = layla;
      lives.household = rows.household->id;
      lives.birth = rows.person.birth;
      done = done.and_then([&] { return foothold::change(t, lives); });
      auto const add_all = [&](auto& list) {
        for (auto& r : list) {
          r.id = new_id<decltype(r.id)>();
          r.person = layla.id;
          done = done.and_then([&] { return add(t, r); });
        }
      };
      add_all(rows.status_periods);
      add_all(rows.mobilities);
      add_all(rows.languages);
      add_all(rows.certificates);
      add_all(rows.wishes);
      return done;
    });
  }

  std::optional<planning_ground> town;
};
FOOTHOLD_BOTH_ENGINES(api_decisions);

TEST_P(api_decisions, a_plan_is_computed_and_explained_in_the_readers_language) {
  fill_file();
  auto const made = post("caseworker", layla_path("/plans/computed"), {{"goal", "esco:cook"}, {"as_of", "2026-03-05"}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.header("Location"), "/api/v1" + layla_path("/plans/") + made.id());
  auto const plan = get("caseworker", layla_path("/plans/" + made.id())).parsed();
  EXPECT_EQ(json::parse(plan["content"].get<std::string>())["reached"], "esco:cook");
  auto const portrait = get("newcomer", layla_path("/portraits/" + plan["portrait"].get<std::string>())).parsed();
  EXPECT_EQ(json::parse(portrait["content"].get<std::string>())["person"]["status"], "refugee");
  auto const decisions = get("newcomer", layla_path("/decisions")).parsed()["items"];
  ASSERT_EQ(decisions.size(), 1U);
  EXPECT_EQ(decisions[0]["function"], "plan");
  EXPECT_EQ(decisions[0]["decided_by"], nullptr);
  auto const path = layla_path("/decisions/" + decisions[0]["id"].get<std::string>() + "/explanation");
  auto const told = get("newcomer", path, {{"Accept-Language", "de"}});
  ASSERT_EQ(told.status, 200) << told.body;
  EXPECT_EQ(told.header("Content-Language"), "de");
  EXPECT_EQ(told.parsed()["plan"], made.id());
  EXPECT_FALSE(told.parsed()["steps"].empty());
  EXPECT_FALSE(told.parsed()["used"].empty());
  EXPECT_NE(told.parsed()["steps"], get("newcomer", path).parsed()["steps"]);
  EXPECT_EQ(get("stranger", path).status, 404);
  // Employers see skills, but never what a plan was made from.
  EXPECT_EQ(get("employer", layla_path("/portraits")).status, 404);
}

TEST_P(api_decisions, what_the_file_lacks_and_wrong_orders_are_told) {
  auto const lacks = post("caseworker", layla_path("/plans/computed"), json::object());
  EXPECT_EQ(lacks.status, 422);
  EXPECT_THAT(lacks.body, HasSubstr("status_periods, status: none_on_the_day"));
  fill_file();
  EXPECT_THAT(post("caseworker", layla_path("/plans/computed"), {{"goal", "esco:pilot"}}).body, HasSubstr("/goal"));
  EXPECT_THAT(post("caseworker", layla_path("/plans/computed"), {{"as_of", "1999-01-01"}}).body, HasSubstr("/as_of"));
  EXPECT_THAT(post("caseworker", layla_path("/plans/computed"), {{"gaol", "x"}}).body, HasSubstr("goal"));
  EXPECT_EQ(
      post("caseworker", layla_path("/plans/computed"), json::object(), {{"Foothold-Purpose", "counselling"}}).status,
      404);
  EXPECT_EQ(post("newcomer", layla_path("/plans/computed"), json::object()).status, 404);
  EXPECT_TRUE(get("caseworker", layla_path("/decisions")).parsed()["items"].empty());
}

// REQ H7
TEST_P(api_decisions, a_decision_names_a_function_of_the_public_register) {
  auto const list = get("", "/functions", {{"Accept-Language", "ar"}});
  ASSERT_EQ(list.status, 200) << list.body;
  auto ids = std::vector<std::string>{};
  auto const items = list.parsed()["items"];
  for (auto const& f : items) {
    ids.push_back(f["id"]);
    EXPECT_EQ(f["classified"], "as_if_high_risk");
  }
  EXPECT_THAT(ids, testing::ElementsAre("plan", "allocation", "name_search", "referral_end", "reminders", "retention"));
  auto const row = [](std::string const& function) {
    return json{{"function", function}, {"engine", "e"},      {"inputs_hash", "a"}, {"snapshot_hash", "b"},
                {"result_hash", "c"},   {"trace", "by hand"}, {"outcome", "none"}};
  };
  auto const refused = post("caseworker", layla_path("/decisions"), row("score"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("/function"));
  auto const made = post("caseworker", layla_path("/decisions"), row("allocation"));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(get("newcomer", layla_path("/decisions/" + made.id() + "/explanation")).status, 422);
}

// REQ H7
TEST_P(api_decisions, the_person_objects_and_another_human_answers) {
  auto const decided = post("caseworker", layla_path("/decisions"),
                            {{"function", "allocation"},
                             {"engine", "e"},
                             {"inputs_hash", "a"},
                             {"snapshot_hash", "b"},
                             {"result_hash", "c"},
                             {"trace", "by hand"},
                             {"outcome", "negative"},
                             {"reason", "no place is left"}});
  ASSERT_EQ(decided.status, 201) << decided.body;
  auto const made = post("newcomer", layla_path("/objections"), {{"decision", decided.id()}, {"words", "I was ill"}});
  ASSERT_EQ(made.status, 201) << made.body;
  auto const path = layla_path("/objections/" + made.id() + "/answer");
  auto const answer = [&](std::string const& as, json const& body, std::string const& why) {
    return ask({.method = http::verb::post,
                .path = path,
                .as = as,
                .body = body.dump(),
                .version = "1",
                .headers = {{"Foothold-Purpose", why}}});
  };
  auto const upheld = json{{"state", "upheld"}, {"reason", "The place was given to somebody who waits longer"}};
  auto const own = answer("caseworker", upheld, "counselling");
  EXPECT_EQ(own.status, 422);
  EXPECT_THAT(own.body, HasSubstr("/answered_by"));
  EXPECT_EQ(answer("newcomer", upheld, "own_file").status, 404);
  EXPECT_EQ(answer("lead", {{"state", "open"}, {"reason", "x"}}, "supervision").status, 422);
  EXPECT_EQ(answer("lead", {{"state", "upheld"}}, "supervision").status, 422);
  EXPECT_EQ(answer("lead", upheld, "supervision").status, 200);
  auto const row = get("newcomer", layla_path("/objections/" + made.id())).parsed();
  EXPECT_EQ(row["state"], "upheld");
  EXPECT_EQ(row["answered_by"], format_id(staff.at("lead").id));
  EXPECT_EQ(row["reason"], upheld["reason"]);
}

}  // namespace
}  // namespace foothold::api
