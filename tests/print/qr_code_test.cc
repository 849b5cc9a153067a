#include "print/qr_code.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

TEST(qr_code, has_its_three_corners) {
  auto const code = make_qr_code("https://foothold.example/ar/card#1234").value();
  ASSERT_EQ(code.dark.size(), code.side * code.side);
  for (auto const& [x, y] : {std::pair{std::size_t{0U}, std::size_t{0U}}, std::pair{code.side - 7U, std::size_t{0U}},
                             std::pair{std::size_t{0U}, code.side - 7U}}) {
    for (auto i = std::size_t{0U}; i != 7U; ++i) {
      EXPECT_TRUE(code.at(x + i, y));
      EXPECT_TRUE(code.at(x, y + i));
    }
    EXPECT_FALSE(code.at(x + 1U, y + 1U));
    EXPECT_TRUE(code.at(x + 3U, y + 3U));
  }
}

TEST(qr_code, its_path_draws_each_dark_square_once) {
  auto const code = make_qr_code("x").value();
  auto const path = svg_path_of(code);
  auto drawn = std::size_t{0U};
  for (auto at = path.find('h'); at != std::string::npos; at = path.find('h', at + 1U)) {
    if (path[at + 1U] != '-') {
      drawn += std::stoul(path.substr(at + 1U));
    }
  }
  EXPECT_EQ(drawn, static_cast<std::size_t>(std::count(code.dark.begin(), code.dark.end(), true)));
  EXPECT_TRUE(path.starts_with("M4 4h7v1h-7z")) << "behind the quiet zone";
}

TEST(qr_code, what_is_too_long_is_told) {
  EXPECT_EQ(make_qr_code(std::string(3000U, 'x')).error().code, errc::bad_input);
}

}  // namespace
}  // namespace foothold
