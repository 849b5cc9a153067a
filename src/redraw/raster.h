#pragma once
// An image as pixels, between what was read and what is written anew. Nothing of a file is in it but what can be seen.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace foothold::redraw {

enum class layout : std::uint8_t { gray, rgb };

struct raster {
  int width{0};
  int height{0};
  layout shape{layout::rgb};
  std::vector<std::uint8_t> pixels{};  // row by row, without gaps

  [[nodiscard]] std::size_t depth() const { return shape == layout::gray ? 1U : 3U; }
};

// The eight ways of Exif 2.32, 4.6.4 A (tag 0x0112): what must be done to the picture so that it stands upright. 1:
// nothing; any other value than 1 to 8 is taken as 1.
[[nodiscard]] raster upright(raster picture, int orientation);

}  // namespace foothold::redraw
