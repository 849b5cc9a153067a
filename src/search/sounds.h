#pragma once
// The sounds that names are made of, whatever script and spelling they are written in, and how near two of them are.
//
// One letter each: a e i o u y w h b p v f d t s z k q l m n r g j and c (which each language reads differently), and
//   S sh   Z zh   C ch   K kh (Khaled, Халид, خالد)   G gh   H th (Othman, Osman, عثمان)   D dh and ض   X ts
//   A a vowel that is not said (initial ا, ع)   W و   Y ي   T ة
// Arabic and Hebrew leave short vowels out; W, Y and T are a vowel or a consonant.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace foothold {

inline constexpr std::string_view kSounds{"aeiouywhbpvfdtszkqlmnrgjcSZCKGHDXAWYT"};

// 0 .. 2: spellings of each other; kFar: other sounds. More than all spellings of the longest word together.
inline constexpr int kFar{64};

namespace sounds_detail {
extern std::array<std::array<std::uint8_t, 64U>, 64U> const kDistances;
extern std::array<std::uint64_t, 64U> const kNearBits;
[[nodiscard]] constexpr std::size_t at(char const sound) {
  return static_cast<unsigned char>(sound) & 63U;
}
}  // namespace sounds_detail

[[nodiscard]] inline int distance_of_sounds(char const a, char const b) {
  return sounds_detail::kDistances[sounds_detail::at(a)][sounds_detail::at(b)];
}

[[nodiscard]] constexpr std::uint64_t sound_bit(char const sound) {
  return std::uint64_t{1U} << sounds_detail::at(sound);
}
[[nodiscard]] constexpr std::uint64_t sound_bits(std::string_view const sounds) {
  auto bits = std::uint64_t{0U};
  for (auto const s : sounds) {
    bits |= sound_bit(s);
  }
  return bits;
}

// Sounds that some spellings of a name leave out.
inline constexpr auto kSoft = sound_bits("aeiouAywWYTh");
[[nodiscard]] constexpr bool is_firm(char const sound) {
  return (kSoft & sound_bit(sound)) == 0U;
}
[[nodiscard]] constexpr bool is_vowel(char const sound) {
  return (sound_bits("aeiouA") & sound_bit(sound)) != 0U;
}

// What it costs that one name has this sound and the other not; `first`: it begins the word. kFar for most consonants.
[[nodiscard]] constexpr int cost_of_missing(char const sound, bool const first) {
  if ((sound_bit(sound) & sound_bits("AT")) != 0U) {
    return first ? kFar : 0;
  }
  if ((sound_bit(sound) & sound_bits("yY")) != 0U) {
    return first ? 2 : 1;  // Yelena Elena, Євген Evgen
  }
  if (sound == 'h') {
    return first ? kFar : 2;  // Mahmoud Mamoud
  }
  return !first && (sound_bit(sound) & sound_bits("aeiouwW")) != 0U ? 1 : kFar;
}

// The sounds that are near to this one, as bits of sound_bit().
[[nodiscard]] inline std::uint64_t sounds_near(char const sound) {
  return sounds_detail::kNearBits[sounds_detail::at(sound)];
}

// A firm sound that no soft one stands for.
[[nodiscard]] inline bool is_hard(char const sound) {
  return is_firm(sound) && (sounds_near(sound) & kSoft) == 0U;
}

}  // namespace foothold
