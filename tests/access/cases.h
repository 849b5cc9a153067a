#pragma once
// Requests to decide on: every role, act, purpose and relation, and draws of everything together.

#include <string>
#include <vector>

#include "access/request.h"
#include "access/rules.h"
#include "random_source.h"

namespace foothold {

inline constexpr auto kNow = moment{std::chrono::sys_days{std::chrono::year{2026} / 3 / 4} + std::chrono::hours{10}};

struct access_case {
  access_request asked{};
  relation_facts facts{};
};

struct situation {
  std::string name;
  relation_facts facts;
};

// What can be true between an actor and a person, one or two things at a time.
inline std::vector<situation> situations() {
  using std::chrono::days;
  using std::chrono::hours;
  using std::chrono::minutes;
  auto const near = relation_facts{.same_tenant = true};
  auto list = std::vector<situation>{{"other tenant", {}}, {"other organisation", near}};
  auto const add = [&](std::string const& name, auto const& set) {
    auto facts = near;
    set(facts);
    list.push_back({name, facts});
  };
  add("own", [](auto& f) { f.own = true; });
  add("own of another tenant", [](auto& f) { f.own = true, f.same_tenant = false; });
  add("ward", [](auto& f) { f.ward = true; });
  add("household", [](auto& f) { f.household = true; });
  add("assigned in another organisation", [](auto& f) { f.assigned = true; });
  add("assigned", [](auto& f) { f.assigned = f.same_organisation = true; });
  add("companion", [](auto& f) { f.companion = true; });
  add("organisation", [](auto& f) { f.same_organisation = true; });
  auto const referred = [&](referral_stage const s, moment const sent) {
    add("referral " + std::string{word(s)} + (sent < kNow - days{13} ? " long ago" : ""),
        [&](auto& f) { f.referral = referral_fact{.stage = s, .sent = sent}; });
  };
  for (auto const s : {referral_stage::pending, referral_stage::accepted, referral_stage::rejected,
                       referral_stage::done, referral_stage::revoked, referral_stage::void_}) {
    referred(s, kNow - days{3});
  }
  referred(referral_stage::pending, kNow - days{14});
  referred(referral_stage::accepted, kNow - days{200});
  auto const meets = [&](std::string const& name, moment const from) {
    add(name, [&](auto& f) { f.appointment = appointment_fact{.from = from, .until = from + hours{1}}; });
  };
  meets("appointment", kNow);
  meets("appointment next week", kNow + days{7});
  meets("appointment yesterday", kNow - hours{25});
  add("emergency", [](auto& f) { f.emergency_opened = kNow - minutes{59}; });
  add("emergency before", [](auto& f) { f.emergency_opened = kNow - minutes{60}; });
  return list;
}

inline permission_fact a_permission(purpose const why, categories const fields = all_of<category>()) {
  return {.for_what = why,
          .fields = fields,
          .from = kNow - std::chrono::days{30},
          .until = kNow + std::chrono::days{30},
          .onward = true};
}

inline actor an_actor(role const r) {
  return {.id = "actor",
          .as = r,
          .tenant = "t",
          .organisation = "o",
          .state = membership::active,
          .has = all_of<flag>(),
          .session = all_of<action>()};
}

// Everything that could help is there, so that what is denied is denied by the table.
inline access_case a_case(role const r, action const what, kind const sort, purpose const why,
                          relation_facts const& facts) {
  auto c = access_case{.asked = {.by = an_actor(r),
                                 .what = what,
                                 .of = {.sort = sort, .subject = "person"},
                                 .for_what = why,
                                 .emergency = emergency_case{.reason_code = "life", .reason = "she does not answer"}},
                       .facts = facts};
  c.facts.permissions.push_back(a_permission(why));
  return c;
}

template <typename Enum, typename Function>
void for_each_word(Function const& f) {
  for (auto i = std::size_t{0U}; i != count_of<Enum>(); ++i) {
    f(static_cast<Enum>(i));
  }
}

// The whole product of one role.
template <typename Function>
void for_each_case_of(role const r, Function const& f) {
  auto const all = situations();
  for_each_word<kind>([&](kind const sort) {
    for (auto const& s : all) {
      for_each_word<purpose>([&](purpose const why) {
        for_each_word<action>([&](action const what) { f(s, a_case(r, what, sort, why, s.facts)); });
      });
    }
  });
}

template <typename Enum>
Enum any_word(random_source& random) {
  return static_cast<Enum>(random.below(count_of<Enum>()));
}
template <typename Enum>
enum_set<Enum> any_words(random_source& random, std::size_t const one_in) {
  auto set = enum_set<Enum>{};
  for_each_word<Enum>([&](Enum const e) { set |= random.one_in(one_in) ? enum_set<Enum>{} : enum_set<Enum>{e}; });
  return set;
}

// Anything at all.
inline access_case any_case(random_source& random) {
  using std::chrono::hours;
  using std::chrono::minutes;
  auto c = a_case(any_word<role>(random), any_word<action>(random),
                  random.one_in(4U) ? any_word<kind>(random) : kind::person, any_word<purpose>(random), {});
  // Half of the draws begin at a row of the table, so that many come near to being allowed.
  if (random.one_in(2U)) {
    auto const& near = access_rules()[random.below(access_rules().size())];
    c.asked.by.as = near.as;
    c.asked.of.sort = near.sort;
    do {
      c.asked.what = any_word<action>(random);
    } while (!near.does.has(c.asked.what));
    do {
      c.asked.for_what = any_word<purpose>(random);
    } while (!near.for_what.has(c.asked.for_what));
  }
  auto& by = c.asked.by;
  by.state = random.one_in(4U) ? any_word<membership>(random) : membership::active;
  if (random.one_in(3U)) {
    by.until = kNow + minutes{random.between(-2, 5)};
  }
  by.has = any_words<flag>(random, 5U);
  by.session = random.one_in(3U) ? any_words<action>(random, 2U) : all_of<action>();
  c.asked.of.over = random.one_in(4U) ? any_word<reach>(random) : reach::one;
  if (random.one_in(5U)) {
    c.asked.emergency.reset();
  } else {
    c.asked.emergency = emergency_case{.reason_code = random.one_in(6U) ? "" : "life",
                                       .reason = std::string(static_cast<std::size_t>(random.between(8, 14)), 'r'),
                                       .opened_today = random.between(0, 6)};
  }
  auto& f = c.facts;
  f = {.same_tenant = !random.one_in(8U),
       .same_organisation = random.one_in(2U),
       .own = random.one_in(3U),
       .ward = random.one_in(3U),
       .household = random.one_in(3U),
       .assigned = random.one_in(2U),
       .companion = random.one_in(3U)};
  if (random.one_in(2U)) {
    f.referral = referral_fact{.stage = random.one_in(2U) ? referral_stage::accepted : any_word<referral_stage>(random),
                               .sent = kNow - hours{24 * 14} + minutes{random.between(-2, 2)}};
  }
  if (random.one_in(2U)) {
    auto const from = kNow + minutes{60 * 24 * random.between(-1, 1) + random.between(-2, 2)};
    f.appointment = appointment_fact{.from = from, .until = from + minutes{random.between(0, 1)}};
  }
  if (random.one_in(2U)) {
    f.emergency_opened = kNow - minutes{random.between(-1, 61)};
  }
  for (auto i = random.between(0, 3); i != 0; --i) {
    f.permissions.push_back({.for_what = random.one_in(4U) ? any_word<purpose>(random) : c.asked.for_what,
                             .fields = any_words<category>(random, 2U),
                             .from = kNow + minutes{random.between(-5, 1)},
                             .until = kNow + minutes{random.between(-1, 5)},
                             .withdrawn = random.one_in(6U),
                             .onward = random.one_in(2U)});
  }
  return c;
}

}  // namespace foothold
