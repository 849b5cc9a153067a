#pragma once
// "Did you mean": the nearest of some known names to a misspelt one.

#include <cstddef>
#include <span>
#include <string_view>

namespace foothold {

// Fewest insertions, deletions, replacements and swaps of neighbours that turn a into b, in bytes; ASCII case does not
// count. O(|a| * |b|) time, O(|b|) memory.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The first of the nearest names, or "" when none is near enough (more than a third of the letters differ, at least 1).
std::string_view nearest_name(std::string_view name, std::span<std::string_view const> known);

}  // namespace foothold
