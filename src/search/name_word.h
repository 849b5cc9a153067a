#pragma once
// One word of a name as its sounds, and whether two words may be the same name.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace foothold {

inline constexpr std::size_t kMostSounds{22U};  // what is longer is cut

enum class script : std::uint8_t { latin, cyrillic, arabic, other };

struct name_word {
  std::array<char, kMostSounds> letters{};  // of search/sounds.h
  std::uint8_t length{0U};
  script in{script::latin};
  bool vowels_left_out{false};
  bool particle{false};       // al, bin, abu, von: may be missing
  std::uint32_t spelled{0U};  // a hash of the letters as they were written, without accents

  [[nodiscard]] std::string_view sounds() const { return {letters.data(), length}; }
  bool operator==(name_word const&) const = default;
};

// How a word was found, the nearest first.
enum class likeness : std::uint8_t { exact, beginning, spelling, script, typo };

struct word_match {
  std::uint8_t cost{0U};  // 0: the same letters; for ranking, lower is nearer
  likeness how{likeness::exact};
};

inline constexpr std::uint8_t kNoMatch{255U};

// `beginnings`: the asked word may be only the beginning of the stored one. Nothing: another name. O(length squared).
[[nodiscard]] std::optional<word_match> match_words(name_word const& asked, name_word const& stored, bool beginnings);

}  // namespace foothold
