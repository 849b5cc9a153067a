#pragma once
// A real server on a free loopback port with a few routes, for the tests of this folder.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>

#include "http/http.h"
#include "http/raw_client.h"

namespace foothold::test {

// Holds handlers back until it is opened.
class gate {
public:
  void wait() {
    auto lock = std::unique_lock{mutex_};
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void await_inside(int const n) {
    auto lock = std::unique_lock{mutex_};
    changed_.wait(lock, [&] { return inside_ >= n; });
  }
  void open() {
    auto const lock = std::lock_guard{mutex_};
    open_ = true;
    changed_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_{0};
  bool open_{false};
};

inline std::string show(http::fields const& list) {
  auto text = std::string{};
  for (auto const& f : list) {
    text += "[" + f.name + "=" + f.value + "]";
  }
  return text;
}

inline http::router test_routes(gate& g) {
  auto routes = http::router{};
  routes.get("/", [](http::request const&) { return http::html("<p>start</p>"); });
  routes.get("/{lang}/people/{id}", [](http::request const& r) { return http::plain(show(r.parts) + show(r.query)); });
  routes.post("/form", [](http::request const& r) { return http::plain(show(r.form)); });
  routes.post("/body", [](http::request const& r) { return http::plain(r.body); });
  routes.get("/throws", [](http::request const&) -> http::response { throw std::runtime_error{"a bug"}; });
  routes.get("/bad-header", [](http::request const&) {
    auto r = http::plain("x");
    r.headers.push_back({"X-Test", "a\r\nSet-Cookie: b"});
    return r;
  });
  routes.get("/wait", [&g](http::request const&) {
    g.wait();
    return http::plain("done");
  });
  routes.add(
      http::verb::post, "/upload/{name}",
      [&g](http::request const& r) {
        if (http::value_or(r.parts, "name") == "held") {
          g.wait();
        }
        return http::plain(std::to_string(r.body.size()));
      },
      std::size_t{3U} << 20U);
  routes.get("/attachment", [](http::request const&) {
    auto r = http::plain("x");
    r.security_policy = "sandbox; default-src 'none'";
    return r;
  });
  routes.get("/big", [](http::request const&) { return http::plain(std::string(4U << 20U, 'x')); });
  routes.on_error([](http::request const& r, int const status) {
    auto const language = r.languages.empty() ? std::string{"nobody"} : r.languages.front();
    return http::plain(std::string{to_string(r.method)} + ": " + std::to_string(status) + " for " + language);
  });
  return routes;
}

struct running_server {
  explicit running_server(http::settings s = {}) : server{test_routes(hold), std::move(s)} {
    if (auto const started = server.start("127.0.0.1", 0U); !started) {
      throw std::runtime_error{started.error().message};
    }
  }
  // Whatever a test does, its handlers can end.
  ~running_server() { hold.open(); }

  raw_client connect(std::string const& from = "127.0.0.1") const { return raw_client{server.port(), from}; }
  // One request on a connection of its own.
  reply ask(std::string_view const bytes) const { return connect().ask(bytes); }

  gate hold;
  http::server server;
};

// "GET <target>" with a host and these further header lines (each with CRLF).
inline std::string get(std::string_view const target, std::string_view const headers = {}) {
  return "GET " + std::string{target} + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{headers} + "\r\n";
}

inline std::string post(std::string_view const target, std::string_view const body,
                        std::string_view const headers = {}) {
  return "POST " + std::string{target} +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string{headers} + "\r\n" + std::string{body};
}

}  // namespace foothold::test
