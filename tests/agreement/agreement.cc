#include "agreement/agreement.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/plan_check.h"

namespace foothold {

namespace {

std::string steps_of(std::vector<plan_step> const& steps) {
  auto out = std::string{};
  for (auto const& s : steps) {
    out += fmt::format("  {} .. {} {} {} {} price {}\n", format_date(s.start), format_date(s.end), s.offer, s.session,
                       s.child, s.price);
  }
  return out;
}

std::string facts_of(territory const& t, std::vector<fact_idx> const& facts) {
  auto out = std::string{};
  for (auto const f : facts) {
    out += " " + t.facts.name(f);
  }
  return out;
}

// What is needed to understand a disagreement without a debugger.
std::string describe(random_world const& town) {
  auto const& t = town.place;
  auto const& who = town.who;
  auto const day = [](std::optional<date> const d) { return d ? format_date(*d) : std::string{"-"}; };
  auto out = fmt::format("as of {} ready {} birth {} sex {} status {} permit {} load {} way {} modes {} free {}\n",
                         format_date(t.as_of), day(who.ready), format_date(who.birth), static_cast<int>(who.sex),
                         static_cast<int>(who.legal.status), day(who.legal.permit_until), who.max_weekly_minutes,
                         who.max_travel_minutes, who.modes, format_week(who.available));
  for (auto const& f : who.facts) {
    out += fmt::format("  holds {} from {}\n", t.facts.name(f.fact), day(f.from));
  }
  for (auto const c : who.cares_for) {
    out += fmt::format("  child {} birth {} covered {} until {}\n", t.children[c].id, format_date(t.children[c].birth),
                       format_week(t.children[c].covered), day(t.children[c].covered_until));
  }
  for (auto const& row : t.travel) {
    out += fmt::format("  way {}-{} mode {} days {} {}-{} {} min\n", row.from.v, row.to.v, static_cast<int>(row.mode),
                       row.days, format_time(row.band_from), format_time(row.band_to), row.minutes);
  }
  for (auto const& o : t.offers) {
    out += fmt::format("  offer {} kind {} needs{} gives{} days {} ages {}-{} window {} {} settling {}\n", o.id,
                       static_cast<int>(o.kind), facts_of(t, o.needs), facts_of(t, o.gives), o.duration_days,
                       o.who.age_from, o.who.age_to, o.who.window_anchor, o.who.window_days, o.settling_days);
  }
  for (auto const& s : t.sessions) {
    out += fmt::format("  session {} of {} {} .. {} {} at {} left {} apply {} on_site {} women {}\n", s.id,
                       t.offers[s.offer].id, format_date(s.start), format_date(s.end), format_week(s.week),
                       s.location.v, s.places_left, day(s.apply_by), s.care_on_site, s.women_only);
  }
  for (auto const& o : t.occupations) {
    out += fmt::format("  job {} isco {} self {} needs{} week {} at {} quality {} search {}\n", o.uri, o.isco,
                       o.self_employment, facts_of(t, o.needs), format_week(o.week), o.location.v,
                       static_cast<int>(o.quality), o.search_days);
  }
  for (auto const& v : t.vacancies) {
    out += fmt::format("  vacancy {} needs{} {} .. {}\n", v.id, facts_of(t, v.needs), format_date(v.from),
                       format_date(v.until));
  }
  return out;
}

void count(reference_result const& best, agreement_count& seen) {
  auto const has = [&](step_kind const kind) {
    return std::any_of(best.steps.begin(), best.steps.end(), [&](auto const& s) { return s.kind == kind; });
  };
  ++seen.feasible;
  seen.long_ways += best.steps.size() >= 3U ? 1U : 0U;
  seen.with_care += has(step_kind::childcare) ? 1U : 0U;
  seen.with_gates += has(step_kind::gate) ? 1U : 0U;
}

}  // namespace

plan_maker product_planner(search_options const& search) {
  return [search](random_world const& town) {
    // As of the territory's day, without explanations.
    return planner{town.place}.make(town.who, find_goal(town.place, town.goal).value(), {std::nullopt, false, search});
  };
}

std::optional<std::string> disagreement(random_world const& town, plan_maker const& make, agreement_count& seen) {
  ++seen.worlds;
  auto const best = reference_plan(town.place, town.who, town.goal, town.place.as_of);
  if (best.too_large) {
    ++seen.too_large;
    return std::nullopt;
  }
  auto const made = make(town);
  auto const found = made.status != plan_status::none;
  auto wrong = std::string{};
  if (made.status == plan_status::best_found) {
    wrong += "the planner stopped early\n";
  }
  if (found != best.feasible || (found && made.value != best.value)) {
    wrong += "the planners disagree\n";
  }
  if (found) {
    for (auto const& v : check_plan(town.place, town.who, made)) {
      wrong += v.rule + " " + v.step + ": " + v.message + "\n";
    }
  }
  if (best.feasible) {
    count(best, seen);
  }
  if (wrong.empty()) {
    return std::nullopt;
  }
  wrong += describe(town);
  wrong += fmt::format("goal {}, horizon {}\n", town.goal, town.place.horizon_days);
  wrong += best.feasible
               ? fmt::format("reference: {} on {} value {}\n", best.reached, format_date(best.goal_day), best.value) +
                     steps_of(best.steps)
               : "reference: none\n";
  wrong += found ? fmt::format("planner: {} on {} value {}\n", made.reached, format_date(made.goal_day), made.value) +
                       steps_of(made.steps)
                 : "planner: none\n";
  return wrong;
}

std::optional<std::string> first_disagreement(std::uint64_t const seed, std::uint64_t const worlds,
                                              plan_maker const& make, agreement_count& seen) {
  for (auto s = seed; s != seed + worlds; ++s) {
    if (auto const wrong = disagreement(random_world{s}, make, seen)) {
      return fmt::format("seed {}\n{}", s, *wrong);
    }
  }
  return std::nullopt;
}

std::string in_words(agreement_count const& seen) {
  return fmt::format(
      "{} worlds ({} too large to try all): {} with a way, {} of three steps or more, {} with care, {} with "
      "a gate",
      seen.worlds, seen.too_large, seen.feasible, seen.long_ways, seen.with_care, seen.with_gates);
}

}  // namespace foothold
