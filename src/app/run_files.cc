#include "app/run_files.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "alloc/rolling.h"
#include "app/going_on.h"
#include "app/report.h"
#include "app/sharing.h"
#include "app/valid_file.h"
#include "interop/changes_json.h"
#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {

namespace {

constexpr auto kMillionthsInAPercent = 1e4;

}  // namespace

bool loses_too_much(allocation_run const& run, double const percent) {
  return run.rolled && static_cast<double>(run.rolled->loss) > percent * kMillionthsInAPercent;
}

result<run_and_hash> run_with_hash(std::filesystem::path const& file) {
  auto hash = std::string{};
  auto load = valid_run(file, &hash);
  if (!load) {
    return tl::unexpected{load.error()};
  }
  return run_and_hash{*std::move(load->value), std::move(hash)};
}

result<changes_and_hash> changes_with_hash(std::filesystem::path const& file) {
  auto hash = std::string{};
  auto load = valid_file(file, read_changes, "cannot be used", &hash);
  if (!load) {
    return tl::unexpected{load.error()};
  }
  return changes_and_hash{*std::move(load->value), std::move(hash)};
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

}  // namespace foothold
