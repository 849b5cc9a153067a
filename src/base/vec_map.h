#pragma once
// Vectors that are indexed by a strong id: vec_map<offer_idx, offer>, and vecvec (one array with offsets).

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

namespace foothold {

template <typename Id, typename T>
class vec_map {
public:
  vec_map() = default;
  explicit vec_map(std::size_t const n, T const& value = T{}) : items_(n, value) {}
  vec_map(std::initializer_list<T> items) : items_(items) {}

  T& operator[](Id const id) {
    assert(id.v < items_.size());
    return items_[id.v];
  }
  T const& operator[](Id const id) const {
    assert(id.v < items_.size());
    return items_[id.v];
  }

  Id push_back(T value) {
    items_.push_back(std::move(value));
    return Id{items_.size() - 1U};
  }

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  void resize(std::size_t const n, T const& value = T{}) { items_.resize(n, value); }
  void reserve(std::size_t const n) { items_.reserve(n); }
  void clear() { items_.clear(); }

  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

  // All ids in order.
  [[nodiscard]] auto ids() const {
    return std::views::iota(std::size_t{0U}, items_.size()) |
           std::views::transform([](std::size_t const i) { return Id{i}; });
  }

private:
  std::vector<T> items_;
};

// A jagged table in two arrays: row i is the span values[starts[i] .. starts[i + 1]).
template <typename Id, typename T>
class vecvec {
public:
  void add_row(std::span<T const> const items) {
    values_.insert(values_.end(), items.begin(), items.end());
    starts_.push_back(static_cast<std::uint32_t>(values_.size()));
  }

  [[nodiscard]] std::span<T const> operator[](Id const id) const {
    assert(id.v + 1U < starts_.size());
    return std::span<T const>{values_}.subspan(starts_[id.v], starts_[id.v + 1U] - starts_[id.v]);
  }

  [[nodiscard]] std::size_t size() const { return starts_.size() - 1U; }

private:
  std::vector<T> values_;
  std::vector<std::uint32_t> starts_{0U};
};

}  // namespace foothold
