#pragma once
// Plural categories of the languages we speak, after CLDR, for whole numbers.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace foothold {

enum class plural_category : std::uint8_t { zero, one, two, few, many, other };

// The category of n in a language; a language without a rule of its own has only `other`.
plural_category plural_of(std::string_view language, std::int64_t n);

// Every category that whole numbers can have in a language: what a complete plural must answer.
std::span<plural_category const> plural_categories(std::string_view language);

std::string_view name_of(plural_category category);
std::optional<plural_category> parse_plural_category(std::string_view name);

}  // namespace foothold
