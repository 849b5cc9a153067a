// What people may count on, through the API: who looked is told, nobody is refused without a name and a reason, and
// employers see what somebody can do before they see who it is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/api_world.h"

namespace foothold::api {
namespace {

using testing::HasSubstr;
using testing::Not;

class api_rights : public api_world {
protected:
  json a_decision(std::string const& outcome) {
    return {{"function", "allocation"}, {"engine", "1"}, {"inputs_hash", "a"}, {"snapshot_hash", "b"},
            {"result_hash", "c"},       {"trace", "t"},  {"outcome", outcome}};
  }
};
FOOTHOLD_BOTH_ENGINES(api_rights);

// REQ H5
TEST_P(api_rights, people_see_who_looked_at_their_file) {
  EXPECT_EQ(get("lead", layla_path()).status, 200);
  EXPECT_EQ(get("provider", layla_path("/notes")).status, 404);
  auto const log = get("newcomer", layla_path("/log?limit=100"));
  ASSERT_EQ(log.status, 200) << log.body;
  auto seen = std::vector<std::string>{};
  auto const told = log.parsed();
  for (auto const& line : told["items"]) {
    seen.push_back(line["who"].get<std::string>() + " " + line["act"].get<std::string>() + " " +
                   line["basis"].get<std::string>());
  }
  EXPECT_THAT(seen, testing::Contains(format_id(staff.at("lead").id) + " person.read task_of_the_office"));
  EXPECT_THAT(seen, testing::Contains(format_id(staff.at("provider").id) + " person.list denied: no_relation"));
  EXPECT_EQ(get("caseworker", layla_path("/log")).status, 404);
  EXPECT_EQ(get("data_protection_officer", "/log?limit=100").status, 200);
}

// REQ H7
TEST_P(api_rights, nobody_is_refused_without_a_name_and_a_reason) {
  auto const path = layla_path("/decisions");
  auto const unreasoned = post("caseworker", path, a_decision("negative"));
  EXPECT_EQ(unreasoned.status, 422);
  EXPECT_EQ(unreasoned.parsed()["errors"][0]["pointer"], "/reason");
  auto reasoned = a_decision("negative");
  reasoned["reason"] = "the course is full";
  auto const made = post("caseworker", path, reasoned);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(get("newcomer", path + "/" + made.id()).parsed()["decided_by"], format_id(staff.at("caseworker").id));
  reasoned["decided_by"] = format_id(staff.at("lead").id);
  EXPECT_EQ(post("caseworker", path, reasoned).status, 422) << "nobody decides in another's name";
}

// REQ H6
TEST_P(api_rights, who_types_a_protected_story_is_warned_where_and_nothing_is_lost) {
  auto const path = layla_path("/notes");
  auto const note = json{{"kind", "meeting"}, {"words", "Canary was tortured, and takes insulin."}};
  auto const sent = asked{
      .method = http::verb::post, .path = path, .as = "caseworker", .body = note.dump(), .key = "n1", .headers = {}};
  auto const warned = ask(sent);
  ASSERT_EQ(warned.status, 201) << warned.body;
  auto const told = warned.parsed()["warnings"];
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0]["pointer"], "/words");
  EXPECT_EQ(told[0]["category"], "health");
  EXPECT_EQ(told[1]["category"], "asylum_reasons");
  EXPECT_THAT(told[1]["text"].get<std::string>(), HasSubstr("why somebody fled"));
  EXPECT_THAT(warned.body, Not(HasSubstr("anary")));
  EXPECT_THAT(get("caseworker", path + "/" + warned.id()).body, HasSubstr("tortured")) << "the words are kept";
  // The answer given again warns again.
  EXPECT_EQ(ask(sent).body, warned.body);
  auto const plain = post("caseworker", path, {{"kind", "meeting"}, {"words", "Wants to start in May."}});
  EXPECT_FALSE(plain.parsed().contains("warnings"));
  // What is kept apart is in its place already.
  auto const barrier =
      post("caseworker", layla_path("/barriers"),
           {{"kind", "health"}, {"words", "takes insulin"}, {"purpose", "planning"}, {"until_on", "2027-01-01"}});
  ASSERT_EQ(barrier.status, 201) << barrier.body;
  EXPECT_FALSE(barrier.parsed().contains("warnings"));
}

// REQ C5
TEST_P(api_rights, an_employer_sees_skills_before_it_sees_who_it_is) {
  put([&](transaction& t) -> result<void> {
    auto p = permission_record{.id = new_id<permission_id>(),
                               .person = layla.id,
                               .organisation = school.id,
                               .purpose = "matching",
                               .fields = words_in(all_of<category>(), "|"),
                               .given_on = kFirstDay,
                               .until_on = kFirstDay + days{30}};
    auto s = skill_record{.id = new_id<skill_id>(), .person = layla.id, .skill = "cook", .level = "good"};
    return add(t, p).and_then([&] { return add(t, s); });
  });
  auto const skills = get("employer", layla_path("/skills"));
  ASSERT_EQ(skills.status, 200) << skills.body;
  EXPECT_THAT(skills.body, HasSubstr("cook"));
  EXPECT_THAT(skills.body, Not(HasSubstr("ليلى")));
  for (auto const* const hidden : {"", "/contacts", "/origins", "/relatives", "/children", "/status_periods"}) {
    EXPECT_EQ(get("employer", layla_path(hidden)).status, 404) << hidden;
  }
  EXPECT_EQ(get("employer", "/persons/search?name=" + std::string{"layla"}).status, 404) << "nobody fishes";
}

// What people say of themselves is told, and a permission is in words that permit something.
TEST_P(api_rights, some_things_are_not_said_of_oneself) {
  auto const own = json{{"skill", "cook"}, {"level", "good"}};
  auto const skill = post("newcomer", layla_path("/skills"), own);
  ASSERT_EQ(skill.status, 201) << skill.body;
  auto evidence =
      json{{"skill", skill.id()}, {"evidence", "recognised"}, {"source", "interview"}, {"seen_on", "2026-03-01"}};
  auto const claimed = post("newcomer", layla_path("/skill_evidence"), evidence);
  EXPECT_EQ(claimed.status, 422);
  EXPECT_EQ(claimed.parsed()["errors"][0]["pointer"], "/evidence");
  evidence["evidence"] = "told";
  EXPECT_EQ(post("newcomer", layla_path("/skill_evidence"), evidence).status, 201);
  auto const permit = [&](std::string const& why, std::string const& fields) {
    return post("newcomer", layla_path("/permissions"),
                {{"organisation", format_id(school.id)},
                 {"purpose", why},
                 {"fields", fields},
                 {"until_on", "2026-12-31"},
                 {"text_version", "1"},
                 {"language", "ar"},
                 {"explained_by", "interpreter"}});
  };
  EXPECT_EQ(permit("everything", "skills").status, 422);
  EXPECT_EQ(permit("teaching", "skills|all").status, 422);
  auto const given = permit("teaching", "skills|week");
  ASSERT_EQ(given.status, 201) << given.body;
  auto const path = layla_path("/permissions/" + given.id());
  EXPECT_EQ(change(http::verb::del, "newcomer", path, "1").status, 405);
  EXPECT_EQ(change(http::verb::post, "newcomer", path + "/withdrawal", "1").status, 200);
  EXPECT_EQ(change(http::verb::post, "newcomer", path + "/withdrawal", "2").status, 409) << "once is enough";
}

}  // namespace
}  // namespace foothold::api
