#include "alloc/every_sharing.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "check/reference_planner.h"
#include "check/run_checking.h"

namespace foothold {

namespace {

class ways_of_one {
public:
  ways_of_one(territory const& place, person const& who, date const as_of, std::size_t const most)
      : place_{place}, who_{who}, as_of_{as_of}, most_{most}, weight_{check::weight_of(place.weights, who, as_of)} {
    out_.push_back({weight_ * place.weights.outside_option, false, {}});
  }

  std::optional<std::vector<column>> run() {
    auto left = std::vector<std::uint16_t>{};
    for (auto const& s : place_.sessions) {
      left.push_back(s.places_left);
    }
    look(left);
    return too_large_ ? std::nullopt : std::optional{std::move(out_)};
  }

private:
  // The best way on these places, and then without each of the places that it takes: whatever is left, either the best
  // way is possible or one of its places is missing.
  void look(std::vector<std::uint16_t> const& left) {
    if (too_large_ || !seen_.insert(left).second) {
      return;
    }
    for (auto const s : place_.sessions.ids()) {
      place_.sessions[s].places_left = left[s.v];
    }
    auto const best = reference_plan(place_, who_, who_.goals.front().text, as_of_, most_);
    too_large_ = best.too_large;
    if (!best.feasible || weight_ * best.value >= out_.front().cost) {
      return;
    }
    auto taken = std::map<session_idx, std::uint32_t>{};
    for (auto const& step : best.steps) {
      for (auto const s : place_.sessions.ids()) {
        taken[s] += !step.session.empty() && place_.sessions[s].id == step.session ? 1U : 0U;
      }
    }
    auto way = column{weight_ * best.value, true, {}};
    for (auto const& [s, count] : taken) {
      if (count != 0U) {
        way.places.push_back({s, count});
      }
    }
    if (std::find(out_.begin(), out_.end(), way) == out_.end()) {
      out_.push_back(way);
    }
    for (auto const& use : way.places) {
      auto less = left;
      less[use.session.v] = static_cast<std::uint16_t>(use.count - 1U);
      look(less);
    }
  }

  territory place_;
  person const& who_;
  date as_of_;
  std::size_t most_;
  milli_days weight_;
  std::set<std::vector<std::uint16_t>> seen_;
  std::vector<column> out_;
  bool too_large_{false};
};

void choose(std::vector<std::vector<column>> const& ways, std::size_t const next, place_counts& left,
            milli_days const sum, milli_days& best) {
  auto least = sum;
  for (auto i = next; i != ways.size(); ++i) {
    least += ways[i][1U % ways[i].size()].cost;  // the second is the best with all places free
  }
  if (least >= best) {
    return;
  }
  if (next == ways.size()) {
    best = sum;
    return;
  }
  for (auto const& way : ways[next]) {
    if (fits(way, left)) {
      take(way, left);
      choose(ways, next + 1U, left, sum + way.cost, best);
      give_back(way, left);
    }
  }
}

}  // namespace

std::optional<std::vector<column>> every_way(territory const& place, person const& who, date const as_of,
                                             std::size_t const most_candidates) {
  return ways_of_one{place, who, as_of, most_candidates}.run();
}

milli_days best_choice(std::vector<std::vector<column>> const& ways, place_counts left) {
  auto best = INT64_MAX;
  choose(ways, 0U, left, 0, best);
  return best;
}

std::optional<best_sharing> every_sharing(territory const& place, std::vector<person_idx> const& people,
                                          date const as_of) {
  auto out = best_sharing{};
  for (auto const p : people) {
    if (place.people[p].goals.empty()) {
      continue;
    }
    auto ways = every_way(place, place.people[p], as_of);
    if (!ways) {
      return std::nullopt;
    }
    out.ways.push_back(std::move(*ways));
  }
  auto left = place_counts{};
  for (auto const& s : place.sessions) {
    left.push_back(s.places_left);
  }
  out.value = best_choice(out.ways, left);
  return out;
}

}  // namespace foothold
