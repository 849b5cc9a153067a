#include "interop/person_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.h"

namespace foothold {
namespace {

constexpr auto kMother = R"({
  "id": "new", "zone": "town", "sex": "female", "birth": "1991-05-02", "status": "refugee",
  "available": "Mon-Fri 08:00-16:00", "max_weekly_hours": 30.5, "travel_document": true, "modes": ["walk", "bus"],
  "facts": ["language:de:a1", "x:new@2026-05-01"], "goals": ["esco:job"],
  "children": [{"id": "k1", "birth": "2023-02-01", "covered": "Mon-Fri 08:00-12:00"}, {"id": "k2", "birth": "2021-02-01"}]
})";

TEST(person_json, a_person_comes_with_household_children_and_facts) {
  auto t = world("[people]\nid\np1\n");
  auto const load = add_person(t, "me.json", kMother);
  ASSERT_TRUE(load.value) << listing(load.found);
  auto const& p = t.people[*load.value];
  EXPECT_EQ(p.id, "new");
  EXPECT_EQ(p.sex, sex::female);
  EXPECT_EQ(p.max_weekly_minutes, 1830U);
  EXPECT_EQ(p.legal.has_travel_document, true);
  EXPECT_EQ(p.legal.accelerated_procedure, std::nullopt);
  EXPECT_EQ(p.facts.size(), 2U);
  EXPECT_EQ(t.facts.name(p.facts[1].fact), "x:new");
  EXPECT_EQ(p.facts[1].from, day("2026-05-01"));
  ASSERT_EQ(p.cares_for.size(), 2U);
  EXPECT_EQ(t.children[p.cares_for[0]].id, "k1");
  EXPECT_EQ(t.children[p.cares_for[0]].household, p.household);
  EXPECT_EQ(t.zones[p.home], "town");
}

TEST(person_json, cares_for_names_some_of_the_children) {
  auto t = world("");
  auto text = std::string{kMother};
  text.replace(text.find("\"children\""), 0U, "\"cares_for\": [\"k2\"], ");
  auto const load = add_person(t, "me.json", text);
  ASSERT_TRUE(load.value) << listing(load.found);
  ASSERT_EQ(t.people[*load.value].cares_for.size(), 1U);
  EXPECT_EQ(t.children[t.people[*load.value].cares_for[0]].id, "k2");
}

TEST(person_json, faults_leave_the_territory_as_it_was) {
  auto t = world("[people]\nid\np1\n");
  auto const load = add_person(t, "me.json", R"({
    "id": "new", "zone": "twon", "birth": "1991-02-31", "status": "refuge", "available": "always", "goals": ["esco:jop"],
    "household": "home", "agee": 3, "modes": {}, "children": [{"birth": "2023-02-01"}, 7]
  })");
  EXPECT_FALSE(load.value);
  EXPECT_EQ(t.people.size(), 1U);
  EXPECT_EQ(t.children.size(), 0U);
  auto const text = listing(load.found);
  for (auto const* const part :
       {"zone", "birth", "status", "available", "did you mean \"esco:job\"?", "$.household", "$.agee", "$.modes",
        "id: expected a value", "$.children[1] \"7\": expected an object"}) {
    EXPECT_THAT(text, testing::HasSubstr(part));
  }
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("1991")));  // personal
}

TEST(person_json, what_is_no_object_is_refused) {
  auto t = world("");
  EXPECT_FALSE(add_person(t, "me.json", "[]").value);
  EXPECT_FALSE(add_person(t, "me.json", "{").value);
  EXPECT_FALSE(add_person(t, "me.json", "").value);
}

}  // namespace
}  // namespace foothold
