#pragma once
// A set of the values of an enum with at most 64 values.

#include <bit>
#include <cstdint>
#include <initializer_list>

namespace foothold {

template <typename Enum>
class enum_set {
public:
  constexpr enum_set() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): one value is a set of one, as in {.needs = flag::vetted}
  constexpr enum_set(Enum const one) : bits_{bit(one)} {}
  constexpr enum_set(std::initializer_list<Enum> const list) {
    for (auto const e : list) {
      bits_ |= bit(e);
    }
  }

  [[nodiscard]] constexpr bool has(Enum const e) const { return (bits_ & bit(e)) != 0U; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0U; }
  [[nodiscard]] constexpr int size() const { return std::popcount(bits_); }
  [[nodiscard]] constexpr bool within(enum_set const other) const { return (bits_ & ~other.bits_) == 0U; }
  [[nodiscard]] constexpr std::uint64_t bits() const { return bits_; }

  constexpr enum_set& operator|=(enum_set const other) {
    bits_ |= other.bits_;
    return *this;
  }
  friend constexpr enum_set operator|(enum_set a, enum_set const b) { return a |= b; }
  friend constexpr enum_set operator&(enum_set a, enum_set const b) {
    a.bits_ &= b.bits_;
    return a;
  }
  friend constexpr enum_set operator-(enum_set a, enum_set const b) {
    a.bits_ &= ~b.bits_;
    return a;
  }
  constexpr bool operator==(enum_set const&) const = default;

private:
  static constexpr std::uint64_t bit(Enum const e) { return std::uint64_t{1U} << static_cast<unsigned>(e); }
  std::uint64_t bits_{0U};
};

}  // namespace foothold
