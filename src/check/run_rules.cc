// Rules 1 to 6 of docs/formats/run.md: what the rows say, held against the territory.

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "check/plan_check.h"
#include "check/run_checking.h"

namespace foothold::check {

namespace {

constexpr auto kMostRatio = 1e9;

std::optional<std::int64_t> millionths(wide const part, wide const whole) {
  if (whole == 0) {
    return std::nullopt;
  }
  auto const ratio = static_cast<double>(part) / static_cast<double>(whole);
  return std::llround(std::clamp(ratio, -kMostRatio, kMostRatio) * 1e6);
}

void check_row_of(run_checking& c, allocated_person const& row, person const& who) {
  if (who.goals.empty()) {
    c.blame("2-people", row.person, "has no goal and takes no part");
    return;
  }
  if (row.goal != who.goals.front().text) {
    c.blame("2-people", row.person, fmt::format("asks for {} first, not for {}", who.goals.front().text, row.goal));
  }
  if (auto const weight = weight_of(c.place.weights, who, since(c.run, row)); row.weight != weight) {
    c.blame("2-weight", row.person, fmt::format("weighs {}, not {}", weight, row.weight));
  }
}

void check_stay(run_checking& c, allocated_person const& row) {
  if (row.pathway.status != plan_status::none) {
    c.blame("3-plans", row.person, "has a plan and is not placed");
  }
  if (row.value != c.place.weights.outside_option) {
    c.blame("3-plans", row.person,
            fmt::format("has no plan, which counts {} milli-days, not {}", c.place.weights.outside_option, row.value));
  }
}

void check_placed(run_checking& c, allocated_person const& row, person const& who, bool const kept) {
  auto const& p = row.pathway;
  if (p.status == plan_status::none) {
    c.blame("3-plans", row.person, "is placed and has no plan");
    return;
  }
  for (auto const& broken : check_plan(c.place, who, p)) {
    c.blame("3-plans", row.person,
            fmt::format("the plan breaks rule {}{}{}: {}", broken.rule, broken.step.empty() ? "" : ", step ",
                        broken.step, broken.message));
  }
  for (auto const& other : kept ? std::vector<std::string>{} : check_origin(c.place, p)) {
    c.blame("3-plans", row.person, other);
  }
  if (p.goal != row.goal || p.as_of != since(c.run, row)) {
    c.blame("3-plans", row.person, "the plan is for another goal or another day");
  }
  if (row.value != p.value) {
    c.blame("3-plans", row.person, fmt::format("the plan counts {} milli-days, not {}", p.value, row.value));
  }
  if (p.value >= c.place.weights.outside_option) {
    c.blame("3-plans", row.person, "the plan is no better than none");
  }
}

void compare_total(run_checking& c, std::string_view const rule, std::string_view const name, std::int64_t const told,
                   wide const truth) {
  if (told == truth) {
    return;
  }
  auto const fits =
      truth >= std::numeric_limits<std::int64_t>::min() && truth <= std::numeric_limits<std::int64_t>::max();
  c.blame(std::string{rule}, "",
          fits ? fmt::format("{} is {}, not {}", name, static_cast<std::int64_t>(truth), told)
               : fmt::format("{} is beyond all numbers, not {}", name, told));
}

}  // namespace

run_checking begin_checking(territory const& place, allocation_run const& run, allocation_run const* const before) {
  auto c =
      run_checking{.place = place, .run = run, .prices = vec_map<session_idx, milli_days>(place.sessions.size(), 0)};
  for (auto const s : place.sessions.ids()) {
    c.sessions.emplace(place.sessions[s].id, s);
    c.places.push_back(place.sessions[s].places_left);
  }
  for (auto const& kept : run.reserved ? run.reserved->places : std::vector<session_places>{}) {
    if (auto const it = c.sessions.find(kept.session); it != c.sessions.end()) {
      c.places[it->second] -= std::min(c.places[it->second], kept.places);
    }
  }
  for (auto const& part : run.shared) {
    if (auto const it = c.sessions.find(part.session); it != c.sessions.end()) {
      c.places[it->second] = std::min(c.places[it->second], part.places);
    }
  }
  auto people = std::unordered_map<std::string_view, person const*>{};
  for (auto const& who : place.people) {
    people.emplace(who.id, &who);
  }
  for (auto const& row : run.each) {
    auto const it = people.find(row.person);
    c.who.push_back(it == people.end() ? nullptr : it->second);
  }
  auto rows = std::unordered_map<std::string_view, allocated_person const*>{};
  if (before != nullptr) {
    for (auto const& row : before->each) {
      rows.emplace(row.person, &row);
    }
  }
  for (auto const& row : run.each) {
    auto const it = rows.find(row.person);
    c.before.push_back(it == rows.end() ? nullptr : it->second);
  }
  for (auto const& listed : run.prices) {
    if (auto const it = c.sessions.find(listed.session);
        it != c.sessions.end() && listed.price > 0 && listed.price <= kMostPrice) {
      c.prices[it->second] = listed.price;
    }
  }
  return c;
}

std::uint32_t weight_of(policy const& by, person const& who, date const as_of) {
  auto since = who.waiting_since;
  if (!since) {
    since = who.legal.registered ? who.legal.registered : who.legal.arrived;
  }
  auto const waited = since && *since < as_of ? (as_of - *since).count() : 0;
  auto const spans = static_cast<std::uint64_t>(waited) / 182U;
  auto const waiting = std::min<std::uint64_t>(by.waiting_weight_max, by.waiting_weight_per_half_year * spans);
  return who.need + static_cast<std::uint32_t>(waiting);
}

run_gaps gaps_of(allocation_run const& run) {
  auto const missed = wide{run.value} - run.bound;
  return {.gap = millionths(missed, run.value).value_or(0),
          .scarcity = millionths(missed, wide{run.bound} - run.unlimited)};
}

void check_hashes(run_checking& c) {
  auto const compare = [&](std::string_view const name, std::string const& now, std::string const& then) {
    if (now != then) {
      c.blame("1-hashes", "", fmt::format("the {} are not those that the run was made from", name));
    }
  };
  compare("files of the territory", c.place.hash, c.run.territory_hash);
  compare("rules of law", c.place.rules_hash, c.run.rules_hash);
  compare("weights of the policy", c.place.policy_hash, c.run.policy_hash);
  if (c.run.policy_version != c.place.weights.version || c.run.policy_author != c.place.weights.author) {
    c.blame("1-hashes", "", "the policy's version or author is not that of the territory");
  }
}

void check_people(run_checking& c) {
  auto const& rows = c.run.each;
  auto seen = std::map<std::string_view, unsigned>{};
  for (auto i = std::size_t{0U}; i != rows.size(); ++i) {
    auto const times = ++seen[rows[i].person];
    if (c.who[i] == nullptr) {
      c.blame("2-people", rows[i].person, "there is nobody of this id");
    } else if (times == 2U) {
      c.blame("2-people", rows[i].person, "has more than one row");
    } else if (times == 1U) {
      check_row_of(c, rows[i], *c.who[i]);
    }
    if (i != 0U && rows[i].person < rows[i - 1U].person) {
      c.blame("2-people", rows[i].person, "the rows do not stand by person");
    }
  }
  for (auto const& who : c.place.people) {
    auto const gone = c.run.rolled && std::ranges::find(c.run.rolled->gone, who.id) != c.run.rolled->gone.end();
    if (c.run.everybody && !who.goals.empty() && !seen.contains(who.id) && !gone) {
      c.blame("2-people", who.id, "has a goal and no row");
    }
  }
}

void check_plans(run_checking& c) {
  for (auto i = std::size_t{0U}; i != c.run.each.size(); ++i) {
    auto const& row = c.run.each[i];
    if (!row.placed) {
      check_stay(c, row);
    } else if (c.who[i] != nullptr) {
      // A plan that stays to the letter was made from the files of its day.
      auto const kept = c.before[i] != nullptr && row.changed.empty() && row.pathway == c.before[i]->pathway;
      check_placed(c, row, *c.who[i], kept);
    }
  }
}

void check_places(run_checking& c) {
  auto taken = vec_map<session_idx, std::size_t>(c.place.sessions.size(), 0U);
  for (auto const& row : c.run.each) {
    auto beside = row.confirmed;  // places that the person keeps though the plan does without them
    for (auto const& step : row.pathway.steps) {
      if (auto const it = c.sessions.find(step.session); it != c.sessions.end()) {
        ++taken[it->second];
        std::erase(beside, step.session);
      }
    }
    for (auto const& session : beside) {
      if (auto const it = c.sessions.find(session); it != c.sessions.end()) {
        ++taken[it->second];
      }
    }
  }
  for (auto const s : c.place.sessions.ids()) {
    auto const& meeting = c.place.sessions[s];
    if (taken[s] > c.places[s]) {
      c.blame("4-places", meeting.id, fmt::format("{} places are taken, {} are left", taken[s], c.places[s]));
    }
  }
  for (auto const& kept : c.run.reserved ? c.run.reserved->places : std::vector<session_places>{}) {
    auto const it = c.sessions.find(kept.session);
    if (it == c.sessions.end() || kept.places > c.place.sessions[it->second].places_left) {
      c.blame("4-places", kept.session, "is no session, or has fewer places than are kept");
    }
  }
  for (auto const& part : c.run.shared) {
    auto const it = c.sessions.find(part.session);
    if (it == c.sessions.end() || part.places > c.place.sessions[it->second].places_left) {
      c.blame("4-places", part.session, "is no session, or has fewer places than the area is said to have of them");
    }
  }
}

void check_totals(run_checking& c, std::optional<run_gaps> const& told) {
  auto value = wide{0};
  auto placed = wide{0};
  for (auto const& row : c.run.each) {
    value += wide{row.weight} * row.value;
    placed += row.placed ? 1 : 0;
  }
  compare_total(c, "5-totals", "value", c.run.value, value);
  compare_total(c, "5-totals", "people", static_cast<std::int64_t>(c.run.people), static_cast<wide>(c.run.each.size()));
  compare_total(c, "5-totals", "placed", static_cast<std::int64_t>(c.run.placed), placed);
  if (!told) {
    return;
  }
  auto const truth = gaps_of(c.run);
  if (told->gap != truth.gap) {
    c.blame("5-gap", "", fmt::format("gap is {} millionths, not {}", truth.gap, told->gap));
  }
  if (told->scarcity != truth.scarcity) {
    auto const shown = [](std::optional<std::int64_t> const x) {
      return x ? fmt::format("{} millionths", *x) : "null";
    };
    c.blame("5-gap", "", fmt::format("gap_scarcity is {}, not {}", shown(truth.scarcity), shown(told->scarcity)));
  }
}

void check_bound(run_checking& c) {
  auto seen = std::map<std::string_view, bool>{};
  for (auto const& listed : c.run.prices) {
    if (!c.sessions.contains(listed.session)) {
      c.blame("6-prices", listed.session, "there is no such session");
    }
    if (listed.price < 0 || listed.low < 0 || listed.high < 0) {
      c.blame("6-prices", listed.session, "a price is below 0");
    }
    if (listed.price > kMostPrice) {
      c.blame("6-prices", listed.session, "a price is beyond all numbers");
    }
    if (!seen.emplace(listed.session, true).second) {
      c.blame("6-prices", listed.session, "is listed twice");
    }
  }
  auto bound = wide{0};
  auto unlimited = wide{0};
  for (auto const& row : c.run.each) {
    bound += row.priced;
    unlimited += row.alone;
  }
  for (auto const s : c.place.sessions.ids()) {
    bound -= wide{c.prices[s]} * c.places[s];
  }
  compare_total(c, "6-bound", "bound", c.run.bound, bound);
  compare_total(c, "6-bound", "unlimited", c.run.unlimited, unlimited);
}

}  // namespace foothold::check
