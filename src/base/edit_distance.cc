#include "base/edit_distance.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace foothold {

namespace {

char lower(char const c) {
  return (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::size_t edit_distance(std::string_view const a, std::string_view const b) {
  // Three rows of the table of optimal string alignment: two before, before, this one.
  auto rows = std::array<std::vector<std::size_t>, 3>{};
  for (auto& row : rows) {
    row.resize(b.size() + 1U);
  }
  std::iota(rows[1].begin(), rows[1].end(), std::size_t{0U});
  for (std::size_t i = 1U; i <= a.size(); ++i) {
    auto const& before = rows[1];
    auto& row = rows[2];
    row[0] = i;
    for (std::size_t j = 1U; j <= b.size(); ++j) {
      auto const same = lower(a[i - 1U]) == lower(b[j - 1U]);
      row[j] = std::min({before[j] + 1U, row[j - 1U] + 1U, before[j - 1U] + (same ? 0U : 1U)});
      if (i > 1U && j > 1U && lower(a[i - 1U]) == lower(b[j - 2U]) && lower(a[i - 2U]) == lower(b[j - 1U])) {
        row[j] = std::min(row[j], rows[0][j - 2U] + 1U);
      }
    }
    std::rotate(rows.begin(), rows.begin() + 1, rows.end());
  }
  return rows[1].back();
}

std::string_view nearest_name(std::string_view const name, std::span<std::string_view const> const known) {
  constexpr auto kLongest = std::size_t{100U};  // longer names are no misspelling, and the table is quadratic
  if (name.size() > kLongest) {
    return {};
  }
  auto best = std::string_view{};
  auto best_distance = std::max(std::size_t{1U}, name.size() / 3U) + 1U;
  for (auto const candidate : known) {
    if (auto const distance = edit_distance(name, candidate); distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace foothold
