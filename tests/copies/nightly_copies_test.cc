#include "service/nightly_copies.h"

#include <gmock/gmock.h>

#include "copies/installed.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class nightly_copies : public with_copies {
protected:
  [[nodiscard]] settings with_folders() const {
    return {.copies = copies(), .key_copies = folder.path() / "key-copies"};
  }
  void next_day(int const n = 1) { clock.advance(std::chrono::hours{24 * n}); }
  [[nodiscard]] std::size_t files(std::filesystem::path const& in, std::string const& begin) const {
    auto n = std::size_t{0U};
    for (auto const& e : std::filesystem::directory_iterator{in}) {
      n += e.path().filename().string().starts_with(begin) ? 1U : 0U;
    }
    return n;
  }
};

TEST_P(nightly_copies, without_folders_nothing_is_made) {
  next_day();
  auto const done = make_nightly_copies(*at_work, {});
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->data.empty() && done->keys.empty() && !done->drill);
  EXPECT_FALSE(std::filesystem::exists(copies()));
}

TEST_P(nightly_copies, each_day_the_keys_then_the_data_and_each_month_a_drill) {
  static_cast<void>(add_person("Layla"));
  next_day();
  auto const s = with_folders();
  auto const first = make_nightly_copies(*at_work, s);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_THAT(first->keys.filename().string(), StartsWith("keys-20260305T"));
  EXPECT_THAT(first->data.filename().string(), StartsWith("data-20260305T"));
  ASSERT_TRUE(first->drill) << "none was tried before";
  EXPECT_EQ(first->drill->fault, "");
  auto const again = make_nightly_copies(*at_work, s);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->data.empty() && again->keys.empty()) << "those of today are there";
  for (auto day = 2; day != 30; ++day) {
    next_day();
    auto const done = make_nightly_copies(*at_work, s);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_FALSE(done->keys.empty());
    EXPECT_FALSE(done->data.empty());
    EXPECT_FALSE(done->drill) << day;
  }
  next_day();
  EXPECT_TRUE(make_nightly_copies(*at_work, s)->drill) << "29 days after the last";
}

TEST_P(nightly_copies, copies_of_keys_go_after_thirty_days_and_nothing_else_does) {
  auto const where = folder.path() / "key-copies";
  ASSERT_EQ(files(where, "keys-"), 1U);
  folder.put("key-copies/keys-of-the-cellar.backup", "not ours");
  folder.put("key-copies/letter.txt", "not a copy");
  next_day(30);
  EXPECT_EQ(make_nightly_copies(*at_work, with_folders())->key_copies_removed, 0U);
  next_day();
  auto const done = make_nightly_copies(*at_work, with_folders());
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->key_copies_removed, 1U);
  EXPECT_EQ(files(where, "keys-2026"), 2U);
  EXPECT_EQ(files(where, "keys-of"), 1U);
  EXPECT_EQ(files(where, "letter"), 1U);
}

// Those of a million people are longer than anybody would read for a date.
TEST_P(nightly_copies, a_copy_of_keys_goes_however_long_it_is) {
  for (auto const& e : std::filesystem::directory_iterator{folder.path() / "key-copies"}) {
    if (e.path().extension() == ".backup") {
      std::filesystem::resize_file(e.path(), std::uintmax_t{65U} << 20U);
    }
  }
  next_day(31);
  auto const done = make_nightly_copies(*at_work, with_folders());
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->key_copies_removed, 1U);
}

TEST_P(nightly_copies, what_is_late_is_told) {
  auto const before = state_of_copies(*at_work);
  EXPECT_FALSE(before.keys_late());
  EXPECT_TRUE(before.data_late()) << "never";
  EXPECT_TRUE(before.drill_late());
  next_day();
  ASSERT_TRUE(make_nightly_copies(*at_work, with_folders()));
  auto const after = state_of_copies(*at_work);
  EXPECT_FALSE(after.keys_late() || after.data_late() || after.drill_late());
  next_day(2);
  EXPECT_FALSE(state_of_copies(*at_work).data_late()) << "48 hours are not more than 48 hours";
  clock.advance(std::chrono::hours{1});
  auto const late = state_of_copies(*at_work);
  EXPECT_TRUE(late.keys_late() && late.data_late());
  EXPECT_FALSE(late.drill_late());
  next_day(33);
  EXPECT_TRUE(state_of_copies(*at_work).drill_late());
}

TEST_P(nightly_copies, a_folder_that_cannot_be_written_is_an_error_and_tried_again) {
  next_day();
  folder.put("copies", "a file in its place");
  EXPECT_FALSE(make_nightly_copies(*at_work, with_folders()));
  EXPECT_TRUE(state_of_copies(*at_work).data_late());
  std::filesystem::remove(copies());
  EXPECT_TRUE(make_nightly_copies(*at_work, with_folders()));
  EXPECT_FALSE(state_of_copies(*at_work).data_late());
}

FOOTHOLD_BOTH_ENGINES(nightly_copies);

}  // namespace
}  // namespace foothold
