// foothold allocate nightly --territory DIR --runs FOLDER

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/report.h"
#include "app/run_files.h"
#include "interop/run_json.h"
#include "sys/file.h"

namespace foothold {

namespace {

using files_by_day = std::map<date, std::filesystem::path>;

// PREFIX-2026-03-04.json
std::optional<date> day_of(std::string const& name, std::string const& prefix) {
  constexpr auto kEnd = std::string_view{".json"};
  if (!name.starts_with(prefix) || !name.ends_with(kEnd)) {
    return std::nullopt;
  }
  return parse_date(name.substr(prefix.size(), name.size() - prefix.size() - kEnd.size()));
}

struct folder_of_runs {
  files_by_day runs, changes;
};

result<folder_of_runs> look_into(std::filesystem::path const& folder) {
  auto out = folder_of_runs{};
  auto failure = std::error_code{};
  auto const list = std::filesystem::directory_iterator{folder, failure};
  if (failure) {
    return fail(errc::bad_input, folder.string() + ": cannot be read as a folder: " + failure.message());
  }
  for (auto const& entry : list) {
    auto const name = entry.path().filename().string();
    if (auto const run = day_of(name, "run-")) {
      out.runs[*run] = entry.path();
    } else if (auto const changes = day_of(name, "changes-")) {
      out.changes[*changes] = entry.path();
    }
  }
  if (out.runs.empty()) {
    return fail(errc::bad_input, folder.string() +
                                     ": has no run such as run-2026-03-04.json; foothold allocate makes "
                                     "the first one");
  }
  return out;
}

// The newest run must be what its own changes give: somebody may have changed them since.
result<void> check_newest(folder_of_runs const& found, run_and_hash const& newest) {
  auto const& [day, file] = *found.runs.rbegin();
  auto const changes = found.changes.find(day);
  if (!newest.run.rolled || changes == found.changes.end()) {
    return {};
  }
  auto const read = changes_with_hash(changes->second);
  if (!read) {
    return tl::unexpected{read.error()};
  }
  if (read->hash != newest.run.rolled->changes_hash) {
    return fail(errc::bad_input, fmt::format("{} has changed since {} was made from it: put what is new into the "
                                             "changes of a later day, or remove the run",
                                             changes->second.string(), file.string()));
  }
  return {};
}

struct night {
  std::size_t made{0U};
  bool within{true};  // no run loses more than it may
};

result<night> run_night(allocate_nightly_options const& options) {
  auto const found = look_into(options.runs);
  if (!found) {
    return tl::unexpected{found.error()};
  }
  auto const newest = found->runs.rbegin()->first;
  auto from = run_with_hash(found->runs.rbegin()->second);
  if (!from) {
    return tl::unexpected{from.error()};
  }
  if (auto const same = check_newest(*found, *from); !same) {
    return tl::unexpected{same.error()};
  }
  auto out = night{};
  for (auto const& [day, file] : found->changes) {
    if (day <= newest) {
      continue;
    }
    auto ask = allocate_options{};
    ask.territory = options.territory;
    ask.changes = file;
    ask.loss = options.loss;
    ask.touch = options.touch;
    auto run = go_on_with(ask, *from);
    if (!run) {
      return tl::unexpected{run.error()};
    }
    if (run->rolled->today != day) {
      return fail(errc::bad_input, fmt::format("{}: today is {}, but the file is named for {}", file.string(),
                                               format_date(run->rolled->today), format_date(day)));
    }
    auto const target = options.runs / fmt::format("run-{}.json", format_date(day));
    if (auto const written = write_file(target, write_run(*run)); !written) {
      return tl::unexpected{written.error()};
    }
    fmt::print("{}: {} of {} people have another plan, {} have joined; at most {:.4f} % is lost\n", target.string(),
               run->rolled->touched, from->run.each.size(), run->rolled->arrived,
               static_cast<double>(run->rolled->loss) / 1e4);
    ++out.made;
    out.within = out.within && !loses_too_much(*run, options.loss);
    from = run_with_hash(target);
    if (!from) {
      return tl::unexpected{from.error()};
    }
  }
  return out;
}

}  // namespace

int run_allocate_nightly(allocate_nightly_options const& options) {
  auto const done = run_night(options);
  if (!done) {
    return report(done.error());
  }
  if (done->made == 0U) {
    fmt::print("nothing to do: no changes in {} are later than its newest run\n", options.runs.string());
  }
  return done->within ? kDone : kFault;
}

}  // namespace foothold
