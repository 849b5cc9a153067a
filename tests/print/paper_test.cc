#include "print/paper.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/pdf_text.h"

namespace foothold {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr auto kDay = date{std::chrono::year{2026} / 3 / 4};

paper a_paper(std::string const& title, std::vector<paper_line> lines) {
  return {.language = "en",
          .title = title,
          .lead = {"What follows is all."},
          .sections = {{.title = "First", .remarks = {}, .entries = {std::move(lines)}}},
          .made_on = kDay,
          .foot = [](std::size_t const page, std::size_t const of) { return fmt::format("{} of {}", page, of); }};
}

TEST(paper, what_is_written_can_be_read_and_found) {
  auto const printed = print_paper(a_paper("A title", {{"name", "Layla"}, {"phone", "0170 1"}}));
  ASSERT_TRUE(printed) << printed.error().message;
  EXPECT_THAT(printed->pdf, StartsWith("%PDF-"));
  EXPECT_EQ(printed->pages, 1U);
  EXPECT_EQ(printed->unknown_signs, 0U);
  EXPECT_THAT(text_of_pdf(printed->pdf), AllOf(HasSubstr("A title"), HasSubstr("What follows is all."),
                                               HasSubstr("Layla"), HasSubstr("0170 1"), HasSubstr("1 of 1")));
}

TEST(paper, the_same_paper_is_the_same_bytes) {
  auto const p = a_paper("A title", {{"name", "ليلى"}});
  EXPECT_EQ(print_paper(p)->pdf, print_paper(p)->pdf);
  EXPECT_NE(print_paper(p)->pdf, print_paper(a_paper("A title", {{"name", "ليل"}}))->pdf);
}

// As many pages as it takes, and nothing is lost between two.
TEST(paper, long_texts_and_many_entries_go_on_over_the_pages) {
  auto words = std::string{};
  for (auto i = 0; i != 2'000; ++i) {
    words += fmt::format("w{} ", i);
  }
  auto p = a_paper("Long", {{"story", words}});
  for (auto i = 0; i != 300; ++i) {
    p.sections.front().entries.push_back({{"number", fmt::format("e{}x", i)}, {"more", "of it"}});
  }
  auto const printed = print_paper(p);
  ASSERT_TRUE(printed);
  EXPECT_GT(printed->pages, 5U);
  auto const text = text_of_pdf(printed->pdf);
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(text, '\f')), printed->pages);
  EXPECT_THAT(text, HasSubstr(fmt::format("{0} of {0}", printed->pages)));
  auto found = std::set<std::string>{};
  auto in = std::istringstream{text};
  for (auto word = std::string{}; in >> word;) {
    found.insert(word);
  }
  for (auto i = 0; i != 2'000; ++i) {
    EXPECT_TRUE(found.contains(fmt::format("w{}", i))) << i;
  }
  for (auto i = 0; i != 300; ++i) {
    EXPECT_TRUE(found.contains(fmt::format("e{}x", i))) << i;
  }
}

TEST(paper, writes_every_script_of_the_fonts_and_counts_signs_without_one) {
  auto p = a_paper("ما هو محفوظ عنك", {{"الاسم", "ليلى حدّاد"},
                                       {"fa", "گفت‌وگو دربارهٔ کار"},
                                       {"ps", "ۍ د کار پلټنه"},
                                       {"uk", "Їжак їде"},
                                       {"ti", "ስራሕ"},
                                       {"ckb", "کارێکی باش"},
                                       {"tr", "İş arıyorum"}});
  p.language = "ar";
  p.rtl = true;
  auto const printed = print_paper(p);
  ASSERT_TRUE(printed);
  EXPECT_EQ(printed->unknown_signs, 0U);
  EXPECT_THAT(text_of_pdf(printed->pdf), AllOf(HasSubstr("Їжак їде"), HasSubstr("ስራሕ"), HasSubstr("İş arıyorum")));
  auto const unknown = print_paper(a_paper("T", {{"sign", "a\uE123b"}}));
  EXPECT_EQ(unknown->unknown_signs, 1U);
}

// Where a line of text begins, in columns of pdftotext -layout.
std::size_t column_of(std::string const& text, std::string const& words) {
  auto const at = text.find(words);
  return at == std::string::npos ? at : at - (text.rfind('\n', at) + 1U);
}

TEST(paper, every_line_begins_at_the_edge_where_the_paper_begins) {
  auto ltr = a_paper("Title", {{"name", "Layla"}, {"in Arabic", "ABC"}});
  auto const left = text_of_pdf(print_paper(ltr)->pdf);
  EXPECT_EQ(column_of(left, "Title"), 0U);
  EXPECT_EQ(column_of(left, "name"), 0U);
  auto rtl = a_paper("عنوان", {{"الاسم", "Layla Haddad"}, {"الرقم", "0151 000 17"}});
  rtl.language = "ar";
  rtl.rtl = true;
  auto const right = text_of_pdf(print_paper(rtl)->pdf);
  EXPECT_GT(column_of(right, "عنوان"), 20U) << right;
  auto const end_of = [&](std::string const& words) { return column_of(right, words) + words.size(); };
  EXPECT_LE(end_of("Layla Haddad"), end_of("0151 000 17") + 2U) << right;
  EXPECT_GE(end_of("Layla Haddad") + 2U, end_of("0151 000 17")) << right;
}

TEST(paper, nothing_to_tell_is_a_page_with_a_title) {
  auto const printed = print_paper({.language = "en", .title = "Empty", .made_on = kDay});
  ASSERT_TRUE(printed);
  EXPECT_EQ(printed->pages, 1U);
  EXPECT_THAT(text_of_pdf(printed->pdf), HasSubstr("Empty"));
}

// Broken text comes from anywhere; it must not stop a paper that somebody has a right to.
TEST(paper, broken_utf8_is_drawn_as_signs_that_nobody_knows) {
  auto const printed = print_paper(a_paper("T", {{"broken", "a\xff\xc3 and more"}}));
  ASSERT_TRUE(printed);
  EXPECT_THAT(text_of_pdf(printed->pdf), HasSubstr("and more"));
}

}  // namespace
}  // namespace foothold
