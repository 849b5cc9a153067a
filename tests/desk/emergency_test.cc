#include <gmock/gmock.h>

#include "desk/desk_world.h"

namespace foothold {
namespace {

class desk_emergency : public desk_world {
protected:
  void SetUp() override {
    desk_world::SetUp();
    if (IsSkipped()) {
      return;
    }
    let_in("proven", acting(colleague), flag::signed_in_again);
    layla = add_person("Layla");
    auto paper = paper_record{.id = new_id<decltype(paper_record::id)>(),
                              .person = layla.id,
                              .kind = "Residence permit",
                              .state = "original"};
    put([&](transaction& t) { return add(t, paper).has_value(); });
  }
  shown_page open_file() {
    return press("proven", get("proven", case_of(layla, "/emergency")), case_of(layla, "/emergency"),
                 {{"reason_code", "life"}, {"reason", "She does not answer since Monday"}});
  }
  [[nodiscard]] std::string file() const { return "/en/emergencies/" + format_id(layla.id); }

  person_record layla;
};

// REQ J2
TEST_P(desk_emergency, a_file_is_open_for_an_hour_with_a_reason_and_the_person_sees_it) {
  EXPECT_FALSE(get("proven", case_of(layla)).says("Residence permit"));
  EXPECT_TRUE(get("proven", case_of(layla)).says(case_of(layla, "/emergency")));
  EXPECT_EQ(get("proven", file()).status, 404);
  auto const opened = open_file();
  EXPECT_TRUE(opened.says("Residence permit")) << opened.html;
  EXPECT_TRUE(opened.says("Open until"));
  let_in("layla", acting(layla));
  EXPECT_TRUE(get("layla", "/en/my-data").says("She does not answer since Monday"));
  clock.advance(std::chrono::minutes{61});
  EXPECT_EQ(get("proven", file()).status, 404);
}

TEST_P(desk_emergency, who_guards_the_data_looks_at_the_reason_once) {
  open_file();
  auto const list = get("officer", "/en/emergencies");
  EXPECT_TRUE(list.says("She does not answer since Monday"));
  EXPECT_TRUE(list.says("Life or health is in danger"));
  EXPECT_FALSE(list.says("Layla")) << "who guards the data needs no name";
  auto const place = address(list, file(), "/review");
  ASSERT_NE(place, "");
  auto const after = press("officer", list, place);
  EXPECT_TRUE(after.says("It is noted that you looked at it."));
  EXPECT_TRUE(after.says("There is none to look at."));
}

TEST_P(desk_emergency, without_a_second_proof_or_a_reason_nothing_is_opened) {
  auto const form = get("colleague", case_of(layla, "/emergency"));
  EXPECT_TRUE(form.says("First show that it is you"));
  EXPECT_FALSE(form.says("name=\"reason\""));
  auto const tried = post("colleague", case_of(layla, "/emergency"),
                          {{"form_token", "token of colleague"},
                           {"key", "k"},
                           {"reason_code", "life"},
                           {"reason", "She does not answer since Monday"}});
  EXPECT_EQ(get("colleague", file()).status, 404) << tried.status;
  auto const short_one = press("proven", get("proven", case_of(layla, "/emergency")), case_of(layla, "/emergency"),
                               {{"reason_code", "life"}, {"reason", "so"}});
  EXPECT_EQ(short_one.status, 422);
  EXPECT_TRUE(short_one.says("write a sentence why"));
  EXPECT_EQ(get("proven", file()).status, 404);
}

TEST_P(desk_emergency, nobody_else_opens_or_reviews) {
  open_file();
  for (auto const* const who : {"teacher", "officer"}) {
    EXPECT_EQ(get(who, case_of(layla, "/emergency")).status, 404) << who;
    EXPECT_EQ(get(who, file()).status, 404) << who;
  }
  for (auto const* const who : {"teacher", "worker", "boss", "proven"}) {
    EXPECT_EQ(get(who, "/en/emergencies").status, 404) << who;
  }
}

FOOTHOLD_BOTH_ENGINES(desk_emergency);

}  // namespace
}  // namespace foothold
