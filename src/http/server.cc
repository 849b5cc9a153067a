#include "http/server.h"

#include <exception>
#include <thread>

#include "http/connection.h"

#include <sodium.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/access_log.h"
#include "http/tls.h"

namespace foothold::http {
namespace {

using boost::system::error_code;

// Connections that are told 503; beyond that they are dropped without a word.
constexpr auto kMaxRefusing = std::size_t{256U};

void log_exception(std::exception_ptr const& thrown) {
  if (thrown == nullptr) {
    return;
  }
  try {
    std::rethrow_exception(thrown);
  } catch (std::exception const& e) {
    log_fault({}, e.what());
  }
}

}  // namespace

struct server::impl {
  shared_state shared;
  tcp::acceptor acceptor{shared.io};
  asio::steady_timer pause{shared.io};  // after a failed accept
  asio::steady_timer grace{shared.io};  // at the stop
  std::size_t refusing{0U};
  std::atomic<std::uint16_t> port{0U};
  std::thread thread;

  asio::awaitable<void> accept_all();
  void admit(tcp::socket socket);
  void run_refusal(std::shared_ptr<connection> c);
  void run_connection(std::shared_ptr<connection> c, std::string key);
  void begin_stop();
  void run();
};

asio::awaitable<void> server::impl::accept_all() {
  while (!shared.stopping) {
    auto ec = error_code{};
    auto socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, ec));
    if (!ec) {
      admit(std::move(socket));
    } else if (!shared.stopping) {
      // Out of file descriptors, mostly: let others end first.
      log_fault({}, "accept: " + ec.message());
      pause.expires_after(std::chrono::milliseconds{50});
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ec));
    }
  }
}

void server::impl::admit(tcp::socket socket) {
  auto ec = error_code{};
  auto const remote = socket.remote_endpoint(ec);
  if (ec) {
    return;  // gone already
  }
  auto key = address_key(remote.address());
  auto const c = std::make_shared<connection>(shared, std::move(socket), remote.address().to_string());
  auto const known = shared.per_address.find(key);
  auto const here = known == shared.per_address.end() ? 0U : known->second;
  auto const& limits = shared.limits;
  if (shared.connections >= limits.max_connections || here >= limits.max_connections_per_address) {
    ++shared.refused;
    if (refusing < kMaxRefusing) {
      run_refusal(c);
    }
    return;
  }
  run_connection(c, std::move(key));
}

void server::impl::run_refusal(std::shared_ptr<connection> c) {
  ++refusing;
  asio::co_spawn(
      shared.io, [c] { return c->refuse(); },
      [this](std::exception_ptr const& thrown) {
        --refusing;
        log_exception(thrown);
      });
}

void server::impl::run_connection(std::shared_ptr<connection> c, std::string key) {
  ++shared.per_address[key];
  ++shared.connections;
  shared.open.insert(c);
  asio::co_spawn(
      shared.io, [c] { return c->run(); },
      [this, c, key = std::move(key)](std::exception_ptr const& thrown) {
        log_exception(thrown);
        c->force_close();
        shared.open.erase(c);
        --shared.connections;
        if (auto const it = shared.per_address.find(key); --it->second == 0U) {
          shared.per_address.erase(it);
        }
        if (shared.stopping && shared.open.empty()) {
          grace.cancel();
        }
      });
}

void server::impl::begin_stop() {
  shared.stopping = true;
  auto ec = error_code{};
  acceptor.close(ec);
  pause.cancel();
  for (auto const& c : shared.open) {
    c->wind_down();
  }
  if (shared.open.empty()) {
    return;
  }
  grace.expires_after(shared.limits.stop_grace);
  grace.async_wait([this](error_code const& failed) {
    if (!failed) {
      for (auto const& c : shared.open) {
        c->force_close();
      }
    }
  });
}

// Ends when the acceptor is closed and the last connection is gone.
void server::impl::run() {
  for (;;) {
    try {
      shared.io.run();
      return;
    } catch (std::exception const& e) {
      log_fault({}, e.what());
    }
  }
}

server::server(router routes, settings s) : impl_{std::make_unique<impl>()} {
  impl_->shared.routes = std::move(routes);
  impl_->shared.limits = std::move(s);
}

server::~server() {
  stop();
}

result<std::uint16_t> server::start(std::string const& address, std::uint16_t const port) {
  auto& m = *impl_;
  auto const where = "listen address " + address + " port " + std::to_string(port) + ": ";
  if (sodium_init() < 0) {
    return fail(errc::broken, "the cryptography library does not start");
  }
  if (!m.shared.limits.tls_certificate.empty() || !m.shared.limits.tls_key.empty()) {
    auto made = make_tls(m.shared.limits.tls_certificate, m.shared.limits.tls_key);
    if (!made) {
      return tl::make_unexpected(made.error());
    }
    m.shared.tls = std::move(*made);
  }
  auto ec = error_code{};
  auto const ip = asio::ip::make_address(address, ec);
  if (ec) {
    return fail(errc::wrong_use, where + "not a numeric address such as 127.0.0.1 or ::1");
  }
  auto const endpoint = tcp::endpoint{ip, port};
  m.acceptor.open(endpoint.protocol(), ec);
  if (!ec) {
    m.acceptor.set_option(tcp::acceptor::reuse_address{true}, ec);
  }
  if (!ec) {
    m.acceptor.bind(endpoint, ec);
  }
  if (!ec) {
    m.acceptor.listen(asio::socket_base::max_listen_connections, ec);
  }
  if (ec) {
    auto ignored = error_code{};
    m.acceptor.close(ignored);
    return fail(errc::broken, where + ec.message());
  }
  m.port = m.acceptor.local_endpoint().port();
  m.shared.pool = std::make_unique<worker_pool>(m.shared.limits.workers, m.shared.limits.max_waiting);
  asio::co_spawn(m.shared.io, [&m] { return m.accept_all(); }, log_exception);
  m.thread = std::thread{[&m] { m.run(); }};
  return m.port.load();
}

void server::stop() {
  if (!impl_->thread.joinable()) {
    return;
  }
  asio::post(impl_->shared.io, [this] { impl_->begin_stop(); });
  impl_->thread.join();
  impl_->shared.pool.reset();
}

std::uint16_t server::port() const {
  return impl_->port;
}

counters server::count() const {
  auto const& s = impl_->shared;
  return {s.connections.load(), s.requests.load(), s.refused.load()};
}

}  // namespace foothold::http
