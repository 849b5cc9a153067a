// A case through the API: registered, read, changed, listed; versions, keys, languages, and what goes wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/api_world.h"

namespace foothold::api {
namespace {

using http::verb;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class api_persons : public api_world {
protected:
  std::string register_one(std::string const& number = "77") {
    return post("caseworker", "/persons",
                {{"name", "Amina"},
                 {"local_number", number},
                 {"state", "open"},
                 {"caseworker", format_id(staff.at("caseworker").id)}})
        .id();
  }
};
FOOTHOLD_BOTH_ENGINES(api_persons);

TEST_P(api_persons, somebody_is_registered_read_changed_and_listed) {
  auto const added = post("caseworker", "/persons",
                          {{"name", "Amina"},
                           {"local_number", "77"},
                           {"state", "open"},
                           {"birth", "1990-05-31"},
                           {"caseworker", format_id(staff.at("caseworker").id)}});
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(added.header("ETag"), "\"1\"");
  EXPECT_EQ(added.header("Location"), "/api/v1/persons/" + added.id());
  auto const path = "/persons/" + added.id();
  auto const read = get("caseworker", path);
  ASSERT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.parsed(), (json{{"id", added.id()},
                                 {"version", 1},
                                 {"household", nullptr},
                                 {"organisation", format_id(office.id)},
                                 {"caseworker", format_id(staff.at("caseworker").id)},
                                 {"local_number", "77"},
                                 {"name", "Amina"},
                                 {"name_transliterated", nullptr},
                                 {"birth", "1990-05-31"},
                                 {"birth_year_estimated", nullptr},
                                 {"gender", nullptr},
                                 {"state", "open"},
                                 {"registered_on", "2026-03-04"},
                                 {"closed_because", ""},
                                 {"closed_on", nullptr},
                                 {"cover", nullptr},
                                 {"cover_from", nullptr},
                                 {"cover_until", nullptr}}));
  auto const part = change(verb::patch, "caseworker", path, "1", json{{"gender", "female"}});
  ASSERT_EQ(part.status, 200) << part.body;
  EXPECT_EQ(part.header("ETag"), "\"2\"");
  EXPECT_EQ(get("caseworker", path).parsed()["gender"], "female");
  EXPECT_EQ(get("caseworker", path).parsed()["birth"], "1990-05-31");
  auto const whole = change(verb::put, "caseworker", path, "2",
                            json{{"name", "Amina B."},
                                 {"local_number", "77"},
                                 {"state", "paused"},
                                 {"caseworker", format_id(staff.at("caseworker").id)}});
  ASSERT_EQ(whole.status, 200) << whole.body;
  EXPECT_EQ(get("caseworker", path).parsed()["birth"], nullptr) << "a whole row empties what it does not mention";
  auto const list = get("caseworker", "/persons");
  ASSERT_EQ(list.status, 200);
  EXPECT_EQ(list.parsed()["items"].size(), 2U) << "Layla and Amina are the caseworker's";
}

TEST_P(api_persons, contacts_are_added_listed_in_pages_and_removed) {
  for (auto i = 0; i != 5; ++i) {
    auto const added = post("caseworker", layla_path("/contacts"),
                            {{"channel", "phone"}, {"address", std::to_string(i)}, {"safe", "always"}});
    ASSERT_EQ(added.status, 201) << added.body;
  }
  auto seen = std::size_t{0U};
  auto cursor = std::string{};
  do {
    auto const page = get("newcomer", layla_path("/contacts?limit=2" + cursor));
    ASSERT_EQ(page.status, 200) << page.body;
    seen += page.parsed()["items"].size();
    cursor = page.parsed()["next"].is_null() ? "" : "&cursor=" + page.parsed()["next"].get<std::string>();
  } while (!cursor.empty());
  EXPECT_EQ(seen, 5U);
  auto const first = get("newcomer", layla_path("/contacts?limit=1")).parsed()["items"][0]["id"].get<std::string>();
  EXPECT_EQ(change(verb::del, "newcomer", layla_path("/contacts/" + first), "1").status, 204);
  EXPECT_EQ(get("newcomer", layla_path("/contacts/" + first)).status, 404);
}

TEST_P(api_persons, the_same_key_is_the_same_change) {
  auto const a = asked{.method = verb::post,
                       .path = layla_path("/contacts"),
                       .as = "caseworker",
                       .body = json{{"channel", "phone"}, {"address", "1"}, {"safe", "always"}}.dump(),
                       .key = "once"};
  auto const first = ask(a);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(first.header("Idempotency-Replayed"), "");
  auto const again = ask(a);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("Location"), first.header("Location"));
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(get("caseworker", layla_path("/contacts")).parsed()["items"].size(), 1U);
  auto another = a;
  another.body = json{{"channel", "phone"}, {"address", "2"}, {"safe", "always"}}.dump();
  auto const refused = ask(another);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.parsed()["type"], "/api#key_reused");
  auto without = a;
  without.key = "-";
  EXPECT_EQ(ask(without).parsed()["type"], "/api#key_missing");
  EXPECT_EQ(ask(without).status, 400);
}

TEST_P(api_persons, a_change_needs_the_version_that_was_read) {
  auto const path = layla_path();
  EXPECT_EQ(change(verb::patch, "caseworker", path, "", json{{"gender", "x"}}).status, 428);
  EXPECT_EQ(change(verb::patch, "caseworker", path, "1", json{{"gender", "x"}}).status, 200);
  auto const late = change(verb::patch, "caseworker", path, "1", json{{"gender", "y"}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.parsed()["type"], "/api#stale");
  EXPECT_EQ(get("caseworker", path, {{"If-None-Match", "\"2\""}}).status, 304);
  EXPECT_EQ(get("caseworker", path, {{"If-None-Match", "\"1\""}}).status, 200);
  auto const contact =
      post("caseworker", layla_path("/contacts"), {{"channel", "phone"}, {"address", "1"}, {"safe", "always"}});
  EXPECT_EQ(change(verb::del, "caseworker", layla_path("/contacts/" + contact.id()), "7").status, 412);
}

TEST_P(api_persons, several_faults_are_told_at_once_and_no_value_is_repeated) {
  auto const got = post("caseworker", layla_path("/contacts"),
                        {{"channel", 7},
                         {"address", "secret street"},
                         {"prefered", true},
                         {"hours", "secret hours"},
                         {"id", "secret"},
                         {"person", format_id(other.id)}});
  EXPECT_EQ(got.status, 422);
  EXPECT_EQ(got.type, "application/problem+json");
  EXPECT_THAT(got.body, Not(HasSubstr("secret")));
  auto pointers = std::vector<std::string>{};
  auto expected = std::string{};
  auto const told = got.parsed();
  for (auto const& e : told["errors"]) {
    pointers.push_back(e["pointer"]);
    expected += e["expected"].get<std::string>() + ";";
  }
  EXPECT_THAT(pointers, testing::UnorderedElementsAre("/channel", "", "/hours", "/id", "/person", "/safe"));
  EXPECT_THAT(expected, HasSubstr("perhaps \"preferred\""));
}

TEST_P(api_persons, people_are_found_by_a_part_of_their_name_within_the_own_cases) {
  register_one();
  ASSERT_TRUE(names->follow());
  auto const found = get("caseworker", "/persons/search?name=amin&limit=5");
  ASSERT_EQ(found.status, 200) << found.body;
  ASSERT_EQ(found.parsed()["items"].size(), 1U);
  EXPECT_EQ(found.parsed()["items"][0]["name"], "Amina");
  EXPECT_EQ(get("caseworker", "/persons/search?name=somebody").parsed()["items"].size(), 0U) << "of another office";
  EXPECT_EQ(get("caseworker", "/persons/search").status, 400);
  EXPECT_EQ(get("newcomer", "/persons/search?name=amin").status, 404);
}

TEST_P(api_persons, what_is_not_there_and_what_is_not_allowed_are_the_same_bytes) {
  auto const nobody = "/persons/" + format_id(new_id<person_id>());
  for (auto const& rest : {"", "/contacts", "/notes"}) {
    for (auto const* const who : {"stranger", "provider", "authority"}) {
      auto const forbidden = get(who, layla_path(rest));
      auto const missing = get(who, nobody + rest);
      EXPECT_EQ(forbidden.status, 404) << who << rest;
      EXPECT_EQ(forbidden.body, missing.body);
      EXPECT_EQ(forbidden.headers, missing.headers);
      EXPECT_EQ(forbidden.body, get(who, "/persons/nonsense" + std::string{rest}).body);
    }
  }
  auto const body = json{{"channel", "phone"}, {"address", "1"}, {"safe", "always"}};
  EXPECT_EQ(post("stranger", layla_path("/contacts"), body).body, post("stranger", nobody + "/contacts", body).body);
}

TEST_P(api_persons, problems_speak_the_readers_language) {
  auto const title = [&](std::string const& language) {
    return get("stranger", layla_path(), {{"Accept-Language", language}}).parsed()["title"].get<std::string>();
  };
  EXPECT_EQ(title("en"), "There is no such entry");
  EXPECT_EQ(title("de"), "Diesen Eintrag gibt es nicht");
  EXPECT_EQ(title("ar"), "لا يوجد هذا السجل");
  EXPECT_EQ(title("fr"), "There is no such entry");
}

TEST_P(api_persons, nobody_comes_in_without_a_token) {
  EXPECT_EQ(get("", layla_path()).status, 401);
  EXPECT_EQ(get("", layla_path()).header("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(get("", layla_path(), {{"Authorization", "Bearer " + std::string(64U, 'a')}}).status, 401);
  EXPECT_EQ(get("", "/organisations").status, 200) << "the directory is everybody's";
}

TEST_P(api_persons, bodies_and_queries_are_read_strictly) {
  auto const send = [&](std::string const& body) {
    return ask({.method = verb::post, .path = layla_path("/contacts"), .as = "caseworker", .body = body});
  };
  EXPECT_EQ(send("{").status, 400);
  EXPECT_EQ(send("{\"channel\":\"a\",\"channel\":\"b\"}").parsed()["errors"][0]["found"],
            "an object has the same key twice");
  EXPECT_EQ(send(std::string(40U, '[') + std::string(40U, ']')).status, 400);
  EXPECT_EQ(send("[]").status, 422);
  EXPECT_EQ(ask({.method = verb::post,
                 .path = layla_path("/contacts"),
                 .as = "caseworker",
                 .body = "{}",
                 .headers = {{"Content-Type", "text/plain"}}})
                .status,
            415);
  EXPECT_EQ(get("caseworker", layla_path("/contacts?limit=101")).status, 400);
  EXPECT_EQ(get("caseworker", layla_path("/contacts?cursor=x")).status, 400);
  EXPECT_EQ(get("caseworker", layla_path("/contacts?sort=x")).status, 400);
  EXPECT_EQ(get("caseworker", layla_path("/contacts"), {{"Foothold-Purpose", "fun"}}).status, 400);
  EXPECT_EQ(get("caseworker", "/nothing").status, 404);
  EXPECT_EQ(ask({.method = verb::del, .path = "/persons", .as = "caseworker"}).status, 405);
}

TEST_P(api_persons, an_entry_that_is_not_there_is_named_and_a_number_twice_is_a_conflict) {
  auto const lost =
      post("caseworker", "/persons",
           {{"name", "A"}, {"local_number", "5"}, {"state", "open"}, {"caseworker", format_id(new_id<staff_id>())}});
  EXPECT_EQ(lost.status, 422) << lost.body;
  EXPECT_EQ(post("caseworker", "/persons", {{"name", "A"}, {"local_number", "1"}, {"state", "open"}}).status, 409);
}

TEST_P(api_persons, the_household_is_made_with_its_first_person) {
  auto const person = "/persons/" + register_one();
  auto const home = post("caseworker", person + "/households", {{"area", "north"}, {"address", "street 1"}});
  ASSERT_EQ(home.status, 201) << home.body;
  EXPECT_EQ(get("caseworker", person).parsed()["household"], home.id());
  EXPECT_EQ(get("caseworker", person + "/households/" + home.id()).parsed()["address"], "street 1");
  EXPECT_EQ(post("caseworker", person + "/households", {{"area", "north"}}).status, 409);
  EXPECT_EQ(get("caseworker", layla_path("/households/" + home.id())).status, 404) << "Layla does not live there";
  auto const child =
      post("caseworker", person + "/children", {{"household", home.id()}, {"birth", "2020-01-01"}, {"name", "B"}});
  EXPECT_EQ(child.status, 201) << child.body;
  EXPECT_EQ(post("caseworker", layla_path("/children"), {{"household", home.id()}, {"birth", "2020-01-01"}}).status,
            422)
      << "a child lives where its carer lives";
}

}  // namespace
}  // namespace foothold::api
