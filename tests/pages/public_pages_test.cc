#include "pages/public_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/functions.h"
#include "service/responsible.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::Not;

class public_pages : public testing::Test {
protected:
  public_pages() { add_public_pages(routes, words); }
  http::response get(std::string const& path, std::vector<std::string> const& languages = {}) const {
    auto r = http::request{};
    r.path = path;
    r.languages = languages;
    return routes.dispatch(r);
  }
  texts words{*load_texts()};
  http::router routes{};
};

// REQ H7
TEST_F(public_pages, has_every_function_in_every_language_with_its_direction) {
  for (auto const& c : words.languages) {
    auto const page = get("/" + c->language() + "/functions");
    ASSERT_EQ(page.status, 200);
    EXPECT_THAT(page.body,
                HasSubstr("<html lang=\"" + c->language() + "\" dir=\"" + std::string{c->direction()} + "\""));
    for (auto const& f : registered_functions()) {
      EXPECT_THAT(page.body, HasSubstr("id=\"" + std::string{id_of(f.is)} + "\""));
      EXPECT_THAT(page.body, HasSubstr(c->say("functions." + std::string{id_of(f.is)} + ".name")));
    }
    EXPECT_THAT(page.body, Not(HasSubstr("functions.")));  // a key without words
    EXPECT_THAT(page.body, HasSubstr("name=\"viewport\""));
  }
}

TEST_F(public_pages, speaks_the_readers_language) {
  EXPECT_THAT(get("/functions", {"ar"}).body, HasSubstr("dir=\"rtl\""));
  EXPECT_THAT(get("/functions", {"xx"}).body, HasSubstr("lang=\"en\""));
  EXPECT_EQ(get("/xx/functions").status, 303);
}

// REQ J9
TEST_F(public_pages, say_of_every_table_who_answers_for_it) {
  for (auto const& c : words.languages) {
    auto const page = get("/" + c->language() + "/responsible");
    EXPECT_EQ(page.status, 200);
    for (auto const& t : record_tables()) {
      EXPECT_THAT(page.body, HasSubstr("<dt>" + c->say("table." + std::string{t.name}) + "</dt>")) << t.name;
    }
    EXPECT_THAT(page.body, HasSubstr(c->say("responsible.who.to_organisation")));
    EXPECT_THAT(page.body, Not(HasSubstr("responsible.who")));  // a key without words
  }
}

}  // namespace
}  // namespace foothold
