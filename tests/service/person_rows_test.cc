// People of a pack as rows of a file, and back.

#include "service/person_rows.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/demo.h"

namespace foothold {
namespace {

territory lindental() {
  auto files = std::vector<named_bytes>{};
  for (auto const& f : embedded_demo()) {
    files.push_back({std::string{f.path}, std::string{f.bytes}});
  }
  auto load = read_territory(std::move(files));
  EXPECT_TRUE(load.value);
  return std::move(*load.value);
}

std::set<std::string> facts_of(person const& p, territory const& t, date const on) {
  auto out = std::set<std::string>{};
  for (auto const& f : p.facts) {
    if (!f.from || *f.from <= on) {
      out.insert(t.facts.name(f.fact));
    }
  }
  return out;
}

// Whoever completed a school completed those before, and whoever reads a script reads.
std::set<std::string> with_what_follows(std::set<std::string> facts) {
  auto const school =
      std::to_array<std::string>({"schooling:primary", "schooling:lower", "schooling:upper", "schooling:tertiary"});
  for (auto i = school.size(); i-- > 1U;) {
    if (facts.contains(school.at(i))) {
      facts.insert(school.at(i - 1U));
    }
  }
  if (facts.contains("literacy:latin")) {
    facts.insert("literacy:first");
  }
  return facts;
}

// An application counts from the earlier of its two days, and protection is registered when it begins at the latest.
std::optional<date> since_of(legal_profile const& l) {
  return l.status == residence_status::applicant && l.registered ? std::min(l.registered, l.status_since)
                                                                 : l.status_since;
}
std::optional<date> registered_of(legal_profile const& l) {
  auto const registers = l.status == residence_status::applicant || l.status == residence_status::temporary_protection;
  return registers && l.registered ? std::min(l.registered, l.status_since) : l.registered;
}

// REQ B6
TEST(person_rows, everybody_of_lindental_is_the_same_person_again) {
  auto const t = lindental();
  ASSERT_EQ(t.people.size(), 300U);
  for (auto const& p : t.people) {
    auto const again = make_portrait(rows_of_person(p, t, new_id<household_id>()), t, t.as_of);
    ASSERT_TRUE(again.complete()) << p.id << ": " << again.notes.front().table << "." << again.notes.front().field;
    auto const& w = again.who;
    EXPECT_EQ(w.sex, p.sex) << p.id;
    EXPECT_EQ(w.birth, p.birth) << p.id;
    EXPECT_EQ(w.home, p.home) << p.id;
    EXPECT_EQ(w.modes, p.modes) << p.id;
    EXPECT_EQ(w.max_travel_minutes, p.max_travel_minutes) << p.id;
    EXPECT_EQ(w.max_weekly_minutes, p.max_weekly_minutes) << p.id;
    EXPECT_EQ(w.available, p.available) << p.id;
    EXPECT_EQ(w.ready, p.ready) << p.id;
    EXPECT_EQ(w.goals, p.goals) << p.id;
    EXPECT_EQ(w.legal.status, p.legal.status) << p.id;
    EXPECT_EQ(w.legal.status_since, since_of(p.legal)) << p.id;
    EXPECT_EQ(w.legal.permit_until, p.legal.permit_until) << p.id;
    EXPECT_EQ(w.legal.arrived, p.legal.arrived) << p.id;
    EXPECT_EQ(w.legal.registered, registered_of(p.legal)) << p.id;
    EXPECT_EQ(w.legal.has_travel_document, p.legal.has_travel_document) << p.id;
    EXPECT_EQ(facts_of(w, t, t.as_of), with_what_follows(facts_of(p, t, t.as_of))) << p.id;
    ASSERT_EQ(again.children.size(), p.cares_for.size()) << p.id;
    for (auto const c : p.cares_for) {
      auto const same = [&](child const& kid) {
        return kid.birth == t.children[c].birth && kid.covered == t.children[c].covered &&
               kid.covered_until == t.children[c].covered_until;
      };
      EXPECT_TRUE(std::ranges::any_of(again.children, same)) << p.id;
    }
  }
}

TEST(person_rows, the_language_that_somebody_speaks_best) {
  auto const t = lindental();
  EXPECT_EQ(first_language(t.people[person_idx{0U}], t), "fa");
  EXPECT_EQ(first_language(t.people[person_idx{1U}], t), "uk");
  EXPECT_EQ(first_language(t.people[person_idx{2U}], t), "ar");
}

}  // namespace
}  // namespace foothold
