// foothold allocate --territory DIR --out RUN.json

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "alloc/allocate.h"
#include "app/commands.h"
#include "app/progress.h"
#include "app/report.h"
#include "interop/folder.h"
#include "interop/run_json.h"
#include "sys/clock.h"
#include "sys/file.h"

namespace foothold {

namespace {

constexpr auto kMilliDaysPerWeek = 7'000.0;
constexpr auto kMostListed = std::size_t{5U};

// The ids of a list, one a line; of a line with commas the first cell.
result<std::vector<person_idx>> people_of(territory const& t, std::filesystem::path const& list) {
  auto out = std::vector<person_idx>{};
  if (list.empty()) {
    for (auto const p : t.people.ids()) {
      out.push_back(p);
    }
    return out;
  }
  auto const text = read_file(list);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto line = std::size_t{0U};
  for (auto from = std::size_t{0U}; from < text->size();) {
    auto const end = std::min(text->find('\n', from), text->size());
    auto id = text->substr(from, end - from);
    id = id.substr(0U, id.find_first_of(",;\r"));
    from = end + 1U;
    ++line;
    if (id.empty() || (line == 1U && id == "id")) {
      continue;
    }
    auto const known = std::ranges::find(t.people, id, &person::id);
    if (known == t.people.end()) {
      return fail(errc::bad_input,
                  fmt::format("{} line {}: \"{}\" is no person of the territory", list.string(), line, id));
    }
    out.emplace_back(static_cast<std::size_t>(known - t.people.begin()));
  }
  std::ranges::sort(out);
  if (auto const twice = std::ranges::adjacent_find(out); twice != out.end()) {
    return fail(errc::bad_input, fmt::format("{}: {} is there twice", list.string(), t.people[*twice].id));
  }
  return out;
}

double percent_of(milli_days const part, milli_days const whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_text(territory const& t, allocation_run const& run, std::filesystem::path const& out) {
  auto weight = std::uint64_t{0U};
  for (auto const& row : run.each) {
    weight += row.weight;
  }
  auto const each = [&](milli_days const sum) {
    return weight == 0U ? 0.0 : static_cast<double>(sum) / kMilliDaysPerWeek / static_cast<double>(weight);
  };
  fmt::print("{} people ask for places, {} have a plan (first come, first served: {}).\n", run.people, run.placed,
             run.first_come_placed);
  fmt::print("A person's way counts for {:.1f} weeks on average; first come, first served: {:.1f}.\n", each(run.value),
             each(run.first_come));
  fmt::print("No sharing of these places is below {:.1f} weeks: proven to be within {:.3f} % of the best,\n",
             each(run.bound), percent_of(run.value - run.bound, run.value));
  fmt::print("and within {:.3f} % of what scarcity costs (all places free: {:.1f} weeks).\n",
             percent_of(run.value - run.bound, run.bound - run.unlimited), each(run.unlimited));
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
  if (options.territory.empty() || options.out.empty()) {
    return report({errc::wrong_use, "allocate needs --territory DIR and --out RUN.json"});
  }
  auto const place = load_territory(options.territory);
  if (!place) {
    return report(place.error());
  }
  if (!place->value) {
    report(place->found);
    return report({errc::bad_input, options.territory.string() + ": not a valid territory, see above"});
  }
  auto const& t = *place->value;
  auto const people = people_of(t, options.people);
  if (!people) {
    return report(people.error());
  }
  auto line = progress_line{};
  auto const clock = machine_clock{};
  auto const start = clock.steady();
  auto rounds = 0U;
  auto ask = allocation_options{};
  ask.as_of = options.as_of.value_or(t.as_of);
  ask.seed = options.seed;
  ask.threads = std::max(std::thread::hardware_concurrency(), 1U);
  ask.budget.rounds = options.work.value_or(UINT64_MAX);
  ask.budget.stop = [&] {
    if (line.due()) {
      line.show(fmt::format("sharing places among {} people: round {}", people->size(), ++rounds));
    }
    return !options.work && clock.steady() - start > std::chrono::seconds{options.seconds};
  };
  auto const times = timetable{t};
  auto run = allocate(times, *people, ask);
  run.territory = options.territory.string();
  run.everybody = options.people.empty();
  line.clear();
  if (auto const written = write_file(options.out, write_run(run)); !written) {
    return report(written.error());
  }
  fmt::print(stderr, "{:.1f} seconds, {} rounds\n", std::chrono::duration<double>(clock.steady() - start).count(),
             run.work);
  print_text(t, run, options.out);
  return kDone;
}

}  // namespace foothold
