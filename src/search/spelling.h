#pragma once
// A written word as sounds (sounds.h): Latin with the letters of many languages, Cyrillic, Arabic with Persian, Urdu,
// Pashto and Kurdish letters by tables of our own; everything else by way of ICU's romanisation.

#include <string>
#include <string_view>

#include "sys/unicode.h"

namespace foothold {

// Of a word as case_folded() gives it. Doubled sounds are one; letters without a sound are left out. May be empty.
[[nodiscard]] std::string sounds_of(std::u32string_view word, writing in);

}  // namespace foothold
