#pragma once
// Text of any script, by ICU 72 (Unicode 15). Broken UTF-8 becomes U+FFFD, which is no letter. Safe from many threads.

#include <cstdint>
#include <string>
#include <string_view>

namespace foothold {

enum class writing : std::uint8_t {
  latin,
  cyrillic,
  arabic,      // with Persian, Urdu, Pashto and Kurdish letters
  consonants,  // other scripts that leave most vowels out: Hebrew, Syriac
  other
};

// Case folded and composed (NFKC_Casefold): one form for full-width letters, ligatures, Arabic presentation forms.
// Signs without a shape of their own, such as joiners, are gone.
[[nodiscard]] std::u32string case_folded(std::string_view utf8);

[[nodiscard]] bool is_letter(char32_t c);
// An accent or a vowel sign that stands with a letter.
[[nodiscard]] bool is_mark(char32_t c);
[[nodiscard]] bool is_space(char32_t c);
// 0 .. 9 for the decimal digits of every script; -1 for what is none.
[[nodiscard]] int digit_of(char32_t c);
// The letter without its accents.
[[nodiscard]] char32_t base_letter(char32_t c);
[[nodiscard]] writing writing_of(char32_t c);

// In the Latin letters a to z, by ICU's transforms Any-Latin and Latin-ASCII; what has no such letters is left out.
[[nodiscard]] std::string in_latin_letters(std::u32string_view text);

}  // namespace foothold
