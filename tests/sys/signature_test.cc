#include "sys/signature.h"

#include <sys/stat.h>

#include <gtest/gtest.h>

#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

TEST(signature, fits_its_text_and_its_key_only) {
  auto const key = signing_key::make();
  auto const signature = key.sign("text");
  EXPECT_EQ(signature.size(), kSignatureDigits);
  EXPECT_TRUE(is_signed_by(key.public_hex(), "text", signature));
  EXPECT_FALSE(is_signed_by(key.public_hex(), "Text", signature));
  EXPECT_FALSE(is_signed_by(signing_key::make().public_hex(), "text", signature));
  for (auto i = std::size_t{0U}; i != signature.size(); ++i) {
    auto other = signature;
    other[i] = other[i] == '0' ? '1' : '0';
    EXPECT_FALSE(is_signed_by(key.public_hex(), "text", other));
  }
  EXPECT_FALSE(is_signed_by("", "text", signature));
  EXPECT_FALSE(is_signed_by(key.public_hex(), "text", "x"));
}

TEST(signature, a_key_is_read_as_it_was_written_and_is_for_its_owner_alone) {
  auto const folder = temp_folder{};
  auto const file = folder.path() / "audit.key";
  auto const key = signing_key::make();
  ASSERT_TRUE(key.write(file));
  struct stat found{};
  ASSERT_EQ(::stat(file.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  auto const again = signing_key::read(file);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->public_hex(), key.public_hex());
  EXPECT_EQ(again->sign("text"), key.sign("text"));
  EXPECT_EQ(signing_key::make().write(file).error().code, errc::conflict);
  EXPECT_EQ(signing_key::read(file)->public_hex(), key.public_hex());

  ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
  auto const open = signing_key::read(file);
  ASSERT_FALSE(open);
  EXPECT_NE(open.error().message.find("others than its owner may read this key"), std::string::npos);
}

TEST(signature, what_is_no_key_is_refused_without_showing_it) {
  auto const folder = temp_folder{};
  auto const file = folder.path() / "audit.key";
  for (auto const* const text : {"", "foothold-signing-key/1 \n", "foothold-signing-key/1 zz\n", "hunter2"}) {
    ASSERT_TRUE(write_file(file, text, readers::owner));
    auto const refused = signing_key::read(file);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, errc::bad_input);
    EXPECT_EQ(refused.error().message.find("hunter2"), std::string::npos);
  }
  EXPECT_EQ(signing_key::read(folder.path() / "nowhere").error().code, errc::not_found);
}

}  // namespace
}  // namespace foothold
