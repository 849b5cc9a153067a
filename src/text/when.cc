#include "text/when.h"

#include <array>
#include <chrono>
#include <vector>

namespace foothold {

namespace {

using std::chrono::year_month_day;

constexpr std::array kDayKeys{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::string two_digits(unsigned const n) {
  return (n < 10U ? "0" : "") + std::to_string(n);
}

// Digits in groups of three, from five digits on.
std::string grouped(catalogue const& c, std::string digits) {
  if (digits.size() > 4U) {
    for (auto at = digits.size(); at > 3U;) {
      at -= 3U;
      digits.insert(at, c("when.group"));
    }
  }
  return digits;
}

std::string date_by(catalogue const& c, std::string_view const key, date const d) {
  auto const ymd = year_month_day{d};
  auto const month = static_cast<unsigned>(ymd.month());
  auto const args =
      std::array{phrase("weekday", weekday_name(c, weekday_of(d))),
                 phrase("day", std::to_string(static_cast<unsigned>(ymd.day()))), phrase("month", month_name(c, month)),
                 phrase("short", month_short(c, month)), phrase("year", std::to_string(static_cast<int>(ymd.year())))};
  return c.say(key, args);
}

// Weekdays of one line, "Mon-Thu" or "Mon, Wed": runs of three and more become a range.
std::string days_in_words(catalogue const& c, std::vector<unsigned> const& days) {
  auto out = std::string{};
  for (auto i = std::size_t{0U}; i != days.size();) {
    auto last = i;
    while (last + 1U != days.size() && days[last + 1U] == days[last] + 1U) {
      ++last;
    }
    auto item = weekday_short(c, days[i]);
    if (last >= i + 2U) {
      item = c("when.day_range", {phrase("from", item), phrase("to", weekday_short(c, days[last]))});
    } else {
      last = i;
    }
    out = out.empty() ? item : c("when.list", {phrase("head", out), phrase("tail", item)});
    i = last + 1U;
  }
  return out;
}

}  // namespace

std::string long_date(catalogue const& c, date const d) {
  return date_by(c, "when.date.long", d);
}
std::string plain_date(catalogue const& c, date const d) {
  return date_by(c, "when.date.plain", d);
}
std::string short_date(catalogue const& c, date const d) {
  return date_by(c, "when.date.short", d);
}

std::string date_range(catalogue const& c, date const from, date const to) {
  if (from == to) {
    return plain_date(c, from);
  }
  return c("when.date_range", {phrase("from", plain_date(c, from)), phrase("to", plain_date(c, to))});
}

std::string month_name(catalogue const& c, unsigned const month) {
  return c.say("when.month." + two_digits(month));
}

std::string month_short(catalogue const& c, unsigned const month) {
  return c.say("when.month_short." + two_digits(month));
}

std::string weekday_name(catalogue const& c, unsigned const weekday) {
  return c.say("when.day." + std::string{kDayKeys.at(weekday)});
}

std::string weekday_short(catalogue const& c, unsigned const weekday) {
  return c.say("when.day_short." + std::string{kDayKeys.at(weekday)});
}

std::string time_range(catalogue const& c, unsigned const from, unsigned const to) {
  return c("when.time_range", {phrase("from", format_time(from)), phrase("to", format_time(to))});
}

std::string week_in_words(catalogue const& c, week_pattern const& week) {
  struct line {
    std::string hours;
    std::vector<unsigned> days;
  };
  auto of_day = std::array<std::string, 7>{};
  for (auto const& block : week) {
    auto& hours = of_day.at(block.weekday);
    auto const range = time_range(c, block.from, block.to);
    hours = hours.empty() ? range : c("when.list", {phrase("head", hours), phrase("tail", range)});
  }
  auto lines = std::vector<line>{};
  for (auto day = 0U; day != of_day.size(); ++day) {
    if (of_day[day].empty()) {
      continue;
    }
    auto known = lines.begin();
    while (known != lines.end() && known->hours != of_day[day]) {
      ++known;
    }
    if (known == lines.end()) {
      lines.push_back({of_day[day], {day}});
    } else {
      known->days.push_back(day);
    }
  }
  auto out = std::string{};
  for (auto const& l : lines) {
    auto const text = c("when.days_hours", {phrase("days", days_in_words(c, l.days)), phrase("hours", l.hours)});
    out = out.empty() ? text : c("when.lines", {phrase("head", out), phrase("tail", text)});
  }
  return out;
}

std::string span_in_words(catalogue const& c, days const span) {
  auto const n = span.count() < 0 ? -span.count() : span.count();
  return n < 14 ? c("when.days", {{"n", std::int64_t{n}}}) : c("when.weeks", {{"n", std::int64_t{(n + 3) / 7}}});
}

std::string minutes_in_words(catalogue const& c, std::uint64_t const minutes) {
  auto const hours = static_cast<std::int64_t>(minutes / 60U);
  auto const rest = static_cast<std::int64_t>(minutes % 60U);
  if (hours == 0) {
    return c("when.minutes", {{"n", rest}});
  }
  if (rest == 0) {
    return c("when.hours", {{"n", hours}});
  }
  return c("when.hours_minutes", {{"hours", hours}, {"minutes", rest}});
}

std::string decimal(catalogue const& c, std::int64_t const scaled, unsigned const digits) {
  auto const minus = scaled < 0;
  auto rest = std::to_string(minus ? -scaled : scaled);
  if (rest.size() <= digits) {
    rest.insert(0U, digits + 1U - rest.size(), '0');
  }
  auto const whole = rest.substr(0U, rest.size() - digits);
  auto out = grouped(c, whole);
  if (digits != 0U) {
    out += c("when.decimal") + rest.substr(whole.size());
  }
  return (minus ? "-" : "") + out;
}

std::string exact_weeks(catalogue const& c, milli_days const value, unsigned const digits) {
  auto scale = milli_days{1};
  for (auto i = 0U; i != digits; ++i) {
    scale *= 10;
  }
  auto const week = 7 * kMilliDaysPerDay;
  auto const half = value < 0 ? -week / 2 : week / 2;
  return c("when.weeks_exact", {phrase("n", decimal(c, (value * scale + half) / week, digits))});
}

std::string euros(catalogue const& c, std::uint64_t const cents) {
  auto amount = grouped(c, std::to_string(cents / 100U));
  if (cents % 100U != 0U) {
    amount += c("when.decimal") + two_digits(static_cast<unsigned>(cents % 100U));
  }
  return c("when.euro", {phrase("amount", amount)});
}

}  // namespace foothold
