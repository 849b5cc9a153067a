#pragma once
// Randomness that nobody can guess, from the operating system: ids, keys, salts. Simulations draw from a seed instead.

#include <cstddef>
#include <span>

namespace foothold {

// Fills the bytes. Thread-safe; never fails once the machine has started.
void fill_random(std::span<std::byte> bytes);

}  // namespace foothold
