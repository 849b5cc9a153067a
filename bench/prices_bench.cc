// Whether prices say what one more place buys: prices_bench DIR
//
// The linear program of the whole cohort is solved, and solved again with new columns for fifty sessions, each with one
// place more and one less: the dearest twenty-five and as many of price 0. Prints how far the ranges are from what came
// out; the limits are those of docs/allocation.md. At the end "ok" or "fault".

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "alloc/column_generation.h"
#include "alloc/price_ranges.h"
#include "measuring.h"

using namespace foothold;

namespace {

constexpr auto kEach = std::size_t{25U};
constexpr auto kWeek = 7'000.0;

struct solved {
  solved(timetable const& times, std::vector<person_idx> const& asked, place_counts places, place_prices const* start)
      : people{times,
               on(asked, times.of().as_of),
               std::move(places),
               {times.of().as_of, 1U, std::max(std::thread::hardware_concurrency(), 1U)}},
        desk{people},
        pool{people},
        program{people} {
    auto budget = work_budget{};
    auto const made = generate_columns(desk, pool, program, INT64_MAX, {.tolerance = 1e-8, .start = start}, budget);
    value = made.bound;
    prices = made.prices;
    settled = made.settled;
  }
  static std::vector<applicant> on(std::vector<person_idx> const& asked, date const day) {
    auto out = std::vector<applicant>{};
    for (auto const p : asked) {
      out.push_back({p, day});
    }
    return out;
  }
  cohort people;
  pricer desk;
  column_pool pool;
  master program;
  milli_days value{0};
  place_prices prices;
  bool settled{false};
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0.0 : values[values.size() / 2U];
}

}  // namespace

int main(int const argc, char** const argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: prices_bench DIR\n");
    return 2;
  }
  auto const t = load_or_stop(argv[1]);
  auto const times = timetable{t};
  auto people = std::vector<person_idx>{};
  for (auto const p : t.people.ids()) {
    people.push_back(p);
  }
  auto begin = clock_type::now();
  auto base = solved{times, people, places_of(t), nullptr};
  auto ranges = price_ranges(base.desk, base.pool, base.program, kEach, {});
  auto const known = seconds_since(begin);
  for (auto const s : t.sessions.ids()) {
    auto const asked = std::ranges::find(ranges, s, &price_range::session);
    if (ranges.size() < 2U * kEach && asked == ranges.end() && base.prices[s] == 0 && t.sessions[s].places_left > 1U &&
        s.v % 7U == 0U) {
      ranges.push_back({s, 0, 0});
    }
  }
  auto off = std::vector<double>{};
  auto wrong = 0U;
  auto priced = 0U;
  begin = clock_type::now();
  for (auto const& range : ranges) {
    auto const with = [&](int const more) {
      auto places = places_of(t);
      places[range.session] = static_cast<std::uint32_t>(static_cast<int>(places[range.session]) + more);
      return solved{times, people, std::move(places), &base.prices}.value;
    };
    // A program that is closed to within a hundred-millionth, twice.
    auto const slack = base.value / 50'000'000 + 1'000;
    auto const gain = base.value - with(1);
    auto const loss = with(-1) - base.value;
    auto const right = gain <= range.low + slack && range.low <= range.high && range.high <= loss + slack;
    wrong += right ? 0U : 1U;
    priced += range.low > 0 ? 1U : 0U;
    off.push_back(range.low == 0 ? 0.0
                                 : std::abs(static_cast<double>(gain - range.low)) / static_cast<double>(range.low));
    if (!right) {
      fmt::print("    {}: gain {:.2f}, low {:.2f}, high {:.2f}, loss {:.2f} weeks\n", t.sessions[range.session].id,
                 static_cast<double>(gain) / kWeek, static_cast<double>(range.low) / kWeek,
                 static_cast<double>(range.high) / kWeek, static_cast<double>(loss) / kWeek);
    }
  }
  auto const priced_off = std::vector<double>(off.begin(), off.begin() + static_cast<std::ptrdiff_t>(priced));
  fmt::print(
      "{}: {} people, {} sessions asked for one place more and one less, {} of them with a price; program and ranges "
      "{:.1f} s, {:.1f} s each after\n  gain <= low <= high <= loss for {} of {}; the gain is off the price by {:.2f} "
      "% "
      "in the median, of those with a price by {:.2f} % (goal 3 %)\n",
      t.id, people.size(), ranges.size(), priced, known,
      seconds_since(begin) / static_cast<double>(2U * std::max<std::size_t>(ranges.size(), 1U)), ranges.size() - wrong,
      ranges.size(), 100.0 * median(off), 100.0 * median(priced_off));
  fmt::print("{}\n", wrong == 0U && base.settled ? "ok" : "fault");
  return wrong == 0U && base.settled ? 0 : 1;
}
