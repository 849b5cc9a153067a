#include "app/sharing.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "alloc/allocate.h"
#include "app/progress.h"
#include "app/report.h"
#include "app/valid_file.h"
#include "interop/folder.h"
#include "interop/run_json.h"
#include "sys/clock.h"
#include "sys/file.h"

namespace foothold {

result<territory> valid_territory(std::filesystem::path const& folder) {
  auto load = load_territory(folder);
  if (!load) {
    return tl::unexpected{load.error()};
  }
  if (!load->value) {
    report(load->found);
    return fail(errc::bad_input, folder.string() + ": not a valid territory, see above");
  }
  return *std::move(load->value);
}

result<run_load> valid_run(std::filesystem::path const& file, std::string* const hash) {
  return valid_file(file, read_run, "not a run", hash, kMostRunBytes);
}

result<territory> territory_of_run(std::filesystem::path const& asked, std::filesystem::path const& file,
                                   allocation_run const& run) {
  auto const named = asked.empty();
  auto const folder = named ? std::filesystem::path{run.territory} : asked;
  if (folder.empty()) {
    return fail(errc::wrong_use, file.string() + " names no territory: give its folder with --territory DIR");
  }
  auto load = load_territory(folder);
  if (!load) {
    return named ? fail(load.error().code, load.error().message + " (the territory that " + file.string() +
                                               " names; another folder: --territory DIR)")
                 : tl::unexpected{load.error()};
  }
  if (!load->value) {
    report(load->found);
    return fail(errc::bad_input, folder.string() + ": not a valid territory, see above");
  }
  auto const& t = *load->value;
  for (auto const& [what, here, there] :
       {std::tuple{"territory", t.hash, run.territory_hash}, std::tuple{"rules", t.rules_hash, run.rules_hash},
        std::tuple{"policy", t.policy_hash, run.policy_hash}}) {
    if (here != there) {
      return fail(errc::bad_input,
                  fmt::format("{} was made from another state of the territory than {} has now (the hash of the {} "
                              "differs): give the right folder with --territory DIR, or share the places again",
                              file.string(), folder.string(), what));
    }
  }
  return std::move(*load->value);
}

result<std::vector<person_idx>> asked_people(territory const& t, std::filesystem::path const& list) {
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

allocation_run share_places(allocate_options const& options, territory const& t,
                            std::span<person_idx const> const people, allocation_run const* const from) {
  auto line = progress_line{};
  auto const clock = machine_clock{};
  auto const start = clock.steady();
  auto rounds = 0U;
  auto ask = allocation_options{};
  ask.as_of = options.as_of.value_or(t.as_of);
  ask.seed = options.seed;
  ask.threads = std::max(std::thread::hardware_concurrency(), 1U);
  ask.from = from;
  ask.reserve = options.reserve;
  ask.ranges = from == nullptr ? ask.ranges : 0U;
  ask.budget.rounds = options.work.value_or(UINT64_MAX);
  ask.budget.stop = [&] {
    if (line.due()) {
      line.show(fmt::format("sharing places among {} people: round {}", people.size(), ++rounds));
    }
    return !options.work && clock.steady() - start > std::chrono::seconds{options.seconds};
  };
  ask.budget.spent = [&] {
    return options.work
               ? 0.0
               : std::chrono::duration<double>(clock.steady() - start).count() / static_cast<double>(options.seconds);
  };
  auto const times = timetable{t};
  auto out = allocate(times, people, ask);
  out.territory = options.territory.string();
  out.everybody = options.people.empty();
  line.clear();
  fmt::print(stderr, "{:.1f} seconds, {} rounds\n", std::chrono::duration<double>(clock.steady() - start).count(),
             out.work);
  return out;
}

double weeks_each(allocation_run const& run, milli_days const sum) {
  auto weight = std::uint64_t{0U};
  for (auto const& row : run.each) {
    weight += row.weight;
  }
  return weight == 0U ? 0.0 : static_cast<double>(sum) / kMilliDaysPerWeek / static_cast<double>(weight);
}

}  // namespace foothold
