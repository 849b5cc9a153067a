#include "ui/work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ui/desk_screens.h"
#include "ui/sample.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::Not;

post_view somewhere() {
  return {url{}.segment("en").segment("cases"), {{"form_token", "t"}, {"key", "k"}}};
}

TEST(work, a_press_is_a_form_with_what_it_carries_and_says_what_it_is_done_to) {
  auto w = html_writer{};
  draw_press(w, {.words = "Done", .post = somewhere(), .about = "Call <b>"});
  auto const html = w.take();
  EXPECT_THAT(html, HasSubstr("<form method=\"post\" action=\"/en/cases\">"));
  EXPECT_THAT(html, HasSubstr("name=\"form_token\" value=\"t\""));
  EXPECT_THAT(html, HasSubstr("name=\"key\" value=\"k\""));
  EXPECT_THAT(html, HasSubstr("<span class=\"hide\">: Call &lt;b&gt;</span>"));
}

TEST(work, a_fault_is_named_where_the_field_is_and_told_to_a_screen_reader) {
  auto w = html_writer{};
  draw_field(w, "f",
             {.kind = field_kind::day,
              .name = "until",
              .label = "Until",
              .hint = "A day",
              .value = "2026-03-02",
              .fault = "Too late"});
  auto const html = w.take();
  EXPECT_THAT(html, HasSubstr("<label class=\"label\" for=\"f-until\">Until</label>"));
  EXPECT_THAT(html, HasSubstr("aria-describedby=\"f-until-hint f-until-fault\""));
  EXPECT_THAT(html, HasSubstr("aria-invalid=\"true\""));
  EXPECT_THAT(html, HasSubstr("<p class=\"fault\" id=\"f-until-fault\">Too late</p>"));
  auto fine = html_writer{};
  draw_field(fine, "f", {.kind = field_kind::line, .name = "words", .label = "Words"});
  EXPECT_THAT(fine.take(), Not(HasSubstr("aria-")));
}

TEST(work, a_section_without_lines_says_so) {
  auto w = html_writer{};
  draw_section(w, {.id = "s", .title = "Tasks", .empty = "Nothing here yet."});
  EXPECT_THAT(w.take(), HasSubstr("Nothing here yet."));
}

TEST(work, boxes_and_the_menu_to_move_stand_in_one_form_only_where_somebody_may) {
  auto const& c = sample::in("en");
  auto frame = page_frame{};
  frame.title = "Cases";
  frame.demo = false;
  frame.menu = {{"Today", url{}.segment("en").segment("home"), false}};
  auto v = cases_screen_view{};
  v.cases = {{.id = "1", .name = "ليلى", .number = "7", .why = "", .to = url{}.segment("en")}};
  EXPECT_THAT(cases_screen(frame, c, v), Not(HasSubstr("type=\"checkbox\"")));
  v.remind = {{.kind = field_kind::line, .name = "words", .label = "What"}};
  auto const html = cases_screen(frame, c, v);
  EXPECT_THAT(html, HasSubstr("type=\"checkbox\" name=\"person\" value=\"1\""));
  EXPECT_THAT(html, HasSubstr("name=\"act\" value=\"remind\""));
  EXPECT_THAT(html, Not(HasSubstr("value=\"move\"")));
  EXPECT_THAT(html, HasSubstr("<body class=\"desk\">"));
  EXPECT_THAT(html, Not(HasSubstr("demo\">")));
}

}  // namespace
}  // namespace foothold
