#include "service/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/fault.h"
#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::Not;

settings_load parse(std::string const& members) {
  return parse_settings("config.json", R"({"format": "foothold-config/1")" + members + "}");
}

TEST(settings, what_is_left_out_has_its_default) {
  auto const s = parse("").value;
  ASSERT_TRUE(s);
  EXPECT_EQ(s->tenant, "office");
  EXPECT_EQ(s->copy_of_keys_hours, 24);
  EXPECT_FALSE(s->for_tests);
}

TEST(settings, an_installation_without_a_file_has_the_defaults) {
  auto const folder = temp_folder{};
  EXPECT_EQ(read_settings(folder.path())->tenant, "office");
  ASSERT_TRUE(write_file(config_file(folder.path()), R"({"format": "foothold-config/1", "tenant": "lindental"})"));
  EXPECT_EQ(read_settings(folder.path())->tenant, "lindental");
}

TEST(settings, what_was_printed_is_read_again) {
  auto const printed = format_settings({.tenant = "a", .keys = "/k", .copy_of_keys_hours = 12, .for_tests = true});
  auto const s = parse_settings("config.json", printed).value;
  ASSERT_TRUE(s);
  EXPECT_EQ(format_settings(*s), printed);
}

TEST(settings, a_misspelt_name_is_told_with_the_nearest_one) {
  auto const load = parse(R"(, "tennant": "a")");
  ASSERT_FALSE(load.value);
  EXPECT_EQ(format_fault(load.found.front()),
            "config.json: $.tennant \"a\": expected a known member; did you mean \"tenant\"?");
}

TEST(settings, faults_name_the_member) {
  EXPECT_THAT(format_fault(parse(R"(, "copy_of_keys_hours": 0)").found.front()), HasSubstr("copy_of_keys_hours"));
  EXPECT_THAT(format_fault(parse(R"(, "for_tests": "yes")").found.front()), HasSubstr("true or false"));
  EXPECT_FALSE(parse_settings("config.json", "{").value);
  EXPECT_FALSE(parse_settings("config.json", R"({"format": "foothold-config/2"})").value);
}

TEST(settings, an_origin_is_https_or_this_machine) {
  auto const taken = [](std::string const& origin) {
    return parse(R"(, "origin": ")" + origin + "\"").value.has_value();
  };
  for (auto const* const origin : {"https://foothold.example", "https://foothold.example:8443", "http://localhost:8080",
                                   "http://127.0.0.1", "http://[::1]:80"}) {
    EXPECT_TRUE(taken(origin)) << origin;
  }
  for (auto const* const origin :
       {"http://foothold.example", "https://", "https://foothold.example/", "https://a b", "ftp://localhost",
        "foothold.example", "https://foothold.example#x", "http://localhost.example"}) {
    EXPECT_FALSE(taken(origin)) << origin;
  }
}

TEST(settings, copies_of_data_and_keys_have_folders_apart) {
  auto const taken = [](std::string const& members) { return parse(members).value.has_value(); };
  EXPECT_TRUE(taken(R"(, "copies": "/media/a", "key_copies": "/media/b")"));
  EXPECT_FALSE(taken(R"(, "copies": "/media/a")"));
  EXPECT_FALSE(taken(R"(, "key_copies": "/media/b")"));
  EXPECT_FALSE(taken(R"(, "copies": "/media/a", "key_copies": "/media/a")"));
  EXPECT_FALSE(taken(R"(, "copies": "/media/a", "key_copies": "/media/a/keys")"));
  EXPECT_FALSE(taken(R"(, "copies": "/media/a/b/..", "key_copies": "/media/a")"));
  EXPECT_FALSE(taken(R"(, "copies": "media/a", "key_copies": "/media/b")"));
}

TEST(settings, passwords_are_not_shown) {
  for (auto const* const where :
       {"host=a password=secret dbname=b", "password = secret", "password='sec ret\\'s secret'",
        "postgresql://foothold:secret@host/db", "host=a password=secret"}) {
    auto const shown = format_settings({.postgresql = where});
    EXPECT_THAT(shown, HasSubstr("***")) << where;
    EXPECT_THAT(shown, Not(HasSubstr("secret"))) << shown;
  }
  EXPECT_THAT(format_settings({.postgresql = "host=a password=secret dbname=b"}),
              HasSubstr("host=a password=*** dbname=b"));
}

}  // namespace
}  // namespace foothold
