#pragma once
// Golden files: what the program says, kept under tests/golden and reviewed as a diff. With FOOTHOLD_GOLDEN=1 in the
// environment they are written anew instead of compared.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace foothold::golden {

inline void expect(std::string const& name, std::string const& actual) {
  auto const path = std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "tests" / "golden" / name;
  if (std::getenv("FOOTHOLD_GOLDEN") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << actual;
    return;
  }
  auto in = std::ifstream{path, std::ios::binary};
  ASSERT_TRUE(in) << path << " is missing: make golden writes it";
  auto const expected = std::string{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(actual, expected) << path << ": if the change is meant, make golden and review the diff";
}

// One tag a line, so that a diff of a page can be read.
inline std::string lines_of_html(std::string const& html) {
  auto out = std::string{};
  for (auto i = std::size_t{0U}; i != html.size(); ++i) {
    if (html[i] == '<' && i != 0U && html[i - 1U] == '>') {
      out += '\n';
    }
    out += html[i];
  }
  return out;
}

// The page without its style sheet, which has a life of its own.
inline std::string without_style(std::string html) {
  auto const from = html.find("<style>");
  auto const to = html.find("</style>");
  if (from != std::string::npos && to != std::string::npos) {
    html.erase(from, to + 8U - from);
  }
  return html;
}

}  // namespace foothold::golden
