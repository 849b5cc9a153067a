// Which group each row belongs to, read anew from docs/formats/territory.md.

#include <algorithm>
#include <map>
#include <vector>

#include "check/run_fairness.h"

namespace foothold::check {

namespace {

constexpr auto kLeast = std::size_t{10U};

int completed_years(date const birth, date const on) {
  auto const born = std::chrono::year_month_day{birth};
  auto const now = std::chrono::year_month_day{on};
  auto const had_birthday = std::pair{now.month(), now.day()} >= std::pair{born.month(), born.day()};
  return static_cast<int>(now.year()) - static_cast<int>(born.year()) - (had_birthday ? 0 : 1);
}

std::string age_band(int const years) {
  return years < 25   ? "under_25"
         : years < 35 ? "25_to_34"
         : years < 45 ? "35_to_44"
         : years < 55 ? "45_to_54"
                      : "from_55";
}

std::string group_of(territory const& place, person const& who, grouping const by, date const on) {
  static auto const sexes = std::map<sex, std::string>{
      {sex::female, "female"}, {sex::male, "male"}, {sex::other, "other"}, {sex::unknown, "unknown"}};
  static auto const origins =
      std::map<origin_group, std::string>{{origin_group::not_stated, "not_stated"},
                                          {origin_group::europe, "europe"},
                                          {origin_group::west_asia_north_africa, "west_asia_north_africa"},
                                          {origin_group::africa_south_of_sahara, "africa_south_of_sahara"},
                                          {origin_group::central_south_asia, "central_south_asia"},
                                          {origin_group::east_asia_pacific, "east_asia_pacific"},
                                          {origin_group::americas, "americas"}};
  switch (by) {
    case grouping::sex:
      return sexes.at(who.sex);
    case grouping::age_band:
      return age_band(completed_years(who.birth, on));
    case grouping::care_duty:
      return who.cares_for.empty() ? "no_care" : "care";
    case grouping::origin_group:
      return origins.at(who.origin);
    case grouping::municipality:
      return place.zones[place.households[who.household].zone];
  }
  return {};
}

}  // namespace

std::vector<std::string> protected_groups(run_checking const& c, grouping const by) {
  auto out = std::vector<std::string>{};
  auto sizes = std::map<std::string, std::size_t>{};
  for (auto const* const who : c.who) {
    out.push_back(who == nullptr ? std::string{} : group_of(c.place, *who, by, c.run.as_of));
    if (who != nullptr) {
      ++sizes[out.back()];
    }
  }
  auto smallest_first = std::vector<std::pair<std::size_t, std::string>>{};
  for (auto const& [name, size] : sizes) {
    smallest_first.emplace_back(size, name);
  }
  std::ranges::sort(smallest_first);
  auto rest = std::size_t{0U};
  for (auto const& [size, name] : smallest_first) {
    if (size < kLeast || (rest != 0U && rest < kLeast)) {
      rest += size;
      std::ranges::replace(out, name, std::string{"(rest)"});
    }
  }
  return out;
}

}  // namespace foothold::check
