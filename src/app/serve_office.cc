// foothold serve, of an installation with people's data

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "api/documentation.h"
#include "api/routes.h"
#include "api/test_tokens.h"
#include "app/admin.h"
#include "app/opening.h"
#include "app/report.h"
#include "app/serving.h"
#include "app/sign_in_origin.h"
#include "http/http.h"
#include "pages/functions_page.h"
#include "pages/home_page.h"
#include "pages/signin_pages.h"
#include "service/housekeeping.h"
#include "service/name_index.h"
#include "service/settings.h"
#include "service/territory_snapshots.h"
#include "service/ways_in.h"
#include "sys/file.h"

namespace foothold {
namespace {

constexpr auto kLongestTokenFile = std::uint64_t{1U << 20U};
constexpr auto kLookAgain = std::chrono::milliseconds{500};  // for names that changed

// Until there is sign-in, nobody has a token but in an installation for tests, and that one listens to this machine
// only.
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

// A test token first, where there are any; then the session of the browser.
std::optional<visitor> visitor_of(api::test_tokens const& tokens, ways_in& in, sign_in_setting const& how,
                                  http::request const& r) {
  constexpr std::string_view kBearer{"Bearer "};
  auto const headers = http::all(r.headers, "authorization");
  if (headers.empty()) {
    return find_visitor(in, how, r);
  }
  auto const* const known = headers.size() == 1U && headers.front().starts_with(kBearer)
                                ? tokens.find(headers.front().substr(kBearer.size()))
                                : nullptr;
  return known == nullptr ? std::nullopt : std::optional{visitor{.who = *known, .session = {}, .form_token = {}}};
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
  auto const in = ways_in::open(*opened->office);
  if (!in) {
    return report(in.error());
  }
  auto const door = open_admin_door(*opened->office);
  if (!door) {
    return report(door.error());
  }
  auto const ground = ground_of(options.office.data, *told);
  if (!ground) {
    return report(ground.error());
  }
  auto names = name_index{opened->office->cases(), told->tenant};
  auto const keeping_names = std::jthread{[&](std::stop_token const& stop) { names.keep_up(stop, kLookAgain); }};
  auto const housekeeping =
      std::jthread{[&](std::stop_token const& stop) { keep_house_daily(*opened->office, *told, stop); }};
  auto const of = std::make_shared<api::context const>(
      api::context{.office = *opened->office,
                   .tokens = *tokens,
                   .words = words,
                   .tenant = told->tenant,
                   .names = &names,
                   .ground = *ground ? &**ground : nullptr,
                   .find_visitor = [&](http::request const& r) { return find_visitor(**in, *how, r); }});
  auto routes = http::router{};
  api::add_routes(routes, of);
  api::add_readiness(routes, of);
  api::add_documentation(routes, words);
  add_functions_pages(routes, words);
  add_signin_pages(routes, **in, words, *how);
  add_home_page(routes, words, [&](http::request const& r) { return visitor_of(*tokens, **in, *how, r); });
  routes.get("/", [](http::request const& /*r*/) { return http::redirect("/api"); });
  routes.on_error([&](http::request const& r, int const status) { return api::error_answer(words, r, status); });
  return serve_until_stopped(options, std::move(routes), words, signals,
                             {.https_only = how->secure, .workers = kWorkers});
}

}  // namespace foothold
