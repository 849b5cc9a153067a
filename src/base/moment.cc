#include "base/moment.h"

#include <charconv>

#include "base/date.h"

namespace foothold {
namespace {

constexpr std::size_t kLength{20U};

std::optional<unsigned> two_digits(std::string_view const text) {
  auto value = 0U;
  auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  return wrong == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

}  // namespace

std::string format_moment(std::chrono::sys_time<std::chrono::microseconds> const at) {
  auto const two = [](auto const n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  auto const day = std::chrono::floor<days>(at);
  auto const time = std::chrono::hh_mm_ss{std::chrono::floor<std::chrono::seconds>(at - day)};
  return format_date(day) + "T" + two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" +
         two(time.seconds().count()) + "Z";
}

std::optional<std::chrono::sys_seconds> parse_moment(std::string_view const text) {
  if (text.size() != kLength) {
    return std::nullopt;
  }
  auto const day = parse_date(text.substr(0U, 10U));
  auto const hour = two_digits(text.substr(11U, 2U));
  auto const minute = two_digits(text.substr(14U, 2U));
  auto const second = two_digits(text.substr(17U, 2U));
  if (!day || !hour || !minute || !second) {
    return std::nullopt;
  }
  auto const at = *day + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
  return format_moment(at) == text ? std::optional{at} : std::nullopt;
}

}  // namespace foothold
