// foothold allocate report RUN.json [--territory DIR] [--person ID] [--language L] --out FILE.html

#include <algorithm>
#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/report.h"
#include "app/shown_run.h"
#include "pages/report_views.h"
#include "sys/file.h"

namespace foothold {

namespace {

using outcome = result<std::string>;

page_frame frame_of(catalogue const& c, catalogue const& host, std::string title, std::string host_title) {
  auto f = page_frame{};
  f.title = std::move(title);
  f.host_language = host.language();
  if (&c != &host) {
    f.host_title = std::move(host_title);
  }
  return f;
}

outcome page_of_person(allocate_report_options const& options, territory const& t, allocation_run const& run,
                       texts const& all, catalogue const* asked) {
  auto const index = territory_index{t};
  auto const who = index.person(options.person);
  if (!who.valid()) {
    return fail(errc::bad_input,
                fmt::format("--person \"{}\": no person of the territory has this id", options.person));
  }
  auto const row = std::ranges::find(run.each, options.person, &allocated_person::person);
  if (row == run.each.end()) {
    return fail(errc::bad_input, fmt::format("--person \"{}\": did not take part in the sharing of {}", options.person,
                                             options.run.string()));
  }
  auto const& c = asked != nullptr ? *asked : language_of(all, t, t.people[who]);
  auto const& host = language_of(all, t);
  auto const view = make_award_view({t, index, c}, {t, index, host}, run, *row);
  return award_screen(frame_of(c, host, c("award.title"), host("award.title")), c, view);
}

outcome page_of_all(allocate_report_options const& options, territory const& t, allocation_run const& run,
                    texts const& all, catalogue const* asked) {
  if (!can_be_reported(run)) {
    return fail(errc::bad_input, fmt::format("{}: only {} people took part; a report of fewer than 10 would tell who "
                                             "they are (--person ID writes the page of one of them)",
                                             options.run.string(), run.each.size()));
  }
  auto const index = territory_index{t};
  auto const& host = language_of(all, t);
  auto const& c = asked != nullptr ? *asked : host;
  auto const folder = options.territory.empty() ? run.territory : options.territory.string();
  auto const view = make_report_view(
      {t, index, c}, run,
      fmt::format("foothold allocate verify --territory {} {}", folder, options.run.filename().string()));
  auto const title = [&](catalogue const& l) { return l("report.title", {{"territory", t.name.in(l.language())}}); };
  return report_screen(frame_of(c, host, title(c), title(host)), c, view);
}

outcome page(allocate_report_options const& options) {
  return run_to_show(options.run, options.territory, options.language).and_then([&](shown_run const& x) {
    return options.person.empty() ? page_of_all(options, x.place, x.run, x.all, x.asked)
                                  : page_of_person(options, x.place, x.run, x.all, x.asked);
  });
}

}  // namespace

int run_allocate_report(allocate_report_options const& options) {
  auto const html = page(options);
  if (!html) {
    return report(html.error());
  }
  if (auto const written = write_file(options.out, *html); !written) {
    return report(written.error());
  }
  fmt::print("{}: open it in a browser, print it or send it; it needs nothing else\n", options.out.string());
  return kDone;
}

}  // namespace foothold
