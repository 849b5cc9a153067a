// How near to the best and how fast places are shared: alloc_bench [--seconds N] DIR...
//
// For each territory: both gaps, time, rounds, prices, memory so far, and beside it what first come, first served
// gives.
// --seconds: stop after so long. Every run is checked (check_run); at the end "ok" or "fault".

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "alloc/allocate.h"
#include "check/run_check.h"
#include "measuring.h"

using namespace foothold;

namespace {

double percent(std::int64_t const part, std::int64_t const whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

double peak_megabytes() {
  auto used = rusage{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024.0;
}

// Places are only scarce enough to tell good sharing from bad, and not hopeless, where offices' own way, first come
// first served, places so many.
constexpr auto kLeastPlaced = 55.0;
constexpr auto kMostPlaced = 75.0;

// False: the run breaks a rule.
bool measure(territory const& t, double const most_seconds) {
  auto everybody = std::vector<person_idx>{};
  for (auto const p : t.people.ids()) {
    everybody.push_back(p);
  }
  auto const threads = std::max(std::thread::hardware_concurrency(), 1U);
  auto const begin = clock_type::now();
  auto const times = timetable{t};
  auto const run =
      allocate(times, everybody,
               {t.as_of,
                1U,
                threads,
                {.stop = [&] { return most_seconds > 0.0 && seconds_since(begin) > most_seconds; },
                 .spent = [&] { return most_seconds > 0.0 ? seconds_since(begin) / most_seconds : 0.0; }}});
  auto const seconds = seconds_since(begin);
  auto const memory = peak_megabytes();
  auto places = std::uint64_t{0U};
  for (auto const& s : t.sessions) {
    places += s.places_left;
  }
  auto const weeks = [](milli_days const x) { return static_cast<double>(x) / 7000.0; };
  fmt::print("{}: {} people with a goal, {} sessions, {} places; {} threads\n", t.id, run.people, t.sessions.size(),
             places, threads);
  auto const first_share =
      percent(static_cast<std::int64_t>(run.first_come_placed), static_cast<std::int64_t>(run.people));
  fmt::print("  gap {:.4f} %, of what scarcity costs {:.4f} %; {:.1f} s, {} rounds, {} prices, peak {:.0f} MB\n",
             percent(run.value - run.bound, run.value), percent(run.value - run.bound, run.bound - run.unlimited),
             seconds, run.work, run.prices.size(), memory);
  fmt::print("  placed {:.1f} %, value {:.0f} weighed weeks; first come, first served: {:.1f} %, {:.0f}{}\n",
             percent(static_cast<std::int64_t>(run.placed), static_cast<std::int64_t>(run.people)), weeks(run.value),
             first_share, weeks(run.first_come),
             first_share < kLeastPlaced || first_share > kMostPlaced ? fmt::format(" (not within {:.0f} to {:.0f} %: "
                                                                                   "does not count)",
                                                                                   kLeastPlaced, kMostPlaced)
                                                                     : "");
  fmt::print("  beyond the least: {:.0f} weeks, first come, first served: {:.0f}\n", weeks(run.value - run.unlimited),
             weeks(run.first_come - run.unlimited));
  std::fflush(stdout);
  auto const checking = clock_type::now();
  auto const verdict = check_run(t, run);
  fmt::print("  checked in {:.1f} s: {}, {} of {} people computed anew, {} not, {} faults\n", seconds_since(checking),
             verdict.proven ? "proven" : "sampled", verdict.recomputed, verdict.people, verdict.unknown,
             verdict.broken.size());
  print_faults(verdict);
  return verdict.broken.empty();
}

}  // namespace

int main(int const argc, char** const argv) {
  auto good = true;
  auto most_seconds = 0.0;
  for (auto i = 1; i < argc; ++i) {
    if (std::string_view{argv[i]} == "--seconds" && i + 1 < argc) {
      most_seconds = std::strtod(argv[++i], nullptr);
      continue;
    }
    good = measure(load_or_stop(argv[i]), most_seconds) && good;
  }
  fmt::print("{}\n", good ? "ok" : "fault");
  return good ? 0 : 1;
}
