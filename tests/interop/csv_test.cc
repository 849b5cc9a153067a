#include "interop/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace foothold;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

using rows = std::vector<std::vector<std::string>>;

rows read(std::string_view const text, char const separator = ',') {
  auto reader = csv_reader{text, separator};
  auto row = csv_row{};
  auto out = rows{};
  while (reader.next(row)) {
    out.emplace_back(row.fields.begin(), row.fields.end());
  }
  EXPECT_TRUE(reader.faults().empty());
  return out;
}

std::vector<std::uint64_t> lines_of_rows(std::string_view const text) {
  auto reader = csv_reader{text};
  auto row = csv_row{};
  auto out = std::vector<std::uint64_t>{};
  while (reader.next(row)) {
    out.push_back(row.line);
  }
  return out;
}

std::string write(rows const& table, csv_write_options const options = {}) {
  auto out = std::string{};
  auto writer = csv_writer{out, options};
  for (auto const& row : table) {
    writer.row(std::vector<std::string_view>{row.begin(), row.end()});
  }
  return out;
}

}  // namespace

TEST(csv, reads_plain_quoted_and_empty_cells) {
  EXPECT_EQ(read("a,b\n1,\n\"x, y\",\"say \"\"yes\"\"\"\n"), (rows{{"a", "b"}, {"1", ""}, {"x, y", "say \"yes\""}}));
  EXPECT_EQ(read("a;b", ';'), (rows{{"a", "b"}}));
  EXPECT_EQ(read("\"\"\n"), (rows{{""}}));
  EXPECT_EQ(read("a,"), (rows{{"a", ""}}));
  EXPECT_EQ(read(""), rows{});
}

TEST(csv, every_line_end_and_the_byte_order_mark_are_understood) {
  for (auto const* text : {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r",
                           "\xEF\xBB\xBF"
                           "a,b\n\n1,2",
                           "\r\n\na,b\r\n\r\n1,2\n\n"}) {
    EXPECT_EQ(read(text), (rows{{"a", "b"}, {"1", "2"}})) << text;
  }
}

TEST(csv, line_breaks_in_quotes_stay_and_are_counted) {
  auto const* const text = "a,b\r\n\"one\ntwo\r\nthree\",x\r\nlast,y\n";
  EXPECT_EQ(read(text), (rows{{"a", "b"}, {"one\ntwo\r\nthree", "x"}, {"last", "y"}}));
  EXPECT_THAT(lines_of_rows(text), ElementsAre(1U, 2U, 5U));
  EXPECT_THAT(lines_of_rows("\"a\rb\"\rc\r"), ElementsAre(1U, 3U));
}

TEST(csv, plain_cells_are_views_into_the_text) {
  auto const text = std::string{"abc,\"def\"\n"};
  auto reader = csv_reader{text};
  auto row = csv_row{};
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(row.fields[0].data(), text.data());
  EXPECT_EQ(row.fields[1].data(), text.data() + 5);
}

TEST(csv, unescaped_cells_live_as_long_as_the_reader) {
  auto text = std::string{};
  for (auto i = 0; i != 1000; ++i) {
    text += "\"\"\"" + std::to_string(i) + "\"\n";
  }
  auto reader = csv_reader{text};
  auto kept = std::vector<std::string_view>{};
  for (auto row = csv_row{}; reader.next(row);) {
    kept.push_back(row.fields[0]);
  }
  ASSERT_EQ(kept.size(), 1000U);
  EXPECT_EQ(kept[0], "\"0");
  EXPECT_EQ(kept[999], "\"999");
}

TEST(csv, a_stray_quote_is_reported_with_its_line_and_the_reading_goes_on) {
  auto reader = csv_reader{"a,b\nx,5\" pipe\ny,\"z\"z\nlast,row\n"};
  auto row = csv_row{};
  ASSERT_TRUE(reader.next(row));
  ASSERT_TRUE(reader.next(row));
  EXPECT_THAT(row.fields, ElementsAre("last", "row"));
  EXPECT_FALSE(reader.next(row));
  EXPECT_TRUE(reader.complete());
  ASSERT_EQ(reader.faults().size(), 2U);
  EXPECT_EQ(reader.faults()[0].line, 2U);
  EXPECT_EQ(reader.faults()[0].field, "cell 2");
  EXPECT_EQ(reader.faults()[1].line, 3U);
}

TEST(csv, an_open_quote_is_reported_where_it_was_opened) {
  auto reader = csv_reader{"a,b\nx,\"never\nends\n"};
  auto row = csv_row{};
  EXPECT_TRUE(reader.next(row));
  EXPECT_FALSE(reader.next(row));
  EXPECT_FALSE(reader.complete());
  ASSERT_EQ(reader.faults().size(), 1U);
  EXPECT_EQ(reader.faults()[0].line, 2U);
  EXPECT_THAT(reader.faults()[0].expected, HasSubstr("never ends"));
}

TEST(csv, a_file_that_is_no_csv_does_not_fill_the_memory_with_faults) {
  auto text = std::string{};
  for (auto i = 0; i != 5000; ++i) {
    text += "x\"\n";
  }
  auto reader = csv_reader{text};
  auto row = csv_row{};
  EXPECT_FALSE(reader.next(row));
  EXPECT_EQ(reader.faults().size(), csv_reader::kMostFaults);
}

TEST(csv, formulas_are_guarded_only_where_asked) {
  EXPECT_EQ(write({{"=1+1", "+4930", "-1", "@a", "a=b", ""}}), "=1+1,+4930,-1,@a,a=b,\n");
  EXPECT_EQ(write({{"=1+1", "+4930", "-1", "@a", "a=b", ""}}, {.guard_formulas = true}), "'=1+1,'+4930,'-1,'@a,a=b,\n");
  EXPECT_EQ(write({{"\ta", "\ra"}}, {.guard_formulas = true}), "'\ta,\"'\ra\"\n");
}

RC_GTEST_PROP(csv, what_is_written_is_read, ()) {
  auto const cell =
      rc::gen::container<std::string>(rc::gen::element('a', '"', ',', ';', '\n', '\r', ' ', '\xEF', '\xBB', '\xBF'));
  auto const table = *rc::gen::container<rows>(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell)));
  auto const separator = *rc::gen::element(',', ';', '\t');
  RC_ASSERT(read(write(table, {.separator = separator}), separator) == table);
}
