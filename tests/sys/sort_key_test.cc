#include "sys/sort_key.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

TEST(sort_key, names_stand_where_readers_of_the_language_look_for_them) {
  EXPECT_LT(sort_key("Öl", "de"), sort_key("Zoe", "de"));
  EXPECT_GT(sort_key("Öl", "sv"), sort_key("Zoe", "sv"));
  EXPECT_LT(sort_key("anna", "en"), sort_key("Berta", "en"));
  EXPECT_LT(sort_key("أمينة", "ar"), sort_key("ليلى", "ar"));
}

TEST(sort_key, broken_text_and_unknown_languages_have_a_place_too) {
  EXPECT_NO_THROW(static_cast<void>(sort_key("\xff\xfe", "en")));
  EXPECT_EQ(sort_key("x", "zz-none"), sort_key("x", "zz-none"));
  EXPECT_NE(sort_key("a", "zz-none"), sort_key("b", "zz-none"));
}

}  // namespace
}  // namespace foothold
