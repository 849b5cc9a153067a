// Every limit against the real server, with raw bytes. The negative control of each is the good request beside it.

#include <chrono>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/running_server.h"

namespace foothold::test {
namespace {

using namespace std::string_literals;
using std::chrono::milliseconds;

struct attack {
  char const* name;
  std::string bytes;
  int status;
};

std::string lines(std::size_t const n) {
  auto text = std::string{};
  for (auto i = std::size_t{0U}; i < n; ++i) {
    text += "X-" + std::to_string(i) + ": y\r\n";
  }
  return text;
}

std::string chunked(std::string const& body, std::string const& headers = {}) {
  return "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n" + body;
}

std::string form(std::string const& body) {
  return post("/form", body, "Content-Type: application/x-www-form-urlencoded\r\n");
}

std::vector<attack> attacks() {
  return {
      {"good", get("/"), 200},
      {"good chunked", chunked("1\r\na\r\n0\r\n\r\n"), 200},
      {"good form", form("a=b"), 200},
      // sizes
      {"100 header lines", get("/", lines(99U)), 200},
      {"101 header lines", get("/", lines(100U)), 431},
      {"head just below 16 KiB", get("/", "X: " + std::string(16'000U, 'x') + "\r\n"), 200},
      {"head above 16 KiB", get("/", "X: " + std::string(17'000U, 'x') + "\r\n"), 431},
      {"head without end", "GET / HTTP/1.1\r\nX: " + std::string(20'000U, 'x'), 431},
      {"address of 4 KiB", get("/?" + std::string(4'094U, 'x')), 200},
      {"address above 4 KiB", get("/?" + std::string(4'095U, 'x')), 414},
      {"address without end", "GET /" + std::string(8'000U, 'x'), 414},
      {"form above 64 KiB", form(std::string(64U * 1024U + 1U, 'x')), 413},
      {"form of 64 KiB", form(std::string(64U * 1024U, 'x')), 200},
      {"body above 1 MiB announced", "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", 413},
      {"body of 1 MiB", post("/body", std::string(1024U * 1024U, 'x')), 200},
      {"body above 1 MiB in chunks", chunked("100001\r\n" + std::string(0x100001U, 'x') + "\r\n0\r\n\r\n"), 413},
      {"body above 1 MiB in one announced chunk", chunked("FFFFFFFFFFFFFFFF\r\n"), 413},
      {"length beyond 64 bits", "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
      {"1,001 parameters", get("/?" + std::string(2'002U, '&')), 200},
      {"1,001 parameters with names", form([] {
         auto text = std::string{};
         for (auto i = 0; i < 1001; ++i) {
           text += "a&";
         }
         return text;
       }()),
       400},
      // framing
      {"length and encoding", chunked("0\r\n\r\n", "Content-Length: 5\r\n"), 400},
      {"length twice", post("/body", "a", "Content-Length: 1\r\n"), 400},
      {"length with sign", "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na", 400},
      {"negative length", "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\na", 400},
      {"length list", "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na", 400},
      {"encoding twice", chunked("0\r\n\r\n", "Transfer-Encoding: chunked\r\n"), 400},
      {"other encoding", "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501},
      {"hidden encoding",
       "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \x0b"
       "chunked\r\n\r\n",
       400},
      {"encoding in 1.0", "POST /body HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"chunk size is no number", chunked("g\r\n"), 400},
      {"chunk size with bare LF", chunked("1\na\r\n0\r\n\r\n"), 400},
      {"chunk size with sign", chunked("-1\r\n"), 400},
      {"chunk size with prefix", chunked("0x1\r\na\r\n0\r\n\r\n"), 400},
      {"chunk size with space", chunked("1 \r\na\r\n0\r\n\r\n"), 400},
      {"chunk size missing", chunked("\r\n"), 400},
      {"trailer without name", chunked("0\r\nx\r\n\r\n"), 400},
      {"trailers without end", chunked("0\r\n" + lines(1000U)), 400},
      {"chunk longer than said", chunked("1\r\nabc\r\n0\r\n\r\n"), 400},
      {"chunk line without end", chunked("1;" + std::string(40'000U, 'x')), 400},
      {"expectation", post("/body", "a", "Expect: tea\r\n"), 417},
      // lines
      {"bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"bare LF after a header", "GET / HTTP/1.1\r\nHost: a\n\r\n", 400},
      {"bare CR", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
      {"header over two lines", get("/", "X: a\r\n b\r\n"), 400},
      {"first header indented", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
      {"space before the colon", get("/", "X : a\r\n"), 400},
      {"header without colon", get("/", "nonsense\r\n"), 400},
      {"header without name", get("/", ": a\r\n"), 400},
      {"control character in a header", get("/", "X: \x01\r\n"), 400},
      {"NUL in a header", get("/", "X: a\0b\r\n"s), 400},
      {"header that is not UTF-8", get("/", "X: \xff\r\n"), 400},
      {"empty lines first", "\r\n\r\n" + get("/"), 400},
      // host
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"host twice", get("/", "Host: localhost\r\n"), 400},
      {"host with user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
      {"empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"no host in 1.0", "GET / HTTP/1.0\r\n\r\n", 200},
      // request line
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\n", 505},
      {"HTTP/0.9", "GET /\r\n\r\n", 400},
      {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"more behind the version", "GET / HTTP/1.1 x\r\nHost: a\r\n\r\n", 400},
      {"absolute address", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"tunnel", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"star", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s, 400},
      // address
      {"bad percent", get("/%zz"), 400},
      {"half a percent", get("/a%2"), 400},
      {"bad percent in the query", get("/?a=%"), 400},
      {"bad percent in a form", form("a=%zz"), 400},
      {"encoded NUL", get("/%00"), 400},
      {"encoded NUL in the query", get("/?a=%00"), 400},
      {"encoded NUL in a form", form("a=%00"), 400},
      {"encoded line end in the query", get("/?a=%0D%0A"), 400},
      {"encoded C1 control", get("/?a=%C2%85"), 400},
      {"not UTF-8", get("/%FF"), 400},
      {"overlong UTF-8", get("/%C0%AF"), 400},
      {"surrogate", get("/?a=%ED%A0%80"), 400},
      {"form that is not UTF-8", form("a=%FF"), 400},
      {"raw bytes in the address", get("/\xc3\xa4"), 400},
      {"fragment", get("/#a"), 400},
      {"traversal", get("/../etc/passwd"), 400},
      {"traversal, encoded", get("/%2e%2E/etc/passwd"), 400},
      {"traversal, inside", get("/en/../../etc/passwd"), 400},
      {"traversal, encoded slash", get("/..%2fetc/passwd"), 400},
      {"traversal, backslash", get("/..%5cetc"), 400},
      {"dot", get("/./a"), 400},
      {"empty part", get("//etc/passwd"), 400},
  };
}

TEST(limits, each_malformed_request_gets_its_status_and_the_server_lives) {
  auto const s = running_server{};
  for (auto const& a : attacks()) {
    auto c = s.connect();
    c.send(a.bytes);
    auto const r = c.receive();
    EXPECT_EQ(r.status, a.status) << a.name;
    if (a.status != 200) {
      EXPECT_EQ(r.headers.at("connection"), "close") << a.name;
      EXPECT_TRUE(c.closed_by_server()) << a.name << ": what follows may be read in two ways, so nothing may follow";
    }
  }
  EXPECT_EQ(s.ask(get("/")).status, 200);
}

// A proxy may cut anywhere; the answer must not depend on it.
TEST(limits, the_verdict_does_not_depend_on_how_the_bytes_are_cut) {
  auto const s = running_server{};
  for (auto const& a : attacks()) {
    if (a.bytes.size() > 300U) {
      continue;
    }
    auto c = s.connect();
    for (auto const byte : a.bytes) {
      c.send(std::string_view{&byte, 1U});
    }
    EXPECT_EQ(c.receive().status, a.status) << a.name;
  }
}

TEST(limits, nothing_of_a_bad_request_comes_back) {
  auto const s = running_server{};
  for (auto const* const target : {"/canary%zz", "/no/canary", "/?canary=%00"}) {
    EXPECT_THAT(s.ask(get(target)).body, testing::Not(testing::HasSubstr("canary")));
  }
}

// Whoever is refused after the head is told by the page for errors; before it, nothing is known of them.
TEST(limits, refusals_of_a_body_come_with_the_page_of_the_site) {
  auto const s = running_server{{.body_deadline = milliseconds{40}, .max_uploads = 0U}};
  auto const told = [](reply const& r) { return std::pair{r.status, r.body}; };
  auto const post_to = [](std::string const& target, std::string const& more) {
    return "POST " + target + " HTTP/1.1\r\nHost: a\r\nAccept-Language: ar\r\n" + more + "\r\n";
  };
  EXPECT_EQ(told(s.ask(post_to("/body", "Content-Length: 2000000\r\n"))), std::pair(413, "POST: 413 for ar"s));
  EXPECT_EQ(told(s.ask(post_to("/body", "Content-Length: 10\r\n") + "12345")), std::pair(408, "POST: 408 for ar"s));
  EXPECT_EQ(told(s.ask(post_to("/body", "Transfer-Encoding: chunked\r\n") + "nonsense\r\n")),
            std::pair(400, "POST: 400 for ar"s));
  EXPECT_EQ(told(s.ask(post_to("/body%zz", "Content-Length: 0\r\n"))), std::pair(400, "POST: 400 for ar"s));
  EXPECT_EQ(told(s.ask(post_to("/upload/a?kind=photo", "Content-Length: 2000000\r\n"))),
            std::pair(503, "POST: 503 for ar"s));
}

TEST(limits, invites_a_large_body_only_when_it_fits) {
  auto const s = running_server{};
  auto c = s.connect();
  c.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(c.receive().status, 100);
  EXPECT_EQ(c.ask("abc").body, "abc");
  EXPECT_EQ(s.ask("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\n\r\n").status,
            413);
}

std::string upload(std::string const& name, std::size_t const size) {
  return "POST /upload/" + name + "?kind=photo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) +
         "\r\n\r\n";
}

TEST(limits, a_long_body_is_taken_by_the_route_that_wants_it_and_by_no_other) {
  auto const s = running_server{};
  auto const large = std::string(std::size_t{2U} << 20U, 'x');
  EXPECT_EQ(s.ask(upload("a", large.size()) + large).body, std::to_string(large.size()));
  EXPECT_EQ(s.ask(upload("a", (std::size_t{3U} << 20U) + 1U)).status, 413);
  for (auto const* const other : {"POST /body", "PUT /upload/a", "POST /upload", "POST /upload/../upload/a"}) {
    EXPECT_EQ(s.ask(other + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n"s).status, 413) << other;
  }
  auto const chunk = "100000\r\n" + large.substr(0U, 0x100000U) + "\r\n";
  auto const chunked = "POST /upload/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"s;
  EXPECT_EQ(s.ask(chunked + chunk + chunk + "0\r\n\r\n").body, std::to_string(large.size()));
  EXPECT_EQ(s.ask(chunked + chunk + chunk + chunk + chunk).status, 413);
  // A form has a limit of its own wherever it is sent.
  EXPECT_EQ(s.ask("POST /upload/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                  "Content-Length: 100000\r\n\r\n")
                .status,
            413);
}

TEST(limits, long_bodies_are_few_at_a_time_and_short_ones_are_not_held_up) {
  auto s = running_server{{.max_uploads = 1U}};
  auto const large = std::string(std::size_t{2U} << 20U, 'x');
  auto first = s.connect();
  first.send(upload("held", large.size()) + large);
  s.hold.await_inside(1);
  EXPECT_EQ(s.ask(upload("a", large.size())).status, 503);
  EXPECT_EQ(s.ask(upload("a", 3U) + "abc").body, "3");
  s.hold.open();
  EXPECT_EQ(first.receive().body, std::to_string(large.size()));
  EXPECT_EQ(s.ask(upload("a", large.size()) + large).status, 200) << "a place that is given back can be taken again";
}

TEST(limits, a_long_body_has_a_deadline_of_its_own) {
  auto const s = running_server{{.body_deadline = milliseconds{20}, .upload_deadline = milliseconds{200}}};
  auto c = s.connect();
  auto const begin = std::chrono::steady_clock::now();
  c.send(upload("a", 2'000'000U) + "12345");
  EXPECT_EQ(c.receive().status, 408);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds{200});
}

TEST(limits, slow_headers_meet_their_deadline_however_often_a_byte_comes) {
  auto const s = running_server{{.head_deadline = milliseconds{60}}};
  auto c = s.connect();
  auto const begin = std::chrono::steady_clock::now();
  auto sent = c.send("GET / HTTP/1.1\r\nX: ");
  while (sent && std::chrono::steady_clock::now() - begin < milliseconds{75}) {
    sent = c.send("x");
    std::this_thread::sleep_for(milliseconds{5});
  }
  EXPECT_EQ(c.receive().status, 408);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5});
}

TEST(limits, slow_bodies_meet_their_deadline) {
  auto const s = running_server{{.body_deadline = milliseconds{40}}};
  auto c = s.connect();
  c.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
  EXPECT_EQ(c.receive().status, 408);
}

TEST(limits, silent_and_idle_connections_are_closed_without_a_word) {
  auto const s = running_server{{.head_deadline = milliseconds{30}, .idle_timeout = milliseconds{30}}};
  auto silent = s.connect();
  EXPECT_TRUE(silent.closed_by_server());
  auto idle = s.connect();
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  EXPECT_TRUE(idle.closed_by_server());
}

TEST(limits, who_does_not_read_the_answer_is_dropped) {
  auto const s = running_server{{.write_deadline = milliseconds{40}, .linger = milliseconds{20}}};
  auto c = s.connect();
  // More than the buffers of both sides take.
  for (auto i = 0; i < 8; ++i) {
    c.send(get("/big"));
  }
  while (s.server.count().connections != 0U) {
    std::this_thread::sleep_for(milliseconds{5});
  }
  EXPECT_LT(s.server.count().requests, 8U);
}

// Slow clients hold their places; the others must not notice.
TEST(limits, slow_clients_do_not_hold_up_the_others) {
  auto const s = running_server{{.max_connections_per_address = 300U}};
  auto slow = std::vector<raw_client>{};
  for (auto i = 0; i < 200; ++i) {
    slow.push_back(s.connect());
    slow.back().send("GET / HTTP/1.1\r\nHost: a\r\n");
  }
  auto const begin = std::chrono::steady_clock::now();
  EXPECT_EQ(s.ask(get("/")).status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{2});
  EXPECT_GE(s.server.count().connections, 200U);
}

TEST(limits, one_address_gets_so_many_connections_and_another_its_own) {
  auto const s = running_server{{.linger = milliseconds{20}, .max_connections_per_address = 3U}};
  auto held = std::vector<raw_client>{};
  for (auto i = 0; i < 3; ++i) {
    held.push_back(s.connect());
    EXPECT_EQ(held.back().ask(get("/")).status, 200);
  }
  auto fourth = s.connect();
  auto const r = fourth.receive();
  EXPECT_EQ(r.status, 503);
  EXPECT_EQ(r.headers.at("retry-after"), "2");
  EXPECT_EQ(s.connect("127.0.0.2").ask(get("/")).status, 200);
  held.pop_back();
  while (s.server.count().connections > 2U) {
    std::this_thread::sleep_for(milliseconds{1});
  }
  EXPECT_EQ(s.ask(get("/")).status, 200) << "a place that is given back can be taken again";
}

TEST(limits, all_addresses_together_get_so_many_connections) {
  auto const s = running_server{{.linger = milliseconds{20}, .max_connections = 2U}};
  auto a = s.connect("127.0.0.1");
  auto b = s.connect("127.0.0.2");
  EXPECT_EQ(a.ask(get("/")).status, 200);
  EXPECT_EQ(b.ask(get("/")).status, 200);
  EXPECT_EQ(s.connect("127.0.0.3").receive().status, 503);
}

TEST(limits, a_connection_ends_after_so_many_requests) {
  auto const s = running_server{{.max_requests_per_connection = 2U}};
  auto c = s.connect();
  EXPECT_EQ(c.ask(get("/")).headers.at("connection"), "keep-alive");
  EXPECT_EQ(c.ask(get("/")).headers.at("connection"), "close");
  EXPECT_TRUE(c.closed_by_server());
}

}  // namespace
}  // namespace foothold::test
