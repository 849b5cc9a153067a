#include "store/migration.h"

#include <array>
#include <stdexcept>

#include <gtest/gtest.h>

namespace foothold {
namespace {

using lines = std::vector<std::string>;

constexpr std::string_view kText =
    "-- A comment.\n"
    "create table t (\n"
    "  number serial64,\n"
    "  body text not null,\n"
    "  my_text int64\n"
    ") strict\n"
    "\n"
    "-- only sqlite\n"
    "create trigger a begin select 1; end\n"
    "\n"
    "\n"
    "-- only postgresql\n"
    "create function b() returns trigger\n";

TEST(migration, neutral_words_become_those_of_each_engine) {
  EXPECT_EQ(statements_for(engine_kind::sqlite, kText),
            (lines{"create table t (\n  number integer primary key autoincrement,\n  body text not null,\n"
                   "  my_text integer\n) strict\n",
                   "create trigger a begin select 1; end\n"}));
  EXPECT_EQ(statements_for(engine_kind::postgresql, kText),
            (lines{"create table t (\n  number bigint generated always as identity primary key,\n"
                   "  body text collate \"C\" not null,\n  my_text bigint\n) \n",
                   "create function b() returns trigger\n"}));
}

TEST(migration, files_are_ordered_by_number) {
  auto const files = std::to_array<embedded_file>({{"0002_b.sql", "b"}, {"0001_a.sql", "a"}});
  auto const list = number_migrations(files);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].name, "a");
  EXPECT_EQ(list[1].number, 2U);
  EXPECT_NE(list[0].checksum, list[1].checksum);
}

TEST(migration, gaps_twins_and_odd_names_are_bugs) {
  EXPECT_THROW((void)number_migrations(std::to_array<embedded_file>({{"0002_b.sql", ""}})), std::logic_error);
  EXPECT_THROW((void)number_migrations(std::to_array<embedded_file>({{"0001_a.sql", ""}, {"0001_b.sql", ""}})),
               std::logic_error);
  for (auto const* const name : {"1_a.sql", "0001a.sql", "0001_a.txt", "000x_a.sql", ".sql"}) {
    EXPECT_THROW((void)number_migrations(std::to_array<embedded_file>({{name, ""}})), std::logic_error) << name;
  }
}

}  // namespace
}  // namespace foothold
