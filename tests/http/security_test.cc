#include "http/security.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/running_server.h"

namespace foothold::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(security, every_answer_carries_the_headers_whatever_its_status) {
  auto const s = running_server{};
  for (auto const& [bytes, status] : std::vector<std::pair<std::string, int>>{{get("/"), 200},
                                                                              {get("/none"), 404},
                                                                              {post("/", ""), 405},
                                                                              {get("/throws"), 500},
                                                                              {get("/bad-header"), 500},
                                                                              {"nonsense\r\n\r\n", 400},
                                                                              {get("/../"), 400}}) {
    auto const r = s.ask(bytes);
    EXPECT_EQ(r.status, status);
    EXPECT_THAT(
        r.headers.at("content-security-policy"),
        AllOf(HasSubstr("default-src 'none'"), HasSubstr("script-src 'self'"), HasSubstr("frame-ancestors 'none'"),
              HasSubstr("form-action 'self'"), HasSubstr("base-uri 'none'"), Not(HasSubstr("'unsafe-"))));
    EXPECT_EQ(r.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(r.headers.at("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(r.headers.at("cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(r.headers.at("cache-control"), "no-store");
    EXPECT_TRUE(r.headers.contains("permissions-policy"));
    EXPECT_EQ(r.headers.at("referrer-policy"), "same-origin");
    EXPECT_FALSE(r.headers.contains("strict-transport-security")) << "only under TLS";
    EXPECT_FALSE(r.headers.contains("server")) << "what runs here is nobody's business";
  }
}

TEST(security, under_https_a_browser_is_told_to_stay_there) {
  auto const s = running_server{{.https_only = true}};
  for (auto const* const path : {"/", "/none", "/throws"}) {
    EXPECT_EQ(s.ask(get(path)).headers.at("strict-transport-security"), "max-age=31536000") << path;
  }
}

TEST(security, one_policy_allows_our_own_workers_sounds_and_webassembly) {
  EXPECT_EQ(http::content_security_policy({}),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src "
            "'self'; font-src 'self'; worker-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; "
            "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
}

TEST(security, a_program_without_origin_proves_nothing) {
  auto r = http::request{};
  r.method = http::verb::post;
  r.headers = {{"host", "localhost"}};
  EXPECT_TRUE(http::from_same_origin(r));
  EXPECT_FALSE(http::proves_same_origin(r));
  r.headers.push_back({"origin", "http://localhost"});
  EXPECT_TRUE(http::proves_same_origin(r));
  r.headers.back().value = "http://evil.example";
  EXPECT_FALSE(http::proves_same_origin(r));
}

TEST(security, an_inline_style_is_allowed_by_its_hash) {
  // The digest of nothing is in every book.
  EXPECT_EQ(http::csp_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  EXPECT_THAT(http::content_security_policy({"'sha256-abc'"}), HasSubstr("style-src 'self' 'sha256-abc';"));
}

TEST(security, what_somebody_sent_in_has_a_policy_of_its_own) {
  auto const s = running_server{};
  EXPECT_EQ(s.ask(get("/attachment")).headers.at("content-security-policy"), "sandbox; default-src 'none'");
  EXPECT_THAT(s.ask(get("/")).headers.at("content-security-policy"), HasSubstr("default-src 'none'; script-src"));
}

TEST(security, a_change_from_a_foreign_page_is_refused) {
  auto const s = running_server{};
  struct line {
    char const* headers;
    int status;
  };
  for (auto const& [headers, status] :
       {line{"", 200}, line{"Sec-Fetch-Site: same-origin\r\n", 200}, line{"Sec-Fetch-Site: none\r\n", 200},
        line{"Sec-Fetch-Site: cross-site\r\n", 403}, line{"Sec-Fetch-Site: same-site\r\n", 403},
        line{"Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost\r\n", 403},
        line{"Origin: http://localhost\r\n", 200}, line{"Origin: http://localhost:81\r\n", 403},
        line{"Origin: http://evil.example\r\n", 403}, line{"Origin: http://localhost.evil.example\r\n", 403},
        line{"Origin: null\r\n", 403}}) {
    EXPECT_EQ(s.ask(post("/body", "x", headers)).status, status) << headers;
  }
  EXPECT_EQ(s.ask(get("/", "Sec-Fetch-Site: cross-site\r\n")).status, 200) << "a link from elsewhere changes nothing";
}

TEST(security, a_foreign_name_for_this_server_is_refused) {
  auto const s = running_server{{.hosts = {"localhost", "127.0.0.1", "[::1]"}}};
  auto const ask = [&](std::string const& host) {
    return s.ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
  };
  EXPECT_EQ(ask("localhost"), 200);
  EXPECT_EQ(ask("LOCALHOST:8080"), 200);
  EXPECT_EQ(ask("127.0.0.1:8080"), 200);
  EXPECT_EQ(ask("[::1]:8080"), 200);
  EXPECT_EQ(ask("[::1]"), 200);
  EXPECT_EQ(ask("rebound.example:8080"), 421);
  EXPECT_EQ(s.ask("GET / HTTP/1.0\r\n\r\n").status, 421);
}

}  // namespace
}  // namespace foothold::test
