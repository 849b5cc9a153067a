// foothold serve, of an installation with people's data

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "api/routes.h"
#include "api/test_tokens.h"
#include "app/admin.h"
#include "app/office_site.h"
#include "app/opening.h"
#include "app/report.h"
#include "app/serving.h"
#include "app/sign_in_origin.h"
#include "pages/public_pages.h"
#include "pages/signin_pages.h"
#include "service/settings.h"
#include "service/territory_snapshots.h"
#include "sys/file.h"

namespace foothold {
namespace {

constexpr auto kLongestTokenFile = std::uint64_t{1U << 20U};

// Nobody has a token but in an installation for tests, and that one listens to this machine only.
result<api::test_tokens> tokens_of(serve_options const& options, settings const& told) {
  if (options.test_tokens.empty()) {
    return api::test_tokens{};
  }
  if (!told.for_tests || !is_loopback(options.address)) {
    return fail(errc::wrong_use,
                "test tokens are for installations that were made for tests (\"for_tests\" in config.json) and listen "
                "to this machine only");
  }
  return read_file(options.test_tokens, kLongestTokenFile).and_then([&](std::string const& json) {
    return api::test_tokens::read(json, told.tenant);
  });
}

// Nothing: nobody is planned for.
result<std::optional<planning_ground>> ground_of(std::filesystem::path const& data, settings const& told) {
  if (told.territory.empty()) {
    return std::nullopt;
  }
  return keep_snapshot(data, data / told.territory).map([](planning_ground g) { return std::optional{std::move(g)}; });
}

}  // namespace

// Cookies of sessions go by https, or stay on this machine.
result<sign_in_setting> sign_in_of(serve_options const& options, settings const& told) {
  auto const secure = is_https(told.origin) || !options.tls_cert.empty();
  if (secure && !told.origin.empty() && !is_https(told.origin)) {
    return fail(errc::wrong_use, "\"origin\" in config.json says http, and --tls-cert makes it https");
  }
  if (!secure && !is_loopback(options.address)) {
    return fail(errc::wrong_use,
                "who listens to more than this machine needs --tls-cert and --tls-key, or https in front and "
                "\"origin\" in config.json to say where: "
                "https://...");
  }
  return sign_in_setting{.secure = secure, .trusted_proxy = told.trusted_proxy};
}

// Slow hashes of two who sign in, two who wait for these, and the others go on reading.
constexpr auto kWorkers = std::size_t{6U};

int serve_office(serve_options const& options, texts const& words, stop_signals const& signals) {
  auto const told = read_settings(options.office.data);
  auto const tokens = told.and_then([&](settings const& s) { return tokens_of(options, s); });
  if (!tokens) {
    return report(tokens.error());
  }
  auto const how = sign_in_of(options, *told);
  if (!how) {
    return report(how.error());
  }
  auto const opened = open_office(options.office);
  if (!opened) {
    return report(opened.error());
  }
  auto const door = open_admin_door(*opened->office);
  if (!door) {
    return report(door.error());
  }
  auto const ground = ground_of(options.office.data, *told);
  if (!ground) {
    return report(ground.error());
  }
  auto const site =
      office_site::open(*opened->office, words, {.told = *told, .tokens = *tokens, .how = *how, .ground = *ground});
  if (!site) {
    return report(site.error());
  }
  auto routes = http::router{};
  (*site)->add_to(routes);
  add_public_pages(routes, words);
  add_signin_icons(routes);
  routes.get("/", [&](http::request const& r) { return to_page_of_reader(words, r, "home"); });
  routes.on_error([&](http::request const& r, int const status) {
    return api::is_api_path(r.path) ? api::error_answer(words, r, status) : public_error_page(words, r, status);
  });
  return serve_until_stopped(options, std::move(routes), words, signals,
                             {.https_only = how->secure, .workers = kWorkers});
}

}  // namespace foothold
