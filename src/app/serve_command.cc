// foothold serve

#include <cstdio>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/report.h"
#include "app/serving.h"
#include "http/http.h"
#include "service/texts.h"
#include "sys/log.h"

namespace foothold {

namespace {

// Pages under a foreign name are refused where only this machine is meant to read them.
http::settings settings_for(serve_options const& options, serving_manner const& manner) {
  auto s = http::settings{};
  s.https_only = manner.https_only;
  s.tls_certificate = options.tls_cert;
  s.tls_key = options.tls_key;
  s.workers = manner.workers;
  if (is_loopback(options.address)) {
    s.hosts = {"localhost", "127.0.0.1", "[::1]", "::1"};
  }
  return s;
}

std::string shown_address(serve_options const& options, std::uint16_t const port) {
  auto const local = is_loopback(options.address) || options.address == "0.0.0.0" || options.address == "::";
  auto const v6 = options.address.find(':') != std::string::npos;
  auto const host = local ? "localhost" : v6 ? "[" + options.address + "]" : options.address;
  return fmt::format("{}://{}:{}/", options.tls_cert.empty() ? "http" : "https", host, port);
}

}  // namespace

bool is_loopback(std::string const& address) {
  return address.starts_with("127.") || address == "::1";
}

int serve_until_stopped(serve_options const& options, http::router routes, texts const& words,
                        stop_signals const& signals, serving_manner const& manner) {
  open_log("http", log_level::warn);
  open_log("http.access", log_level::info);
  auto server = http::server{std::move(routes), settings_for(options, manner)};
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

int run_serve(serve_options const& options) {
  if (options.tls_cert.empty() != options.tls_key.empty()) {
    return report({errc::wrong_use, "--tls-cert and --tls-key come together"});
  }
  auto const signals = stop_signals{};
  auto const words = load_texts(options.office.data / "packs" / "texts");
  if (!words) {
    return report(words.error());
  }
  return options.demo ? serve_demo(options, *words, signals) : serve_office(options, *words, signals);
}

}  // namespace foothold
