#include "pages/query.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace foothold::pages {

namespace {

constexpr std::array<std::string_view, 4> kKept{"goal", "hours", "care", "travel"};
constexpr unsigned kLeastTravel = 5U, kMostTravel = 240U;

std::optional<unsigned> number(std::string_view const text) {
  auto n = 0U;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  return fault == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional{n} : std::nullopt;
}

// The minute of the day of a time field; later than any day for an absent field or another text.
std::uint16_t minute_of(std::string const* const field) {
  return field == nullptr ? UINT16_MAX : parse_time(*field).value_or(UINT16_MAX);
}

tl::unexpected<std::string_view> wrong(std::string_view const key) {
  return tl::unexpected<std::string_view>{key};
}

}  // namespace

tl::expected<answers, std::string_view> read_answers(http::fields const& query) {
  auto out = answers{};
  if (auto const goal = http::value_or(query, "goal"); !goal.empty()) {
    out.goal = std::string{goal};
  }
  if (auto const hours = http::value_or(query, "hours"); !hours.empty()) {
    out.hours = parse_week(hours);
    if (!out.hours) {
      return wrong("error.what.hours");
    }
  }
  if (auto const travel = http::value_or(query, "travel"); !travel.empty()) {
    auto const minutes = number(travel);
    if (!minutes || *minutes < kLeastTravel || *minutes > kMostTravel) {
      return wrong("error.what.travel");
    }
    out.travel_minutes = static_cast<std::uint16_t>(*minutes);
  }
  if (auto const care = http::value_or(query, "care"); !care.empty()) {
    auto const answer = parse_care_answer(care);
    if (!answer) {
      return wrong("error.what.care");
    }
    out.care = *answer;
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> kept(http::fields const& query) {
  auto out = std::vector<std::pair<std::string, std::string>>{};
  for (auto const name : kKept) {
    if (auto const value = http::value_or(query, name); !value.empty()) {
      out.emplace_back(name, value);
    }
  }
  return out;
}

url with_kept(url to, http::fields const& query, std::string_view const without) {
  for (auto const& [name, value] : kept(query)) {
    if (name != without) {
      to.query(name, value);
    }
  }
  return to;
}

tl::expected<std::optional<week_pattern>, std::string_view> read_hours_form(http::fields const& query) {
  auto grid = week_grid{};
  auto any = false;
  for (auto const half_hour : http::all(query, "h")) {
    auto const i = number(half_hour);
    if (!i || *i >= kHalfHours) {
      return wrong("error.what.hours");
    }
    grid.set(*i);
    any = true;
  }
  for (auto day = 0U; day != 7U; ++day) {
    auto const digit = std::to_string(day);
    auto const* const from = http::find(query, "f" + digit);
    auto const* const to = http::find(query, "t" + digit);
    any = any || from != nullptr || to != nullptr;
    auto const empty = (from == nullptr || from->empty()) && (to == nullptr || to->empty());
    if (empty) {
      continue;
    }
    auto const first = minute_of(from);
    auto const last = minute_of(to);
    if (first >= last || last > kMinutesPerDay) {
      return wrong("error.what.hours");
    }
    grid |= to_grid({week_block{static_cast<std::uint8_t>(day), first, last}});
  }
  return any ? std::optional{to_pattern(grid)} : std::nullopt;
}

}  // namespace foothold::pages
