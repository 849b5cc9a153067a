#include "http/assets.h"

#include <stdexcept>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace http = foothold::http;

namespace {

http::asset_store store() {
  auto files = http::asset_store{};
  files.add(
      {.name = "site.css", .content_type = "text/css; charset=utf-8", .body = "body{}", .gzip = "GZ", .brotli = "BR"});
  files.add({.name = "pictures/a.svg", .content_type = "image/svg+xml", .body = "<svg/>"});
  return files;
}

http::response ask(http::asset_store const& files, std::string path, http::fields headers = {}) {
  return files.serve({.path = std::move(path), .headers = std::move(headers)});
}

TEST(assets, an_address_with_the_hash_may_be_kept_for_ever) {
  auto const files = store();
  auto const href = files.href("site.css");
  EXPECT_TRUE(href.starts_with("/static/"));
  EXPECT_TRUE(href.ends_with("/site.css"));
  auto const r = ask(files, href);
  EXPECT_EQ(r.fixed_body, "body{}");
  EXPECT_EQ(r.content_type, "text/css; charset=utf-8");
  EXPECT_EQ(r.cache_control, "public, max-age=31536000, immutable");
  EXPECT_EQ(ask(files, files.href("pictures/a.svg")).fixed_body, "<svg/>");
}

TEST(assets, the_hash_follows_the_content) {
  auto one = http::asset_store{};
  auto two = http::asset_store{};
  one.add({.name = "a", .content_type = "text/plain", .body = "1"});
  two.add({.name = "a", .content_type = "text/plain", .body = "2"});
  EXPECT_NE(one.href("a"), two.href("a"));
  EXPECT_EQ(ask(one, two.href("a")).status, 404) << "the old address must not show the new content";
}

TEST(assets, an_address_without_the_hash_is_asked_again_by_its_tag) {
  auto const files = store();
  auto const first = ask(files, "/static/site.css");
  EXPECT_EQ(first.cache_control, "no-cache");
  auto const tag = http::value_or(first.headers, "ETag");
  auto const second = ask(files, "/static/site.css", {{"if-none-match", std::string{tag}}});
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(ask(files, "/static/site.css", {{"if-none-match", "\"other\""}}).status, 200);
}

TEST(assets, packed_files_go_to_those_who_take_them) {
  auto const files = store();
  auto const with = [&](char const* encodings) {
    return ask(files, "/static/site.css", {{"accept-encoding", encodings}});
  };
  EXPECT_EQ(with("gzip, deflate, br").fixed_body, "BR");
  EXPECT_EQ(with("gzip").fixed_body, "GZ");
  EXPECT_EQ(with("br;q=0, gzip;q=0.5").fixed_body, "GZ");
  EXPECT_EQ(with("identity").fixed_body, "body{}");
  EXPECT_EQ(http::value_or(with("br").headers, "Content-Encoding"), "br");
  EXPECT_NE(http::value_or(with("br").headers, "ETag"), http::value_or(with("gzip").headers, "ETag"));
  EXPECT_EQ(http::value_or(with("identity").headers, "Vary"), "Accept-Encoding");
}

TEST(assets, what_is_not_there_is_not_there) {
  auto files = store();
  EXPECT_EQ(ask(files, "/static/none.css").status, 404);
  EXPECT_EQ(ask(files, "/static").status, 404);
  EXPECT_EQ(ask(files, "/static/0000000000000000/site.css").status, 404);
  EXPECT_THROW(static_cast<void>(files.href("none.css")), std::out_of_range);
  EXPECT_THROW(files.add({.name = "site.css", .content_type = "text/css", .body = ""}), std::invalid_argument);
}

}  // namespace
