#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

#include <fmt/format.h>

// Before what knows the rows of a database: a parameter of base/vec_map.h has their name.
#include "pages/site.h"

#include "api/documentation.h"
#include "api/routes.h"
#include "api/test_tokens.h"
#include "app/admin.h"
#include "app/commands.h"
#include "app/opening.h"
#include "app/report.h"
#include "http/http.h"
#include "service/demo.h"
#include "service/housekeeping.h"
#include "service/name_index.h"
#include "service/planning.h"
#include "service/settings.h"
#include "service/texts.h"
#include "sys/file.h"
#include "sys/log.h"

namespace foothold {

namespace {

constexpr auto kLongestTokenFile = std::uint64_t{1U << 20U};
constexpr auto kLookAgain = std::chrono::milliseconds{500};  // for names that changed

// SIGINT and SIGTERM end the server after its open requests. They are blocked before any thread starts, so that only
// wait() receives them.
class stop_signals {
public:
  stop_signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  void wait() const {
    auto which = 0;
    sigwait(&set_, &which);
  }

private:
  sigset_t set_{};
};

bool is_loopback(std::string const& address) {
  return address.starts_with("127.") || address == "::1";
}

// Pages under a foreign name are refused where only this machine is meant to read them.
http::settings settings_for(serve_options const& options) {
  auto s = http::settings{};
  if (is_loopback(options.address)) {
    s.hosts = {"localhost", "127.0.0.1", "[::1]", "::1"};
  }
  return s;
}

std::string shown_address(serve_options const& options, std::uint16_t const port) {
  auto const local = is_loopback(options.address) || options.address == "0.0.0.0" || options.address == "::";
  auto const v6 = options.address.find(':') != std::string::npos;
  auto const host = local ? "localhost" : v6 ? "[" + options.address + "]" : options.address;
  return fmt::format("http://{}:{}/", host, port);
}

// Answers until it is told to end.
int serve_until_stopped(serve_options const& options, http::router routes, texts const& words,
                        stop_signals const& signals) {
  open_log("http", log_level::warn);
  open_log("http.access", log_level::info);
  auto server = http::server{std::move(routes), settings_for(options)};
  auto const port = server.start(options.address, options.port);
  if (!port) {
    return report(port.error());
  }
  fmt::print("{}\n", words.english()("cli.serving", {{"url", shown_address(options, *port)}}));
  std::fflush(stdout);
  signals.wait();
  server.stop();
  return kDone;
}

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
  return serve_until_stopped(options, make_routes(where, words), words, signals);
}

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
  auto names = name_index{opened->office->cases(), told->tenant};
  auto const keeping_names = std::jthread{[&](std::stop_token const& stop) { names.keep_up(stop, kLookAgain); }};
  auto const housekeeping =
      std::jthread{[&](std::stop_token const& stop) { keep_house_daily(*opened->office, *told, stop); }};
  auto const of =
      std::make_shared<api::context const>(api::context{*opened->office, *tokens, words, told->tenant, &names});
  auto routes = http::router{};
  api::add_routes(routes, of);
  api::add_readiness(routes, of);
  api::add_documentation(routes, words);
  routes.get("/", [](http::request const& /*r*/) { return http::redirect("/api"); });
  routes.on_error([&](http::request const& r, int const status) { return api::error_answer(words, r, status); });
  return serve_until_stopped(options, std::move(routes), words, signals);
}

}  // namespace

int run_serve(serve_options const& options) {
  auto const signals = stop_signals{};
  auto const words = load_texts(options.office.data / "packs" / "texts");
  if (!words) {
    return report(words.error());
  }
  return options.demo ? serve_demo(options, *words, signals) : serve_office(options, *words, signals);
}

}  // namespace foothold
