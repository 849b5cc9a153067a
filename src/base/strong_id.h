#pragma once
// A dense 32-bit index that cannot be confused with another kind of index.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace foothold {

template <typename Tag>
struct strong_id {
  std::uint32_t v{kNone};

  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  constexpr strong_id() = default;
  constexpr explicit strong_id(std::size_t const x) : v{static_cast<std::uint32_t>(x)} {}

  [[nodiscard]] constexpr bool valid() const { return v != kNone; }
  constexpr auto operator<=>(strong_id const&) const = default;
};

}  // namespace foothold

template <typename Tag>
struct std::hash<foothold::strong_id<Tag>> {
  std::size_t operator()(foothold::strong_id<Tag> const id) const noexcept { return id.v; }
};
