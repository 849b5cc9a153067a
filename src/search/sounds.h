#pragma once
// The sounds that names are made of, whatever script and spelling they are written in, and how near two of them are.
//
// One letter each: a e i o u y w h b p v f d t s z k q l m n r g j and c (which each language reads differently), and
//   S sh   Z zh   C ch   K kh (Khaled, Халид, خالد)   G gh   H th (Othman, Osman, عثمان)   D dh and ض   X ts
//   A a vowel that is not said (initial ا, ع)   W و   Y ي   T ة
// Arabic and Hebrew leave short vowels out; W, Y and T are a vowel or a consonant.

#include <cstdint>
#include <string_view>

namespace foothold {

inline constexpr std::string_view kSounds{"aeiouywhbpvfdtszkqlmnrgjcSZCKGHDXAWYT"};

// 0 .. 2: spellings of each other; kFar: other sounds. More than all spellings of the longest word together.
inline constexpr int kFar{64};

[[nodiscard]] int distance_of_sounds(char a, char b);

// What it costs that one name has this sound and the other not; `first`: it begins the word. kFar for most consonants.
[[nodiscard]] int cost_of_missing(char sound, bool first);

// Is it a sound that every spelling of a name has?
[[nodiscard]] bool is_firm(char sound);
[[nodiscard]] bool is_vowel(char sound);

// The sounds that are near to this one, as bits of sound_bit().
[[nodiscard]] std::uint64_t sounds_near(char sound);
[[nodiscard]] constexpr std::uint64_t sound_bit(char const sound) {
  return std::uint64_t{1U} << (static_cast<unsigned char>(sound) & 63U);
}

}  // namespace foothold
