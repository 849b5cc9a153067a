// foothold allocate --territory DIR --out RUN.json

#include <algorithm>
#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/report.h"
#include "app/sharing.h"
#include "interop/run_json.h"
#include "interop/words.h"
#include "sys/file.h"

namespace foothold {

namespace {

constexpr auto kMostListed = std::size_t{5U};

double percent_of(milli_days const part, milli_days const whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_fairness(allocation_run const& run, run_fairness const& fairness) {
  auto const weeks = [](milli_days const value) { return static_cast<double>(value) / kMilliDaysPerWeek; };
  fmt::print("Fairness by {}: the group that is worst off has {:.1f} weeks, without the rule {:.1f}",
             word_of(kGroupings, fairness.policy.by), weeks(fairness.worst), weeks(fairness.unprotected_worst));
  if (!fairness.steps.empty()) {
    auto const bound = fairness.steps.front().proof.bound;
    fmt::print("; no sharing is below {:.1f}", weeks(bound));
    if (fairness.policy.rule == fairness_rule::floor) {
      fmt::print(": the floor of {:.1f} weeks {}", weeks(fairness.policy.floor),
                 bound > fairness.policy.floor ? "cannot be kept" : "was not reached");
    }
  }
  fmt::print(".\nThis costs {:.2f} weeks a person, proven to be at most {:.2f}.\n", weeks_each(run, fairness.price),
             weeks_each(run, fairness.price_high));
}

void print_text(territory const& t, allocation_run const& run, std::filesystem::path const& out) {
  auto const each = [&](milli_days const sum) { return weeks_each(run, sum); };
  fmt::print("{} people ask for places, {} have a plan (first come, first served: {}).\n", run.people, run.placed,
             run.first_come_placed);
  fmt::print("A person's way counts for {:.1f} weeks on average; first come, first served: {:.1f}.\n", each(run.value),
             each(run.first_come));
  fmt::print("No sharing of these places is below {:.1f} weeks: proven to be within {:.3f} % of the best,\n",
             each(run.bound), percent_of(run.value - run.bound, run.value));
  fmt::print("and within {:.3f} % of what scarcity costs (all places free: {:.1f} weeks).\n",
             percent_of(run.value - run.bound, run.bound - run.unlimited), each(run.unlimited));
  if (run.fairness) {
    print_fairness(run, *run.fairness);
  }
  if (run.reserved) {
    auto places = std::uint64_t{0U};
    for (auto const& kept : run.reserved->places) {
      places += kept.places;
    }
    fmt::print("{} places of {} sessions are kept for those who come within {} weeks.\n", places,
               run.reserved->places.size(), run.reserved->weeks);
  }
  fmt::print("Shared by the policy {} of {}.\n", run.policy_version, run.policy_author);
  auto prices = run.prices;
  std::ranges::stable_sort(prices, std::greater<>{}, &place_price::price);
  prices.resize(std::min(prices.size(), kMostListed));
  if (!prices.empty()) {
    fmt::print("One more place would save, in weighed weeks:\n");
  }
  for (auto const& p : prices) {
    auto const at = std::ranges::find(t.sessions, p.session, &session::id);
    fmt::print("  {:8.1f}  {} from {}\n", static_cast<double>(p.price) / kMilliDaysPerWeek, p.session,
               at == t.sessions.end() ? std::string{} : format_date(at->start));
  }
  fmt::print("The run is in {}; check it with foothold allocate verify.\n", out.string());
}

}  // namespace

int run_allocate(allocate_options const& options) {
  if (options.reserve != 0U && !options.from.empty()) {
    return report(
        {errc::wrong_use,
         "--reserve is for a sharing from the beginning: a what-if keeps what its run kept, and a run that goes on "
         "gives free what was kept"});
  }
  if (!options.changes.empty()) {
    return run_allocate_changes(options);
  }
  if (!options.what_if.empty() || !options.from.empty()) {
    return run_what_if(options);
  }
  if (options.territory.empty() || options.out.empty()) {
    return report({errc::wrong_use, "allocate needs --territory DIR and --out RUN.json"});
  }
  auto const t = valid_territory(options.territory);
  if (!t) {
    return report(t.error());
  }
  auto const people = asked_people(*t, options.people);
  if (!people) {
    return report(people.error());
  }
  auto const run = share_places(options, *t, *people, nullptr);
  if (auto const written = write_file(options.out, write_run(run)); !written) {
    return report(written.error());
  }
  if (options.format == output_format::json) {
    fmt::print("{}", write_run_figures(run));
  } else {
    print_text(*t, run, options.out);
  }
  return kDone;
}

}  // namespace foothold
