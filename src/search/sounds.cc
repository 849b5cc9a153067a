#include "search/sounds.h"

#include <array>
#include <cstddef>

namespace foothold {
namespace {

struct near_pair {
  char a, b;
  std::uint8_t distance;
};

// Which letters stand for one another in the same name, from ALA-LC, ISO 9 and ICU romanisations, and from how German,
// English, French, Turkish, Polish and Albanian offices write names by ear. 0: only another way to write it.
constexpr auto kPairs = std::to_array<near_pair>({
    // vowels: Mohammed Muhammad, Ahmed Ahmad, Amina Emine, Rahmon Rahman
    {'a', 'e', 1},
    {'a', 'o', 1},
    {'a', 'u', 1},
    {'e', 'i', 1},
    {'o', 'u', 1},
    {'a', 'i', 2},
    {'e', 'o', 1},
    {'e', 'u', 2},
    {'i', 'o', 2},
    {'i', 'u', 2},
    {'A', 'a', 0},
    {'A', 'e', 0},
    {'A', 'i', 0},
    {'A', 'o', 0},
    {'A', 'u', 0},
    // glides: Ali Aly, Yusuf Jusuf, Walid Valid, Tawfiq Taufik Tevfik
    {'y', 'i', 0},
    {'y', 'e', 1},
    {'y', 'j', 0},
    {'y', 'A', 1},
    {'w', 'u', 0},
    {'w', 'o', 0},
    {'w', 'v', 0},
    {'w', 'A', 1},
    {'v', 'u', 2},
    {'Y', 'y', 0},
    {'Y', 'i', 0},
    {'Y', 'e', 0},
    {'Y', 'a', 1},
    {'Y', 'j', 0},
    {'Y', 'A', 1},
    {'W', 'w', 0},
    {'W', 'v', 0},
    {'W', 'u', 0},
    {'W', 'o', 0},
    {'W', 'a', 2},
    {'W', 'A', 1},
    {'T', 'a', 0},
    {'T', 'e', 0},
    {'T', 'h', 0},
    {'T', 't', 1},
    {'T', 'i', 2},
    {'T', 'd', 1},
    {'T', 'A', 0},
    // throat: Khaled Halid Chalid Kaled, Ibrahim Ибрагим, Olha Olga, Hussein Гусейн
    {'h', 'K', 1},
    {'h', 'g', 1},
    {'K', 'k', 1},
    {'K', 'C', 1},
    {'K', 'G', 1},
    {'K', 'g', 2},
    {'G', 'g', 0},
    {'G', 'h', 2},
    {'h', 'C', 1},
    // Qasim Kasim Gasim Ghasem
    {'q', 'k', 0},
    {'q', 'g', 1},
    {'q', 'G', 1},
    {'q', 'c', 1},
    {'q', 'K', 2},
    {'k', 'c', 0},
    {'k', 'C', 1},
    // Jamal Gamal Cemal Žamal, George Джордж
    {'j', 'g', 1},
    {'j', 'Z', 1},
    {'j', 'C', 1},
    {'j', 'c', 0},
    {'g', 'c', 1},
    {'g', 'Z', 1},
    {'C', 'c', 1},
    {'C', 'X', 1},
    // Rachid Rashid, Ayşe Ayse, Hassan Hasan Hazan, Osman Othman, Ramadan Ramazan
    {'C', 'S', 1},
    {'S', 's', 1},
    {'S', 'Z', 1},
    {'s', 'z', 1},
    {'s', 'c', 1},
    {'s', 'X', 1},
    {'s', 'H', 0},
    {'z', 'Z', 1},
    {'z', 'D', 0},
    {'z', 'X', 1},
    {'H', 't', 0},
    {'H', 'D', 1},
    {'D', 'd', 0},
    {'X', 'c', 0},
    {'X', 't', 1},
    {'t', 'd', 1},
    // Arabic has neither p nor v: Pavel بافل; Ivanov Ivanoff, Yusuf Yusup
    {'b', 'p', 1},
    {'p', 'f', 1},
    {'f', 'v', 1},
});

constexpr std::size_t at(char const sound) {
  return static_cast<unsigned char>(sound) & 63U;
}

constexpr auto kDistances = [] {
  auto table = std::array<std::array<std::uint8_t, 64U>, 64U>{};
  for (auto& row : table) {
    row.fill(static_cast<std::uint8_t>(kFar));
  }
  for (auto const s : kSounds) {
    table[at(s)][at(s)] = 0U;
  }
  for (auto const& p : kPairs) {
    table[at(p.a)][at(p.b)] = table[at(p.b)][at(p.a)] = p.distance;
  }
  return table;
}();

constexpr auto kNearBits = [] {
  auto table = std::array<std::uint64_t, 64U>{};
  for (auto const s : kSounds) {
    for (auto const other : kSounds) {
      table[at(s)] |= kDistances[at(s)][at(other)] < kFar ? sound_bit(other) : 0U;
    }
  }
  return table;
}();

constexpr std::string_view kVowels{"aeiouA"};
constexpr std::string_view kSoft{"aeiouAywWYTh"};

constexpr std::uint64_t bits_of(std::string_view const sounds) {
  auto bits = std::uint64_t{0U};
  for (auto const s : sounds) {
    bits |= sound_bit(s);
  }
  return bits;
}
static_assert(bits_of(kSounds) != 0U && kSounds.size() == 37U);

}  // namespace

int distance_of_sounds(char const a, char const b) {
  return kDistances[at(a)][at(b)];
}

bool is_firm(char const sound) {
  return (bits_of(kSoft) & sound_bit(sound)) == 0U;
}

bool is_vowel(char const sound) {
  return (bits_of(kVowels) & sound_bit(sound)) != 0U;
}

std::uint64_t sounds_near(char const sound) {
  return kNearBits[at(sound)];
}

int cost_of_missing(char const sound, bool const first) {
  switch (sound) {
    case 'A':
    case 'T':
      return first ? kFar : 0;
    case 'y':  // Yelena Elena, Євген Evgen
    case 'Y':
      return first ? 2 : 1;
    case 'w':
    case 'W':
      return first ? kFar : 1;
    case 'h':  // Mahmoud Mamoud, Fatimah Fatima
      return first ? kFar : 2;
    default:
      return is_vowel(sound) && !first ? 1 : kFar;
  }
}

}  // namespace foothold
