#include "service/office.h"

#include <algorithm>
#include <array>

namespace foothold {

namespace {

constexpr std::array<std::string_view, 4> kCareNames{"now", "none", "mornings", "day"};
constexpr std::string_view kMornings = "Mon-Fri 07:30-12:30";
constexpr std::string_view kWholeDays = "Mon-Fri 07:00-17:00";

// Care is added to what a child has, so that an answer never takes a school morning away; `none` takes it all.
void answer_care(child& kid, care_answer const answer) {
  if (answer == care_answer::now) {
    return;
  }
  if (answer == care_answer::none) {
    kid.covered.clear();
    return;
  }
  auto grid = to_grid(kid.covered);
  grid |= to_grid(*parse_week(answer == care_answer::mornings ? kMornings : kWholeDays));
  kid.covered = to_pattern(grid);
  kid.covered_until.reset();
}

}  // namespace

std::optional<care_answer> parse_care_answer(std::string_view const text) {
  auto const it = std::ranges::find(kCareNames, text);
  return it == kCareNames.end() ? std::nullopt : std::optional{static_cast<care_answer>(it - kCareNames.begin())};
}

std::string_view name_of(care_answer const answer) {
  return kCareNames.at(static_cast<std::size_t>(answer));
}

office::office(std::shared_ptr<territory const> place, planning p)
    : place_{std::move(place)}, index_{*place_}, planning_{std::move(p)}, outcomes_(place_->people.size()) {}

plan_question office::recorded(person_idx const who) const {
  auto q = plan_question{};
  q.who = place_->people[who];
  q.as_of = place_->as_of;
  for (auto const kid : q.who.cares_for) {
    q.children.push_back(place_->children[kid]);
  }
  if (!q.who.goals.empty()) {
    q.goal = q.who.goals.front();
  }
  return q;
}

result<plan_question> office::asked(person_idx const who, answers const& a) const {
  auto q = recorded(who);
  if (a.goal) {
    auto goal = planning_.find_goal(*a.goal);
    if (!goal) {
      return fail(errc::not_found, "the goal is not known in this territory");
    }
    q.goal = std::move(*goal);
  }
  if (a.hours) {
    q.who.available = *a.hours;
  }
  if (a.travel_minutes) {
    q.who.max_travel_minutes = *a.travel_minutes;
  }
  for (auto& kid : q.children) {
    answer_care(kid, a.care);
  }
  return q;
}

std::vector<std::optional<outcome>> office::outcomes() const {
  auto const lock = std::scoped_lock{mutex_};
  return outcomes_;
}

void office::work_out(std::stop_token const& stop) {
  for (auto const who : place_->people.ids()) {
    if (stop.stop_requested()) {
      return;
    }
    auto const p = planning_.make(recorded(who), effort::glance);
    if (p.status == plan_status::best_found) {
      continue;  // the whole search may find a better one; the person's page will tell
    }
    auto const lock = std::scoped_lock{mutex_};
    outcomes_[who.v] = outcome{has_way(p), p.provisional, p.goal_day, p.steps.size()};
  }
}

bool same_question(plan_question const& a, plan_question const& b) {
  auto const same_child = [](child const& x, child const& y) {
    return x.covered == y.covered && x.covered_until == y.covered_until;
  };
  return a.goal.text == b.goal.text && a.who.available == b.who.available &&
         a.who.max_travel_minutes == b.who.max_travel_minutes && std::ranges::equal(a.children, b.children, same_child);
}

}  // namespace foothold
