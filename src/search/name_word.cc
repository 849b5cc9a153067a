#include "search/name_word.h"

#include <algorithm>

#include "search/sounds.h"

namespace foothold {
namespace {

constexpr auto kNever = 1000;

// The cost of a sound of `of` that the other word does not have. A script without vowels says nothing about vowels.
int missing(name_word const& of, std::size_t const i, name_word const& other) {
  auto const s = of.letters[i];
  if (other.vowels_left_out && !of.vowels_left_out && i != 0U && is_vowel(s)) {
    return 0;
  }
  if (s == 'h' && i != 0U && i + 1U == of.length) {
    return of.vowels_left_out ? 0 : 1;  // Fatimah, فاطمه
  }
  auto const cost = cost_of_missing(s, i == 0U);
  // Long vowels are written in both.
  return other.vowels_left_out && of.vowels_left_out && (s == 'W' || s == 'Y') && i != 0U ? cost + 1 : cost;
}

// Whoever slips does so after the first letter as a rule; names that differ there are other names.
constexpr int kFirstSoundCosts{2};
int replaced(char const a, char const b, bool const first) {
  auto const distance = distance_of_sounds(a, b);
  return first && distance == kFar ? kFar + kFirstSoundCosts : distance;
}

// Firm sounds of the asked word that nothing in the stored word can stand for: each is a slip.
int without_partner(name_word const& asked, name_word const& stored) {
  auto there = std::uint64_t{0U};
  for (auto const s : stored.sounds()) {
    there |= sound_bit(s);
  }
  auto counted = std::uint64_t{0U};
  auto lonely = 0;
  for (auto const s : asked.sounds()) {
    if (is_firm(s) && (counted & sound_bit(s)) == 0U && (sounds_near(s) & there) == 0U) {
      counted |= sound_bit(s);
      ++lonely;
    }
  }
  return lonely;
}

// What is allowed: a vowel or so for each two sounds may be spelled otherwise; with one slip, which a word of five
// sounds may have, for each four.
struct tolerance {
  int spelling;
  int beside_slip;
  int slips;
};
tolerance tolerance_for(name_word const& asked, std::size_t const shorter, bool const whole) {
  auto const n = static_cast<int>(shorter);
  return {.spelling = whole ? (n + 1) / 2 : n / 3 + (asked.vowels_left_out ? 1 : 0),
          .beside_slip = n / 4,
          .slips = n >= (whole ? 5 : 6) ? 1 : 0};
}

struct ends {
  int whole{kNever};
  int beginning{kNever};
};

// Damerau's distance (optimal string alignment) with the weights of sounds.h; rows that can lead nowhere end it.
ends align(name_word const& q, name_word const& w, int const most) {
  auto const m = static_cast<std::size_t>(q.length);
  auto const n = static_cast<std::size_t>(w.length);
  using line = std::array<int, kMostSounds + 1U>;
  auto lines = std::array<line, 3U>{};
  auto* before = &lines[0];  // NOLINT(readability-container-data-pointer)
  auto* above = &lines[1];
  auto* here = &lines[2];
  (*above)[0] = 0;
  for (auto j = std::size_t{1U}; j <= n; ++j) {
    (*above)[j] = (*above)[j - 1U] + missing(w, j - 1U, q);
  }
  for (auto i = std::size_t{1U}; i <= m; ++i) {
    auto const gone = missing(q, i - 1U, w);
    auto const a = q.letters[i - 1U];
    (*here)[0] = (*above)[0] + gone;
    auto least = (*here)[0];
    for (auto j = std::size_t{1U}; j <= n; ++j) {
      auto const b = w.letters[j - 1U];
      auto best = std::min({(*above)[j] + gone, (*here)[j - 1U] + missing(w, j - 1U, q),
                            (*above)[j - 1U] + replaced(a, b, i == 1U && j == 1U)});
      if (i > 1U && j > 1U && a != b && a == w.letters[j - 2U] && b == q.letters[i - 2U]) {
        best = std::min(best, (*before)[j - 2U] + kFar);
      }
      (*here)[j] = best;
      least = std::min(least, best);
    }
    // A swap looks two lines back, and costs a slip more than that line.
    if (least > most) {
      auto const swap = *std::min_element(above->begin(), above->begin() + static_cast<std::ptrdiff_t>(n) + 1);
      if (swap + kFar > most) {
        return {};
      }
    }
    auto* const oldest = before;
    before = above;
    above = here;
    here = oldest;
  }
  auto found = ends{.whole = (*above)[n]};
  found.beginning = *std::min_element(above->begin(), above->begin() + static_cast<std::ptrdiff_t>(n));
  return found;
}

std::optional<int> within(int const cost, tolerance const& t) {
  auto const slips = cost / kFar;
  return slips <= t.slips && cost % kFar <= (slips == 0 ? t.spelling : t.beside_slip) ? std::optional{cost}
                                                                                      : std::nullopt;
}

constexpr int kBeginningCosts{3};
constexpr int kSlipCosts{24};

std::uint8_t ranked(int const cost, bool const other_script, bool const beginning) {
  auto const sum =
      1 + 2 * (cost % kFar) + kSlipCosts * (cost / kFar) + (other_script ? 1 : 0) + (beginning ? kBeginningCosts : 0);
  return static_cast<std::uint8_t>(std::min(sum, 250));
}

}  // namespace

std::optional<word_match> match_words(name_word const& asked, name_word const& stored, bool const beginnings) {
  if (asked.length == 0U || stored.length == 0U) {
    return std::nullopt;
  }
  if (asked.spelled == stored.spelled && asked.in == stored.in && asked.sounds() == stored.sounds()) {
    return word_match{};
  }
  auto const shorter = std::min(asked.length, stored.length);
  auto const whole = tolerance_for(asked, shorter, true);
  auto const part = tolerance_for(asked, asked.length, false);
  auto const slips = std::max(whole.slips, beginnings ? part.slips : 0);
  if (without_partner(asked, stored) > slips) {
    return std::nullopt;
  }
  auto const found = align(asked, stored, kFar * slips + std::max(whole.spelling, part.spelling));
  auto const other_script = asked.in != stored.in;
  auto best = std::optional<word_match>{};
  auto const take = [&](std::optional<int> const cost, bool const beginning) {
    if (!cost) {
      return;
    }
    auto const how = *cost >= kFar  ? likeness::typo
                     : other_script ? likeness::script
                     : *cost % kFar ? likeness::spelling
                     : beginning    ? likeness::beginning
                                    : likeness::spelling;
    auto const made = word_match{ranked(*cost, other_script, beginning), how};
    best = best && best->cost <= made.cost ? best : made;
  };
  take(within(found.whole, whole), false);
  if (beginnings) {
    take(within(found.beginning, part), true);
  }
  return best;
}

}  // namespace foothold
