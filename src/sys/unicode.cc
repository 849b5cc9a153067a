#include "sys/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <memory>
#include <mutex>
#include <stdexcept>

namespace foothold {
namespace {

// ICU's data is part of the library: without it the installation is broken.
void must(UErrorCode const status, char const* const what) {
  if (U_FAILURE(status)) {
    throw std::runtime_error{std::string{"ICU: "} + what + ": " + u_errorName(status)};
  }
}

icu::Normalizer2 const& folding() {
  static auto const& made = []() -> icu::Normalizer2 const& {
    auto status = U_ZERO_ERROR;
    auto const* const found = icu::Normalizer2::getNFKCCasefoldInstance(status);
    must(status, "NFKC_Casefold");
    return *found;
  }();
  return made;
}

icu::Normalizer2 const& decomposing() {
  static auto const& made = []() -> icu::Normalizer2 const& {
    auto status = U_ZERO_ERROR;
    auto const* const found = icu::Normalizer2::getNFDInstance(status);
    must(status, "NFD");
    return *found;
  }();
  return made;
}

std::unique_ptr<icu::Transliterator> make_latin() {
  auto status = U_ZERO_ERROR;
  auto made = std::unique_ptr<icu::Transliterator>{icu::Transliterator::createInstance(
      icu::UnicodeString::fromUTF8("Any-Latin; NFD; [:M:] Remove; Latin-ASCII; Lower"), UTRANS_FORWARD, status)};
  must(status, "Any-Latin");
  return made;
}

}  // namespace

std::u32string case_folded(std::string_view const utf8) {
  auto status = U_ZERO_ERROR;
  auto const text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  auto const folded = folding().normalize(text, status);
  must(status, "folding");
  auto out = std::u32string(static_cast<std::size_t>(folded.countChar32()), U'\0');
  for (auto from = std::int32_t{0}, at = std::int32_t{0}; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    out[static_cast<std::size_t>(from++)] = static_cast<char32_t>(folded.char32At(at));
  }
  return out;
}

bool is_letter(char32_t const c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_mark(char32_t const c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0U;
}

bool is_space(char32_t const c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

int digit_of(char32_t const c) {
  return u_charDigitValue(static_cast<UChar32>(c));
}

char32_t base_letter(char32_t const c) {
  auto decomposed = icu::UnicodeString{};
  return decomposing().getDecomposition(static_cast<UChar32>(c), decomposed) != 0
             ? static_cast<char32_t>(decomposed.char32At(0))
             : c;
}

writing writing_of(char32_t const c) {
  auto status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_LATIN:
      return writing::latin;
    case USCRIPT_CYRILLIC:
      return writing::cyrillic;
    case USCRIPT_ARABIC:
      return writing::arabic;
    case USCRIPT_HEBREW:
    case USCRIPT_SYRIAC:
      return writing::consonants;
    default:
      return writing::other;
  }
}

std::string in_latin_letters(std::u32string_view const text) {
  // One at a time: a Transliterator keeps what it found out about a script.
  static auto guard = std::mutex{};
  static auto const latin = make_latin();
  auto changed = icu::UnicodeString{};
  for (auto const c : text) {
    changed.append(static_cast<UChar32>(c));
  }
  {
    auto const lock = std::scoped_lock{guard};
    latin->transliterate(changed);
  }
  auto out = std::string{};
  for (auto at = std::int32_t{0}; at != changed.length(); ++at) {
    auto const c = changed.charAt(at);
    if (c >= u'a' && c <= u'z') {
      out += static_cast<char>(c);
    }
  }
  return out;
}

}  // namespace foothold
