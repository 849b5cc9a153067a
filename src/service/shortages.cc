#include "service/shortages.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "plan/planner.h"

namespace foothold {

namespace {

constexpr auto kMostPeople = std::size_t{300U};
constexpr auto kMostLabels = std::size_t{2'000U};  // a way that was found is enough

bool is_training(step_kind const kind) {
  return kind == step_kind::course || kind == step_kind::internship || kind == step_kind::procedure;
}

// Every so-manieth, so that all households and zones of a sorted list are among them.
std::vector<person_idx> some_of(std::span<person_idx const> const people) {
  auto out = std::vector<person_idx>{};
  auto const n = std::min(people.size(), kMostPeople);
  for (auto i = std::size_t{0U}; i != n; ++i) {
    out.push_back(people[i * people.size() / n]);
  }
  return out;
}

}  // namespace

std::vector<shortage_reach> reach_of_shortages(territory const& t, std::span<person_idx const> const people,
                                               date const as_of, std::size_t const most) {
  auto order = std::vector<std::size_t>(t.shortages.size());
  std::iota(order.begin(), order.end(), std::size_t{0U});
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t const i) { return t.shortages[i].open_jobs; });
  auto offers = std::unordered_map<std::string_view, offer_idx>{};
  for (auto const o : t.offers.ids()) {
    offers.emplace(t.offers[o].id, o);
  }
  auto const asked = some_of(people);
  auto plans = planner{t};
  auto out = std::vector<shortage_reach>{};
  for (auto const i : order) {
    auto const job = std::ranges::find_if(
        t.occupations, [&](occupation const& o) { return o.isco == t.shortages[i].isco && !o.self_employment; });
    if (out.size() == most || job == t.occupations.end()) {
      continue;
    }
    auto const goal = find_goal(t, job->uri);
    auto row =
        shortage_reach{.shortage = i, .job = occupation_idx{static_cast<std::size_t>(job - t.occupations.begin())}};
    auto steps = std::map<offer_idx, std::uint64_t>{};
    for (auto const p : asked) {
      auto search = search_options{};
      search.label_limit = kMostLabels;
      auto c = make_case(t, t.people[p], as_of);
      c.ignore_places = true;
      auto const way = plans.make(c, *goal, {.as_of = as_of, .explain = false, .search = search});
      ++row.looked_at;
      if (way.status == plan_status::none || way.goal_day - as_of > kYear) {
        continue;
      }
      ++row.year;
      row.soon += way.goal_day - as_of <= kSoon ? 1U : 0U;
      for (auto const& step : way.steps) {
        if (auto const offer = offers.find(step.offer); offer != offers.end() && is_training(step.kind)) {
          ++steps[offer->second];
        }
      }
    }
    row.training.assign(steps.begin(), steps.end());
    std::ranges::stable_sort(row.training, std::greater<>{}, [](auto const& x) { return x.second; });
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace foothold
