#include "mip_model/mip.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <CbcModel.hpp>
#include <CoinPackedVector.hpp>
#include <OsiClpSolverInterface.hpp>

namespace foothold {

namespace {

// One person's part of a program.
class block {
public:
  block(OsiClpSolverInterface& solver, problem const& p, std::optional<milli_days> const stay)
      : solver_{solver}, p_{p}, stay_price_{stay} {
    for (auto const& a : p.sessions) {
      actions_.push_back(&a);
    }
    for (auto const& a : p.procedures) {
      actions_.push_back(&a);
    }
    // No useful day is later: every action once, one after the other, after the last day that is spoken of.
    for (auto const* const a : actions_) {
      last_ = std::max({last_, a->earliest + a->effect, a->earliest + a->busy});
    }
    for (auto const& g : p.goals) {
      last_ = std::max(last_, int{g.earliest});
    }
    for (auto const day : p.tau) {
      last_ = day == kNever ? last_ : std::max(last_, int{day});
    }
    for (auto const& a : p.procedures) {
      last_ += a.effect;
    }
    add_actions();
    add_facts();
    add_needs();
    add_week();
    add_goals();
  }

  // Adds the exact value of what was chosen to that of the others.
  void read(double const* solution, mip_result& out) const;

  // Columns of sessions that take a place.
  void add_users(std::map<std::uint32_t, std::vector<int>>& users) const {
    for (auto a = std::size_t{0U}; a != p_.sessions.size(); ++a) {
      users[p_.sessions[a].index].push_back(x_[a]);
    }
  }

private:
  int variable(double const low, double const high, double const price, bool const whole) {
    auto const column = solver_.getNumCols();
    solver_.addCol(CoinPackedVector{}, low, high, price);
    if (whole) {
      solver_.setInteger(column);
    }
    return column;
  }
  int yes_no(double const price) { return variable(0.0, 1.0, price, true); }
  // low <= sum of coefficients x variables <= high
  void row(std::vector<std::pair<int, double>> const& terms, double const low, double const high) {
    auto sum = CoinPackedVector{};
    for (auto const& [column, coefficient] : terms) {
      sum.insert(column, coefficient);
    }
    solver_.addRow(sum, low, high);
  }
  void at_most(std::vector<std::pair<int, double>> const& terms, double const high) { row(terms, -kInfinite, high); }

  [[nodiscard]] bool is_session(std::size_t const a) const { return a < p_.sessions.size(); }

  void add_actions();
  void add_facts();
  void add_needs();
  void add_week();
  void add_goals();
  void date_and_price(std::vector<bool> const& taken, mip_result& out) const;

  static constexpr double kInfinite = 1e30;

  OsiClpSolverInterface& solver_;
  problem const& p_;
  std::vector<action const*> actions_;  // sessions, then procedures
  std::optional<milli_days> stay_price_;
  int last_{0};
  int stay_{-1};
  std::vector<int> x_;      // by action
  std::vector<int> start_;  // by action; -1 for sessions
  std::vector<int> u_, t_;  // by fact
  std::vector<int> goal_;
};

void block::add_actions() {
  for (auto a = std::size_t{0U}; a != actions_.size(); ++a) {
    x_.push_back(yes_no(static_cast<double>(actions_[a]->price)));
    auto const latest = std::min<int>(actions_[a]->latest, last_);
    start_.push_back(is_session(a) ? -1 : variable(actions_[a]->earliest, latest, 0.0, false));
  }
}

void block::add_facts() {
  for (auto f = std::size_t{0U}; f != p_.tau.size(); ++f) {
    u_.push_back(yes_no(0.0));
    t_.push_back(variable(0.0, last_, 0.0, false));
    auto sources = std::vector<std::pair<int, double>>{{u_[f], -1.0}};
    auto fixed = std::vector<std::pair<int, double>>{{t_[f], -1.0}};  // days of sources with a known day
    if (p_.tau[f] != kNever) {
      auto const held = yes_no(0.0);
      sources.emplace_back(held, 1.0);
      fixed.emplace_back(held, p_.tau[f]);
    }
    for (auto a = std::size_t{0U}; a != actions_.size(); ++a) {
      auto const gives = p_.gives(*actions_[a]);
      if (std::find(gives.begin(), gives.end(), f) == gives.end()) {
        continue;
      }
      auto const y = yes_no(0.0);
      sources.emplace_back(y, 1.0);
      at_most({{y, 1.0}, {x_[a], -1.0}}, 0.0);
      if (is_session(a)) {
        fixed.emplace_back(y, actions_[a]->earliest + actions_[a]->effect);
      } else {
        // T_f >= S_a + effect, where f is had from a.
        auto const much = static_cast<double>(last_ + actions_[a]->effect);
        at_most({{start_[a], 1.0}, {t_[f], -1.0}, {y, much}}, much - actions_[a]->effect);
      }
    }
    row(sources, 0.0, 0.0);
    at_most(fixed, 0.0);
  }
}

void block::add_needs() {
  for (auto a = std::size_t{0U}; a != actions_.size(); ++a) {
    for (auto const f : p_.needs(*actions_[a])) {
      at_most({{x_[a], 1.0}, {u_[f], -1.0}}, 0.0);
      if (is_session(a)) {
        auto const much = static_cast<double>(last_ - actions_[a]->earliest);
        at_most({{t_[f], 1.0}, {x_[a], much}}, actions_[a]->earliest + much);
      } else {
        at_most({{t_[f], 1.0}, {start_[a], -1.0}, {x_[a], static_cast<double>(last_)}}, last_);
      }
    }
  }
}

void block::add_week() {
  auto days = std::vector<int>{};
  for (auto const& s : p_.sessions) {
    days.push_back(s.earliest);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (auto const day : days) {
    auto by_atom = std::vector<std::vector<std::pair<int, double>>>(p_.atom_count);
    auto load = std::vector<std::pair<int, double>>{};
    for (auto a = std::size_t{0U}; a != p_.sessions.size(); ++a) {
      auto const& s = p_.sessions[a];
      if (s.earliest > day || day >= s.earliest + s.busy) {
        continue;
      }
      for (auto const atom : p_.atoms(s)) {
        by_atom[atom].emplace_back(x_[a], 1.0);
      }
      load.emplace_back(x_[a], s.load);
    }
    for (auto const& busy : by_atom) {
      if (busy.size() > 1U) {
        at_most(busy, 1.0);
      }
    }
    if (!load.empty()) {
      at_most(load, p_.load_cap);
    }
  }
}

void block::add_goals() {
  auto const day = variable(0.0, last_, static_cast<double>(p_.day_price), false);
  auto one = std::vector<std::pair<int, double>>{};
  auto const much = static_cast<double>(last_);
  for (auto const& g : p_.goals) {
    auto const chosen = yes_no(static_cast<double>(g.offset));
    goal_.push_back(chosen);
    one.emplace_back(chosen, 1.0);
    at_most({{chosen, static_cast<double>(g.earliest)}, {day, -1.0}}, 0.0);
    auto const latest = std::min<double>(g.latest, much);
    at_most({{day, 1.0}, {chosen, much - latest}}, much);
    for (auto const f : p_.needs(g)) {
      at_most({{chosen, 1.0}, {u_[f], -1.0}}, 0.0);
      at_most({{t_[f], 1.0}, {day, -1.0}, {chosen, much}}, much);
    }
  }
  if (stay_price_) {
    stay_ = yes_no(static_cast<double>(*stay_price_));
    one.emplace_back(stay_, 1.0);
  }
  row(one, 1.0, 1.0);
}

// The plan of the chosen actions in whole numbers: facts by fixed point, each action as early as its needs allow.
void block::date_and_price(std::vector<bool> const& taken, mip_result& out) const {
  auto tau = std::vector<int>(p_.tau.begin(), p_.tau.end());
  auto const ready = [&](std::span<std::uint16_t const> const needs) {
    auto day = 0;
    for (auto const f : needs) {
      day = std::max(day, tau[f]);
    }
    return day;
  };
  auto price = milli_days{0};
  for (auto changed = true; changed;) {
    changed = false;
    for (auto a = std::size_t{0U}; a != actions_.size(); ++a) {
      auto const day = std::max<int>(actions_[a]->earliest, ready(p_.needs(*actions_[a])));
      if (!taken[a] || day > actions_[a]->latest) {
        continue;
      }
      for (auto const f : p_.gives(*actions_[a])) {
        if (day + actions_[a]->effect < tau[f]) {
          tau[f] = day + actions_[a]->effect;
          changed = true;
        }
      }
    }
  }
  for (auto a = std::size_t{0U}; a != actions_.size(); ++a) {
    if (taken[a]) {
      price += actions_[a]->price;
      auto const day = std::max<int>(actions_[a]->earliest, ready(p_.needs(*actions_[a])));
      out.consistent = out.consistent && day <= actions_[a]->latest;
    }
  }
  auto best = std::optional<milli_days>{};
  for (auto const& g : p_.goals) {
    auto const day = std::max<int>(g.earliest, ready(p_.needs(g)));
    auto const value = g.offset + p_.day_price * day + price;
    if (day <= g.latest && (!best || value < *best)) {
      best = value;
    }
  }
  out.found = out.found && best;
  out.value += best.value_or(0);
}

void block::read(double const* const solution, mip_result& out) const {
  if (stay_ >= 0 && solution[stay_] > 0.5) {
    out.value += *stay_price_;
    return;
  }
  auto taken = std::vector<bool>(actions_.size());
  for (auto a = std::size_t{0U}; a != actions_.size(); ++a) {
    taken[a] = solution[x_[a]] > 0.5;
  }
  date_and_price(taken, out);
}

mip_result solve(OsiClpSolverInterface& solver, std::span<std::unique_ptr<block> const> blocks,
                 double const limit_seconds) {
  auto out = mip_result{};
  solver.messageHandler()->setLogLevel(0);
  solver.setHintParam(OsiDoReducePrint, true, OsiHintTry);
  auto model = CbcModel{solver};
  model.setLogLevel(0);
  model.solver()->messageHandler()->setLogLevel(0);
  model.setMaximumSeconds(limit_seconds);
  model.setIntegerTolerance(1e-9);
  model.setAllowableGap(0.4);  // values are whole
  model.setAllowableFractionGap(0.0);
  model.initialSolve();
  model.branchAndBound();
  out.proven = model.isProvenOptimal() || model.isProvenInfeasible();
  if (model.bestSolution() == nullptr) {
    return out;
  }
  out.found = true;
  for (auto const& b : blocks) {
    b->read(model.bestSolution(), out);
  }
  out.consistent = out.consistent && out.found && std::abs(static_cast<double>(out.value) - model.getObjValue()) < 0.5;
  return out;
}

double seconds_since(std::chrono::steady_clock::time_point const begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

mip_result solve_mip(problem const& p, double const limit_seconds) {
  auto const begin = std::chrono::steady_clock::now();
  auto out = mip_result{.proven = true};
  if (!p.goals.empty()) {
    auto solver = OsiClpSolverInterface{};
    auto const one = std::array{std::make_unique<block>(solver, p, std::nullopt)};
    out = solve(solver, one, limit_seconds);
  }
  out.seconds = seconds_since(begin);
  return out;
}

mip_result solve_mip(std::span<mip_person const> const people, vec_map<session_idx, std::uint32_t> const& places,
                     double const limit_seconds) {
  auto const begin = std::chrono::steady_clock::now();
  auto solver = OsiClpSolverInterface{};
  auto blocks = std::vector<std::unique_ptr<block>>{};
  auto users = std::map<std::uint32_t, std::vector<int>>{};
  for (auto const& who : people) {
    blocks.push_back(std::make_unique<block>(solver, who.p, who.stay));
    blocks.back()->add_users(users);
  }
  for (auto const& [session, columns] : users) {
    auto sum = CoinPackedVector{};
    for (auto const column : columns) {
      sum.insert(column, 1.0);
    }
    solver.addRow(sum, 0.0, places[session_idx{session}]);
  }
  auto out = solve(solver, blocks, limit_seconds);
  out.seconds = seconds_since(begin);
  return out;
}

}  // namespace foothold
