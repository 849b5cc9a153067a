// foothold allocate --territory DIR --from RUN.json --changes CHANGES.json --out NEW.json

#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "alloc/rolling.h"
#include "app/commands.h"
#include "app/going_on.h"
#include "app/report.h"
#include "app/rolling.h"
#include "app/sharing.h"
#include "interop/changes_json.h"
#include "interop/run_json.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/hash.h"

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
        "That is more than {:g} %: to come nearer, more than {:g} % of the people would have to be touched, or "
        "everything shared anew.\n",
        options.loss, options.touch);
  }
  fmt::print("{:.1f} seconds. The run is in {}; check it with foothold allocate verify --from {} --changes {}.\n",
             seconds, options.out.string(), options.from.string(), options.changes.string());
}

constexpr auto kMillionthsInAPercent = 1e4;

}  // namespace

bool loses_too_much(allocation_run const& run, double const percent) {
  return run.rolled && static_cast<double>(run.rolled->loss) > percent * kMillionthsInAPercent;
}

result<changes_and_hash> changes_with_hash(std::filesystem::path const& file) {
  auto const text = read_file(file);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto load = read_changes(file.string(), *text);
  report(load.found);
  if (!load.value) {
    return fail(errc::bad_input, file.string() + ": cannot be used, see above");
  }
  return changes_and_hash{*std::move(load.value), hash_hex(*text)};
}

result<allocation_run> go_on_with(allocate_options const& options, run_and_hash const& from) {
  auto const read = changes_with_hash(options.changes);
  if (!read) {
    return tl::unexpected{read.error()};
  }
  auto const& changes = read->changes;
  auto t = valid_territory(options.territory);
  if (!t) {
    return tl::unexpected{t.error()};
  }
  auto joined = go_on(*std::move(t), from.run, changes, options.changes.string());
  if (!joined) {
    return tl::unexpected{joined.error()};
  }
  auto ask = rolling_options{};
  ask.as_of = from.run.as_of;
  ask.today = changes.today;
  ask.seed = from.run.seed;
  ask.threads = std::max(std::thread::hardware_concurrency(), 1U);
  ask.most_loss = static_cast<std::int64_t>(options.loss * kMillionthsInAPercent);
  ask.most_touched = static_cast<std::int64_t>(options.touch * kMillionthsInAPercent);
  ask.fewer_ways = joined->fewer_ways;
  auto out = roll(timetable{joined->place}, joined->people, from.run, ask);
  out.territory = options.territory.string();
  out.rolled->from_hash = from.hash;
  out.rolled->changes_hash = read->hash;
  out.rolled->places = std::move(joined->places);
  out.rolled->gone = std::move(joined->gone);
  return out;
}

result<run_and_hash> run_with_hash(std::filesystem::path const& file) {
  auto const text = read_file(file, kMostRunBytes);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto load = read_run(file.string(), *text);
  report(load.found);
  if (!load.value) {
    return fail(errc::bad_input, file.string() + ": not a run, see above");
  }
  return run_and_hash{*std::move(load.value), hash_hex(*text)};
}

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
