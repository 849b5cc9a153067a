// foothold allocate verify --country DIR COUNTRY-RUN.json

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/broken_rules.h"
#include "app/commands.h"
#include "app/country_sharing.h"
#include "app/progress.h"
#include "app/report.h"
#include "app/sharing.h"
#include "app/valid_file.h"
#include "check/country_check.h"
#include "interop/country_json.h"

namespace foothold {

namespace {

struct country_verdict {
  std::vector<run_violation> broken;
  std::size_t recomputed{0U}, unknown{0U};
  bool proven{true};
  std::int64_t gap{0};  // millionths
};

// People whose minima are recomputed in each area: as many in all as in one territory, but some of each.
std::size_t sample_of(std::size_t const areas) {
  constexpr auto kOfAll = std::size_t{2'000U};
  constexpr auto kLeast = std::size_t{50U};
  return std::max(kOfAll / std::max(areas, std::size_t{1U}), kLeast);
}

result<country_verdict> check(allocate_verify_options const& options, country_file const& place,
                              country_run_load const& told) {
  auto out = country_verdict{};
  auto line = progress_line{};
  auto whole = country_checking{place.value, *told.value};
  if (told.value->country_hash != place.hash) {
    out.broken.push_back({"1-hashes", "", "the country is not the one that the run was made from"});
  }
  for (auto const& a : told.value->areas) {
    auto const known = std::ranges::find(place.value.areas, a.area, &country_area::id);
    if (known == place.value.areas.end()) {
      continue;  // rule 10 tells below, by who is missing
    }
    auto const t = valid_territory(place.folder / known->territory);
    if (!t) {
      return tl::unexpected{t.error()};
    }
    auto hash = std::string{};
    auto const load = valid_run(options.run.parent_path() / a.run, &hash);
    if (!load) {
      return tl::unexpected{load.error()};
    }
    if (hash != a.run_hash) {
      out.broken.push_back({"1-hashes", a.area, "the run of the area is not the one that is named"});
    }
    whole.add(a, *t, *load->value);
    auto const verdict = check_run(*t, *load->value,
                                   {.gaps = load->gaps,
                                    .recompute_all = sample_of(told.value->areas.size()),
                                    .sample_seed = options.seed,
                                    .progress = [&](std::size_t const done, std::size_t const of) {
                                      if (line.due()) {
                                        line.show(fmt::format("area {}: {} of {} people", a.area, done, of));
                                      }
                                    }});
    for (auto const& b : verdict.broken) {
      out.broken.push_back({b.rule, a.area + (b.about.empty() ? "" : " " + b.about), b.message});
    }
    out.recomputed += verdict.recomputed;
    out.unknown += verdict.unknown;
    out.proven = out.proven && verdict.proven;
  }
  for (auto& b : whole.broken()) {
    out.broken.push_back(std::move(b));
  }
  out.gap = country_gap(*told.value);
  if (out.gap != told.gap) {
    out.broken.push_back({"5-gap", "", fmt::format("gap is {} millionths, not {}", out.gap, told.gap)});
  }
  return out;
}

std::string as_json(country_run const& run, country_verdict const& v) {
  auto out = nlohmann::ordered_json{{"format", "foothold-country-check/1"},
                                    {"holds", v.broken.empty()},
                                    {"areas", run.areas.size()},
                                    {"people", run.people},
                                    {"placed", run.placed},
                                    {"value", run.value},
                                    {"bound", run.bound},
                                    {"gap", static_cast<double>(v.gap) / 1e6},
                                    {"recomputed", v.recomputed},
                                    {"unknown", v.unknown},
                                    {"minima", v.proven ? "proven" : "sampled"},
                                    {"broken", nlohmann::ordered_json::array()}};
  for (auto const& b : v.broken) {
    out["broken"].push_back({{"rule", b.rule}, {"about", b.about}, {"message", b.message}});
  }
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

void print_text(country_run const& run, country_verdict const& v) {
  if (!v.broken.empty()) {
    print_broken(v.broken);
    return;
  }
  fmt::print("run holds: areas {}, people {}, placed {}; gap {:.4g} %; {} of {} minima recomputed{}: {}\n",
             run.areas.size(), run.people, run.placed, static_cast<double>(v.gap) / 1e4, v.recomputed, run.people,
             v.unknown == 0U ? "" : fmt::format(", {} not found within the limit", v.unknown),
             v.proven ? "proven" : "sampled");
}

}  // namespace

int run_verify_country(allocate_verify_options const& options) {
  auto const place = valid_country(options.country);
  if (!place) {
    return report(place.error());
  }
  auto const told = valid_file(options.run, read_country_run, "not the run of a country");
  if (!told) {
    return report(told.error());
  }
  auto const verdict = check(options, *place, *told);
  if (!verdict) {
    return report(verdict.error());
  }
  if (options.format == output_format::json) {
    fmt::print("{}", as_json(*told->value, *verdict));
  } else {
    print_text(*told->value, *verdict);
  }
  return verdict->broken.empty() ? kDone : kFault;
}

}  // namespace foothold
