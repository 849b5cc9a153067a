// foothold allocate notices RUN.json [--territory DIR] --out FOLDER

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/report.h"
#include "app/run_files.h"
#include "app/sharing.h"
#include "pages/report_views.h"
#include "sys/file.h"

namespace foothold {

namespace {

// A line of log.csv: no name, no reason, only that it was written.
std::string log_line(allocated_person const& row, std::string const& language, std::string const& file) {
  return fmt::format("{},{},{},{},{}\n", row.person, language, file, row.changed.front().key,
                     row.placed ? "plan" : "no plan");
}

result<std::size_t> write_notices(allocate_notices_options const& options) {
  auto const all = load_texts();
  if (!all) {
    return tl::unexpected{all.error()};
  }
  auto const load = run_with_hash(options.run);
  if (!load) {
    return tl::unexpected{load.error()};
  }
  auto const& run = load->run;
  if (!run.rolled) {
    return fail(errc::bad_input,
                options.run.string() + ": does not go on from another run, so nobody's plan has changed");
  }
  auto const t = territory_of_run(options.territory, options.run, run);
  if (!t) {
    return tl::unexpected{t.error()};
  }
  auto failure = std::error_code{};
  std::filesystem::create_directories(options.out, failure);
  if (failure) {
    return fail(errc::broken, options.out.string() + ": cannot be made: " + failure.message());
  }
  auto const index = territory_index{*t};
  auto const& host = language_of(*all, *t);
  auto log = fmt::format("# run {}\nperson,language,file,why,now\n", load->hash);
  auto written = std::size_t{0U};
  for (auto const& row : run.each) {
    if (row.changed.empty()) {
      continue;
    }
    auto const who = index.person(row.person);
    if (!who.valid()) {
      return fail(errc::bad_input,
                  fmt::format("{}: \"{}\" is no person of the territory", options.run.string(), row.person));
    }
    auto const& c = language_of(*all, *t, t->people[who]);
    auto const view = make_award_view({*t, index, c}, {*t, index, host}, run, row);
    auto const name = fmt::format("notice-{:05}.txt", ++written);
    if (auto done = write_file(options.out / name, notice_text(c, view), readers::owner); !done) {
      return tl::unexpected{done.error()};
    }
    log += log_line(row, c.language(), name);
  }
  // Last: a log that is there is complete.
  if (auto done = write_file(options.out / "log.csv", log); !done) {
    return tl::unexpected{done.error()};
  }
  return written;
}

}  // namespace

int run_allocate_notices(allocate_notices_options const& options) {
  auto const written = write_notices(options);
  if (!written) {
    return report(written.error());
  }
  fmt::print("{} notices, each in its reader's language, and log.csv are in {}\n", *written, options.out.string());
  return kDone;
}

}  // namespace foothold
