#include "interop/csv_table.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace foothold;
using testing::HasSubstr;

namespace {

constexpr auto kColumns = std::array<csv_column, 4>{csv_column{"id", true}, csv_column{"title_*", true},
                                                    csv_column{"minutes"}, csv_column{"line"}};

}  // namespace

TEST(csv_table, columns_are_found_in_any_order) {
  auto table = csv_table{"t.csv", "minutes, title_de ,title_en,id\n5,Bus,bus,a\n7,,,b\n", kColumns};
  auto const minutes = table.find("minutes");
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.cell(minutes), "5");
  EXPECT_EQ(table.cell("title_de"), "Bus");
  EXPECT_EQ(table.cell("line"), "");
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.cell("id"), "b");
  EXPECT_EQ(table.line(), 3U);
  EXPECT_FALSE(table.next());
  EXPECT_TRUE(table.found().empty());
}

TEST(csv_table, an_unknown_column_names_the_nearest_known_one) {
  auto table = csv_table{"t.csv", "id,title_en,minuets\na,b,5\n", kColumns};
  ASSERT_EQ(table.found().size(), 1U);
  auto const& f = table.found()[0];
  EXPECT_EQ(f.file, "t.csv");
  EXPECT_EQ(f.line, 1U);
  EXPECT_EQ(f.field, "minuets");
  EXPECT_THAT(f.expected, HasSubstr("did you mean \"minutes\"?"));
  EXPECT_FALSE(f.warning);
  EXPECT_TRUE(table.next());
}

TEST(csv_table, an_unknown_column_without_a_near_one_lists_what_is_known) {
  auto table = csv_table{"t.csv", "id,title_en,colour\n", kColumns, {.unknown_is_fault = false}};
  ASSERT_EQ(table.found().size(), 1U);
  EXPECT_EQ(table.found()[0].expected, "one of the columns id, title_*, minutes, line");
  EXPECT_TRUE(table.found()[0].warning);
}

TEST(csv_table, every_missing_required_column_is_named_and_no_row_is_read) {
  auto table = csv_table{"t.csv", "minutes\n5\n", kColumns};
  ASSERT_EQ(table.found().size(), 2U);
  EXPECT_EQ(table.found()[0].field, "id");
  EXPECT_EQ(table.found()[1].field, "title_*");
  EXPECT_FALSE(table.next());
}

TEST(csv_table, long_and_short_rows) {
  auto const* const text = "id,title_en,minutes\na,b,1,surplus\nb,c,2,,\nc\n";
  auto table = csv_table{"t.csv", text, kColumns};
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.cell("id"), "b");
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.cell("minutes"), "");
  EXPECT_FALSE(table.next());
  ASSERT_EQ(table.found().size(), 1U);
  EXPECT_EQ(table.found()[0].line, 2U);

  auto strict = csv_table{"t.csv", text, kColumns, {.short_rows = false}};
  while (strict.next()) {
  }
  EXPECT_EQ(strict.found().size(), 2U);
}

TEST(csv_table, an_empty_file_a_doubled_column_and_a_stray_quote_are_faults) {
  EXPECT_THAT((csv_table{"t.csv", "", kColumns}.found().at(0).expected), HasSubstr("the file is empty"));
  EXPECT_EQ((csv_table{"t.csv", "id,id,title_en\n", kColumns}.found().at(0).expected), "each column once");
  auto table = csv_table{"t.csv", "id,title_en\na,b\"\n", kColumns};
  EXPECT_FALSE(table.next());
  EXPECT_EQ(table.found().at(0).file, "t.csv");
  EXPECT_EQ(table.found().at(0).line, 2U);
}
