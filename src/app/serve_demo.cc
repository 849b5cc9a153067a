// foothold serve --demo

#include <memory>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "app/report.h"
#include "app/serving.h"
#include "pages/public_pages.h"
#include "pages/site.h"
#include "service/demo.h"
#include "service/planning.h"

namespace foothold {

int serve_demo(serve_options const& options, texts const& words, stop_signals const& signals) {
  auto const folder = options.office.data / "demo" / "lindental";
  auto loaded = open_demo(folder, options.fresh);
  if (!loaded) {
    return report(loaded.error());
  }
  if (!loaded->value) {
    static_cast<void>(report(loaded->found));
    return report(
        {errc::bad_input, fmt::format("the demo in {} cannot be read; --fresh lays it out anew", folder.string())});
  }
  auto const place = std::make_shared<territory const>(std::move(*loaded->value));
  auto where = office{place, make_planning(*place)};
  auto const worker = std::jthread{[&](std::stop_token const& stop) { where.work_out(stop); }};
  auto routes = make_routes(where, words);
  add_public_pages(routes, words);
  return serve_until_stopped(options, std::move(routes), words, signals);
}

}  // namespace foothold
