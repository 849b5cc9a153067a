#include "pages/functions_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/functions.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::Not;

class functions_page : public testing::Test {
protected:
  functions_page() { add_functions_pages(routes, words); }
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
TEST_F(functions_page, has_every_function_in_every_language_with_its_direction) {
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

TEST_F(functions_page, speaks_the_readers_language) {
  EXPECT_THAT(get("/functions", {"ar"}).body, HasSubstr("dir=\"rtl\""));
  EXPECT_THAT(get("/functions", {"xx"}).body, HasSubstr("lang=\"en\""));
  EXPECT_EQ(get("/xx/functions").status, 303);
}

}  // namespace
}  // namespace foothold
