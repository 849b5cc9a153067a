#include "model/week.h"

#include <algorithm>

namespace foothold {

namespace {

constexpr auto kDayNames = std::array<std::string_view, 7>{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1U);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1U);
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char const separator) {
  auto parts = std::vector<std::string_view>{};
  while (true) {
    auto const at = text.find(separator);
    parts.push_back(trim(text.substr(0U, at)));
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + 1U);
  }
}

std::optional<unsigned> parse_day(std::string_view const text) {
  auto const it = std::find(kDayNames.begin(), kDayNames.end(), text);
  return it == kDayNames.end() ? std::nullopt : std::optional{static_cast<unsigned>(it - kDayNames.begin())};
}

// "Mon-Thu,Sat" -> bit per day.
std::optional<unsigned> parse_days(std::string_view const text) {
  auto set = 0U;
  for (auto const part : split(text, ',')) {
    auto const dash = part.find('-');
    auto const first = parse_day(part.substr(0U, dash));
    auto const last = dash == std::string_view::npos ? first : parse_day(part.substr(dash + 1U));
    if (!first || !last || *last < *first) {
      return std::nullopt;
    }
    for (auto d = *first; d <= *last; ++d) {
      set |= 1U << d;
    }
  }
  return set;
}

std::string format_days(unsigned const set) {
  auto out = std::string{};
  for (auto d = 0U; d != 7U; ++d) {
    if ((set & (1U << d)) == 0U) {
      continue;
    }
    auto last = d;
    while (last != 6U && (set & (1U << (last + 1U))) != 0U) {
      ++last;
    }
    out += out.empty() ? "" : ",";
    out += kDayNames[d];
    if (last != d) {
      out += last == d + 1U ? ',' : '-';
      out += kDayNames[last];
    }
    d = last;
  }
  return out;
}

}  // namespace

std::optional<std::uint16_t> parse_time(std::string_view const text) {
  if (text.size() != 5U || text[2] != ':') {
    return std::nullopt;
  }
  auto const digit = [&](std::size_t const i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 1000; };
  auto const minute = (digit(0U) * 10 + digit(1U)) * 60 + digit(3U) * 10 + digit(4U);
  if (digit(3U) > 5 || minute > static_cast<int>(kMinutesPerDay)) {
    return std::nullopt;
  }
  return static_cast<std::uint16_t>(minute);
}

std::string format_time(unsigned const minute) {
  auto const two = [](unsigned const x) {
    return std::string{static_cast<char>('0' + x / 10U), static_cast<char>('0' + x % 10U)};
  };
  auto out = two(minute / 60U);
  out += ':';
  out += two(minute % 60U);
  return out;
}

std::optional<week_pattern> parse_week(std::string_view text) {
  auto pattern = week_pattern{};
  if (trim(text).empty()) {
    return pattern;
  }
  for (auto const group : split(text, ';')) {
    auto const space = group.find(' ');
    if (space == std::string_view::npos) {
      return std::nullopt;
    }
    auto const set = parse_days(group.substr(0U, space));
    if (!set) {
      return std::nullopt;
    }
    for (auto const time : split(group.substr(space + 1U), ',')) {
      auto const dash = time.find('-');
      if (dash == std::string_view::npos) {
        return std::nullopt;
      }
      auto const from = parse_time(trim(time.substr(0U, dash)));
      auto const to = parse_time(trim(time.substr(dash + 1U)));
      if (!from || !to || *to <= *from) {
        return std::nullopt;
      }
      for (auto d = 0U; d != 7U; ++d) {
        if ((*set & (1U << d)) != 0U) {
          pattern.push_back({static_cast<std::uint8_t>(d), *from, *to});
        }
      }
    }
  }
  std::sort(pattern.begin(), pattern.end());
  for (auto i = std::size_t{1U}; i < pattern.size(); ++i) {
    if (pattern[i].weekday == pattern[i - 1U].weekday && pattern[i].from < pattern[i - 1U].to) {
      return std::nullopt;
    }
  }
  return pattern;
}

std::string format_week(week_pattern const& pattern) {
  // Days with the same times form a group; groups in order of their first day.
  auto const times_of = [&](unsigned const d) {
    auto out = std::string{};
    for (auto const& b : pattern) {
      if (b.weekday == d) {
        out += (out.empty() ? "" : ",") + format_time(b.from) + "-" + format_time(b.to);
      }
    }
    return out;
  };
  auto times = std::array<std::string, 7>{};
  for (auto d = 0U; d != 7U; ++d) {
    times[d] = times_of(d);
  }
  auto out = std::string{};
  auto done = 0U;
  for (auto d = 0U; d != 7U; ++d) {
    if (times[d].empty() || (done & (1U << d)) != 0U) {
      continue;
    }
    auto set = 0U;
    for (auto e = d; e != 7U; ++e) {
      set |= times[e] == times[d] ? 1U << e : 0U;
    }
    done |= set;
    out += (out.empty() ? "" : "; ") + format_days(set) + " " + times[d];
  }
  return out;
}

week_grid to_grid(week_pattern const& pattern) {
  auto grid = week_grid{};
  for (auto const& b : pattern) {
    for (auto i = b.from / 30U; i * 30U < b.to; ++i) {
      grid.set(b.weekday * kHalfHoursPerDay + i);
    }
  }
  return grid;
}

week_grid to_whole_grid(week_pattern const& pattern) {
  // Minutes of each half hour that are covered; blocks do not overlap, but may touch within a half hour.
  auto minutes = std::array<unsigned, kHalfHours>{};
  for (auto const& b : pattern) {
    for (auto i = b.from / 30U; i * 30U < b.to; ++i) {
      auto const from = std::max<unsigned>(b.from, i * 30U);
      auto const to = std::min<unsigned>(b.to, i * 30U + 30U);
      minutes[b.weekday * kHalfHoursPerDay + i] += to - from;
    }
  }
  auto grid = week_grid{};
  for (auto i = 0U; i != kHalfHours; ++i) {
    if (minutes[i] == 30U) {
      grid.set(i);
    }
  }
  return grid;
}

week_pattern to_pattern(week_grid const& grid) {
  auto pattern = week_pattern{};
  for (auto i = 0U; i != kHalfHours; ++i) {
    if (!grid.test(i)) {
      continue;
    }
    auto const weekday = static_cast<std::uint8_t>(i / kHalfHoursPerDay);
    auto const from = static_cast<std::uint16_t>(i % kHalfHoursPerDay * 30U);
    auto const to = static_cast<std::uint16_t>(from + 30U);
    if (!pattern.empty() && pattern.back().weekday == weekday && pattern.back().to == from) {
      pattern.back().to = to;
    } else {
      pattern.push_back({weekday, from, to});
    }
  }
  return pattern;
}

unsigned weekly_minutes(week_pattern const& pattern) {
  auto sum = 0U;
  for (auto const& b : pattern) {
    sum += static_cast<unsigned>(b.to - b.from);
  }
  return sum;
}

}  // namespace foothold
