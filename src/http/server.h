#pragma once
// The HTTP/1.1 server: one thread for all sockets, a bounded pool of workers for the handlers.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/router.h"
#include "http/settings.h"

namespace foothold::http {

struct counters {
  std::size_t connections{0U};  // open now
  std::uint64_t requests{0U};   // answered by a handler or the router
  std::uint64_t refused{0U};    // malformed, too large, too late, too many, from elsewhere
};

// start() and stop() from one thread; the rest from any. A handler must end by itself: stop() waits for it.
class server {
public:
  explicit server(router routes, settings s = {});
  server(server const&) = delete;
  server& operator=(server const&) = delete;
  ~server();  // stops

  // Binds and listens; the address is numeric ("127.0.0.1", "::"), port 0 takes a free one. Answers when it returns.
  [[nodiscard]] result<std::uint16_t> start(std::string const& address, std::uint16_t port);
  // Takes no new connection, ends idle ones, lets open requests finish for settings::stop_grace.
  void stop();
  [[nodiscard]] std::uint16_t port() const;  // 0 before start()
  [[nodiscard]] counters count() const;

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace foothold::http
