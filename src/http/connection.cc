#include "http/connection.h"

#include <algorithm>
#include <array>
#include <exception>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "http/access_log.h"
#include "http/answer.h"
#include "http/security.h"

namespace foothold::http {
namespace {

using boost::system::error_code;

constexpr auto kReadSize = std::size_t{8U * 1024U};
constexpr auto kWriteSize = std::size_t{64U * 1024U};
constexpr auto kLingerBytes = std::size_t{1024U * 1024U};

auto awaiting(error_code& ec) {
  return asio::redirect_error(asio::use_awaitable, ec);
}

std::chrono::microseconds since(std::chrono::steady_clock::time_point const begin) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
}

// On a worker: the handler, with whatever it throws turned into the error page.
response call(router const& routes, request& r) {
  try {
    if (!from_same_origin(r)) {
      return routes.error(r, 403);
    }
    return routes.dispatch(r);
  } catch (std::exception const& e) {
    log_fault(r.route, e.what());
  }
  return routes.error(r, 500);
}

response refusal_page(refusal const why) {
  return plain(std::string{why.reason} + "\n", why.status);
}

// One of the few requests with a long body, while it lives.
class upload_place {
public:
  upload_place(shared_state& shared, bool const wanted)
      : shared_{shared}, wanted_{wanted}, granted_{!wanted || shared.uploads < shared.limits.max_uploads} {
    shared_.uploads += wanted_ && granted_ ? 1U : 0U;
  }
  upload_place(upload_place const&) = delete;
  upload_place& operator=(upload_place const&) = delete;
  ~upload_place() { shared_.uploads -= wanted_ && granted_ ? 1U : 0U; }
  [[nodiscard]] bool granted() const { return granted_; }

private:
  shared_state& shared_;
  bool wanted_, granted_;
};

response busy_page(settings const& limits, response page) {
  page.headers.push_back({"Retry-After", std::to_string(limits.retry_after.count())});
  return page;
}

}  // namespace

std::string address_key(asio::ip::address const& address) {
  if (!address.is_v6()) {
    return address.to_string();
  }
  auto const v6 = address.to_v6();
  if (v6.is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
  }
  auto const bytes = v6.to_bytes();
  return {bytes.begin(), bytes.begin() + 8};
}

connection::connection(shared_state& shared, tcp::socket socket, std::string remote_address)
    : shared_{shared},
      socket_{std::move(socket)},
      deadline_{shared.io},
      answered_{shared.io},
      remote_address_{std::move(remote_address)} {
  if (shared.tls != nullptr) {
    tls_.emplace(socket_, *shared.tls);
  }
}

asio::awaitable<void> connection::run() {
  auto const self = shared_from_this();
  auto ec = error_code{};
  socket_.set_option(tcp::no_delay{true}, ec);
  if (co_await shake_hands()) {
    while (!shared_.stopping && co_await serve_one() == outcome::next) {
    }
  }
  disarm();
  socket_.close(ec);
}

// Where there is no TLS, there is nothing to do. Who is slow has as long as for a head.
asio::awaitable<bool> connection::shake_hands() {
  if (!tls_) {
    co_return true;
  }
  arm(shared_.limits.head_deadline);
  auto ec = error_code{};
  co_await tls_->async_handshake(asio::ssl::stream_base::server, awaiting(ec));
  auto const in_time = !late_;
  disarm();
  co_return !ec && in_time;
}

asio::awaitable<void> connection::refuse() {
  auto const self = shared_from_this();
  if (tls_) {
    // A last word would cost a handshake, which is what there are too many of.
    force_close();
    co_return;
  }
  arm(shared_.limits.linger);
  auto sent = std::size_t{0U};
  auto const page = busy_page(shared_.limits, refusal_page({503, "too many connections"}));
  if (co_await write(page, false, false, sent)) {
    co_await linger();
  }
  disarm();
  auto ec = error_code{};
  socket_.close(ec);
}

void connection::wind_down() {
  if (!busy_) {
    force_close();
  }
}

void connection::force_close() {
  auto ec = error_code{};
  socket_.close(ec);
}

// A deadline is absolute: bytes that trickle in do not move it. Reads and writes then end with operation_aborted, and
// the socket is still good for a last word.
void connection::arm(std::chrono::milliseconds const limit) {
  late_ = false;
  deadline_.expires_after(limit);
  deadline_.async_wait([weak = weak_from_this(), mine = ++armed_](error_code const& ec) {
    auto const self = weak.lock();
    if (!ec && self != nullptr && self->armed_ == mine) {
      self->late_ = true;
      auto ignored = error_code{};
      self->socket_.cancel(ignored);
    }
  });
}

void connection::disarm() {
  ++armed_;
  late_ = false;
  deadline_.cancel();
}

// False at the end of the stream, after an error, or too late.
asio::awaitable<bool> connection::read_some() {
  if (late_) {
    co_return false;
  }
  auto const old = buffer_.size();
  buffer_.resize(old + kReadSize);
  auto ec = error_code{};
  auto const into = asio::buffer(buffer_.data() + old, kReadSize);
  auto n = std::size_t{0U};
  if (tls_) {
    n = co_await tls_->async_read_some(into, awaiting(ec));
  } else {
    n = co_await socket_.async_read_some(into, awaiting(ec));
  }
  buffer_.resize(old + n);
  co_return !ec && n > 0U;
}

// The size of the head at the begin of the buffer; 0 when the client has gone.
asio::awaitable<parsed<std::size_t>> connection::read_head() {
  if (buffer_.empty()) {
    // Nothing to be told to a client that never began.
    arm(served_ == 0U ? shared_.limits.head_deadline : shared_.limits.idle_timeout);
    if (!co_await read_some()) {
      co_return 0U;
    }
  }
  busy_ = true;
  arm(shared_.limits.head_deadline);
  auto scanner = head_scanner{shared_.limits};
  for (;;) {
    auto const size = scanner.scan(buffer_);
    if (!size) {
      co_return tl::unexpected{size.error()};
    }
    if (*size) {
      co_return **size;
    }
    if (!co_await read_some()) {
      if (late_) {
        co_return tl::unexpected{refusal{408, "the headers came too slowly"}};
      }
      co_return 0U;
    }
  }
}

std::size_t connection::body_limit(head const& h) const {
  auto const& limits = shared_.limits;
  return is_form(value_or(h.headers, "content-type"))
             ? std::min(limits.max_form_bytes, limits.max_body_bytes)
             : shared_.routes.body_limit(h.method, h.target, limits.max_body_bytes);
}

// The body; its bytes and the head's are gone from the buffer afterwards.
asio::awaitable<parsed<std::string>> connection::read_body(head const& h, std::size_t const head_size,
                                                           std::size_t const most) {
  auto reader = body_reader{h, most};
  buffer_.erase(0U, head_size);
  if (!reader.done()) {
    arm(most > shared_.limits.max_body_bytes ? shared_.limits.upload_deadline : shared_.limits.body_deadline);
    auto invited = !h.expects_continue;
    for (;;) {
      auto const used = reader.feed(buffer_);
      if (!used) {
        co_return tl::unexpected{used.error()};
      }
      buffer_.erase(0U, *used);
      if (reader.done()) {
        break;
      }
      if (!std::exchange(invited, true) && !co_await write_bytes("HTTP/1.1 100 Continue\r\n\r\n", {})) {
        co_return tl::unexpected{refusal{0, {}}};
      }
      if (!co_await read_some()) {
        co_return tl::unexpected{late_ ? refusal{408, "the body came too slowly"} : refusal{0, {}}};
      }
    }
  }
  disarm();
  co_return reader.take();
}

asio::awaitable<connection::outcome> connection::serve_one() {
  busy_ = !buffer_.empty();
  auto const head_size = co_await read_head();
  auto const begin = clock::now();
  if (!head_size) {
    co_await refuse_with(head_size.error(), refusal_page(head_size.error()), begin);
    co_return outcome::end;
  }
  if (*head_size == 0U) {
    co_return outcome::end;
  }
  auto h = parse_head(std::string_view{buffer_}.substr(0U, *head_size), shared_.limits);
  if (h && !answers_for(shared_.limits.hosts, h->host)) {
    h = tl::unexpected{refusal{421, "this server does not answer for that host name"}};
  }
  if (!h) {
    co_await refuse_with(h.error(), refusal_page(h.error()), begin);
    co_return outcome::end;
  }
  // Long bodies are few at a time, from the first byte until the answer is sent: memory has an end.
  auto const most = body_limit(*h);
  auto const place = upload_place{shared_, most > shared_.limits.max_body_bytes &&
                                               (h->chunked || h->content_length > shared_.limits.max_body_bytes)};
  if (!place.granted()) {
    co_await refuse_asked(*h, {503, "too many files are coming in at once"}, begin);
    co_return outcome::end;
  }
  auto body = co_await read_body(*h, *head_size, most);
  if (!body) {
    co_await refuse_asked(*h, body.error(), begin);
    co_return outcome::end;
  }
  auto const head_only = h->method == verb::head;
  auto const wants_more = h->keep_alive && ++served_ < shared_.limits.max_requests_per_connection;
  auto r = make_request(*h, std::move(*body), shared_.limits);
  if (!r) {
    co_await refuse_asked(*h, r.error(), begin);
    co_return outcome::end;
  }
  r->remote_address = remote_address_;
  auto handled = false;
  auto const page = co_await answer(*r, handled);
  auto const keep = wants_more && !shared_.stopping;
  auto sent = std::size_t{0U};
  auto const written = co_await write(page, keep, head_only, sent);
  ++(handled ? shared_.requests : shared_.refused);
  log_access(r->method, r->route, page.status, sent, since(begin));
  busy_ = false;
  if (buffer_.empty()) {
    buffer_.shrink_to_fit();
  }
  if (written && !keep) {
    co_await linger();
  }
  co_return written&& keep ? outcome::next : outcome::end;
}

// The handler runs on a worker while this coroutine sleeps.
asio::awaitable<response> connection::answer(request& r, bool& handled) {
  auto page = response{};
  done_ = false;
  answered_.expires_at(asio::steady_timer::time_point::max());
  // This coroutine outlives the job: it waits for it, whatever happens to the socket.
  auto const taken = shared_.pool->submit([this, &r, &page] {
    page = call(shared_.routes, r);
    asio::post(shared_.io, [this] {
      done_ = true;
      answered_.cancel();
    });
  });
  if (!taken) {
    handled = false;
    co_return busy_page(shared_.limits, shared_.routes.error(r, 503));
  }
  while (!done_) {
    auto ec = error_code{};
    co_await answered_.async_wait(awaiting(ec));
  }
  handled = true;
  co_return page;
}

asio::awaitable<void> connection::refuse_asked(head const& h, refusal const why, clock::time_point const begin) {
  co_await refuse_with(why, shared_.routes.error(outline(h), why.status), begin);
}

asio::awaitable<void> connection::refuse_with(refusal const why, response const page, clock::time_point const begin) {
  if (why.status == 0) {
    co_return;  // the client has gone
  }
  ++shared_.refused;
  auto sent = std::size_t{0U};
  auto const written = co_await write(page, false, false, sent);
  log_access(verb::other, {}, why.status, sent, since(begin));
  if (written) {
    co_await linger();
  }
}

asio::awaitable<bool> connection::write(response const& r, bool const keep_alive, bool const head_only,
                                        std::size_t& sent) {
  auto head = std::string{};
  auto body = answer_body(r);
  try {
    head = answer_head(r, keep_alive, shared_.limits.https_only);
  } catch (std::invalid_argument const& e) {
    log_fault({}, e.what());
    auto const page = plain("Internal Server Error\n", 500);
    head = answer_head(page, keep_alive, shared_.limits.https_only);
    body = "Internal Server Error\n";
  }
  if (head_only) {
    body = {};
  }
  sent = body.size();
  co_return co_await write_bytes(head, body);
}

// Large answers in pieces, each with its own deadline: a slow phone is served, one that does not read is dropped.
asio::awaitable<bool> connection::write_bytes(std::string_view head, std::string_view body) {
  do {
    auto const piece = body.substr(0U, kWriteSize);
    body.remove_prefix(piece.size());
    arm(shared_.limits.write_deadline);
    auto const buffers = std::array{asio::buffer(head.data(), head.size()), asio::buffer(piece.data(), piece.size())};
    auto ec = error_code{};
    if (tls_) {
      co_await asio::async_write(*tls_, buffers, awaiting(ec));
    } else {
      co_await asio::async_write(socket_, buffers, awaiting(ec));
    }
    if (ec) {
      co_return false;
    }
    head = {};
  } while (!body.empty());
  disarm();
  co_return true;
}

// Closing a socket with unread bytes resets the connection, and the client may lose our last answer. So we end our side
// and read the rest away for a moment.
asio::awaitable<void> connection::linger() {
  auto ec = error_code{};
  arm(shared_.limits.linger);
  if (tls_) {
    // Says that this is the end, and hears the same.
    co_await tls_->async_shutdown(awaiting(ec));
    disarm();
    co_return;
  }
  socket_.shutdown(tcp::socket::shutdown_send, ec);
  auto scrap = std::array<char, 4096>{};
  for (auto total = std::size_t{0U}; !ec && !late_ && total < kLingerBytes;) {
    total += co_await socket_.async_read_some(asio::buffer(scrap), awaiting(ec));
  }
  disarm();
}

}  // namespace foothold::http
