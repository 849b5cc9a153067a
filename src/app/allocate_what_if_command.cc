// foothold allocate --territory DIR --from RUN.json --what-if FILE

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/report.h"
#include "app/sharing.h"
#include "interop/run_json.h"
#include "interop/what_if.h"
#include "pages/disclosure.h"
#include "pages/report_waiting.h"
#include "service/texts.h"
#include "service/words.h"
#include "sys/file.h"

namespace foothold {

namespace {

// How many people come off better and worse.
struct effect {
  std::uint64_t better{0U}, worse{0U};
};

effect effect_of(allocation_run const& before, allocation_run const& after) {
  auto rows = std::map<std::string_view, milli_days>{};
  for (auto const& row : before.each) {
    rows[row.person] = row.value;
  }
  auto out = effect{};
  for (auto const& row : after.each) {
    auto const known = rows.find(row.person);
    out.better += known != rows.end() && row.value < known->second ? 1U : 0U;
    out.worse += known != rows.end() && row.value > known->second ? 1U : 0U;
  }
  return out;
}

std::string some(std::uint64_t const n) {
  return n == 0U           ? "nobody"
         : n < kLeastGroup ? fmt::format("fewer than {} people", kLeastGroup)
                           : fmt::format("about {} people", rounded(n));
}

// A group whose weeks were looked at now and then.
struct group_effect {
  std::string by, name;
  std::uint64_t people{0U};  // rounded
  milli_days before{0}, after{0};
  told_people placed_before, placed_after;
};

// By sex, age, care and status, as the report tells them: groups of ten and more, the same people now and then.
result<std::vector<group_effect>> group_effects(territory const& now, allocation_run const& before,
                                                territory const& then, allocation_run const& after) {
  auto const all = load_texts();
  if (!all) {
    return tl::unexpected{all.error()};
  }
  auto const tables_of = [&](territory const& t, allocation_run const& run) {
    auto const index = territory_index{t};
    return who_waits(speaker{t, index, all->english()}, run);
  };
  auto const old = tables_of(now, before);
  auto const fresh = tables_of(then, after);
  auto out = std::vector<group_effect>{};
  for (auto i = std::size_t{0U}; i != std::min(old.size(), fresh.size()); ++i) {
    for (auto const& row : old[i].rows) {
      auto const same = std::ranges::find(fresh[i].rows, row.group, &group_row::group);
      if (same != fresh[i].rows.end() && same->asked == row.asked) {
        out.push_back({old[i].title, row.group, row.asked, row.average, same->average, row.placed, same->placed});
      }
    }
  }
  return out;
}

void print_groups(std::vector<group_effect> const& groups) {
  auto title = std::string_view{};
  for (auto const& g : groups) {
    if (g.by != title) {
      title = g.by;
      fmt::print("{}:\n", title);
    }
    auto const change = static_cast<double>(g.before - g.after) / kMilliDaysPerWeek;
    fmt::print("  {:7.2f} weeks {} for each of about {}: {}\n", std::abs(change), change >= 0.0 ? "saved" : "more ",
               g.people, g.name);
  }
}

void print_text(std::string const& title, allocation_run const& before, allocation_run const& after) {
  auto const was = weeks_each(before, before.value);
  auto const is = weeks_each(after, after.value);
  auto const change = effect_of(before, after);
  fmt::print("What if: {}\n", title);
  fmt::print("{} of {} people would have a plan (now {}).\n", after.placed, after.people, before.placed);
  fmt::print("A person's way would count for {:.2f} weeks on average, now {:.2f}: {:.2f} weeks {}.\n", is, was,
             std::abs(was - is), is <= was ? "saved" : "more");
  fmt::print("No sharing could bring it below {:.2f} weeks (now {:.2f}).\n", weeks_each(after, after.bound),
             weeks_each(before, before.bound));
  fmt::print("{} would come off better; {} worse.\n", some(change.better), some(change.worse));
}

nlohmann::ordered_json count(std::uint64_t const n) {
  return n != 0U && n < kLeastGroup ? nlohmann::ordered_json() : nlohmann::ordered_json(rounded(n));
}

// docs/formats/what-if.md, "The answer".
nlohmann::ordered_json placed_value(told_people const& told) {
  return told.told == told_people::how::number ? nlohmann::ordered_json(told.n) : nlohmann::ordered_json();
}

void print_json(std::string const& title, allocation_run const& before, allocation_run const& after,
                std::vector<group_effect> const& groups) {
  auto const figures = [](allocation_run const& run) {
    return nlohmann::ordered_json{{"people", run.people},
                                  {"placed", run.placed},
                                  {"value", run.value},
                                  {"bound", run.bound},
                                  {"unlimited", run.unlimited}};
  };
  auto const change = effect_of(before, after);
  auto out = nlohmann::ordered_json{{"format", "foothold-what-if-answer/1"}, {"title", title}};
  out["before"] = figures(before);
  out["after"] = figures(after);
  out["better"] = count(change.better);
  out["worse"] = count(change.worse);
  out["groups"] = nlohmann::ordered_json::array();
  for (auto const& g : groups) {
    out["groups"].push_back({{"by", g.by},
                             {"group", g.name},
                             {"people", g.people},
                             {"before", {{"placed", placed_value(g.placed_before)}, {"value", g.before}}},
                             {"after", {{"placed", placed_value(g.placed_after)}, {"value", g.after}}}});
  }
  fmt::print("{}\n", out.dump(2));
}

result<allocation_run> run_of(std::filesystem::path const& file, territory const& t) {
  auto load = valid_run(file);
  if (!load) {
    return tl::unexpected{load.error()};
  }
  if (load->value->territory_hash != t.hash) {
    return fail(errc::bad_input, file.string() + ": was made for another territory; run foothold allocate again");
  }
  if (!load->value->shared.empty()) {
    return fail(errc::bad_input, file.string() + ": is the run of an area of a country: ask what if about a territory");
  }
  return *std::move(load->value);
}

// Those of the run, in the territory that is asked about.
std::vector<person_idx> people_of(territory const& t, allocation_run const& run) {
  auto asked = std::map<std::string_view, person_idx>{};
  for (auto const p : t.people.ids()) {
    asked[t.people[p].id] = p;
  }
  auto out = std::vector<person_idx>{};
  for (auto const& row : run.each) {
    if (auto const at = asked.find(row.person); at != asked.end()) {
      out.push_back(at->second);
    }
  }
  return out;
}

}  // namespace

int run_what_if(allocate_options const& options) {
  if (options.territory.empty() || options.from.empty() || options.what_if.empty()) {
    return report({errc::wrong_use, "a what-if needs --territory DIR, --from RUN.json and --what-if FILE"});
  }
  auto const t = valid_territory(options.territory);
  if (!t) {
    return report(t.error());
  }
  auto const before = run_of(options.from, *t);
  if (!before) {
    return report(before.error());
  }
  auto const text = read_file(options.what_if);
  if (!text) {
    return report(text.error());
  }
  auto const changed = read_what_if(*t, options.what_if.string(), *text);
  if (!changed.load.value) {
    report(changed.load.found);
    return report({errc::bad_input, options.what_if.string() + ": cannot be used, see above"});
  }
  auto ask = options;
  ask.as_of = before->as_of;
  ask.seed = before->seed;
  ask.reserve = before->reserved ? before->reserved->weeks : 0U;
  auto after = share_places(ask, *changed.load.value, people_of(*changed.load.value, *before), &*before);
  after.everybody = before->everybody;
  if (!options.out.empty()) {
    if (auto const written = write_file(options.out, write_run(after)); !written) {
      return report(written.error());
    }
  }
  auto const groups = group_effects(*t, *before, *changed.load.value, after);
  if (!groups) {
    return report(groups.error());
  }
  if (options.format == output_format::json) {
    print_json(changed.title, *before, after, *groups);
  } else {
    print_text(changed.title, *before, after);
    print_groups(*groups);
  }
  return kDone;
}

}  // namespace foothold
