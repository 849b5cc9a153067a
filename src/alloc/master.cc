#include "alloc/master.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <ClpSimplex.hpp>

namespace foothold {

namespace {

constexpr auto kMilli = 1000.0;  // the program counts in days

// With an aim, in front of the plans: the weeks of the worst group, and by how much limits are exceeded, which costs so
// much that it only happens where there is no other way. A little of the total decides among equals.
constexpr auto kLevel = 0;
constexpr auto kOver = 1;
constexpr auto kOverCost = 1000.0;
constexpr auto kLittle = 1e-4;

struct entry {
  int column;
  std::uint32_t count;
};

}  // namespace

struct master::parts {
  parts(cohort const& c, fair_aim const* const a)
      : people{c},
        aim{a},
        columns(c.members().size()),
        costs(c.members().size()),
        users(c.places_left().size()),
        row_of(c.places_left().size(), -1) {}

  // What a day of a plan counts for in the objective.
  [[nodiscard]] double share_of_total() const { return aim == nullptr || aim->total() ? 1.0 : kLittle; }
  [[nodiscard]] int row(group_idx const g) const { return static_cast<int>(people.members().size() + g.v); }
  void add_group_rows();
  [[nodiscard]] milli_days price(session_idx const s, double const scale) const {
    return row_of[s] < 0 ? 0 : std::max<milli_days>(std::llround(-lp.dualRowSolution()[row_of[s]] * kMilli * scale), 0);
  }

  cohort const& people;
  fair_aim const* aim;
  ClpSimplex lp;
  vec_map<member_idx, std::vector<int>> columns;                       // by column of the pool: that of the program
  vec_map<member_idx, std::vector<milli_days>> costs;                  // likewise: as the program knows them
  vec_map<session_idx, std::vector<entry>> users;                      // all columns that take places of the session
  vec_map<session_idx, int> row_of;                                    // row of the program; -1: none yet
  vec_map<session_idx, std::uint64_t> demand;                          // if everybody took what they want most of it
  vec_map<session_idx, std::pair<std::uint32_t, std::uint32_t>> last;  // member and count of the last one in demand
};

void master::parts::add_group_rows() {
  auto all = 0.0;
  auto rows = std::array<std::vector<int>, 2>{};
  auto elements = std::array<std::vector<double>, 2>{};
  for (auto const g : aim->limit.ids()) {
    auto const weight = static_cast<double>(aim->groups.weight[g]);
    auto const& limit = aim->limit[g];
    auto const at = static_cast<std::size_t>(limit ? kOver : kLevel);
    rows[at].push_back(row(g));
    elements[at].push_back(-weight);
    lp.setRowBounds(row(g), -COIN_DBL_MAX, limit ? weight * static_cast<double>(*limit) / kMilli : 0.0);
    all += weight;
  }
  auto const add = [&](std::size_t const at, double const low, double const cost) {
    lp.addColumn(static_cast<int>(rows[at].size()), rows[at].data(), elements[at].data(), low, COIN_DBL_MAX, cost);
  };
  add(kLevel, -COIN_DBL_MAX, aim->total() ? 0.0 : all);
  add(kOver, 0.0, kOverCost * all);
  if (aim->total()) {
    lp.setColumnBounds(kLevel, 0.0, 0.0);
  }
}

master::master(cohort const& people, fair_aim const* const aim) : parts_{std::make_unique<parts>(people, aim)} {
  auto& x = *parts_;
  x.lp.setLogLevel(0);
  x.lp.setOptimizationDirection(1.0);
  x.demand.resize(people.places_left().size());
  x.last.resize(people.places_left().size(), {0xFFFFFFFFU, 0U});
  x.lp.resize(static_cast<int>(people.members().size() + (aim == nullptr ? 0U : aim->limit.size())), 0);
  for (auto const m : people.members().ids()) {
    x.lp.setRowBounds(static_cast<int>(m.v), 1.0, 1.0);
  }
  if (aim != nullptr) {
    x.add_group_rows();
  }
}

master::~master() = default;

void master::update(column_pool const& pool) {
  auto& x = *parts_;
  auto starts = std::vector<CoinBigIndex>{0};
  auto rows = std::vector<int>{};
  auto elements = std::vector<double>{};
  auto costs = std::vector<double>{};
  auto next = x.lp.numberColumns();
  auto crowded = std::vector<session_idx>{};
  for (auto const m : x.people.members().ids()) {
    auto const& known = pool.of(m);
    for (auto i = std::size_t{0U}; i != x.columns[m].size(); ++i) {
      if (x.costs[m][i] != known[i].cost) {
        auto const cost = static_cast<double>(known[i].cost) / kMilli;
        x.costs[m][i] = known[i].cost;
        x.lp.setObjectiveCoefficient(x.columns[m][i], x.share_of_total() * cost);
        if (x.aim != nullptr) {
          x.lp.modifyCoefficient(x.row(x.aim->groups.of[m]), x.columns[m][i], cost, true);
        }
      }
    }
    for (auto i = x.columns[m].size(); i != known.size(); ++i) {
      x.columns[m].push_back(next);
      rows.push_back(static_cast<int>(m.v));
      elements.push_back(1.0);
      auto const cost = static_cast<double>(known[i].cost) / kMilli;
      x.costs[m].push_back(known[i].cost);
      costs.push_back(x.share_of_total() * cost);
      if (x.aim != nullptr) {
        rows.push_back(x.row(x.aim->groups.of[m]));
        elements.push_back(cost);
      }
      for (auto const& use : known[i].places) {
        x.users[use.session].push_back({next, use.count});
        if (x.row_of[use.session] >= 0) {
          rows.push_back(x.row_of[use.session]);
          elements.push_back(use.count);
          continue;
        }
        // Members come one after the other in an update, but again in the next: counted twice at most, which only
        // makes a row earlier than needed.
        auto& [who, count] = x.last[use.session];
        if (who != m.v) {
          who = m.v;
          count = 0U;
        }
        if (use.count > count) {
          x.demand[use.session] += use.count - count;
          count = use.count;
        }
        crowded.push_back(use.session);
      }
      starts.push_back(static_cast<CoinBigIndex>(rows.size()));
      ++next;
    }
  }
  auto const n = static_cast<int>(costs.size());
  if (n != 0) {
    auto const low = std::vector<double>(costs.size(), 0.0);
    auto const high = std::vector<double>(costs.size(), COIN_DBL_MAX);
    x.lp.addColumns(n, low.data(), high.data(), costs.data(), starts.data(), rows.data(), elements.data());
  }
  std::ranges::sort(crowded, {}, [&](session_idx const s) { return x.people.times().rank(s); });
  crowded.erase(std::unique(crowded.begin(), crowded.end()), crowded.end());
  for (auto const r : crowded) {
    if (x.row_of[r] >= 0 || x.demand[r] <= x.people.places_left()[r]) {
      continue;
    }
    x.row_of[r] = x.lp.numberRows();
    auto at = std::vector<int>{};
    auto counts = std::vector<double>{};
    for (auto const& user : x.users[r]) {
      at.push_back(user.column);
      counts.push_back(user.count);
    }
    x.lp.addRow(static_cast<int>(at.size()), at.data(), counts.data(), -COIN_DBL_MAX, x.people.places_left()[r]);
  }
}

bool master::solve() {
  auto& lp = parts_->lp;
  lp.dual();
  if (lp.status() != 0) {
    lp.primal();
  }
  return lp.status() == 0;
}

double master::value() const {
  return parts_->lp.objectiveValue();
}

place_prices master::prices() const {
  return scaled_prices(1.0);
}

place_prices master::scaled_prices(double const scale) const {
  auto out = place_prices(parts_->row_of.size(), 0);
  for (auto const s : parts_->row_of.ids()) {
    out[s] = parts_->price(s, scale);
  }
  return out;
}

bool master::scarce(session_idx const s) const {
  constexpr auto kLoose = 1e-6;
  auto const row = parts_->row_of[s];
  return row >= 0 && parts_->lp.primalRowSolution()[row] > parts_->lp.rowUpper()[row] - kLoose;
}

void master::set_places(session_idx const s, double const places) {
  parts_->lp.setRowUpper(parts_->row_of[s], places);
}

milli_days master::price(session_idx const s) const {
  return parts_->price(s, 1.0);
}

double master::aimed() const {
  return parts_->aim->total() ? value() : parts_->lp.primalColumnSolution()[kLevel];
}

vec_map<group_idx, double> master::multipliers() const {
  auto out = vec_map<group_idx, double>{};
  for (auto const g : parts_->aim->limit.ids()) {
    out.push_back(parts_->share_of_total() + std::max(-parts_->lp.dualRowSolution()[parts_->row(g)], 0.0));
  }
  return out;
}

double master::share(member_idx const m, std::uint32_t const column) const {
  return parts_->lp.primalColumnSolution()[parts_->columns[m][column]];
}

std::uint32_t master::surest(member_idx const m) const {
  constexpr auto kSame = 1e-9;
  auto best = 0U;
  for (auto i = 1U; i != parts_->columns[m].size(); ++i) {
    best = share(m, i) > share(m, best) + kSame ? i : best;
  }
  return best;
}

void master::fix(member_idx const m, std::uint32_t const column) {
  auto const& columns = parts_->columns[m];
  for (auto i = 0U; i != columns.size(); ++i) {
    parts_->lp.setColumnBounds(columns[i], i == column ? 1.0 : 0.0, i == column ? 1.0 : 0.0);
  }
}

void master::dread_staying(member_idx const m) {
  constexpr auto kDread = 1e9;  // days
  parts_->lp.setObjectiveCoefficient(parts_->columns[m].front(), kDread);
}

void master::forbid(member_idx const m, std::uint32_t const column) {
  parts_->lp.setColumnBounds(parts_->columns[m][column], 0.0, 0.0);
}

}  // namespace foothold
