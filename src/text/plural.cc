#include "text/plural.h"

#include <array>

namespace foothold {

namespace {

using enum plural_category;

constexpr std::array kNames{std::string_view{"zero"}, std::string_view{"one"},  std::string_view{"two"},
                            std::string_view{"few"},  std::string_view{"many"}, std::string_view{"other"}};
constexpr std::array kOneOther{one, other};
constexpr std::array kArabic{zero, one, two, few, many, other};
constexpr std::array kOtherOnly{other};

plural_category arabic(std::int64_t const n) {
  if (n == 0) {
    return zero;
  }
  if (n == 1) {
    return one;
  }
  if (n == 2) {
    return two;
  }
  auto const rest = n % 100;
  if (rest >= 3 && rest <= 10) {
    return few;
  }
  return rest >= 11 ? many : other;
}

}  // namespace

plural_category plural_of(std::string_view const language, std::int64_t const n) {
  auto const size = n < 0 ? -n : n;
  if (language == "ar") {
    return arabic(size);
  }
  if (language == "en" || language == "de") {
    return size == 1 ? one : other;
  }
  return other;
}

std::span<plural_category const> plural_categories(std::string_view const language) {
  if (language == "ar") {
    return kArabic;
  }
  if (language == "en" || language == "de") {
    return kOneOther;
  }
  return kOtherOnly;
}

std::string_view name_of(plural_category const category) {
  return kNames.at(static_cast<std::size_t>(category));
}

std::optional<plural_category> parse_plural_category(std::string_view const name) {
  for (auto i = std::size_t{0U}; i != kNames.size(); ++i) {
    if (kNames[i] == name) {
      return static_cast<plural_category>(i);
    }
  }
  return std::nullopt;
}

}  // namespace foothold
