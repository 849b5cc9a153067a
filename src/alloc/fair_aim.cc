#include "alloc/fair_aim.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace foothold {

namespace {

__extension__ typedef __int128 wide;  // NOLINT(modernize-use-using): no alias may be an extension

// Rounded up.
milli_days quotient(wide const sum, wide const by) {
  auto const whole = sum / by;
  auto const up = whole + (sum > whole * by ? 1 : 0);
  constexpr auto kMost = wide{std::numeric_limits<milli_days>::max()};
  return static_cast<milli_days>(std::clamp(up, -kMost, kMost));
}

}  // namespace

bool fair_aim::total() const {
  return std::ranges::all_of(limit, [](auto const& c) { return c.has_value(); });
}

group_sums sums_of(fair_groups const& groups, sharing const& s) {
  auto out = group_sums(groups.names.size(), 0);
  for (auto const m : s.choice.ids()) {
    out[groups.of[m]] += s.choice[m].cost;
  }
  return out;
}

milli_days mean_up(milli_days const sum, std::uint64_t const weight) {
  return quotient(sum, static_cast<wide>(weight));
}

milli_days worst_of(fair_groups const& groups, group_sums const& sums) {
  auto out = std::numeric_limits<milli_days>::min();
  for (auto const g : sums.ids()) {
    out = std::max(out, mean_up(sums[g], groups.weight[g]));
  }
  return out;
}

milli_days worst_free(fair_aim const& aim, group_sums const& sums) {
  auto out = std::numeric_limits<milli_days>::min();
  for (auto const g : sums.ids()) {
    if (!aim.limit[g]) {
      out = std::max(out, mean_up(sums[g], aim.groups.weight[g]));
    }
  }
  return out;
}

std::optional<milli_days> aimed_at(fair_aim const& aim, sharing const& s) {
  auto const sums = sums_of(aim.groups, s);
  for (auto const g : sums.ids()) {
    if (aim.limit[g] && mean_up(sums[g], aim.groups.weight[g]) > *aim.limit[g]) {
      return std::nullopt;
    }
  }
  return aim.total() ? s.value : worst_free(aim, sums);
}

bool better(fair_aim const& aim, sharing const& a, sharing const& b) {
  auto const claim = [&](sharing const& s) {
    return std::pair{aimed_at(aim, s).value_or(std::numeric_limits<milli_days>::max()), s.value};
  };
  return claim(a) < claim(b);
}

milli_days bound_of(fair_aim const& aim, multipliers const& by, milli_days const lagrangian) {
  auto const scale = aim.total() ? wide{by.scale} : wide{0};
  auto left = wide{lagrangian};
  auto free = wide{0};
  for (auto const g : by.of.ids()) {
    auto const weight = static_cast<wide>(aim.groups.weight[g]);
    if (aim.limit[g]) {
      left -= (wide{by.of[g]} - scale) * weight * *aim.limit[g];
    } else {
      free += wide{by.of[g]} * weight;
    }
  }
  return quotient(left, aim.total() ? scale : std::max(free, wide{1}));
}

}  // namespace foothold
