#pragma once
// The week as 336 half hours, Monday 00:00 first, and weekly patterns with exact minutes.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foothold {

constexpr unsigned kHalfHours = 336U;
constexpr unsigned kHalfHoursPerDay = 48U;
constexpr unsigned kMinutesPerDay = 1440U;

// A set of half hours of the week.
struct week_grid {
  std::array<std::uint64_t, 6> words{};

  [[nodiscard]] bool test(unsigned const i) const { return ((words[i / 64U] >> (i % 64U)) & 1U) != 0U; }
  void set(unsigned const i) { words[i / 64U] |= std::uint64_t{1U} << (i % 64U); }

  [[nodiscard]] bool empty() const {
    auto any = std::uint64_t{0U};
    for (auto const w : words) {
      any |= w;
    }
    return any == 0U;
  }

  [[nodiscard]] unsigned count() const {
    auto n = 0;
    for (auto const w : words) {
      n += std::popcount(w);
    }
    return static_cast<unsigned>(n);
  }

  [[nodiscard]] bool within(week_grid const& other) const {
    auto outside = std::uint64_t{0U};
    for (auto i = std::size_t{0U}; i != words.size(); ++i) {
      outside |= words[i] & ~other.words[i];
    }
    return outside == 0U;
  }

  [[nodiscard]] bool intersects(week_grid const& other) const {
    auto both = std::uint64_t{0U};
    for (auto i = std::size_t{0U}; i != words.size(); ++i) {
      both |= words[i] & other.words[i];
    }
    return both != 0U;
  }

  week_grid& operator|=(week_grid const& other) {
    for (auto i = std::size_t{0U}; i != words.size(); ++i) {
      words[i] |= other.words[i];
    }
    return *this;
  }

  [[nodiscard]] week_grid minus(week_grid const& other) const {
    auto out = *this;
    for (auto i = std::size_t{0U}; i != words.size(); ++i) {
      out.words[i] &= ~other.words[i];
    }
    return out;
  }

  bool operator==(week_grid const&) const = default;
};

// One weekly block, [from, to) in minutes of the day; to is at most 1440.
struct week_block {
  std::uint8_t weekday{0U};  // 0 = Monday
  std::uint16_t from{0U};
  std::uint16_t to{0U};

  auto operator<=>(week_block const&) const = default;
};

// Blocks sorted by weekday and time, not overlapping.
using week_pattern = std::vector<week_block>;

// "Mon-Thu 08:30-12:00; Tue,Thu 18:00-20:30" -> blocks. "" -> no blocks. Nothing when the text has another shape,
// a block ends before it starts or two blocks overlap. Days: Mon Tue Wed Thu Fri Sat Sun; lists, ranges, several times
// per group ("Mon-Fri 08:00-12:00,13:00-16:00").
std::optional<week_pattern> parse_week(std::string_view text);

// The shortest text that parse_week reads back to the same pattern.
std::string format_week(week_pattern const& pattern);

// Half hours touched by the pattern (rounded outwards).
week_grid to_grid(week_pattern const& pattern);

// Half hours that the pattern fills completely (rounded inwards): free hours and hours of care.
week_grid to_whole_grid(week_pattern const& pattern);

// Blocks of whole half hours for a grid.
week_pattern to_pattern(week_grid const& grid);

unsigned weekly_minutes(week_pattern const& pattern);

// "08:30" -> 510, "24:00" -> 1440.
std::optional<std::uint16_t> parse_time(std::string_view text);
std::string format_time(unsigned minute);

}  // namespace foothold
