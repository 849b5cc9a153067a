#include "interop/unpack.h"

#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "interop/pack_for_tests.h"

using namespace foothold;
using testing::HasSubstr;

namespace {

std::string why_not(std::string_view const bytes, unpack_limits const limits = {}) {
  auto const archive = zip_archive::open(bytes, "a.zip", limits);
  if (!archive) {
    EXPECT_EQ(archive.error().code, errc::bad_input);
    return archive.error().message;
  }
  for (auto i = std::size_t{0U}; i != archive->entries().size(); ++i) {
    if (auto const content = archive->read(i); !content) {
      return content.error().message;
    }
  }
  return "";
}

}  // namespace

TEST(zip, entries_are_read_in_the_order_of_the_archive) {
  auto const bytes =
      zipped({{"b/x.csv", "1,2\n"}, {"b/", ""}, {"a.csv", std::string(100'000, 'z')}, {"inner.zip", "PK"}});
  auto const archive = zip_archive::open(bytes, "a.zip");
  ASSERT_TRUE(archive);
  ASSERT_EQ(archive->entries().size(), 3U);
  EXPECT_EQ(archive->entries()[0].name, "b/x.csv");
  EXPECT_EQ(archive->read(0U).value(), "1,2\n");
  EXPECT_EQ(archive->read(1U).value(), std::string(100'000, 'z'));
  EXPECT_EQ(archive->read(2U).value(), "PK");  // an archive inside is only a file
}

TEST(zip, what_is_no_zip_says_so) {
  EXPECT_EQ(why_not("uri,label\n"), "a.zip: this is not a zip archive");
  EXPECT_EQ(why_not(""), "a.zip: this is not a zip archive; the file is empty");
}

TEST(zip, every_truncation_is_found) {
  auto const bytes = zipped({{"a.csv", "some,content\n"}, {"b.csv", "more\n"}});
  for (auto size = std::size_t{2U}; size != bytes.size(); ++size) {
    EXPECT_THAT(why_not(std::string_view{bytes}.substr(0U, size)), HasSubstr("cut off or damaged")) << size;
  }
}

TEST(zip, changed_content_does_not_pass_the_checksum) {
  auto bytes = zipped({{"a.csv", "some,content\n"}}, /*compress=*/false);
  bytes[bytes.find("some")] = 'S';
  EXPECT_THAT(why_not(bytes), HasSubstr("does not match its checksum"));
}

TEST(zip, a_bomb_is_not_unpacked) {
  auto const bomb = zipped({{"zeros.csv", std::string(8U << 20U, '0')}});
  EXPECT_LT(bomb.size(), 20'000U);
  EXPECT_THAT(why_not(bomb), HasSubstr("zip bomb"));
  EXPECT_EQ(why_not(bomb, {.ratio = 2'000U}), "");
}

TEST(zip, limits_are_kept) {
  auto const bytes = zipped({{"a.csv", "12345"}, {"b.csv", "12345"}});
  EXPECT_EQ(why_not(bytes), "");
  EXPECT_THAT(why_not(bytes, {.entries = 1U}), HasSubstr("has 2 entries; at most 1"));
  EXPECT_THAT(why_not(bytes, {.total_bytes = 9U}), HasSubstr("\"b.csv\" would unpack to 5 bytes"));
  EXPECT_THAT(why_not(bytes, {.entry_bytes = 4U}), HasSubstr("\"a.csv\" would unpack to 5 bytes"));
}

TEST(zip, a_false_claim_about_the_size_is_found) {
  auto const content = std::string(5'000, 'x');
  auto bytes = zipped({{"a.csv", content}});
  auto const claim = std::uint32_t{100U};
  auto const central = bytes.find("PK\x01\x02");
  ASSERT_NE(central, std::string::npos);
  std::memcpy(bytes.data() + central + 24U, &claim, sizeof(claim));
  std::memcpy(bytes.data() + 22U, &claim, sizeof(claim));
  EXPECT_NE(why_not(bytes), "");
}

TEST(zip, names_that_leave_the_folder_are_refused) {
  for (auto const* name : {"../x.csv", "a/../../x.csv", "/etc/x.csv", "c:/x.csv", "..\\x.csv", "a/.."}) {
    EXPECT_THAT(why_not(zipped({{name, "x"}})), HasSubstr("leads out of its folder")) << name;
  }
  EXPECT_EQ(why_not(zipped({{"a..b/..c.csv", "x"}})), "");
}

TEST(zip, encrypted_entries_are_refused) {
  EXPECT_THAT(why_not(zipped({{"a.csv", "secret"}}, true, "password")), HasSubstr("is encrypted"));
}

RC_GTEST_PROP(zip, damaged_archives_never_crash, ()) {
  static auto const whole = zipped({{"a.csv", "some,content\nmore,content\n"}, {"b.csv", "x\n"}});
  auto bytes = whole;
  for (auto n = *rc::gen::inRange(1, 6); n != 0; --n) {
    bytes[*rc::gen::inRange<std::size_t>(0U, bytes.size())] = *rc::gen::arbitrary<char>();
  }
  bytes.resize(*rc::gen::inRange<std::size_t>(0U, bytes.size() + 1U));
  (void)why_not(bytes);
}

TEST(gzip, members_are_joined_and_damage_is_found) {
  auto const one = gzipped("hello ");
  EXPECT_EQ(gunzip(one, "l.gz").value(), "hello ");
  EXPECT_EQ(gunzip(one + gzipped("world"), "l.gz").value(), "hello world");
  EXPECT_EQ(gunzip("hello", "l.gz").error().message, "l.gz: this is not a gzip file");
  for (auto size = std::size_t{2U}; size != one.size(); ++size) {
    EXPECT_THAT(gunzip(std::string_view{one}.substr(0U, size), "l.gz").error().message, HasSubstr("cut off")) << size;
  }
  auto damaged = one;
  damaged[damaged.size() - 6U] = static_cast<char>(damaged[damaged.size() - 6U] ^ 1);
  EXPECT_THAT(gunzip(damaged, "l.gz").error().message, HasSubstr("damaged"));
  EXPECT_THAT(gunzip(one + "rubbish", "l.gz").error().message, HasSubstr("damaged"));
}

TEST(gzip, a_bomb_and_a_too_large_file_are_not_unpacked) {
  auto const bomb = gzipped(std::string(8U << 20U, '0'));
  EXPECT_THAT(gunzip(bomb, "l.gz").error().message, HasSubstr("zip bomb"));
  EXPECT_THAT(gunzip(bomb, "l.gz", {.entry_bytes = 1U << 20U, .ratio = 5'000U}).error().message,
              HasSubstr("more than 1048576 bytes"));
}
