#include <algorithm>
#include <array>
#include <string_view>

#include "plan/explain.h"

namespace foothold {

namespace {

struct part_of_week {
  std::string_view days;
  std::string_view from, to;
  unsigned size;
};

// What an office can really offer: one morning or afternoon, every morning, the whole week, evenings, a Saturday.
constexpr auto kCareHours = std::array<part_of_week, 13>{{{"Mon", "07:00", "13:00", 1U},
                                                          {"Tue", "07:00", "13:00", 1U},
                                                          {"Wed", "07:00", "13:00", 1U},
                                                          {"Thu", "07:00", "13:00", 1U},
                                                          {"Fri", "07:00", "13:00", 1U},
                                                          {"Mon", "12:00", "18:00", 1U},
                                                          {"Tue", "12:00", "18:00", 1U},
                                                          {"Wed", "12:00", "18:00", 1U},
                                                          {"Thu", "12:00", "18:00", 1U},
                                                          {"Fri", "12:00", "18:00", 1U},
                                                          {"Mon-Fri", "07:00", "13:00", 5U},
                                                          {"Mon-Fri", "07:00", "18:00", 10U},
                                                          {"Mon-Fri", "17:00", "22:00", 5U}}};
constexpr auto kFreeHours = std::array<part_of_week, 10>{{{"Mon", "07:00", "19:00", 2U},
                                                          {"Tue", "07:00", "19:00", 2U},
                                                          {"Wed", "07:00", "19:00", 2U},
                                                          {"Thu", "07:00", "19:00", 2U},
                                                          {"Fri", "07:00", "19:00", 2U},
                                                          {"Mon-Fri", "07:00", "13:00", 5U},
                                                          {"Mon-Fri", "12:00", "19:00", 5U},
                                                          {"Mon-Fri", "17:30", "22:00", 5U},
                                                          {"Sat", "08:00", "18:00", 2U},
                                                          {"Mon-Fri", "07:00", "19:00", 10U}}};
constexpr auto kMoreTravelMinutes = std::uint16_t{30U};
constexpr auto kMoreWeeklyMinutes = std::uint16_t{600U};

week_grid grid_of(part_of_week const& part) {
  auto text = std::string{part.days};
  text.append(" ").append(part.from).append("-").append(part.to);
  return to_grid(*parse_week(text));
}

// The pattern with the part added; the exact minutes that were there stay as they are where nothing is added.
std::optional<week_pattern> widened(week_pattern const& pattern, part_of_week const& part) {
  auto grid = to_whole_grid(pattern);
  auto const more = grid_of(part);
  if (more.within(grid)) {
    return std::nullopt;
  }
  grid |= more;
  return to_pattern(grid);
}

reason hours_reason(std::string key, part_of_week const& part) {
  return {std::move(key),
          {{"days", std::string{part.days}}, {"from", std::string{part.from}}, {"to", std::string{part.to}}}};
}

void add_care(planning_case const& c, territory const& t, std::vector<relaxation>& out) {
  for (auto i = std::size_t{0U}; i != c.children.size(); ++i) {
    auto const& kid = c.children[i];
    if (reaches_age(kid.birth, t.care_until_years * 12U) <= c.as_of) {
      continue;
    }
    for (auto const& part : kCareHours) {
      auto const covered = widened(kid.covered, part);
      if (!covered) {
        continue;
      }
      auto r = relaxation{"care", hours_reason("tight.care", part), part.size, c};
      r.what.args.insert(r.what.args.begin(), {"child", kid.id});
      // Hours for every child at once where several need care: one free child does not free the parent.
      for (auto& other : r.relaxed.children) {
        if (auto const wider = widened(other.covered, part)) {
          other.covered = *wider;
        }
        other.covered_until.reset();
      }
      out.push_back(std::move(r));
    }
    return;  // all children are relaxed together; the first one stands for them
  }
}

void add_own_limits(planning_case const& c, std::vector<relaxation>& out) {
  for (auto const& part : kFreeHours) {
    if (auto const available = widened(c.who.available, part)) {
      out.push_back({"hours", hours_reason("tight.hours", part), part.size, c});
      out.back().relaxed.who.available = *available;
    }
  }
  auto const minutes = static_cast<std::uint16_t>(c.who.max_travel_minutes + kMoreTravelMinutes);
  out.push_back({"travel", {"tight.travel", {{"minutes", std::to_string(minutes)}}}, 1U, c});
  out.back().relaxed.who.max_travel_minutes = minutes;
  if ((c.who.modes & kCar) == 0) {
    out.push_back({"travel", {"tight.car", {}}, 5U, c});
    out.back().relaxed.who.modes |= kCar;
  }
  auto const load = static_cast<std::uint16_t>(c.who.max_weekly_minutes + kMoreWeeklyMinutes);
  out.push_back({"load", {"tight.load", {{"hours", std::to_string(load / 60U)}}}, 1U, c});
  out.back().relaxed.who.max_weekly_minutes = load;
  if (c.who.legal.permit_until) {
    out.push_back({"permit", {"tight.permit", {{"date", format_date(*c.who.legal.permit_until)}}}, 1U, c});
    out.back().relaxed.who.legal.permit_until.reset();
  }
  out.push_back({"full", {"tight.full", {}}, 1U, c});
  out.back().relaxed.ignore_places = true;
}

}  // namespace

std::vector<relaxation> relaxations(planning_case const& c, territory const& t) {
  auto out = std::vector<relaxation>{};
  add_care(c, t, out);
  add_own_limits(c, out);
  return out;
}

}  // namespace foothold
