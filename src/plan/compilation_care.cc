#include <algorithm>
#include <ranges>

#include "plan/compilation.h"

namespace foothold {

// Care places that the child could take, whatever the hours needed. docs/formats/territory.md, "Care".
auto compilation::places_of(std::uint8_t const child) -> std::vector<care_place>& {
  auto& known = places_[child];
  if (known) {
    return *known;
  }
  known.emplace();
  auto const& kid = c_.children[child];
  for (auto const o : times_.childcare()) {
    auto const& offer = t_.offers[o];
    if (!open_to(offer.who)) {
      continue;
    }
    auto const [first, last] = window_of(offer.who);
    auto const youngest = day(reaches_age(kid.birth, offer.care_from_months));
    auto const oldest =
        offer.care_to_months == 255U ? last : day(reaches_age(kid.birth, offer.care_to_months + 1U)) - 1;
    for (auto const s : times_.sessions(o)) {
      auto const& source = t_.sessions[s];
      auto const& at = times_.at(s);
      auto const start = offset_of(at.start);
      auto const& r = reach_of(at.shape);
      if (start >= std::max({0, first, youngest}) && start <= std::min(last, oldest) && !too_late(s) &&
          (places_left(s) != 0U || c_.ignore_places) && (!source.women_only || c_.who.sex == sex::female) &&
          r.possible && r.longest <= c_.who.max_travel_minutes) {
        known->push_back({s, start + offer.settling_days, offset_of(at.end), to_whole_grid(times_.pattern(at.shape))});
      }
    }
  }
  drop_dominated_places(*known);
  return *known;
}

// A place that another one replaces in every respect needs no thought; scarce ones stay, siblings may need them all.
// One that begins earlier asks for its papers earlier, and so replaces others only if it needs none.
void compilation::drop_dominated_places(std::vector<care_place>& places) const {
  auto const offer_of = [&](care_place const& x) -> offer const& { return t_.offers[times_.at(x.session).offer]; };
  auto const replaces = [&](care_place const& a, care_place const& b) {
    auto const& x = offer_of(a);
    auto const& y = offer_of(b);
    return a.from <= b.from && a.end >= b.end &&
           price_of(x, 0U) + place_price(a.session) <= price_of(y, 0U) + place_price(b.session) &&
           b.hours.within(a.hours) && places_left(a.session) >= c_.children.size() &&
           (x.needs.empty() || times_.at(a.session).start >= times_.at(b.session).start) &&
           std::ranges::all_of(x.needs,
                               [&](fact_idx const f) { return std::ranges::find(y.needs, f) != y.needs.end(); });
  };
  auto kept = std::vector<care_place>{};
  for (auto const& place : places) {
    if (std::ranges::none_of(kept, [&](care_place const& k) { return replaces(k, place); })) {
      std::erase_if(kept, [&](care_place const& k) { return replaces(place, k); });
      kept.push_back(place);
    }
  }
  places = std::move(kept);
}

compilation::local compilation::care_set_fact(std::uint8_t const child, std::vector<std::uint64_t> const& places) {
  for (auto const& set : care_sets_) {
    if (set.child == child && set.places == places) {
      return set.fact;
    }
  }
  auto const fact = new_local({fact_idx{}, child, true}, kNever);
  care_sets_.push_back({child, places, fact});
  return fact;
}

// The fact "the child has one of the places that cover `need` and carry full days on [from, end]".
std::optional<compilation::local> compilation::care_fact(std::uint8_t const child, week_grid const& need,
                                                         int const from, int const end) {
  auto const& places = places_of(child);
  auto set = std::vector<std::uint64_t>((places.size() + 63U) / 64U);
  auto any = false;
  for (auto i = std::size_t{0U}; i != places.size(); ++i) {
    if (places[i].from <= from && places[i].end >= end && need.within(places[i].hours)) {
      set[i / 64U] |= std::uint64_t{1U} << (i % 64U);
      any = true;
    }
  }
  return any ? std::optional{care_set_fact(child, set)} : std::nullopt;
}

// False if some child has no care in the step's hours.
bool compilation::add_care_needs(std::vector<local>& needs, reach const& r, int const start, int const end) {
  for (auto child = std::uint8_t{0U}; child != c_.children.size(); ++child) {
    auto const& kid = c_.children[child];
    if (start >= day(reaches_age(kid.birth, t_.care_until_years * 12U))) {
      continue;
    }
    auto const counts = !kid.covered_until || day(*kid.covered_until) >= end;
    auto const need = counts ? r.grid.minus(covered_[child]) : r.grid;
    if (need.empty()) {
      continue;
    }
    auto const fact = care_fact(child, need, start, end);
    if (!fact) {
      return false;
    }
    needs.push_back(*fact);
  }
  return true;
}

// Care places that some step or goal could use become actions; what their offers need is opened in turn.
void compilation::add_care_places() {
  for (auto child = std::uint8_t{0U}; child != c_.children.size(); ++child) {
    if (!places_[child]) {
      continue;
    }
    auto& places = *places_[child];
    for (auto i = std::size_t{0U}; i != places.size(); ++i) {
      auto const in_use = std::any_of(care_sets_.begin(), care_sets_.end(), [&](care_set const& set) {
        return set.child == child && ((set.places[i / 64U] >> (i % 64U)) & 1U) != 0U;
      });
      if (places[i].used || !in_use) {
        continue;
      }
      places[i].used = true;
      auto const& at = times_.at(places[i].session);
      auto const& offer = t_.offers[at.offer];
      auto a = action{};
      a.source = action_source::childcare;
      a.child = child;
      a.index = places[i].session.v;
      a.earliest = a.latest = static_cast<plan_day>(offset_of(at.start));
      a.effect = offer.settling_days;
      a.price = price_of(offer, 0U) + place_price(places[i].session);
      needs_.clear();
      for (auto const f : offer.needs) {
        add_need(f, needs_);
      }
      set_needs(a, needs_);
      out_.p.sessions.push_back(a);
    }
  }
}

}  // namespace foothold
