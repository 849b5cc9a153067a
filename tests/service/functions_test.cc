#include "service/functions.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/case_planning.h"
#include "service/record_table.h"
#include "service/texts.h"
#include "world.h"

namespace foothold {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string bytes_of(std::filesystem::path const& file) {
  auto in = std::ifstream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}
std::string own_register() {
  return bytes_of(std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "data/functions.json");
}

// REQ H7
TEST(functions, every_function_of_the_program_is_in_the_register_with_words_in_every_language) {
  auto const& all = registered_functions();
  ASSERT_EQ(all.size(), std::size(kAutomatedFunctions));
  auto const words = load_texts();
  ASSERT_TRUE(words);
  for (auto const& f : all) {
    EXPECT_EQ(function_of(id_of(f.is)), f.is);
    EXPECT_LT(f.reviewed_on, f.review_due);
    EXPECT_TRUE(f.source.starts_with("https://eur-lex.europa.eu/")) << f.source;
    for (auto const& table : f.reads) {
      EXPECT_NE(find_record_table(table), nullptr) << table;
    }
    for (auto const& c : words->languages) {
      for (auto const* const what : {"name", "does", "reads", "after"}) {
        EXPECT_TRUE(c->has("functions." + std::string{id_of(f.is)} + "." + what)) << c->language() << what;
      }
    }
  }
}

// REQ H7
TEST(functions, a_register_that_lacks_one_or_knows_another_is_refused) {
  auto const whole = own_register();
  ASSERT_FALSE(read_functions("f", whole).value.empty());
  auto const with = [&](std::string const& from, std::string const& to) {
    auto text = whole;
    text.replace(text.find(from), from.size(), to);
    auto const load = read_functions("f", text);
    EXPECT_TRUE(load.value.empty());
    return listing(load.found);
  };
  EXPECT_THAT(with("\"plan\"", "\"score\""), HasSubstr("a function that the program knows"));
  EXPECT_THAT(with("\"plan\"", "\"allocation\""),
              AllOf(HasSubstr("this function too"), HasSubstr("this function once")));
  EXPECT_THAT(with("as_if_high_risk", "harmless"), HasSubstr("as_if_high_risk"));
  EXPECT_THAT(with("2026-11-22", "yesterday"), HasSubstr("reviewed_on"));
}

// What a program text says without its spaces, in small letters.
std::string squeezed(std::string text) {
  std::erase_if(text, [](char const c) { return c == ' ' || c == '\n'; });
  std::ranges::transform(text, text.begin(),
                         [](char const c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

bool names_a_function_by_hand(std::string const& text) {
  auto const said = squeezed(text);
  return said.find(".function=\"") != std::string::npos || said.find(".function=std::string{\"") != std::string::npos;
}

// Nobody writes an id by hand where a decision is made: it comes from the enum, which the register must have.
// REQ H7
TEST(functions, code_names_a_function_by_the_enum_only) {
  auto files = 0;
  for (auto const& file :
       std::filesystem::recursive_directory_iterator{std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "src"}) {
    if (file.path().extension() == ".cc") {
      EXPECT_FALSE(names_a_function_by_hand(bytes_of(file.path()))) << file.path();
      ++files;
    }
  }
  EXPECT_GT(files, 200);
  EXPECT_TRUE(names_a_function_by_hand(".function = \"score\""));
  EXPECT_TRUE(names_a_function_by_hand(".function = std::string{\"score\"}"));
}

bool counts_chances(std::string const& text) {
  auto const said = squeezed(text);
  return std::ranges::any_of(
      std::vector<std::string>{"probabilit", "likelihood", "success_rate", "employab", "chance_of", "\"score\""},
      [&](std::string const& word) { return said.find(word) != std::string::npos; });
}

// REQ J6
TEST(functions, none_counts_a_chance_of_success) {
  EXPECT_FALSE(counts_chances(own_register()));
  EXPECT_TRUE(counts_chances("double Chance_of_success"));
  for (auto const* const file : {"portrait.h", "portrait.cc", "plan_trace.cc", "case_planning.cc", "used_data.cc"}) {
    auto const text = bytes_of(std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "src/service" / file);
    ASSERT_FALSE(text.empty()) << file;
    EXPECT_FALSE(counts_chances(text)) << file;
  }
}

}  // namespace
}  // namespace foothold
