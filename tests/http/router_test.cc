#include "http/router.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace http = foothold::http;

namespace {

http::response named(std::string name) {
  return http::plain(std::move(name));
}

std::string go(http::router const& routes, std::string path, http::verb const method = http::verb::get) {
  auto r = http::request{.method = method, .path = std::move(path)};
  auto const answer = routes.dispatch(r);
  auto text = answer.status == 200 ? answer.body : std::to_string(answer.status);
  for (auto const& [name, value] : r.parts) {
    text += " " + name + "=" + value;
  }
  return text;
}

void add(http::router& routes, std::string const& pattern) {
  routes.get(pattern, [pattern](http::request const&) { return named(pattern); });
}

TEST(router, the_more_literal_pattern_wins_whatever_the_order) {
  auto const patterns = std::vector<std::string>{
      "/{lang}/people/{id}", "/{lang}/people/new", "/static/{file...}", "/{lang}/{page}", "/", "/{lang}"};
  auto forward = http::router{};
  auto backward = http::router{};
  for (auto i = std::size_t{0U}; i < patterns.size(); ++i) {
    add(forward, patterns[i]);
    add(backward, patterns[patterns.size() - 1U - i]);
  }
  for (auto const* const routes : {&forward, &backward}) {
    EXPECT_EQ(go(*routes, "/"), "/");
    EXPECT_EQ(go(*routes, "/en"), "/{lang} lang=en");
    EXPECT_EQ(go(*routes, "/en/people"), "/{lang}/{page} lang=en page=people");
    EXPECT_EQ(go(*routes, "/en/people/new"), "/{lang}/people/new lang=en");
    EXPECT_EQ(go(*routes, "/en/people/p-1"), "/{lang}/people/{id} lang=en id=p-1");
    EXPECT_EQ(go(*routes, "/static/people/new"), "/static/{file...} file=people/new");
    EXPECT_EQ(go(*routes, "/static"), "/{lang} lang=static");
    EXPECT_EQ(go(*routes, "/en/people/p-1/x"), "404");
  }
}

TEST(router, methods_have_their_own_handlers) {
  auto routes = http::router{};
  routes.get("/a", [](http::request const&) { return named("get"); });
  routes.post("/a", [](http::request const&) { return named("post"); });
  EXPECT_EQ(go(routes, "/a"), "get");
  EXPECT_EQ(go(routes, "/a", http::verb::head), "get");
  EXPECT_EQ(go(routes, "/a", http::verb::post), "post");
  EXPECT_EQ(go(routes, "/a", http::verb::put), "405");
  EXPECT_EQ(go(routes, "/a", http::verb::options), "204");
  EXPECT_EQ(go(routes, "/b", http::verb::options), "404");
}

TEST(router, the_error_page_is_asked_and_may_fail) {
  auto routes = http::router{};
  routes.on_error([](http::request const& r, int const status) {
    if (r.path == "/broken") {
      throw std::runtime_error{"the error page has a bug"};
    }
    return http::html("<p>" + std::to_string(status) + "</p>");
  });
  auto r = http::request{.path = "/none"};
  auto const page = routes.dispatch(r);
  EXPECT_EQ(page.status, 404);
  EXPECT_EQ(page.body, "<p>404</p>");
  r.path = "/broken";
  EXPECT_EQ(routes.dispatch(r).body, "Not Found\n");
}

TEST(router, a_bad_or_doubled_pattern_is_found_at_the_start) {
  for (auto const* const pattern : {"", "a", "/a/", "//", "/{}", "/{a", "/a{b}", "/{a...}/b", "/a}", "/{lang}"}) {
    auto routes = http::router{};
    add(routes, "/{language}");
    EXPECT_THROW(add(routes, pattern), std::invalid_argument) << pattern;
  }
}

TEST(message, a_redirect_stays_on_this_server) {
  EXPECT_EQ(http::redirect("/en/people?a=b").headers.front().value, "/en/people?a=b");
  for (auto const* const place : {"", "//evil.example", "/\\evil.example", "https://evil.example", "en"}) {
    EXPECT_THROW(static_cast<void>(http::redirect(place)), std::invalid_argument) << place;
  }
}

}  // namespace
