#include "interop/territory_image.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "world.h"

namespace foothold {
namespace {

TEST(territory_image, holds_the_files_byte_for_byte) {
  auto files = world_files("[people]\nid\np1\n");
  files.push_back({"guidebook/1.md", "not part of it"});
  auto const image = to_territory_image(files);
  auto const back = from_territory_image(image);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->size(), files.size() - 1U);
  EXPECT_EQ(to_territory_image(*back), image);
  EXPECT_EQ(read_territory(*back).value->hash, read_territory(files).value->hash);
}

TEST(territory_image, the_order_of_files_does_not_matter) {
  auto files = world_files("");
  auto const image = to_territory_image(files);
  std::ranges::reverse(files);
  EXPECT_EQ(to_territory_image(files), image);
}

TEST(territory_image, what_is_no_image_is_refused_with_the_reason) {
  auto const image = to_territory_image(world_files(""));
  auto const why = [](std::string_view const bytes) { return from_territory_image(bytes).error().message; };
  EXPECT_NE(why("").find("no image"), std::string::npos);
  EXPECT_NE(why("FOOTHOLD TERRITORY 2\n" + image.substr(21U)).find("another version"), std::string::npos);
  EXPECT_NE(why(image.substr(0U, 40U)).find("cut off"), std::string::npos);
}

RC_GTEST_PROP(territory_image, every_damage_is_seen, ()) {
  auto const image = to_territory_image(world_files(""));
  auto damaged = image;
  auto const at = *rc::gen::inRange<std::size_t>(0U, image.size());
  damaged[at] = static_cast<char>(damaged[at] ^ static_cast<char>(1 << *rc::gen::inRange(0, 7)));
  RC_ASSERT(!from_territory_image(damaged).has_value());
  RC_ASSERT(!from_territory_image(image.substr(0U, at)).has_value());
}

}  // namespace
}  // namespace foothold
