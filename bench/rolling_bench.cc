// How few people are touched, how little is provably lost and how long it takes when 1 % of the sessions are cancelled:
// rolling_bench DIR RUN.json...
//
// Three draws of sessions for each run. Every result is checked (check_run); at the end "ok" or "fault". The limits are
// those of docs/allocation.md: at most 3 % of the people touched, 1 % lost, 10 seconds.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "alloc/rolling.h"
#include "app/going_on.h"
#include "check/run_check.h"
#include "interop/run_json.h"
#include "measuring.h"
#include "sys/file.h"

using namespace foothold;

namespace {

[[noreturn]] void stop(std::string const& why) {
  fmt::print(stderr, "{}\n", why);
  std::exit(3);
}

allocation_run run_or_stop(char const* file) {
  auto const text = read_file(file, kMostRunBytes);
  auto load = text ? read_run(file, *text) : run_load{};
  if (!load.value) {
    stop(fmt::format("{}: not a run", file));
  }
  return std::move(*load.value);
}

// Every hundredth session, from another one each time.
sharing_changes one_percent(territory const& t, std::size_t const draw) {
  constexpr auto kEach = std::size_t{100U};
  auto out = sharing_changes{};
  out.today = t.as_of;
  for (auto i = (draw * 37U) % kEach; i < t.sessions.size(); i += kEach) {
    out.places.push_back({t.sessions[session_idx{i}].id, 0U});
  }
  std::ranges::sort(out.places, {}, &session_places::session);
  return out;
}

// Whoever holds a place that is no more must be touched.
std::size_t must_be_touched(allocation_run const& from, sharing_changes const& changes) {
  return static_cast<std::size_t>(std::ranges::count_if(from.each, [&](allocated_person const& row) {
    return std::ranges::any_of(row.pathway.steps, [&](plan_step const& step) {
      return std::ranges::binary_search(changes.places, step.session, {}, &session_places::session);
    });
  }));
}

// False: a rule is broken.
bool measure(territory const& t, allocation_run const& from, std::size_t const draw) {
  auto const changes = one_percent(t, draw);
  auto const begin = clock_type::now();
  auto joined = go_on(t, from, changes, "changes");
  if (!joined) {
    stop(joined.error().message);
  }
  auto ask = rolling_options{};
  ask.as_of = from.as_of;
  ask.today = changes.today;
  ask.seed = from.seed;
  ask.threads = std::max(std::thread::hardware_concurrency(), 1U);
  ask.fewer_ways = joined->fewer_ways;
  auto run = roll(timetable{joined->place}, joined->people, from, ask);
  auto const seconds = seconds_since(begin);
  run.rolled->places = joined->places;
  auto const touched = 100.0 * static_cast<double>(run.rolled->touched) / static_cast<double>(from.each.size());
  auto const origin = rolled_origin{from, changes, "", ""};
  auto const verdict = check_run(t, run, {.origin = &origin});
  fmt::print(
      "{}: {} of {} sessions cancelled, {:.2f} % of {} people touched ({} of {} had such a place), at most {:.4f} % "
      "lost (the run before: "
      "{:.4f} %), {:.2f} s; {} faults\n",
      t.id, changes.places.size(), t.sessions.size(), touched, from.each.size(), must_be_touched(from, changes),
      run.rolled->touched, static_cast<double>(run.rolled->loss) / 1e4,
      static_cast<double>(loss_of(from.value, from.bound)) / 1e4, seconds, verdict.broken.size());
  print_faults(verdict);
  return verdict.broken.empty();
}

}  // namespace

int main(int const argc, char** const argv) {
  if (argc < 3) {
    stop("usage: rolling_bench DIR RUN.json");
  }
  auto const t = load_or_stop(argv[1]);
  auto const from = run_or_stop(argv[2]);
  auto good = true;
  for (auto draw = std::size_t{0U}; draw != 3U; ++draw) {
    good = measure(t, from, draw) && good;
  }
  fmt::print("{}\n", good ? "ok" : "fault");
  return good ? 0 : 1;
}
