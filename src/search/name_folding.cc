#include "search/name_folding.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "search/sounds.h"
#include "search/spelling.h"
#include "sys/unicode.h"

namespace foothold {
namespace {

script script_of(writing const w) {
  switch (w) {
    case writing::latin:
      return script::latin;
    case writing::cyrillic:
      return script::cyrillic;
    case writing::arabic:
      return script::arabic;
    default:
      return script::other;
  }
}

// FNV-1a over the letters.
std::uint32_t hash_of(std::u32string_view const letters) {
  auto hash = std::uint32_t{2166136261U};
  for (auto const c : letters) {
    hash = (hash ^ static_cast<std::uint32_t>(c)) * 16777619U;
  }
  return hash;
}
std::uint32_t hash_of(std::string_view const letters) {
  return hash_of(std::u32string{letters.begin(), letters.end()});
}

// Words that many names have and that are often left out, as sounds.
constexpr auto kParticles = std::to_array<std::string_view>(
    {"al",  "el",  "ul",  "ol",  "il",  "ar",  "as",  "aS",  "eS",  "an",  "ad",   "at",   "az", "ud", "ed",  "Al",
     "abu", "abo", "AbW", "aba", "bn",  "bin", "ben", "ibn", "Abn", "bnt", "bint", "bent", "um", "Am", "uld", "wuld",
     "de",  "da",  "di",  "do",  "del", "la",  "le",  "van", "von", "der", "den",  "zu",   "y",  "i",  "e"});

bool is_particle(std::string_view const sounds) {
  return std::find(kParticles.begin(), kParticles.end(), sounds) != kParticles.end();
}

struct written_word {
  std::u32string letters;
  writing in{writing::other};
};

// Cut at everything that is no letter; apostrophes and the signs for ع and ء stand within words, marks with letters.
std::vector<written_word> cut(std::string_view const utf8) {
  constexpr std::u32string_view kWithin{U"'\u2018\u2019\u201B`\u00B4\u02BB\u02BC\u02BE\u02BF\u0640"};
  auto words = std::vector<written_word>{};
  auto open = false;
  for (auto const c : case_folded(utf8)) {
    if (is_mark(c)) {
      // A vowel sign of Devanagari or Bengali is part of the word; an accent, or one of Arabic, is not.
      if (open && words.back().in == writing::other) {
        words.back().letters += c;
      }
      continue;
    }
    if (kWithin.find(c) != std::u32string_view::npos) {
      continue;
    }
    if (!is_letter(c)) {
      open = false;
      continue;
    }
    if (!open) {
      if (words.size() == kMostWords) {
        break;
      }
      words.push_back({{}, writing_of(c)});
      open = true;
    }
    words.back().letters += c;
  }
  return words;
}

name_word make_word(std::string_view const sounds, written_word const& from, std::uint32_t const spelled) {
  auto w = name_word{.in = script_of(from.in),
                     .vowels_left_out = from.in == writing::arabic || from.in == writing::consonants,
                     .particle = is_particle(sounds),
                     .spelled = spelled};
  w.length = static_cast<std::uint8_t>(std::min(sounds.size(), kMostSounds));
  std::copy_n(sounds.begin(), w.length, w.letters.begin());
  return w;
}

name_word whole_word(std::string_view const sounds, written_word const& from) {
  auto letters = std::u32string{};
  for (auto const c : from.letters) {
    letters += base_letter(c);
  }
  return make_word(sounds, from, hash_of(letters));
}

bool is_consonant(char const s) {
  return !is_vowel(s) && s != 'W' && s != 'Y';
}

// Allah, in whatever spelling, at the end of a compound.
constexpr std::string_view kAllah{"alah"};
bool is_allah(std::string_view const rest) {
  return rest == "lah" || rest == "la" || rest == "lo" || rest == "lh" || rest == "alah" || rest == "alh" ||
         rest == "Alh" || rest == "ala";
}

// Abd al-Rahman, Abdulrahman, Abdurrahman, عبدالرحمن: two parts.
std::vector<std::string> parts_of_abd(std::string_view const s) {
  auto const arabic = s.starts_with("Abd");
  if (!arabic && !s.starts_with("abd")) {
    return {};
  }
  auto rest = s.substr(3U);
  if (is_allah(rest)) {
    return {"abd", std::string{kAllah}};
  }
  if (arabic) {
    rest.remove_prefix(rest.starts_with("al") ? 2U : 0U);
  } else {
    if (rest.empty() || !is_vowel(rest[0])) {
      return {};
    }
    rest.remove_prefix(1U);
    if (rest.size() == 1U && std::string_view{"lrsSzdtn"}.find(rest[0]) != std::string_view::npos) {
      return {"abd"};  // Abdul Rahman, Abdur Rahman
    }
    if (is_allah(rest)) {
      return {"abd", std::string{kAllah}};
    }
    rest.remove_prefix(rest.starts_with('l') && rest.size() > 3U ? 1U : 0U);
  }
  return rest.size() < 3U ? std::vector<std::string>{} : std::vector<std::string>{"abd", std::string{rest}};
}

// Second parts that are written apart as often as not: Nur al-Din, Habib Allah, Ali Reza. The stem keeps at least
// `least` sounds.
struct ending {
  std::string_view sounds, part;
  std::size_t least;
};
constexpr auto kEndings = std::to_array<ending>({
    {"aldYn", "dYn", 2U},
    {"uldin", "din", 2U},
    {"udin", "din", 2U},
    {"edin", "din", 2U},
    {"adin", "din", 3U},
    {"idin", "din", 3U},
    {"etin", "din", 3U},
    {"edine", "din", 2U},
    {"alh", "alah", 3U},
    {"ulah", "alah", 3U},
    {"olah", "alah", 3U},
    {"ula", "alah", 4U},
    {"ulo", "alah", 4U},
    {"alah", "alah", 4U},
    {"reza", "reza", 3U},
    {"riza", "reza", 3U},
    {"rDa", "rDa", 2U},
});

// The parts of a word that some write as two; empty for one that has none.
std::vector<std::string> parts_of(std::string_view const s) {
  if (auto parts = parts_of_abd(s); !parts.empty()) {
    return parts;
  }
  for (auto const& e : kEndings) {
    if (s.size() >= e.sounds.size() + e.least && s.ends_with(e.sounds)) {
      return {std::string{s.substr(0U, s.size() - e.sounds.size())}, std::string{e.part}};
    }
  }
  if ((s.starts_with("abu") || s.starts_with("abo") || s.starts_with("AbW")) && s.size() >= 6U && is_consonant(s[3])) {
    return {std::string{s.substr(3U)}};
  }
  return {};
}

// Hassan of Alhassan, حسن of الحسن; empty where there is no article in front.
std::string_view without_article(std::string_view const s, writing const in) {
  if (in == writing::arabic) {
    return s.starts_with("Al") && s.size() >= 4U ? s.substr(2U) : std::string_view{};
  }
  auto const article = s.starts_with("al") || s.starts_with("el");
  return article && s.size() >= 6U && is_consonant(s[2]) ? s.substr(2U) : std::string_view{};
}

struct heard_word {
  written_word written;
  std::string sounds;
};
std::vector<heard_word> hear(std::string_view const utf8) {
  auto heard = std::vector<heard_word>{};
  for (auto& w : cut(utf8)) {
    auto sounds = sounds_of(w.letters, w.in);
    if (!sounds.empty()) {
      heard.push_back({std::move(w), std::move(sounds)});
    }
  }
  return heard;
}

name_word part_word(std::string_view const sounds, written_word const& from) {
  return make_word(sounds, from, hash_of(sounds));
}

}  // namespace

std::vector<name_word> words_of_name(std::string_view const utf8) {
  auto words = std::vector<name_word>{};
  auto const put = [&](name_word const& w) {
    if (std::find(words.begin(), words.end(), w) == words.end()) {
      words.push_back(w);
    }
  };
  for (auto const& [written, sounds] : hear(utf8)) {
    put(whole_word(sounds, written));
    for (auto const& part : parts_of(sounds)) {
      put(part_word(part, written));
    }
    if (auto const bare = without_article(sounds, written.in); !bare.empty()) {
      put(part_word(bare, written));
      for (auto const& part : parts_of(bare)) {
        put(part_word(part, written));
      }
    }
  }
  return words;
}

std::vector<asked_word> asked_words(std::string_view const utf8) {
  auto asked = std::vector<asked_word>{};
  for (auto const& [written, sounds] : hear(utf8)) {
    auto const parts = parts_of(sounds);
    for (auto const& part : parts) {
      asked.push_back({.forms = {part_word(part, written)}});
    }
    if (!parts.empty()) {
      continue;
    }
    auto word = asked_word{.forms = {whole_word(sounds, written)}, .may_miss = is_particle(sounds)};
    if (auto const bare = without_article(sounds, written.in); !bare.empty()) {
      word.forms.push_back(part_word(bare, written));
    }
    asked.push_back(std::move(word));
  }
  asked.resize(std::min(asked.size(), kMostAskedWords));
  // A name of particles only is a name: Ben, Abu.
  if (std::all_of(asked.begin(), asked.end(), [](asked_word const& w) { return w.may_miss; })) {
    for (auto& w : asked) {
      w.may_miss = false;
    }
  }
  return asked;
}

std::optional<word_match> match_asked(asked_word const& asked, name_word const& stored, bool const beginnings) {
  auto best = std::optional<word_match>{};
  for (auto const& form : asked.forms) {
    auto const m = match_words(form, stored, beginnings);
    if (m && (!best || m->cost < best->cost)) {
      best = m;
    }
  }
  return best;
}

}  // namespace foothold
