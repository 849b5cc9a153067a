// foothold allocate country DIR --out FOLDER

#include <algorithm>
#include <cstdio>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/country_sharing.h"
#include "app/progress.h"
#include "app/report.h"
#include "app/sharing.h"
#include "interop/country_json.h"
#include "sys/clock.h"

namespace foothold {

namespace {

constexpr auto kMostListed = std::size_t{5U};

double percent_of(milli_days const part, milli_days const whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string_view words_of(std::string_view const step) {
  if (step == "facts") {
    return "looking at the packs";
  }
  return step == "run" ? "sharing places" : "learning prices";
}

void print_text(country_file const& place, country_result const& made, std::filesystem::path const& out) {
  auto const& run = made.run;
  fmt::print("{}: {} areas, {} people ask for places, {} have a plan (first come, first served: {}).\n",
             place.value.name, run.areas.size(), run.people, run.placed, run.first_come_placed);
  fmt::print("Proven to be within {:.3f} % of the best, and within {:.3f} % of what scarcity costs.\n",
             percent_of(run.value - run.bound, run.value),
             percent_of(run.value - run.bound, run.bound - run.unlimited));
  fmt::print("First come, first served would count {:.2f} % more.\n",
             percent_of(run.first_come - run.value, run.value));
  fmt::print("{} sessions are shared by several areas, {} of them are scarce.\n", place.value.shared.size(),
             run.prices.size());
  auto prices = run.prices;
  std::ranges::stable_sort(prices, std::greater<>{}, &session_price::price);
  prices.resize(std::min(prices.size(), kMostListed));
  if (!prices.empty()) {
    fmt::print("One more place would save, in weighed weeks:\n");
  }
  for (auto const& p : prices) {
    fmt::print("  {:8.1f}  {}\n", static_cast<double>(p.price) / kMilliDaysPerWeek, p.session);
  }
  auto worst = run.areas;
  std::ranges::stable_sort(worst, std::greater<>{},
                           [](country_run_area const& a) { return percent_of(a.value - a.bound, a.value); });
  fmt::print("Farthest from its own bound is area {}: {:.3f} %.\n", worst.front().area,
             percent_of(worst.front().value - worst.front().bound, worst.front().value));
  if (made.found != 0U) {
    fmt::print("{} jobs had been done before and were taken over.\n", made.found);
  }
  fmt::print("The run is in {}; check it with foothold allocate verify --country.\n", (out / kCountryRunFile).string());
}

}  // namespace

int run_allocate_country(allocate_country_options const& options) {
  auto const place = valid_country(options.country);
  if (!place) {
    return report(place.error());
  }
  auto const cores = std::max(std::thread::hardware_concurrency(), 1U);
  auto ask = country_options{.out = options.out,
                             .seed = options.seed,
                             .seconds = static_cast<double>(options.seconds),
                             .work = options.work,
                             .processes = options.processes.value_or(cores)};
  ask.threads = std::max(cores / ask.processes, 1U);
  auto line = progress_line{};
  ask.progress = [&](std::string_view const step, std::size_t const done, std::size_t const of) {
    if (line.due()) {
      line.show(fmt::format("{}: {} of {} areas", words_of(step), done, of));
    }
  };
  auto const clock = machine_clock{};
  auto const start = clock.steady();
  auto const made = share_country(*place, ask);
  line.clear();
  if (!made) {
    return report(made.error());
  }
  fmt::print(stderr, "{:.1f} seconds\n", std::chrono::duration<double>(clock.steady() - start).count());
  if (options.format == output_format::json) {
    fmt::print("{}", write_country_run(made->run));
  } else {
    print_text(*place, *made, options.out);
  }
  return kDone;
}

}  // namespace foothold
