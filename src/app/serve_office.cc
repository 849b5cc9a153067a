// foothold serve, of an installation with people's data

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "api/documentation.h"
#include "api/export_json.h"
#include "api/export_paper.h"
#include "api/routes.h"
#include "api/test_tokens.h"
#include "app/admin.h"
#include "app/opening.h"
#include "app/report.h"
#include "app/serving.h"
#include "http/http.h"
#include "pages/desk.h"
#include "pages/functions_page.h"
#include "print/paper.h"
#include "service/housekeeping.h"
#include "service/name_index.h"
#include "service/settings.h"
#include "service/territory_snapshots.h"
#include "sys/file.h"
#include "ui/frame.h"

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

// Who holds a test token.
std::function<std::optional<visitor>(http::request const&)> by_token(api::test_tokens const& tokens) {
  return [&tokens](http::request const& r) -> std::optional<visitor> {
    constexpr std::string_view kBearer{"Bearer "};
    auto const header = http::value_or(r.headers, "authorization");
    auto const* const who = header.starts_with(kBearer) ? tokens.find(header.substr(kBearer.size())) : nullptr;
    return who == nullptr ? std::nullopt : std::optional{visitor{.who = *who}};
  };
}

http::response icon() {
  auto r = http::response{};
  r.content_type = "image/svg+xml";
  r.body = icon_svg();
  r.cache_control = "public, max-age=86400";
  return r;
}

result<std::string> as_pdf(exported_file const& file, catalogue const& words) {
  return print_paper(api::paper_of_export(file, words)).map([](printed_paper&& p) { return std::move(p.pdf); });
}

}  // namespace

// Nobody can sign in yet: but for test tokens the API answers what everybody may know, and administrators come through
// their own door.
int serve_office(serve_options const& options, texts const& words, stop_signals const& signals) {
  auto const told = read_settings(options.office.data);
  auto const tokens = told.and_then([&](settings const& s) { return tokens_of(options, s); });
  if (!tokens) {
    return report(tokens.error());
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
  auto names = name_index{opened->office->cases(), told->tenant};
  auto const keeping_names = std::jthread{[&](std::stop_token const& stop) { names.keep_up(stop, kLookAgain); }};
  auto const housekeeping =
      std::jthread{[&](std::stop_token const& stop) { keep_house_daily(*opened->office, *told, stop); }};
  auto const of = std::make_shared<api::context const>(
      api::context{*opened->office, *tokens, words, told->tenant, &names, *ground ? &**ground : nullptr});
  auto routes = http::router{};
  api::add_routes(routes, of);
  api::add_readiness(routes, of);
  api::add_documentation(routes, words);
  add_functions_pages(routes, words);
  for (auto const* const path : {"/icon.svg", "/favicon.ico"}) {
    routes.get(path, [](http::request const& /*r*/) { return icon(); });
  }
  routes.get("/", [](http::request const& /*r*/) { return http::redirect("/api"); });
  routes.on_error([&](http::request const& r, int const status) { return api::error_answer(words, r, status); });
  auto zone = time_zone::find("");
  if (!zone) {
    return report({errc::broken, "ICU does not know the time zone of this machine"});
  }
  add_desk_pages(routes, std::make_shared<desk const>(desk{.office = *opened->office,
                                                           .words = words,
                                                           .find_visitor = by_token(*tokens),
                                                           .names = &names,
                                                           .zone = std::move(*zone),
                                                           .as_json = api::export_as_json,
                                                           .as_paper = as_pdf}));
  return serve_until_stopped(options, std::move(routes), words, signals);
}

}  // namespace foothold
