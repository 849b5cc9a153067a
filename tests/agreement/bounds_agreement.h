#pragma once
// The bounds and the long way of the search (dive, removal, proof) against the plain search, on random problems with
// full weeks.

#include <cstdint>
#include <optional>
#include <string>

namespace foothold {

// The first problem [first, first + count) with a bound above a best plan's value, or with a step of it that would be
// removed; adds the steps that were looked at.
std::optional<std::string> first_bound_fault(std::uint64_t first, std::uint64_t count, std::uint64_t& steps);

// The first problem for which the long way gives another status or value.
std::optional<std::string> first_long_way_fault(std::uint64_t first, std::uint64_t count);

}  // namespace foothold
