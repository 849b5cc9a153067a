// foothold allocate verify --territory DIR [--from RUN.json --changes CHANGES.json] RUN.json
// With --country: allocate_verify_country.cc.

#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/broken_rules.h"
#include "app/commands.h"
#include "app/progress.h"
#include "app/report.h"
#include "app/run_files.h"
#include "app/sharing.h"
#include "check/run_check.h"

namespace foothold {

namespace {

std::string_view how(run_verdict const& v) {
  return v.proven ? "proven" : "sampled";
}

// docs/formats/run-check.schema.json
std::string as_json(allocate_verify_options const& options, allocation_run const& run, run_verdict const& v) {
  auto const ratio = [](std::optional<std::int64_t> const x) {
    return x ? nlohmann::ordered_json(static_cast<double>(*x) / 1e6) : nlohmann::ordered_json();
  };
  auto out = nlohmann::ordered_json{};
  out["format"] = "foothold-run-check/1";
  out["holds"] = v.broken.empty();
  out["people"] = v.people;
  out["placed"] = run.placed;
  out["value"] = run.value;
  out["bound"] = run.bound;
  out["gap"] = ratio(v.gaps.gap);
  out["gap_scarcity"] = ratio(v.gaps.scarcity);
  out["recomputed"] = v.recomputed;
  out["unknown"] = v.unknown;
  out["sample_seed"] = options.seed;
  out["minima"] = how(v);
  out["broken"] = nlohmann::ordered_json::array();
  for (auto const& b : v.broken) {
    out["broken"].push_back({{"rule", b.rule}, {"about", b.about}, {"message", b.message}});
  }
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string weeks(milli_days const value) {
  return fmt::format("{:.1f} weeks", static_cast<double>(value) / kMilliDaysPerWeek);
}

std::string percent(std::int64_t const millionths) {
  return fmt::format("{:.4g} %", static_cast<double>(millionths) / 1e4);
}

std::string minima(allocate_verify_options const& options, run_verdict const& v) {
  if (v.proven) {
    return fmt::format("all {} minima recomputed: proven", v.people);
  }
  auto out = fmt::format("{} of {} minima recomputed", v.recomputed, v.people);
  if (v.recomputed + v.unknown != v.people) {
    out += fmt::format(", people drawn with seed {}", options.seed);
  }
  if (v.unknown != 0U) {
    out += fmt::format(", {} not found within the limit", v.unknown);
  }
  return out + ": sampled";
}

void print_text(allocate_verify_options const& options, allocation_run const& run, run_verdict const& v) {
  if (!v.broken.empty()) {
    print_broken(v.broken);
    return;
  }
  fmt::print("run holds: people {}, placed {}; value {}; bound {}; gap {}, gap through scarcity {}; {}\n", v.people,
             run.placed, weeks(run.value), weeks(run.bound), percent(v.gaps.gap),
             v.gaps.scarcity ? percent(*v.gaps.scarcity) : "none, nothing is scarce", minima(options, v));
}

run_verdict check(allocate_verify_options const& options, territory const& place, run_load const& load,
                  rolled_origin const* const origin) {
  auto line = progress_line{};
  auto const show = [&](std::size_t const done, std::size_t const of) {
    if (line.due()) {
      line.show(fmt::format("{} of {} people recomputed", done, of));
    }
  };
  return check_run(place, *load.value,
                   {.gaps = load.gaps, .origin = origin, .sample_seed = options.seed, .progress = show});
}

result<run_verdict> check_going_on(allocate_verify_options const& options, territory const& place,
                                   run_load const& load) {
  auto const from = run_with_hash(options.from);
  if (!from) {
    return tl::unexpected{from.error()};
  }
  auto const changes = changes_with_hash(options.changes);
  if (!changes) {
    return tl::unexpected{changes.error()};
  }
  auto const origin = rolled_origin{from->run, changes->changes, from->hash, changes->hash};
  return check(options, place, load, &origin);
}

}  // namespace

int run_allocate_verify(allocate_verify_options const& options) {
  if (options.territory.empty() == options.country.empty()) {
    return report(
        {errc::wrong_use, "allocate verify needs --territory DIR, or --country DIR for the run of a country"});
  }
  if (!options.country.empty()) {
    return run_verify_country(options);
  }
  auto const place = valid_territory(options.territory);
  if (!place) {
    return report(place.error());
  }
  auto const load = valid_run(options.run);
  if (!load) {
    return report(load.error());
  }
  auto const given = !options.from.empty() && !options.changes.empty();
  if (load->value->rolled.has_value() != given || options.from.empty() != options.changes.empty()) {
    return report({errc::wrong_use,
                   options.run.string() + (load->value->rolled ? " goes on from another run: give that run with --from "
                                                                 "RUN.json and what had changed with --changes FILE"
                                                               : " does not go on from another run: leave out --from "
                                                                 "and --changes")});
  }
  auto const verdict =
      given ? check_going_on(options, *place, *load) : result<run_verdict>{check(options, *place, *load, nullptr)};
  if (!verdict) {
    return report(verdict.error());
  }
  if (options.format == output_format::json) {
    fmt::print("{}", as_json(options, *load->value, *verdict));
  } else {
    print_text(options, *load->value, *verdict);
  }
  return verdict->broken.empty() ? kDone : kFault;
}

}  // namespace foothold
