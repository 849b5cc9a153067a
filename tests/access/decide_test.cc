#include "access/decide.h"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "access/cases.h"
#include "access/slow_twin.h"
#include "support/golden.h"

namespace foothold {
namespace {

template <typename Enum>
word_set words_of_set(enum_set<Enum> const set) {
  auto words = word_set{};
  for_each_word<Enum>([&](Enum const e) {
    if (set.has(e)) {
      words.emplace(word(e));
    }
  });
  return words;
}

constexpr auto kWriting = actions{action::add,   action::change,          action::change_part,     action::permit,
                                  action::refer, action::answer_referral, action::answer_objection};

verdict judged(access_case const& c) {
  return judge(c.asked, c.facts, kNow);
}

// The same answer as the twin's?
bool agrees(verdict const& v, std::optional<slow_answer> const& slow) {
  if (!v.allowed || !slow) {
    return v.allowed == slow.has_value() && v.fields.empty() && v.owes.empty();
  }
  return words_of_set(v.fields) == slow->fields && words_of_set(v.owes) == slow->owes && words_of_set(v.on) == slow->on;
}

std::string name_of(access_case const& c) {
  auto text = std::ostringstream{};
  text << word(c.asked.by.as) << ' ' << word(c.asked.what) << ' ' << word(c.asked.of.sort) << " for "
       << word(c.asked.for_what) << " as " << words_in(relations_at(c.facts, kNow), "+");
  return text.str();
}

// REQ H5
TEST(decide, every_act_role_relation_and_purpose_is_decided_as_the_slow_twin_decides) {
  auto cases = 0;
  auto allowed = 0;
  auto differences = 0;
  auto const compare = [&](access_case const& c) {
    auto const v = judged(c);
    ++cases;
    allowed += v.allowed ? 1 : 0;
    if (!agrees(v, decide_slowly(c.asked, c.facts, kNow)) && ++differences < 10) {
      ADD_FAILURE() << name_of(c) << ": " << (v.allowed ? words_in(v.fields, " ") : std::string{word(v.why)});
    }
  };
  for_each_word<role>(
      [&](role const r) { for_each_case_of(r, [&](situation const& /*s*/, access_case const& c) { compare(c); }); });
  auto random = random_source{20260304U};
  for (auto i = 0; i != 150'000; ++i) {
    compare(any_case(random));
  }
  std::cout << cases << " cases decided twice, " << allowed << " allowed, " << differences << " differences\n";
  EXPECT_EQ(differences, 0);
  EXPECT_GT(cases, 20'000);
  EXPECT_GT(allowed, 2'000);
}

// Reviewed by eye: what each role sees and writes in each relation, with every permission given.
TEST(decide, what_the_roles_may_is_as_it_was_reviewed) {
  auto text = std::ostringstream{};
  for_each_word<role>([&](role const r) {
    text << "# " << word(r) << '\n';
    for_each_word<purpose>([&](purpose const why) {
      for_each_word<kind>([&](kind const sort) {
        for (auto const& s : situations()) {
          auto acts = actions{};
          auto sees = categories{};
          auto writes = categories{};
          for_each_word<action>([&](action const what) {
            auto const v = judged(a_case(r, what, sort, why, s.facts));
            acts |= v.allowed ? actions{what} : actions{};
            sees |= what == action::read ? v.fields : categories{};
            writes |= kWriting.has(what) ? v.fields : categories{};
          });
          if (!acts.empty() && (sort == kind::person || s.name == "organisation")) {
            text << word(why) << ", " << word(sort) << ", " << s.name << ": " << words_in(acts, " ") << "\n  sees "
                 << words_in(sees, " ") << "\n  writes " << words_in(writes, " ") << '\n';
          }
        }
      });
    });
  });
  golden::expect("access/roles.txt", text.str());
}

// REQ H5
TEST(decide, no_twin_of_a_read_gets_more_than_the_read) {
  auto compared = 0;
  auto const compare = [&](access_case c) {
    auto const v = judged(c);
    // Who runs the machine lets people of a team in without seeing one, on purpose.
    auto const blindly = c.asked.by.as == role::operator_ && c.asked.of.sort == kind::team;
    auto const allowed = v.allowed && c.asked.what != action::open_emergency && !blindly;
    c.asked.what = action::read;
    c.asked.of.over = reach::one;
    c.asked.by.session |= action::read;  // what the session is kept from does not widen anything else
    if (allowed) {
      ++compared;
      EXPECT_TRUE(v.fields.within(judged(c).fields)) << name_of(c);
    }
  };
  for_each_word<role>(
      [&](role const r) { for_each_case_of(r, [&](situation const& /*s*/, access_case const& c) { compare(c); }); });
  auto random = random_source{1U};
  for (auto i = 0; i != 50'000; ++i) {
    compare(any_case(random));
  }
  EXPECT_GT(compared, 2'000);
}

// Whatever is taken away, nothing is gained.
TEST(decide, less_never_gives_more) {
  using change = void (*)(access_case&, random_source&);
  auto const changes = std::vector<std::pair<char const*, change>>{
      {"suspended", [](access_case& c, random_source&) { c.asked.by.state = membership::suspended; }},
      {"invited again", [](access_case& c, random_source&) { c.asked.by.state = membership::invited; }},
      {"expired", [](access_case& c, random_source&) { c.asked.by.until = kNow; }},
      {"left", [](access_case& c, random_source&) { c.asked.by.state = membership::left; }},
      {"a smaller session",
       [](access_case& c, random_source& r) { c.asked.by.session = c.asked.by.session & any_words<action>(r, 2U); }},
      {"no flags", [](access_case& c, random_source&) { c.asked.by.has = {}; }},
      {"another tenant", [](access_case& c, random_source&) { c.facts.same_tenant = false; }},
      {"another organisation", [](access_case& c, random_source&) { c.facts.same_organisation = false; }},
      {"not assigned", [](access_case& c, random_source&) { c.facts.assigned = false; }},
      {"no companion", [](access_case& c, random_source&) { c.facts.companion = false; }},
      {"not own", [](access_case& c, random_source&) { c.facts.own = false; }},
      {"no ward", [](access_case& c, random_source&) { c.facts.ward = false; }},
      {"no appointment", [](access_case& c, random_source&) { c.facts.appointment.reset(); }},
      {"no emergency", [](access_case& c, random_source&) { c.facts.emergency_opened.reset(); }},
      {"referral revoked",
       [](access_case& c, random_source&) {
         if (c.facts.referral) {
           c.facts.referral->stage = referral_stage::revoked;
         }
       }},
      {"referral void",
       [](access_case& c, random_source&) {
         if (c.facts.referral && c.facts.referral->stage == referral_stage::pending) {
           c.facts.referral->sent = kNow - kReferralWaits;
         }
       }},
      {"permissions withdrawn",
       [](access_case& c, random_source&) {
         for (auto& p : c.facts.permissions) {
           p.withdrawn = true;
         }
       }},
      {"permissions over",
       [](access_case& c, random_source&) {
         for (auto& p : c.facts.permissions) {
           p.until = kNow;
         }
       }},
      {"fewer permissions",
       [](access_case& c, random_source&) {
         if (!c.facts.permissions.empty()) {
           c.facts.permissions.pop_back();
         }
       }},
      {"fewer fields permitted",
       [](access_case& c, random_source& r) {
         for (auto& p : c.facts.permissions) {
           p.fields = p.fields & any_words<category>(r, 2U);
         }
       }},
  };
  auto random = random_source{77U};
  auto narrowed = std::map<std::string, int>{};
  for (auto i = 0; i != 200'000; ++i) {
    auto const before = any_case(random);
    auto const& [name, take] = changes[random.below(changes.size())];
    auto after = before;
    take(after, random);
    auto const had = judged(before);
    auto const has = judged(after);
    EXPECT_TRUE(has.fields.within(had.fields) && (!has.allowed || had.allowed)) << name << ": " << name_of(before);
    narrowed[name] += has == had ? 0 : 1;
  }
  for (auto const& c : changes) {
    EXPECT_GT(narrowed[c.first], 0) << c.first << ": never changed an answer";
  }
}

TEST(decide, living_together_gives_nothing) {
  for_each_word<role>([&](role const r) {
    for_each_case_of(r, [&](situation const& s, access_case c) {
      if (s.name == "other organisation") {
        auto const alone = judged(c);
        c.facts.household = true;
        EXPECT_EQ(judged(c).fields, alone.fields) << name_of(c);
      }
    });
  });
}

TEST(decide, an_authority_and_an_operator_never_see_a_person) {
  for (auto const r : {role::authority, role::operator_, role::anonymous, role::organisation_admin}) {
    for_each_case_of(r, [&](situation const& /*s*/, access_case const& c) {
      EXPECT_FALSE(judged(c).allowed && c.asked.of.sort == kind::person) << name_of(c);
    });
  }
}

// The law may let the office work with the data; handing them to another organisation needs the person's yes.
TEST(decide, a_legal_basis_is_no_permission_to_share) {
  for_each_word<role>([&](role const r) {
    if (r == role::data_protection_officer || r == role::service) {
      return;  // they look at the log and at last days, inside the tenant
    }
    for_each_case_of(r, [&](situation const& s, access_case c) {
      if (s.facts.same_organisation || s.facts.own || s.facts.ward || s.facts.companion || s.facts.appointment ||
          s.facts.emergency_opened || c.asked.of.sort != kind::person || c.asked.what == action::open_emergency) {
        return;
      }
      c.facts.permissions.clear();
      EXPECT_FALSE(judged(c).allowed) << name_of(c);
    });
  });
}

TEST(decide, a_denial_tells_the_log_why_and_everybody_else_the_same) {
  auto stranger = a_case(role::caseworker, action::read, kind::person, purpose::counselling, {});
  EXPECT_EQ(judged(stranger).why, denial::other_tenant);
  stranger.facts.same_tenant = true;
  EXPECT_EQ(judged(stranger).why, denial::not_for_this_purpose);
  auto const provider = a_case(role::provider, action::read, kind::person, purpose::teaching, {.same_tenant = true});
  EXPECT_EQ(judged(provider).why, denial::no_relation);
  auto suspended = stranger;
  suspended.asked.by.state = membership::suspended;
  EXPECT_EQ(judged(suspended).why, denial::not_active);
  auto wrong_purpose = stranger;
  wrong_purpose.facts.assigned = wrong_purpose.facts.same_organisation = true;
  wrong_purpose.asked.for_what = purpose::statistics;
  EXPECT_EQ(judged(wrong_purpose).why, denial::not_for_this_purpose);
  auto without_yes = a_case(role::employer, action::read, kind::person, purpose::matching, {.same_tenant = true});
  without_yes.facts.permissions.clear();
  EXPECT_EQ(judged(without_yes).why, denial::no_permission);
  for (auto const& c : {stranger, provider, suspended, wrong_purpose, without_yes}) {
    auto const answer = decide(c.asked, c.facts, kNow);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, errc::not_found);
    EXPECT_EQ(answer.error().message, "there is no such entry");
  }
}

TEST(decide, a_sixth_emergency_of_a_day_and_one_without_a_reason_are_refused) {
  auto c = a_case(role::caseworker, action::open_emergency, kind::person, purpose::emergency, {.same_tenant = true});
  auto const opened = judged(c);
  EXPECT_TRUE(opened.allowed);
  EXPECT_TRUE(opened.fields.empty());
  EXPECT_EQ(words_in(opened.owes, " "),
            "log tell_person tell_owner tell_data_protection_officer review_within_seven_days");
  c.asked.emergency->opened_today = 5;
  EXPECT_EQ(judged(c).why, denial::too_many_emergencies);
  c.asked.emergency = emergency_case{.reason_code = "life", .reason = "urgent"};
  EXPECT_EQ(judged(c).why, denial::no_reason);
  c.asked.emergency = emergency_case{.reason_code = "life", .reason = "she does not answer"};
  c.asked.by.has = {};
  EXPECT_EQ(judged(c).why, denial::flag_missing);
}

TEST(decide, a_grant_says_what_was_decided_and_ends_with_what_it_rests_on) {
  auto c = a_case(role::employer, action::change_part, kind::person, purpose::matching, {.same_tenant = true});
  c.facts.referral = referral_fact{.stage = referral_stage::accepted, .sent = kNow};
  c.facts.permissions = {a_permission(purpose::matching, {category::skills, category::contact})};
  auto const g = decide(c.asked, c.facts, kNow);
  ASSERT_TRUE(g);
  EXPECT_EQ(g->by(), "actor");
  EXPECT_EQ(g->subject(), "person");
  EXPECT_EQ(g->what(), action::change_part);
  EXPECT_EQ(g->fields(), categories{category::skills});
  EXPECT_TRUE(g->shows(category::contact));
  EXPECT_FALSE(g->shows(category::identity));
  EXPECT_TRUE(g->writes(category::skills));
  EXPECT_FALSE(g->writes(category::contact));
  EXPECT_EQ(g->until(), c.facts.permissions.front().until);
  EXPECT_EQ(g->on(), enum_set<ground>{ground::permission});
}

// A receiver hands nothing on unless the person said so.
TEST(decide, who_received_a_person_refers_on_only_if_that_was_permitted) {
  auto c = a_case(role::provider, action::refer, kind::person, purpose::teaching, {.same_tenant = true});
  c.facts.referral = referral_fact{.stage = referral_stage::accepted, .sent = kNow};
  EXPECT_TRUE(judged(c).allowed);
  c.facts.permissions.front().onward = false;
  EXPECT_EQ(judged(c).why, denial::no_permission);
}

}  // namespace
}  // namespace foothold
