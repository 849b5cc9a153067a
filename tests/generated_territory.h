#pragma once
// A territory generated in memory from another one's statistics.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "interop/folder.h"
#include "interop/generate.h"

namespace foothold {

inline territory generated_territory(territory const& source, generate_settings const& settings) {
  auto files = std::vector<named_bytes>{};
  auto const made =
      generate_territory(source, settings, [&](std::string_view const file, std::string_view const bytes) {
        if (files.empty() || files.back().name != file) {
          files.push_back({std::string{file}, {}});
        }
        files.back().bytes += bytes;
      });
  EXPECT_TRUE(made);
  return read_territory(std::move(files)).value.value();
}

// 120 offers and 800 sessions for so many people: a person's part is about that of the demo's.
inline territory generated_territory(territory const& source, std::uint64_t const seed, std::uint32_t const people) {
  auto settings = generate_settings{};
  settings.people = people;
  settings.offers = 120U;
  settings.sessions = 800U;
  settings.seed = seed;
  return generated_territory(source, settings);
}

}  // namespace foothold
