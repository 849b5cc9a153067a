// foothold serve --demo

#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "api/routes.h"
#include "app/office_site.h"
#include "app/report.h"
#include "app/serving.h"
#include "pages/demo_door.h"
#include "pages/public_pages.h"
#include "pages/site.h"
#include "service/demo.h"
#include "service/demo_office.h"
#include "service/planning.h"
#include "service/territory_snapshots.h"
#include "sys/clock.h"

namespace foothold {
namespace {

// The office of the demo: everybody's cases, and a door through which visitors come in as one of them.
class demo_site {
public:
  static result<std::unique_ptr<demo_site>> open(std::filesystem::path const& folder, bool const fresh,
                                                 territory const& place, texts const& words) {
    auto site = std::unique_ptr<demo_site>{new demo_site{place, words}};
    auto people = open_demo_office(folder / "office", place, site->clock_, fresh);
    if (!people) {
      return tl::make_unexpected(people.error());
    }
    site->people_ = std::move(*people);
    auto opened = installation::open(demo_installation(folder / "office"), site->clock_);
    if (!opened) {
      return tl::make_unexpected(opened.error());
    }
    site->office_ = std::move(*opened);
    auto ground = keep_snapshot(folder / "office", folder / "lindental");
    if (!ground) {
      return tl::make_unexpected(ground.error());
    }
    auto told = settings{};
    told.tenant = kDemoTenant;
    return office_site::open(*site->office_, words, {.told = told, .ground = std::move(*ground)})
        .map([&](std::unique_ptr<office_site>&& made) {
          site->site_ = std::move(made);
          return std::move(site);
        });
  }

  void add_to(http::router& routes) {
    site_->add_to(routes);
    add_demo_door(routes, site_->in(), words_, {}, people_, place_);
  }

private:
  demo_site(territory const& place, texts const& words) : place_{place}, words_{words} {}

  territory const& place_;
  texts const& words_;
  machine_clock clock_{};
  demo_office people_{};
  std::unique_ptr<installation> office_;
  std::unique_ptr<office_site> site_;  // ends first
};

}  // namespace

int serve_demo(serve_options const& options, texts const& words, stop_signals const& signals) {
  auto const demo = options.office.data / "demo";
  auto const folder = demo / "lindental";
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
  // Anybody may enter it as anybody, so it is for this machine alone.
  auto site = std::unique_ptr<demo_site>{};
  if (is_loopback(options.address)) {
    auto opened = demo_site::open(demo, options.fresh, *place, words);
    if (!opened) {
      return report(opened.error());
    }
    site = std::move(*opened);
  }
  auto routes = make_routes(where, words, site != nullptr);
  add_public_pages(routes, words);
  if (site) {
    site->add_to(routes);
  }
  return serve_until_stopped(options, std::move(routes), words, signals);
}

}  // namespace foothold
