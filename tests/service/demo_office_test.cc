// The demo as an installation: its people are cases that somebody leads, and staff of every role work there.

#include "service/demo_office.h"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/demo.h"
#include "service/installations.h"
#include "store/staff_roles.h"
#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::HasSubstr;

territory lindental() {
  auto files = std::vector<named_bytes>{};
  for (auto const& f : embedded_demo()) {
    files.push_back({std::string{f.path}, std::string{f.bytes}});
  }
  return std::move(*read_territory(std::move(files)).value);
}

class demo_office_test : public on_both_installations {};
FOOTHOLD_BOTH_ENGINES(demo_office_test);

TEST_P(demo_office_test, everybody_of_the_pack_is_a_case_and_somebody_leads_it) {
  auto const t = lindental();
  auto const made = fill_demo_office(*at_work, t);
  ASSERT_TRUE(made) << made.error().message;
  ASSERT_EQ(made->cases.size(), t.people.size());
  auto led = std::map<std::string, int>{};
  auto homes = std::map<std::string, std::string>{};
  for (auto const p : t.people.ids()) {
    auto const& c = made->cases[p.v];
    EXPECT_EQ(c.id, t.people[p].id);
    auto const row = found<person_record>(c.person);
    ASSERT_TRUE(row) << c.id;
    EXPECT_EQ(row->name, t.people[p].name);
    ++led[format_id(row->caseworker.value())];
    auto const lives = homes.try_emplace(t.households[t.people[p].household].id, format_id(row->household.value()));
    EXPECT_EQ(lives.first->second, format_id(row->household.value())) << "a household is one row";
  }
  EXPECT_EQ(led.size(), 3U);
  for (auto const& [id, cases] : led) {
    EXPECT_EQ(cases, 100) << id;
  }
}

TEST_P(demo_office_test, who_leads_a_case_reads_it_and_who_works_elsewhere_does_not) {
  auto const t = lindental();
  auto const made = fill_demo_office(*at_work, t);
  ASSERT_TRUE(made) << made.error().message;
  auto const organisations = [&] {
    auto out = std::map<std::string, staff_role>{};
    EXPECT_TRUE(at_work->cases().read({.actor = "test", .name = "test"}, [&](installation_view& s) -> result<void> {
      for (auto const& m : made->staff) {
        out[m.login] = role_of(s, m.id).value();
      }
      return {};
    }));
    return out;
  }();
  auto const& first = made->cases.front();
  auto const reads = [&](std::string const& login) {
    auto const& m = *std::ranges::find(made->staff, login, &demo_member::login);
    return at_work->cases()
        .read({.by = {.id = format_id(m.id),
                      .as = m.as,
                      .tenant = "t",
                      .organisation = format_id(organisations.at(login).organisation),
                      .state = membership::active,
                      .session = all_of<action>()},
               .what = action::read,
               .of = {.subject = format_id(first.person)},
               .for_what = purpose::counselling},
              [&](snapshot& s) { return find<person_record>(s, first.person).map([](auto const&) {}); })
        .has_value();
  };
  EXPECT_TRUE(reads("berg"));
  EXPECT_FALSE(reads("jobcenter"));
  EXPECT_FALSE(reads("union"));
  auto roles = std::set<std::string>{};
  for (auto const& [login, r] : organisations) {
    EXPECT_TRUE(r.active) << login;
    roles.insert(r.role);
  }
  EXPECT_EQ(roles.size(), 9U);
}

TEST(demo_office, is_kept_between_starts_and_made_anew_when_it_was_not_whole_or_fresh) {
  auto const t = lindental();
  auto const folder = temp_folder{};
  auto const clock = machine_clock{};
  auto const where = folder.path() / "office";
  auto const first = open_demo_office(where, t, clock, false);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->cases.size(), 300U);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "office.new"));
  auto const again = open_demo_office(where, t, clock, false);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->cases.front().person, first->cases.front().person);
  EXPECT_EQ(again->staff.back().id, first->staff.back().id);
  EXPECT_EQ(again->staff.front().as, role::caseworker);
  auto const opened = installation::open(demo_installation(where), clock);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_TRUE(open_demo_office(where, t, clock, false)) << "while it is served";
  // One that was killed while it was filled has no list.
  std::filesystem::create_directories(folder.path() / "half");
  EXPECT_TRUE(write_file(folder.path() / "half" / "foothold.db", "half"));
  EXPECT_TRUE(open_demo_office(folder.path() / "half", t, clock, false));
  auto const fresh = open_demo_office(folder.path() / "half", t, clock, true);
  ASSERT_TRUE(fresh) << fresh.error().message;
  EXPECT_EQ(fresh->cases.size(), 300U);
  EXPECT_TRUE(write_file(where / "demo.json", "{}"));
  EXPECT_THAT(open_demo_office(where, t, clock, false).error().message, HasSubstr("--fresh"));
}

TEST(demo_staff, an_organisation_or_role_that_is_none_is_a_fault) {
  auto const t = lindental();
  EXPECT_GT(staff_of_demo(t).members.size(), 10U);
  auto const faults_of = [&](std::string const& organisation, std::string const& as) {
    auto const load = read_demo_staff(
        "staff.json",
        R"({"format": "foothold-demo-staff/1", "note": "n", "tasks": ["t"], "why": "w", "refer_to": "bruecken", "staff": [
        {"login": "a", "name": "A", "organisation": ")" +
            organisation + R"(", "role": ")" + as + R"("}]})",
        t);
    return load.found.empty() ? std::string{} : format_fault(load.found.front());
  };
  EXPECT_EQ(faults_of("landkreis", "caseworker"), "");
  EXPECT_THAT(faults_of("nowhere", "caseworker"), HasSubstr("an organisation of the territory"));
  EXPECT_THAT(faults_of("landkreis", "newcomer"), HasSubstr("a role of staff"));
}

}  // namespace
}  // namespace foothold
