#pragma once
// One client's connection. Private to src/http: the only header with Asio in it.

// boost/asio/awaitable.hpp of Boost 1.74 needs std::exchange without including it.
#include <utility>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/body.h"
#include "http/head.h"
#include "http/router.h"
#include "http/settings.h"
#include "http/worker_pool.h"

namespace foothold::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

class connection;

// What all connections share. Everything but the counters and the pool belongs to the thread of the sockets.
struct shared_state {
  settings limits;
  router routes;
  asio::io_context io{1};
  std::unique_ptr<asio::ssl::context> tls;  // null: none of our own
  std::unique_ptr<worker_pool> pool;
  std::unordered_set<std::shared_ptr<connection>> open;
  std::unordered_map<std::string, std::size_t> per_address;
  std::size_t uploads{0U};  // requests with a long body that are open
  bool stopping{false};
  std::atomic<std::size_t> connections{0U};
  std::atomic<std::uint64_t> requests{0U};
  std::atomic<std::uint64_t> refused{0U};
};

// "203.0.113.7", or the /64 of an IPv6 address: one household or phone has all of it.
[[nodiscard]] std::string address_key(asio::ip::address const& address);

class connection : public std::enable_shared_from_this<connection> {
public:
  connection(shared_state& shared, tcp::socket socket, std::string remote_address);

  // Serves request after request until one side ends it.
  asio::awaitable<void> run();
  // Says 503 and closes: too many connections.
  asio::awaitable<void> refuse();
  // At the stop of the server: ends now where no request is open, else after the answer.
  void wind_down();
  void force_close();

private:
  using clock = std::chrono::steady_clock;
  enum class outcome : std::uint8_t { next, end };

  asio::awaitable<outcome> serve_one();
  asio::awaitable<parsed<std::size_t>> read_head();
  asio::awaitable<parsed<std::string>> read_body(head const& h, std::size_t head_size, std::size_t most);
  [[nodiscard]] std::size_t body_limit(head const& h) const;
  asio::awaitable<response> answer(request& r, bool& handled);
  asio::awaitable<void> refuse_with(refusal why, response page, clock::time_point begin);
  // With a page in the person's language; without a head nothing is known of anybody.
  asio::awaitable<void> refuse_asked(head const& h, refusal why, clock::time_point begin);
  asio::awaitable<bool> write(response const& r, bool keep_alive, bool head_only, std::size_t& sent);
  asio::awaitable<bool> shake_hands();
  asio::awaitable<bool> write_bytes(std::string_view head, std::string_view body);
  asio::awaitable<void> linger();
  asio::awaitable<bool> read_some();
  void arm(std::chrono::milliseconds limit);
  void disarm();

  shared_state& shared_;
  tcp::socket socket_;
  std::optional<asio::ssl::stream<tcp::socket&>> tls_;  // over the socket
  asio::steady_timer deadline_;
  asio::steady_timer answered_;  // cancelled when the worker is done
  std::string remote_address_;
  std::string buffer_;  // what was read and not yet used
  std::size_t served_{0U};
  std::uint64_t armed_{0U};  // which deadline is running
  bool late_{false};         // it has passed
  bool busy_{false};         // a request is open
  bool done_{false};         // the worker is done
};

}  // namespace foothold::http
