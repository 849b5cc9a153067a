// A tiny town cut into areas that share all its places: the best sharing of the whole is known.

#include "alloc/area.h"

#include <cstdio>

#include <gtest/gtest.h>

#include "alloc/allocate.h"
#include "alloc/coupling.h"
#include "alloc/every_sharing.h"
#include "alloc/random_cohort.h"
#include "check/country_check.h"
#include "interop/run_json.h"

using namespace foothold;

namespace {

// The same offers for some of the people.
territory area_of(territory const& whole, std::size_t const number, std::size_t const areas) {
  auto out = whole;
  auto some = vec_map<person_idx, person>{};
  for (auto const p : whole.people.ids()) {
    if (p.v % areas == number) {
      some.push_back(whole.people[p]);
    }
  }
  out.people = std::move(some);
  return out;
}

std::vector<person_idx> everybody(territory const& t) {
  auto out = std::vector<person_idx>{};
  for (auto const p : t.people.ids()) {
    out.push_back(p);
  }
  return out;
}

milli_days price_in(allocation_run const& run, std::string const& session) {
  auto const at = std::ranges::find(run.prices, session, &place_price::session);
  return at == run.prices.end() ? 0 : at->price;
}

// A country of the town's people, shared as docs/allocation.md says.
struct tiny_country {
  tiny_country(territory const& whole, std::size_t const areas) {
    for (auto a = std::size_t{0U}; a != areas; ++a) {
      towns.push_back(area_of(whole, a, areas));
    }
    for (auto const& s : whole.sessions) {
      place.shared.push_back({s.id, s.places_left});
      coupled.push_back({s.places_left, {}, {}, {}});
      for (auto const& t : towns) {
        coupled.back().people.push_back(t.people.size());
      }
      begin(coupled.back());
    }
    for (auto a = std::size_t{0U}; a != areas; ++a) {
      place.areas.push_back({"area-" + std::to_string(a), "-"});
      start.emplace_back();
      length.push_back(0);
    }
  }

  allocation_options terms(std::size_t const a) {
    auto out = allocation_options{.as_of = towns[a].as_of};
    for (auto s = std::size_t{0U}; s != coupled.size(); ++s) {
      out.shared.push_back({session_idx{s}, coupled[s].parts[a], coupled[s].price});
    }
    out.start = start[a].empty() ? nullptr : &start[a];
    out.start_length = length[a];
    out.budget.rounds = 6U;
    return out;
  }

  void learn() {
    auto told = std::vector<learned_prices>{};
    for (auto a = std::size_t{0U}; a != towns.size(); ++a) {
      told.push_back(learn_prices(timetable{towns[a]}, everybody(towns[a]), terms(a)));
    }
    for (auto s = std::size_t{0U}; s != coupled.size(); ++s) {
      auto answers = std::vector<coupled_answer>{};
      for (auto const& t : told) {
        answers.push_back({t.prices[session_idx{s}], t.wanted[s]});
      }
      move_on(coupled[s], answers, towns[0U].weights.outside_option / 50);
    }
    for (auto a = std::size_t{0U}; a != towns.size(); ++a) {
      start[a] = told[a].prices;
      length[a] = told[a].length;
    }
  }

  void share() {
    runs.clear();
    auto figures = std::vector<country_run_area>{};
    for (auto a = std::size_t{0U}; a != towns.size(); ++a) {
      auto const& run = runs.emplace_back(allocate(timetable{towns[a]}, everybody(towns[a]), terms(a)));
      figures.push_back(figures_of(place.areas[a].id, run));
    }
    auto shared = std::vector<shared_outcome>{};
    for (auto s = std::size_t{0U}; s != coupled.size(); ++s) {
      auto& one = shared.emplace_back(shared_outcome{place.shared[s].session, coupled[s].places, coupled[s].parts, {}});
      for (auto const& run : runs) {
        one.prices.push_back(price_in(run, one.session));
      }
    }
    all = together(std::move(figures), shared);
    all.as_of = towns[0U].as_of;
  }

  [[nodiscard]] std::vector<run_violation> broken() const {
    auto check = country_checking{place, all};
    for (auto a = std::size_t{0U}; a != towns.size(); ++a) {
      check.add(all.areas[a], towns[a], runs[a]);
    }
    return check.broken();
  }

  country place;
  std::vector<territory> towns;
  std::vector<coupled_session> coupled;
  std::vector<place_prices> start;
  std::vector<milli_days> length;
  std::vector<allocation_run> runs;
  country_run all;
};

std::string rule_of(std::vector<run_violation> const& broken) {
  return broken.empty() ? "" : broken.front().rule;
}

}  // namespace

// REQ D17
TEST(area, the_bound_of_a_country_is_true_and_no_place_is_given_twice) {
  auto tried = 0U;
  auto best_found = 0U;
  for (auto seed = std::uint64_t{0U}; seed != 120U; ++seed) {
    auto const town = random_cohort{seed};
    auto whole = tiny_country{town.place, 2U + seed % 2U};
    whole.learn();
    whole.learn();
    whole.share();
    for (auto a = std::size_t{0U}; a != whole.towns.size(); ++a) {
      auto const verdict = check_run(whole.towns[a], whole.runs[a], {.threads = 1U});
      ASSERT_TRUE(verdict.broken.empty())
          << "seed " << seed << ": " << verdict.broken.front().rule << " " << verdict.broken.front().message;
      ASSERT_TRUE(verdict.proven);
    }
    auto const broken = whole.broken();
    ASSERT_TRUE(broken.empty()) << "seed " << seed << ": " << broken.front().rule << " " << broken.front().message;
    if (auto const best = every_sharing(town.place, town.people, town.place.as_of)) {
      ++tried;
      ASSERT_LE(whole.all.bound, best->value) << "seed " << seed;
      ASSERT_LE(best->value, whole.all.value) << "seed " << seed;
      best_found += whole.all.value == best->value ? 1U : 0U;
    }
  }
  std::printf("the best sharing in %u of %u countries\n", best_found, tried);
  EXPECT_GT(tried, 100U);
  EXPECT_GT(best_found, tried / 2U);
}

TEST(area, a_bound_without_the_price_that_differs_would_be_untrue) {
  // The areas' own bounds added up, as if each had its part for ever: above the best sharing in some countries.
  auto untrue = 0U;
  for (auto seed = std::uint64_t{0U}; seed != 60U; ++seed) {
    auto const town = random_cohort{seed};
    auto whole = tiny_country{town.place, 2U};
    whole.share();
    auto sum = milli_days{0};
    for (auto const& run : whole.runs) {
      sum += run.bound;
    }
    auto const best = every_sharing(town.place, town.people, town.place.as_of);
    untrue += best && sum > best->value ? 1U : 0U;
    ASSERT_TRUE(!best || whole.all.bound <= best->value) << "seed " << seed;
  }
  EXPECT_GT(untrue, 0U);
}

TEST(area, whoever_changes_a_countrys_run_is_found_out) {
  auto const town = random_cohort{4U};
  auto whole = tiny_country{town.place, 2U};
  whole.learn();
  whole.share();
  ASSERT_TRUE(whole.broken().empty());
  auto const with = [&](auto const& tamper) {
    auto other = whole;
    tamper(other);
    return rule_of(other.broken());
  };
  EXPECT_EQ(with([](auto& x) { ++x.all.bound; }), "10-bound");
  EXPECT_EQ(with([](auto& x) { --x.all.value; }), "10-totals");
  EXPECT_EQ(with([](auto& x) { ++x.all.areas[0U].placed; }), "10-totals");
  EXPECT_EQ(with([](auto& x) { x.runs[0U].shared[0U].places += 5U; }).substr(0U, 3U), "10-");
  auto more = whole;
  more.runs[0U].shared[0U].places += 5U;
  auto const broken = more.broken();
  EXPECT_TRUE(std::ranges::any_of(broken, [&](run_violation const& b) {
    return b.rule == "10-parts" && b.about == more.runs[0U].shared[0U].session;
  })) << "more parts than places, whatever they cost";
  EXPECT_EQ(with([](auto& x) { x.runs[0U].shared.erase(x.runs[0U].shared.begin()); }), "10-parts");
  EXPECT_EQ(with([](auto& x) { x.runs[1U].shared.push_back({"another", 1U}); }), "10-parts");
  EXPECT_EQ(with([](auto& x) { ++x.towns[0U].sessions[session_idx{0U}].places_left; }), "10-parts");
  EXPECT_EQ(with([](auto& x) { x.towns[1U].policy_hash = "dd"; }), "10-areas");
  EXPECT_EQ(with([](auto& x) { x.towns[1U].hash = "dd"; }), "10-areas");
  EXPECT_EQ(with([](auto& x) { x.runs[1U].everybody = false; }), "10-areas");
  EXPECT_EQ(with([](auto& x) { x.place.areas.push_back({"area-9", "-"}); }), "10-areas");
  EXPECT_EQ(with([](auto& x) { x.all.areas[1U].area = "area-0"; }), "10-areas");
}

TEST(area, a_part_is_all_that_is_taken_and_threads_change_no_byte) {
  for (auto seed = std::uint64_t{0U}; seed != 20U; ++seed) {
    auto const town = random_cohort{seed};
    auto options = allocation_options{.as_of = town.place.as_of};
    options.budget.rounds = 6U;
    for (auto const s : town.place.sessions.ids()) {
      options.shared.push_back(
          {s, s.v % 2U == 0U ? 0U : 9U, s.v % 3U == 0U ? std::optional<milli_days>{5'000} : std::nullopt});
    }
    auto const run = allocate(timetable{town.place}, town.people, options);
    for (auto const& row : run.each) {
      for (auto const& step : row.pathway.steps) {
        auto const at = std::ranges::find(run.shared, step.session, &session_places::session);
        ASSERT_TRUE(at == run.shared.end() || at->places != 0U) << "seed " << seed << " " << step.session;
      }
    }
    for (auto const& part : run.shared) {
      auto const at = std::ranges::find(town.place.sessions, part.session, &session::id);
      ASSERT_LE(part.places, at->places_left) << "no more than there is";
    }
    ASSERT_TRUE(check_run(town.place, run, {.threads = 1U}).broken.empty()) << "seed " << seed;
    options.threads = 3U;
    ASSERT_EQ(write_run(run), write_run(allocate(timetable{town.place}, town.people, options)));
    auto const text = write_run(run);
    auto const load = read_run("run.json", text);
    ASSERT_TRUE(load.value);
    ASSERT_EQ(*load.value, run);
  }
}
