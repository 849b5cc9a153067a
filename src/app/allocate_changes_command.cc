// foothold allocate --territory DIR --from RUN.json --changes CHANGES.json --out NEW.json

#include <chrono>
#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "alloc/rolling.h"
#include "app/commands.h"
#include "app/report.h"
#include "app/run_files.h"
#include "interop/run_json.h"
#include "sys/clock.h"
#include "sys/file.h"

namespace foothold {

namespace {

double percent_of_people(std::uint64_t const part, std::size_t const whole) {
  return whole == 0U ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_text(allocate_options const& options, allocation_run const& from, allocation_run const& run,
                double const seconds) {
  auto const& r = *run.rolled;
  fmt::print(
      "{} of {} people have another plan now ({:.2f} %), {} have joined, {} have left; all others keep theirs.\n",
      r.touched, from.each.size(), percent_of_people(r.touched, from.each.size()), r.arrived,
      from.each.size() + r.arrived - run.each.size());
  fmt::print(
      "{} people ask for places, {} have a plan. Against sharing everything anew, at most {:.4f} % is lost: "
      "proven.\n",
      run.people, run.placed, static_cast<double>(r.loss) / 1e4);
  if (loses_too_much(run, options.loss)) {
    fmt::print(
        "That is more than {:g} %. The run before was at most {:.4f} % from the best; to come nearer, more than {:g} % "
        "of "
        "the people would have to be touched, or everything shared anew.\n",
        options.loss, static_cast<double>(loss_of(from.value, from.bound)) / 1e4, options.touch);
  }
  fmt::print("{:.1f} seconds. The run is in {}; check it with foothold allocate verify --from {} --changes {}.\n",
             seconds, options.out.string(), options.from.string(), options.changes.string());
}

}  // namespace

int run_allocate_changes(allocate_options const& options) {
  if (options.territory.empty() || options.from.empty() || options.changes.empty() || options.out.empty()) {
    return report({errc::wrong_use,
                   "to go on after changes, allocate needs --territory DIR, --from RUN.json, --changes "
                   "CHANGES.json and --out RUN.json"});
  }
  auto const clock = machine_clock{};
  auto const start = clock.steady();
  auto const from = run_with_hash(options.from);
  if (!from) {
    return report(from.error());
  }
  auto const run = go_on_with(options, *from);
  if (!run) {
    return report(run.error());
  }
  if (auto const written = write_file(options.out, write_run(*run)); !written) {
    return report(written.error());
  }
  if (options.format == output_format::json) {
    fmt::print("{}", write_run_figures(*run));
  } else {
    print_text(options, from->run, *run, std::chrono::duration<double>(clock.steady() - start).count());
  }
  return kDone;
}

}  // namespace foothold
