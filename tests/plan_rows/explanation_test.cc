// What a plan says about itself is what it was computed from: each sentence is held against the territory, the person
// and the other steps, and each "with this it would be sooner" is planned anew in a changed world.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "interop/folder.h"
#include "plan/planner.h"
#include "plan_rows/explained.h"

using namespace foothold;

namespace {

territory const& lindental() {
  static auto const loaded = load_territory(FOOTHOLD_SOURCE_DIR "/data/territories/lindental").value().value.value();
  return loaded;
}

week_pattern widened(week_pattern const& hours, reason const& said) {
  auto grid = to_whole_grid(hours);
  grid |= to_grid(parse_week(arg(said, "days") + " " + arg(said, "from") + "-" + arg(said, "to")).value());
  return to_pattern(grid);
}

// The world in which the limit that is named is not there.
void lift(reason const& limit, territory& t, person& who) {
  if (limit.key == "tight.care") {
    for (auto const child : who.cares_for) {
      t.children[child].covered = widened(t.children[child].covered, limit);
      t.children[child].covered_until.reset();
    }
  } else if (limit.key == "tight.hours") {
    who.available = widened(who.available, limit);
  } else if (limit.key == "tight.travel") {
    who.max_travel_minutes = static_cast<std::uint16_t>(std::stoul(arg(limit, "minutes")));
  } else if (limit.key == "tight.car") {
    who.modes |= kCar;
  } else if (limit.key == "tight.load") {
    who.max_weekly_minutes = static_cast<std::uint16_t>(60U * std::stoul(arg(limit, "hours")));
  } else if (limit.key == "tight.permit") {
    EXPECT_EQ(arg(limit, "date"), format_date(who.legal.permit_until.value()));
    who.legal.permit_until.reset();
  } else {
    ASSERT_EQ(limit.key, "tight.full");
    EXPECT_EQ(by_id(t.sessions, arg(limit, "session"))->places_left, 0U);
    for (auto& s : t.sessions) {
      s.places_left = 1000U;
    }
  }
}

// The world in which it is not missing: the fact is there, the children are cared for, the job's hours and way suit.
void grant(reason const& said, territory& t, person& who) {
  auto const whole_week = parse_week("Mon-Sun 00:00-24:00").value();
  if (said.key == "missing.care" || said.key == "missing.job_care") {
    for (auto const child : who.cares_for) {
      t.children[child].covered = whole_week;
      t.children[child].covered_until.reset();
    }
  } else if (said.key == "missing.job_hours") {
    who.available = whole_week;
  } else if (said.key == "missing.job_travel") {
    who.modes |= kCar;
    who.available = whole_week;  // the way takes hours, too
    who.max_travel_minutes = 600U;
  } else if (said.key == "missing.job_permit") {
    who.legal.permit_until.reset();
  } else if (said.key != "missing.job") {
    who.facts.push_back({t.facts.find(arg(said, "fact")).value(), std::nullopt});
  }
}

// With every fact of the territory.
person knowing_all(person who) {
  for (auto i = std::size_t{0U}; i != lindental().facts.size(); ++i) {
    who.facts.push_back({fact_idx{i}, std::nullopt});
  }
  return who;
}

// The demo with a job that asks for this fact and nothing else: no hours, no way, no care.
territory with_probe(std::string_view const fact) {
  auto t = lindental();
  auto job = occupation{};
  job.uri = "probe";
  job.isco = "0000";
  job.needs = {t.facts.find(fact).value()};
  job.location = location_idx{0U};
  t.occupations.push_back(std::move(job));
  return t;
}

plan_status status_of(territory const& t, person const& who, goal_wish const& goal) {
  return make_plan(t, who, goal, {.as_of = {}, .explain = false, .search = {}}).status;
}

// Each fifth person of the demo, with every goal.
template <typename Look>
void for_some_plans(Look const& look) {
  auto const& t = lindental();
  auto plans = planner{t};
  for (auto i = std::size_t{0U}; i < t.people.size(); i += 5U) {
    auto const& who = t.people[person_idx{i}];
    for (auto const& goal : who.goals) {
      look(who, goal, plans.make(who, goal));
    }
  }
}

}  // namespace

// REQ J8
TEST(explanation, every_reason_of_a_step_is_true_of_the_territory_and_the_plan) {
  auto keys = std::set<std::string>{};
  for_some_plans([&](person const& who, goal_wish const& goal, plan const& p) {
    auto const truth = explained{lindental(), who, p};
    for (auto const& step : p.steps) {
      EXPECT_FALSE(step.reasons.empty()) << who.id << " " << step.offer;
      for (auto const& said : step.reasons) {
        keys.insert(said.key);
        EXPECT_TRUE(truth.true_of(step, said)) << who.id << " " << goal.text << " " << step.offer << " " << step.session
                                               << ": " << said.key << " " << testing::PrintToString(said.args);
      }
    }
  });
  EXPECT_GE(keys.size(), 10U) << testing::PrintToString(keys);
}

TEST(explanation, control_a_sentence_with_another_name_number_or_day_is_found) {
  auto changed = 0;
  for_some_plans([&](person const& who, goal_wish const&, plan const& p) {
    auto const truth = explained{lindental(), who, p};
    for (auto const& step : p.steps) {
      for (auto said : step.reasons) {
        for (auto& [name, value] : said.args) {
          auto const day = parse_date(value);
          auto const kept = std::exchange(value, day ? format_date(*day + days{1}) : value + "x");
          EXPECT_FALSE(truth.true_of(step, said)) << who.id << " " << step.offer << ": " << said.key << " " << value;
          value = kept;
          ++changed;
        }
      }
    }
  });
  EXPECT_GT(changed, 200);
}

// REQ J8
TEST(explanation, a_limit_that_is_named_costs_what_is_said) {
  auto seen = std::set<std::string>{};
  for_some_plans([&](person const& who, goal_wish const& goal, plan const& p) {
    for (auto const& limit : p.tight) {
      seen.insert(limit.what.key);
      auto t = lindental();
      auto other = who;
      lift(limit.what, t, other);
      auto const q = make_plan(t, other, goal, {.as_of = {}, .explain = false, .search = {}});
      ASSERT_NE(q.status, plan_status::none) << who.id << " " << limit.what.key;
      EXPECT_EQ(limit.opens, p.status == plan_status::none) << who.id << " " << limit.what.key;
      if (!limit.opens) {
        EXPECT_EQ(p.value - q.value, limit.gain) << who.id << " " << goal.text << " " << limit.what.key;
        EXPECT_EQ(p.goal_day - q.goal_day, limit.sooner) << who.id << " " << goal.text << " " << limit.what.key;
      }
    }
  });
  EXPECT_GE(seen.size(), 5U) << testing::PrintToString(seen);
}

// REQ J8
TEST(explanation, what_is_missing_cannot_be_had_and_with_it_there_is_a_way) {
  auto seen = std::set<std::string>{};
  for_some_plans([&](person const& who, goal_wish const& goal, plan const& p) {
    EXPECT_EQ(p.missing.empty(), p.status != plan_status::none) << who.id;
    if (p.missing.empty()) {
      return;
    }
    auto all = lindental();
    auto lucky = who;
    for (auto const& said : p.missing) {
      seen.insert(said.key);
      grant(said, all, lucky);
      if (!said.args.empty() && said.args.front().first == "fact") {
        auto const probe = with_probe(arg(said, "fact"));
        auto allowed = who;
        if (!arg(said, "fact").starts_with("work_access:")) {
          allowed.facts.push_back({probe.facts.find("work_access:employment").value(), std::nullopt});
        }
        EXPECT_EQ(status_of(probe, allowed, find_goal(probe, "probe").value()), plan_status::none)
            << who.id << " " << goal.text << " " << said.key << " " << arg(said, "fact");
      }
    }
    // What hinders a job in itself is said alone, before what it needs is looked at.
    if (p.missing.front().key.starts_with("missing.job")) {
      EXPECT_EQ(status_of(lindental(), knowing_all(who), goal), plan_status::none) << who.id << " " << goal.text;
      lucky = knowing_all(lucky);
      grant({"missing.care", {}}, all, lucky);
      lucky.legal.permit_until.reset();
    }
    EXPECT_NE(status_of(all, lucky, goal), plan_status::none)
        << who.id << " " << goal.text << " " << p.missing.front().key;
  });
  EXPECT_GE(seen.size(), 3U) << testing::PrintToString(seen);
}
