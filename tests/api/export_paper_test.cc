#include "api/export_paper.h"

#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/texts.h"
#include "support/pdf_text.h"

namespace foothold::api {
namespace {

using testing::HasSubstr;
using testing::Not;

cell a_value(field_shape const& f, std::string_view const text) {
  switch (f.sort) {
    case field_sort::number:
      return std::int64_t{42};
    case field_sort::yes_no:
      return std::int64_t{1};
    case field_sort::point_in_time:
      return std::int64_t{1'772'618'400'000'000};  // 2026-03-04 10:00 UTC
    case field_sort::day:
      return std::string{"2026-03-04"};
    case field_sort::week:
      return std::string{"Mon 09:00-12:00"};
    case field_sort::id:
      return std::string(32U, 'a');
    case field_sort::word:
      return std::string{f.words.front()};
    case field_sort::text:
      break;
  }
  return std::string{text};
}

// A row in each table.
exported_file a_full_file() {
  auto file = exported_file{};
  file.person = std::string(32U, 'a');
  file.at = instant{std::chrono::microseconds{1'772'618'400'000'000}};
  file.special = true;
  for (auto const& t : record_tables()) {
    auto row = row_values{.id = std::string(32U, 'b'), .version = 1, .fields = {}};
    for (auto const& f : t.fields) {
      row.fields.push_back(a_value(f, f.keeping == guard::sensitive ? "Canary" : "Ordinary"));
    }
    file.tables.push_back({&t, {std::move(row)}});
  }
  auto line = audit_line{};
  line.at = file.at;
  line.name = "person.read";
  line.purpose = "counselling";
  file.log = {line};
  return file;
}

class export_paper : public testing::TestWithParam<char const*> {
protected:
  texts const words{load_texts().value()};
  catalogue const& in{*words.find(GetParam())};
};

// Nothing is called by the name that it has in the database.
TEST_P(export_paper, every_table_field_word_and_act_has_a_name) {
  auto const p = paper_of_export(a_full_file(), in);
  ASSERT_EQ(p.sections.size(), record_tables().size() + 1U);
  auto missing = std::set<std::string>{};
  auto const need = [&](std::string const& key) {
    if (!in.has(key)) {
      missing.insert(key);
    }
  };
  auto at = p.sections.begin();
  for (auto const& t : record_tables()) {
    need(fmt::format("table.{}", t.name));
    auto labels = std::set<std::string>{};
    for (auto const& line : at->entries.front()) {
      labels.insert(line.label);
      EXPECT_FALSE(line.text.empty()) << t.name << " " << line.label;
    }
    for (auto const& f : t.fields) {
      if (labels.contains(std::string{f.name})) {
        need(fmt::format("column.{}", f.name));
      }
      for (auto const& w : f.words) {
        need(fmt::format("word.{}", w));
      }
    }
    ++at;
  }
  for (auto i = 0; i != all_of<action>().size(); ++i) {
    need(fmt::format("act.{}", word(static_cast<action>(i))));
  }
  for (auto i = 0; i != all_of<purpose>().size(); ++i) {
    need(fmt::format("purpose.{}", word(static_cast<purpose>(i))));
  }
  EXPECT_THAT(missing, testing::IsEmpty());
}

// REQ H6
TEST_P(export_paper, special_categories_are_not_printed_for_who_may_not_see_them) {
  auto file = a_full_file();
  EXPECT_THAT(text_of_pdf(print_paper(paper_of_export(file, in))->pdf), HasSubstr("Canary"));
  file.special = false;
  auto const text = text_of_pdf(print_paper(paper_of_export(file, in))->pdf);
  EXPECT_THAT(text, Not(HasSubstr("Canary")));
  EXPECT_THAT(text, HasSubstr("Ordinary"));
  EXPECT_THAT(text, Not(HasSubstr(std::string(32U, 'a')))) << "ids are for programs";
}

TEST_P(export_paper, every_sign_of_the_words_has_a_font) {
  EXPECT_EQ(print_paper(paper_of_export(a_full_file(), in))->unknown_signs, 0U);
}

INSTANTIATE_TEST_SUITE_P(languages, export_paper, testing::Values("en", "de", "ar"),
                         [](auto const& i) { return std::string{i.param}; });

TEST(export_paper_language, is_the_one_in_which_the_person_is_spoken_with) {
  auto file = a_full_file();
  EXPECT_EQ(language_of_file(file), "Ordinary");
  for (auto& t : file.tables) {
    if (t.table->name == "communications") {
      t.rows.clear();
    }
  }
  EXPECT_EQ(language_of_file(file), "");
  EXPECT_EQ(language_of_file({}), "");
}

}  // namespace
}  // namespace foothold::api
