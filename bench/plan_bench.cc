// How fast and how exact the planner is on territories: plan_bench DIR...
//
// For every person and their first goal: compilation and search timed apart (best of three, one thread), sizes after
// compilation, work counted in labels. Every plan goes through the independent checker. One line a territory, then
// "ok" or "fault".

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "check/plan_check.h"
#include "measuring.h"
#include "plan/decode.h"
#include "plan/planner.h"

using namespace foothold;

namespace {

double micros(clock_type::duration const d) {
  return std::chrono::duration<double, std::micro>(d).count();
}

struct column {
  std::vector<double> values;

  void add(double const x) { values.push_back(x); }
  [[nodiscard]] double mean() const {
    return values.empty() ? 0.0
                          : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  }
  [[nodiscard]] double quantile(double const q) {
    if (values.empty()) {
      return 0.0;
    }
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1U, static_cast<std::size_t>(q * static_cast<double>(values.size())))];
  }
};

struct figures {
  column compile_us, plan_us, sessions, offers, facts, goals, atoms, expanded, generated, steps;
  std::size_t people{0U}, found{0U}, faults{0U}, not_exact{0U};
};

std::size_t offers_of(compiled const& problem, timetable const& times) {
  auto ids = std::vector<std::uint32_t>{};
  for (auto const& a : problem.p.sessions) {
    ids.push_back(times.at(session_idx{a.index}).offer.v);
  }
  for (auto const& a : problem.p.procedures) {
    if (a.source == action_source::procedure) {
      ids.push_back(a.index);
    }
  }
  std::sort(ids.begin(), ids.end());
  return static_cast<std::size_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
}

figures measure(territory const& t) {
  constexpr auto kRuns = 3;
  constexpr auto kSlow = 5000.0;  // microseconds: slower ones are timed once
  auto out = figures{};
  auto const times = timetable{t};
  auto shared = compiler{times};
  for (auto const& who : t.people) {
    if (who.goals.empty()) {
      continue;
    }
    auto const c = make_case(t, who, t.as_of);
    auto compile_us = 1e9;
    auto plan_us = 1e9;
    auto problem = compiled{};
    auto result = search_result{};
    for (auto run = 0; run != kRuns && (run == 0 || plan_us < kSlow); ++run) {
      auto const start = clock_type::now();
      problem = shared.compile(c, who.goals.front());
      auto const compiled_at = clock_type::now();
      result = search(problem.p);
      auto const end = clock_type::now();
      compile_us = std::min(compile_us, micros(compiled_at - start));
      plan_us = std::min(plan_us, micros(end - compiled_at));
    }
    ++out.people;
    out.compile_us.add(compile_us);
    out.plan_us.add(plan_us);
    out.sessions.add(static_cast<double>(problem.p.sessions.size()));
    out.offers.add(static_cast<double>(offers_of(problem, times)));
    out.facts.add(static_cast<double>(problem.facts.size()));
    out.goals.add(static_cast<double>(problem.p.goals.size()));
    out.atoms.add(problem.p.atom_count);
    out.expanded.add(static_cast<double>(result.expanded));
    out.generated.add(static_cast<double>(result.generated));
    out.not_exact += result.status == search_status::best_found ? 1U : 0U;
    if (result.found) {
      ++out.found;
      auto const plan = decode(c, who.goals.front(), problem, result, times);
      out.steps.add(static_cast<double>(plan.steps.size()));
      for (auto const& v : check_plan(t, who, plan)) {
        fmt::print(stderr, "{} {}: rule {}, step {}: {}\n", t.id, who.id, v.rule, v.step, v.message);
        ++out.faults;
      }
    }
  }
  return out;
}

void print(territory const& t, figures& f) {
  fmt::print("{}: {} offers, {} sessions, {} people, {} with a plan, {} steps a plan\n", t.id, t.offers.size(),
             t.sessions.size(), f.people, f.found, fmt::format("{:.1f}", f.steps.mean()));
  fmt::print("  after compilation, mean: {:.0f} sessions, {:.1f} offers, {:.1f} facts, {:.1f} goals, {:.1f} atoms\n",
             f.sessions.mean(), f.offers.mean(), f.facts.mean(), f.goals.mean(), f.atoms.mean());
  fmt::print("  work a plan, mean: {:.1f} expansions, {:.1f} children; not exact: {}\n", f.expanded.mean(),
             f.generated.mean(), f.not_exact);
  auto const row = [](char const* name, column& c) {
    fmt::print("  {} us: mean {:.1f}, p50 {:.1f}, p90 {:.1f}, p99 {:.1f}, max {:.1f}\n", name, c.mean(),
               c.quantile(0.5), c.quantile(0.9), c.quantile(0.99), c.quantile(1.0));
  };
  row("compilation", f.compile_us);
  row("exact plan ", f.plan_us);
}

std::size_t run(territory const& t) {
  auto f = measure(t);
  print(t, f);
  return f.faults;
}

}  // namespace

int main(int const argc, char** const argv) {
  auto faults = std::size_t{0U};
  for (auto i = 1; i < argc; ++i) {
    faults += run(load_or_stop(argv[i]));
    std::fflush(stdout);
  }
  fmt::print("{}\n", faults == 0U ? "ok" : "fault");
  return faults == 0U ? 0 : 1;
}
