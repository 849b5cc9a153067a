#pragma once
// A text of a test with one part changed.

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace foothold {

inline std::string replaced(std::string text, std::string_view const from, std::string_view const to) {
  auto const at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace foothold
