#include "http/server.h"

#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/running_server.h"

namespace foothold::test {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

constexpr auto kForm = std::string_view{"Content-Type: application/x-www-form-urlencoded\r\n"};

TEST(server, answers_a_page) {
  auto const s = running_server{};
  auto const r = s.ask(get("/"));
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(r.body, "<p>start</p>");
  EXPECT_EQ(r.headers.at("content-type"), "text/html; charset=utf-8");
}

TEST(server, hands_over_decoded_parts_and_query) {
  auto const s = running_server{};
  EXPECT_EQ(s.ask(get("/de/people/p-017?b=2&a=%C3%A4+%26&b=1")).body, "[lang=de][id=p-017][b=2][a=ä &][b=1]");
}

TEST(server, reads_forms) {
  auto const s = running_server{};
  EXPECT_EQ(s.ask(post("/form", "goal=a%3Ab&note=1%0D%0A2&goal=c", kForm)).body, "[goal=a:b][note=1\r\n2][goal=c]");
}

TEST(server, reads_chunked_bodies) {
  auto const s = running_server{};
  auto c = s.connect();
  auto const r = c.ask(
      "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: "
      "t\r\n\r\n");
  EXPECT_EQ(r.body, "abcde");
  EXPECT_EQ(c.ask(get("/")).status, 200) << "the connection goes on behind the body";
}

TEST(server, keeps_the_connection_and_answers_in_order) {
  auto const s = running_server{};
  auto c = s.connect();
  c.send(get("/en/people/1") + post("/body", "two") + get("/en/people/3"));
  EXPECT_EQ(c.receive().body, "[lang=en][id=1]");
  EXPECT_EQ(c.receive().body, "two");
  EXPECT_EQ(c.receive().body, "[lang=en][id=3]");
}

TEST(server, closes_when_asked_and_after_http_1_0) {
  auto const s = running_server{};
  auto c = s.connect();
  EXPECT_EQ(c.ask(get("/", "Connection: close\r\n")).headers.at("connection"), "close");
  EXPECT_TRUE(c.closed_by_server());
  auto old = s.connect();
  EXPECT_EQ(old.ask("GET / HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_TRUE(old.closed_by_server());
}

TEST(server, answers_head_with_the_length_of_get_and_no_body) {
  auto const s = running_server{};
  auto c = s.connect();
  auto const r = c.ask("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", true);
  EXPECT_EQ(r.headers.at("content-length"), "12");
  EXPECT_EQ(c.ask(get("/")).body, "<p>start</p>");
}

TEST(server, says_what_is_allowed) {
  auto const s = running_server{};
  auto const wrong = s.ask(post("/", ""));
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.headers.at("allow"), "GET, HEAD, OPTIONS");
  auto const options = s.ask("OPTIONS /form HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.at("allow"), "POST, OPTIONS");
  EXPECT_EQ(s.ask(get("/no/such")).status, 404);
  EXPECT_EQ(s.ask("BREW / HTTP/1.1\r\nHost: a\r\n\r\n").status, 405);
}

TEST(server, turns_a_fault_of_a_handler_into_500_and_goes_on) {
  auto const s = running_server{};
  auto c = s.connect();
  EXPECT_EQ(c.ask(get("/throws")).status, 500);
  auto const split = c.ask(get("/bad-header"));
  EXPECT_EQ(split.status, 500);
  EXPECT_FALSE(split.headers.contains("set-cookie"));
  EXPECT_EQ(c.ask(get("/")).status, 200);
}

TEST(server, sends_large_answers_whole) {
  auto const s = running_server{};
  EXPECT_EQ(s.ask(get("/big")).body.size(), 4U << 20U);
}

TEST(server, says_503_when_the_queue_is_full) {
  auto s = running_server{{.workers = 1U, .max_waiting = 1U, .retry_after = std::chrono::seconds{7}}};
  auto running = s.connect();
  running.send(get("/wait"));
  s.hold.await_inside(1);
  // One more may wait; which of the two it is does not matter.
  auto a = s.connect();
  auto b = s.connect();
  a.send(get("/wait"));
  b.send(get("/wait"));
  auto third = s.connect();
  auto const refused = third.ask(get("/"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.at("retry-after"), "7");
  s.hold.open();
  EXPECT_EQ(running.receive().body, "done");
  EXPECT_EQ(a.receive().status + b.receive().status, 200 + 503);
  EXPECT_EQ(third.ask(get("/")).status, 200) << "the connection survives the refusal";
}

TEST(server, lets_open_requests_finish_at_the_stop) {
  auto s = running_server{{.linger = milliseconds{20}}};
  auto idle = s.connect();
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  auto busy = s.connect();
  busy.send(get("/wait"));
  s.hold.await_inside(1);
  auto stopping = std::thread{[&] { s.server.stop(); }};
  EXPECT_TRUE(idle.closed_by_server());
  s.hold.open();
  EXPECT_EQ(busy.receive().body, "done");
  EXPECT_TRUE(busy.closed_by_server());
  stopping.join();
  EXPECT_EQ(s.server.count().connections, 0U);
  EXPECT_THROW(s.connect(), std::runtime_error);
}

TEST(server, stop_does_not_wait_for_a_client_that_never_ends_its_request) {
  auto s = running_server{{.stop_grace = milliseconds{30}}};
  auto c = s.connect();
  c.send("GET / HTTP/1.1\r\n");
  auto other = s.connect();
  EXPECT_EQ(other.ask(get("/")).status, 200);
  auto const begin = std::chrono::steady_clock::now();
  s.server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{3});
}

TEST(server, says_why_it_cannot_listen) {
  auto const s = running_server{};
  auto second = http::server{http::router{}};
  auto const taken = second.start("127.0.0.1", s.server.port());
  ASSERT_FALSE(taken);
  EXPECT_THAT(taken.error().message, HasSubstr("Address already in use"));
  auto const name = second.start("no-address", 0U);
  ASSERT_FALSE(name);
  EXPECT_EQ(name.error().code, errc::wrong_use);
}

}  // namespace
}  // namespace foothold::test
