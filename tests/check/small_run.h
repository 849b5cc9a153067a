#pragma once
// Three people want the one place of a fast course; the slow one has room for all. Made by hand: who weighs most has
// the place, its price is a little below what the second would give for it.

#include <string>

#include "check/reference_planner.h"
#include "check/tiny_town.h"
#include "model/allocation.h"

namespace foothold {

struct small_run : tiny_town {
  allocation_run run;

  small_run() {
    make_place();
    for (auto n = 1U; n <= 3U; ++n) {
      add_person("p-" + std::to_string(n), n);
    }
    make_run();
  }

  allocated_person& row(std::string_view const id) {
    for (auto& r : run.each) {
      if (r.person == id) {
        return r;
      }
    }
    throw std::out_of_range{std::string{id}};
  }

  // Sums, as the rows say. For tampering that hides.
  void add_up() {
    run.value = run.bound = run.unlimited = 0;
    run.people = run.each.size();
    run.placed = 0U;
    for (auto const& r : run.each) {
      run.value += static_cast<milli_days>(r.weight) * r.value;
      run.bound += r.priced;
      run.unlimited += r.alone;
      run.placed += r.placed ? 1U : 0U;
    }
    for (auto const& p : run.prices) {
      for (auto const& s : place.sessions) {
        run.bound -= s.id == p.session ? p.price * s.places_left : 0;
      }
    }
  }

private:
  void make_place() {
    place.hash = "aa";
    place.rules_hash = "bb";
    place.policy_hash = "cc";
    place.weights.version = "1";
    place.weights.author = "A. Clerk";
    place.weights.outside_option = 500 * kMilliDaysPerDay;
    place.weights.need_weight_max = 4U;
    place.weights.waiting_weight_per_half_year = 1U;
    place.weights.waiting_weight_max = 2U;
    fact("work_access:employment");
    add_job("work", {"module:x"});
    add_offer("course", offer_kind::course, {}, {"module:x"}).public_cents = 50000U;
    add_session("s-fast", "course", "2026-03-09", "2026-04-03", "Sat 09:00-11:00").places_left = 1U;
    add_session("s-slow", "course", "2026-05-04", "2026-07-31", "Sat 09:00-11:00").places_left = 9U;
  }

  void add_person(std::string id, std::uint32_t const need) {
    auto made = who;
    made.id = std::move(id);
    made.need = need;
    auto wish = goal_wish{};
    wish.kind = goal_kind::occupation;
    wish.occupation = occupation_idx{0U};
    wish.text = "work";
    made.goals.push_back(wish);
    place.people.push_back(std::move(made));
  }

  // The best plan without the sessions that are taken.
  plan plan_of(person const& someone, bool const fast) const {
    auto left = place;
    left.sessions[session_idx{0U}].places_left = fast ? 1U : 0U;
    auto const best = reference_plan(left, someone, "work", place.as_of);
    auto out = plan{};
    out.person = someone.id;
    out.goal = "work";
    out.reached = best.reached;
    out.as_of = out.ready = place.as_of;
    out.goal_day = best.goal_day;
    out.status = plan_status::exact;
    out.value = out.bound = best.value;
    out.steps = best.steps;
    out.goal_offset = best.value - kMilliDaysPerDay * (best.goal_day - out.ready).count() - best.steps.front().price;
    out.territory_hash = place.hash;
    out.rules_hash = place.rules_hash;
    out.policy_hash = place.policy_hash;
    out.policy_version = place.weights.version;
    out.engine = "test";
    return out;
  }

  void make_run() {
    run.as_of = place.as_of;
    run.territory_hash = place.hash;
    run.rules_hash = place.rules_hash;
    run.policy_hash = place.policy_hash;
    run.policy_version = place.weights.version;
    run.policy_author = place.weights.author;
    run.engine = "test";
    run.seed = 7U;
    auto const& someone = place.people[person_idx{0U}];
    auto const soon = plan_of(someone, true).value;
    auto const late = plan_of(someone, false).value;
    auto const price = 2 * (late - soon) - 1000;
    run.prices = {{.session = "s-fast", .price = price, .low = price, .high = price}};
    for (auto const& each : place.people) {
      auto const weight = static_cast<milli_days>(each.need);
      auto made = allocated_person{};
      made.person = each.id;
      made.goal = "work";
      made.weight = each.need;
      made.placed = true;
      made.pathway = plan_of(each, each.need == 3U);
      made.value = made.pathway.value;
      made.alone = weight * soon;
      made.priced = std::min(weight * soon + price, weight * late);
      run.each.push_back(std::move(made));
    }
    add_up();
    run.first_come = run.value;
    run.first_come_placed = 3U;
  }
};

}  // namespace foothold
