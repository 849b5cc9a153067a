// What the compiler cannot check about screens: no sentence outside the catalogue, no physical direction in the style.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ui/frame.h"

namespace foothold {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Literals with two words, or one word that begins with a capital letter, where a person would read them.
std::vector<std::string> sentences_in(std::string const& source) {
  static auto const comment = std::regex{R"(//[^\n]*)"};
  static auto const literal = std::regex{R"re("((?:[^"\\\n]|\\.)*)")re"};
  static auto const sentence = std::regex{R"([A-Z][a-z]{2,}|[a-z]{2,} [a-z]{3,} [a-z]{2,})"};
  // Names of attributes, headers and systems, patterns of SVG, CSS and addresses, and what cookies say.
  static auto const technical = std::regex{
      R"(.*(userSpaceOnUse|viewBox|patternUnits|patternTransform|preserveAspectRatio|Content-Security-Policy|width=device|system-ui|DOCTYPE|http).*|[a-z0-9-]*( [a-z0-9-]+)?|\S+/\S*|[A-Z][a-z]{2}-[A-Z][a-z]{2} [0-9:-]+|([A-Z][a-z]+-)+[A-Z][a-z]+|__Host-[a-z]+|; [A-Z].*|Android|iPhone|iPad|Windows|Macintosh|Linux)"};
  auto const code = std::regex_replace(source, comment, "");
  auto out = std::vector<std::string>{};
  for (auto it = std::sregex_iterator{code.begin(), code.end(), literal}; it != std::sregex_iterator{}; ++it) {
    auto const text = (*it)[1].str();
    if (std::regex_search(text, sentence) && !std::regex_match(text, technical)) {
      out.push_back(text);
    }
  }
  return out;
}

std::string bytes_of(std::filesystem::path const& file) {
  auto in = std::ifstream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(lint, screens_take_every_sentence_from_the_catalogue) {
  auto files = 0;
  for (auto const* const folder : {"src/ui", "src/pages"}) {
    auto const path = std::filesystem::path{FOOTHOLD_SOURCE_DIR} / folder;
    if (!std::filesystem::exists(path)) {
      continue;
    }
    for (auto const& file : std::filesystem::directory_iterator{path}) {
      if (file.path().extension() == ".cc" || file.path().extension() == ".h") {
        EXPECT_THAT(sentences_in(bytes_of(file.path())), IsEmpty()) << file.path();
        ++files;
      }
    }
  }
  EXPECT_GE(files, 20);
}

TEST(lint, the_lint_finds_sentences) {
  EXPECT_THAT(sentences_in("w.leaf(\"p\", {}, \"Choose a goal\"); // \"Not this\""), ElementsAre("Choose a goal"));
  EXPECT_THAT(sentences_in("w.text(\"no way today\"); w.in(\"li\"); c(\"plan.way\"); \"btn second\""),
              ElementsAre("no way today"));
}

std::vector<std::string> physical_in(std::string const& css) {
  static auto const physical = std::regex{
      R"((^|[;{-])(left|right|margin-left|margin-right|padding-left|padding-right|border-left|border-right)\b)"
      R"(|text-align:(left|right)|float:(left|right))"};
  auto out = std::vector<std::string>{};
  for (auto it = std::sregex_iterator{css.begin(), css.end(), physical}; it != std::sregex_iterator{}; ++it) {
    out.push_back(it->str());
  }
  return out;
}

TEST(lint, style_has_logical_directions_only) {
  EXPECT_THAT(physical_in(std::string{page_style()}), IsEmpty());
  EXPECT_THAT(physical_in(std::string{desk_style()}), IsEmpty());
  EXPECT_THAT(physical_in("a{margin-left:1px;text-align:right}p{left:0}"), SizeIs(3U));
}

TEST(lint, style_is_small) {
  EXPECT_LE(page_style().size(), 12000U);
  EXPECT_LE(desk_style().size(), 6000U);
}

}  // namespace
}  // namespace foothold
