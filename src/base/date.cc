#include "base/date.h"

#include <array>
#include <charconv>

namespace foothold {

namespace {

std::optional<int> digits(std::string_view const text) {
  auto value = 0;
  for (auto const c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

void put(std::string& out, unsigned value, unsigned const width) {
  auto text = std::array<char, 10>{};
  for (auto i = width; i-- > 0U; value /= 10U) {
    text[i] = static_cast<char>('0' + value % 10U);
  }
  out.append(text.data(), width);
}

}  // namespace

std::optional<date> parse_date(std::string_view const text) {
  if (text.size() != 10U || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  auto const y = digits(text.substr(0U, 4U));
  auto const m = digits(text.substr(5U, 2U));
  auto const d = digits(text.substr(8U, 2U));
  if (!y || !m || !d) {
    return std::nullopt;
  }
  auto const ymd = std::chrono::year_month_day{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                                               std::chrono::day{static_cast<unsigned>(*d)}};
  if (!ymd.ok()) {
    return std::nullopt;
  }
  return date{ymd};
}

std::string format_date(date const d) {
  auto const ymd = std::chrono::year_month_day{d};
  auto out = std::string{};
  put(out, static_cast<unsigned>(static_cast<int>(ymd.year())), 4U);
  out += '-';
  put(out, static_cast<unsigned>(ymd.month()), 2U);
  out += '-';
  put(out, static_cast<unsigned>(ymd.day()), 2U);
  return out;
}

unsigned weekday_of(date const d) {
  return std::chrono::weekday{d}.iso_encoding() - 1U;
}

date add_months(date const d, int const months) {
  auto const ymd = std::chrono::year_month_day{d} + std::chrono::months{months};
  return ymd.ok() ? date{ymd} : date{ymd.year() / ymd.month() / std::chrono::last};
}

}  // namespace foothold
