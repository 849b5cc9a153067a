#include "check/country_check.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace foothold {

country_checking::country_checking(country const& place, country_run const& run) : place_{place}, run_{run} {
  for (auto const& s : place_.shared) {
    shared_[s.session].places = s.places;
  }
}

void country_checking::blame(std::string_view const rule, std::string_view const about, std::string message) {
  found_.push_back({std::string{rule}, std::string{about}, std::move(message)});
}

void country_checking::add(country_run_area const& told, territory const& place, allocation_run const& run) {
  if (++seen_[told.area] > 1U) {
    blame("10-areas", told.area, "is there twice");
    return;
  }
  check_area(told, place, run);
  check_parts(told.area, place, run);
}

void country_checking::check_area(country_run_area const& told, territory const& place, allocation_run const& run) {
  if (told.territory_hash != place.hash) {
    blame("10-areas", told.area, "the territory is not the one that the run was made from");
  }
  if (!run.everybody || run.as_of != run_.as_of) {
    blame("10-areas", told.area, "the run is not for everybody, or for another day");
  }
  if (policy_.empty()) {
    policy_ = place.policy_hash;
  }
  if (place.policy_hash != policy_) {
    blame("10-areas", told.area, "shares by another policy than the other areas");
  }
  auto const same = told.people == run.people && told.placed == run.placed && told.value == run.value &&
                    told.bound == run.bound && told.unlimited == run.unlimited && told.first_come == run.first_come &&
                    told.first_come_placed == run.first_come_placed;
  if (!same) {
    blame("10-totals", told.area, "has other figures in its own run");
  }
}

void country_checking::check_parts(std::string_view const area, territory const& place, allocation_run const& run) {
  auto parts = std::unordered_map<std::string_view, std::uint32_t>{};
  for (auto const& part : run.shared) {
    if (!shared_.contains(part.session)) {
      blame("10-parts", part.session, fmt::format("{} has a part of it, but it is not shared", area));
    }
    parts.emplace(part.session, part.places);
  }
  auto prices = std::unordered_map<std::string_view, milli_days>{};
  for (auto const& p : run.prices) {
    prices.emplace(p.session, p.price);
  }
  for (auto const& s : place.sessions) {
    auto const at = shared_.find(s.id);
    if (at == shared_.end()) {
      continue;
    }
    auto& session = at->second;
    session.had = true;
    if (s.places_left != session.places) {
      blame("10-parts", s.id, fmt::format("has {} places in {}, not {}", s.places_left, area, session.places));
    }
    auto const part = parts.find(s.id);
    if (part == parts.end()) {
      blame("10-parts", s.id, fmt::format("{} has it and no part of it", area));
      continue;
    }
    session.parts += part->second;
    auto const price = prices.contains(s.id) ? prices[s.id] : 0;
    session.dearest = std::max(session.dearest, price);
    handed_back_ += price * part->second;
  }
}

void country_checking::check_whole() {
  for (auto const& a : place_.areas) {
    if (!seen_.contains(a.id)) {
      blame("10-areas", a.id, "has no run");
    }
  }
  for (auto const& [id, times] : seen_) {
    if (std::ranges::find(place_.areas, id, &country_area::id) == place_.areas.end()) {
      blame("10-areas", id, "is no area of the country");
    }
  }
  auto sum = country_run{};
  for (auto const& a : run_.areas) {
    sum.people += a.people;
    sum.placed += a.placed;
    sum.value += a.value;
    sum.bound += a.bound;
    sum.unlimited += a.unlimited;
    sum.first_come += a.first_come;
    sum.first_come_placed += a.first_come_placed;
  }
  // No area's bound pays for the places of another: what they hand back together is what the dearest would pay for all.
  sum.bound += handed_back_;
  for (auto const& [id, session] : shared_) {
    sum.bound -= session.dearest * session.places;
    if (session.parts > session.places) {
      blame("10-parts", id, fmt::format("has {} places, the areas' parts are {}", session.places, session.parts));
    }
    auto const told = std::ranges::find(run_.prices, id, &session_price::session);
    if ((told == run_.prices.end() ? 0 : told->price) != session.dearest) {
      blame("10-bound", id, fmt::format("costs {} in the dearest area", session.dearest));
    }
  }
  if (sum.people != run_.people || sum.placed != run_.placed || sum.value != run_.value ||
      sum.unlimited != run_.unlimited || sum.first_come != run_.first_come ||
      sum.first_come_placed != run_.first_come_placed) {
    blame("10-totals", "", "the totals are not the sums of the areas");
  }
  if (sum.bound != run_.bound) {
    blame("10-bound", "", fmt::format("bound is {}, not {}", sum.bound, run_.bound));
  }
}

std::vector<run_violation> country_checking::broken() {
  check_whole();
  return std::move(found_);
}

}  // namespace foothold
