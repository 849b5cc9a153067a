#pragma once
// Finds the number of a thing by its hash: open addressing with linear probing, 4 bytes a place, at most two thirds
// full. The things lie elsewhere; whoever calls says what is equal and what hash a number has.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace foothold {

class number_table {
public:
  template <typename Equal>
  [[nodiscard]] std::optional<std::uint32_t> find(std::uint32_t const hash, Equal const& equal) const {
    if (places_.empty()) {
      return std::nullopt;
    }
    for (auto at = home_of(hash); places_[at] != kFree; at = next(at)) {
      if (equal(places_[at])) {
        return places_[at];
      }
    }
    return std::nullopt;
  }

  // The number must not be there yet.
  template <typename HashOf>
  void insert(std::uint32_t const number, HashOf const& hash_of) {
    if ((used_ + 1U) * 3U > places_.size() * 2U) {
      auto const old =
          std::exchange(places_, std::vector<std::uint32_t>(places_.empty() ? 16U : places_.size() * 2U, kFree));
      for (auto const n : old) {
        if (n != kFree) {
          put(n, hash_of(n));
        }
      }
    }
    put(number, hash_of(number));
    ++used_;
  }

  // The number must be there. Those after it move up, so that no gap cuts them off.
  template <typename HashOf>
  void erase(std::uint32_t const number, HashOf const& hash_of) {
    auto gap = home_of(hash_of(number));
    while (places_[gap] != number) {
      gap = next(gap);
    }
    for (auto at = next(gap); places_[at] != kFree; at = next(at)) {
      auto const way = (at - home_of(hash_of(places_[at]))) & (places_.size() - 1U);
      if (way >= ((at - gap) & (places_.size() - 1U))) {
        places_[gap] = places_[at];
        gap = at;
      }
    }
    places_[gap] = kFree;
    --used_;
  }

  [[nodiscard]] std::size_t bytes() const { return places_.capacity() * sizeof(std::uint32_t); }

private:
  static constexpr std::uint32_t kFree{0xFFFFFFFFU};

  [[nodiscard]] std::size_t home_of(std::uint32_t const hash) const {
    return (hash * 2654435769U) & (places_.size() - 1U);
  }
  [[nodiscard]] std::size_t next(std::size_t const at) const { return (at + 1U) & (places_.size() - 1U); }
  void put(std::uint32_t const number, std::uint32_t const hash) {
    auto at = home_of(hash);
    while (places_[at] != kFree) {
      at = next(at);
    }
    places_[at] = number;
  }

  std::vector<std::uint32_t> places_;
  std::size_t used_{0U};
};

}  // namespace foothold
