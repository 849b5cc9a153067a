#include "ui/html.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ui/measure.h"
#include "ui/pathway_svg.h"
#include "ui/sample.h"
#include "ui/screens.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(html, elements_close_and_texts_are_escaped) {
  auto w = html_writer{};
  {
    auto const p = w.in("p", {{"class", "a\"b"}, {"hidden", true}, {"inert", false}, {"tabindex", 0}});
    w.text("1 < 2 & 'x'\x01");
    w.empty("br");
  }
  EXPECT_EQ(w.take(), "<p class=\"a&quot;b\" hidden tabindex=\"0\">1 &lt; 2 &amp; &#39;x&#39;<br/></p>");
}

TEST(html, addresses_are_of_this_server_or_http) {
  EXPECT_EQ(url{}.segment("de").segment("a/b?c").query("goal", "field:51,53").str(),
            "/de/a%2Fb%3Fc?goal=field%3A51%2C53");
  EXPECT_FALSE(url::external("javascript:alert(1)"));
  EXPECT_FALSE(url::external("https://x y"));
  EXPECT_TRUE(url::external("https://example.org/a?b=c"));
}

// Whatever a name holds, the page has the same tags: nothing breaks out of a text or an attribute.
std::string tags_of(std::string const& html) {
  auto out = std::string{};
  for (auto i = html.find('<'); i != std::string::npos; i = html.find('<', i + 1U)) {
    out += html.substr(i, html.find_first_of(" >/", i + 2U) - i) + "\n";
  }
  return out;
}

std::size_t quotes_of(std::string const& html) {
  return static_cast<std::size_t>(std::count(html.begin(), html.end(), '"'));
}

plan_view named(std::string const& name) {
  auto p = sample::plan(sample::in("en"));
  p.goal = p.reached = name;
  for (auto& s : p.steps) {
    s.title = s.host_title = s.organisation = s.place = s.phone = name;
    s.reasons = {name};
  }
  p.tight.front().what = name;
  p.papers_held = {name};
  return p;
}

std::string page_named(std::string const& name) {
  auto v = sample::screen(sample::in("en"), named(name));
  v.person.name = v.person.id = v.person.home = name;
  v.change.hours.front().words = v.change.hours.front().value = name;
  v.change.hidden = {{name, name}};
  v.goal_page = url{}.segment(name).query(name, name);
  return person_screen(sample::frame(sample::in("en"), name, name), sample::in("en"), v);
}

RC_GTEST_PROP(html, random_names_never_break_out, ()) {
  auto const piece = rc::gen::oneOf(rc::gen::arbitrary<std::string>(),
                                    rc::gen::element<std::string>("</script>", "\"><svg onload=x>", "<!--", "'", "&lt;",
                                                                  "</style>", "]]>", "\xE2\x80\xAE", "javascript:"));
  auto const name = "x" + *piece + *piece;
  // A short stand-in so that the pictures cut no text in either page.
  auto const safe = std::string{"x"};
  auto const page = page_named(name);
  auto const plain = page_named(safe);
  auto const count = [](std::string const& text, std::string_view const what) {
    auto n = 0;
    for (auto i = text.find(what); i != std::string::npos; i = text.find(what, i + 1U)) {
      ++n;
    }
    return n;
  };
  for (auto const* const tag : {"<script", "<style", "<!--", "<li", "<p", "<a ", "<rect", "<input", "<h3"}) {
    RC_ASSERT(count(page, tag) == count(plain, tag));
  }
  RC_ASSERT(page.find("<svg onload") == std::string::npos);
  RC_ASSERT(quotes_of(page) % 2U == 0U);
}

TEST(html, the_tag_reader_of_this_test_sees_a_break_out) {
  EXPECT_THAT(tags_of("<p>a</p>"), Not(HasSubstr("<b")));
  EXPECT_THAT(tags_of("<p><b>a</b></p>"), HasSubstr("<b"));
}

TEST(measure, cuts_between_characters) {
  EXPECT_EQ(columns_of("äöü"), 3U);
  EXPECT_EQ(shortened("Deutschkurs", 6U), "Deuts…");
  EXPECT_EQ(shortened("äöüß", 3U), "äö…");
  EXPECT_EQ(shortened("abc", 3U), "abc");
  EXPECT_EQ(padded("أب", 4U), "أب  ");
  EXPECT_EQ(shortened_to_width("wide text", 15, 10), "");
}

RC_GTEST_PROP(measure, never_wider_than_asked, (std::string const& text)) {
  auto const n = *rc::gen::inRange(1U, 40U);
  RC_ASSERT(columns_of(shortened(text, n)) <= n);
  RC_ASSERT(columns_of(padded(text, n)) >= n);
}

}  // namespace
}  // namespace foothold
