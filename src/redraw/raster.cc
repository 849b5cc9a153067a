#include "redraw/raster.h"

#include <algorithm>
#include <utility>

namespace foothold::redraw {

raster upright(raster picture, int const orientation) {
  if (orientation <= 1 || orientation > 8) {
    return picture;
  }
  auto const swapped = orientation >= 5;
  auto const w = static_cast<std::size_t>(picture.width);
  auto const h = static_cast<std::size_t>(picture.height);
  auto const depth = picture.depth();
  auto out = raster{.width = swapped ? picture.height : picture.width,
                    .height = swapped ? picture.width : picture.height,
                    .shape = picture.shape,
                    .pixels = std::vector<std::uint8_t>(picture.pixels.size())};
  auto const to_left = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;  // mirrored x
  auto const to_top = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;   // mirrored y
  auto const out_width = static_cast<std::size_t>(out.width);
  for (auto y = std::size_t{0U}; y != static_cast<std::size_t>(out.height); ++y) {
    for (auto x = std::size_t{0U}; x != out_width; ++x) {
      auto const across = swapped ? y : x;
      auto const down = swapped ? x : y;
      auto const from_x = to_left ? w - 1U - across : across;
      auto const from_y = to_top ? h - 1U - down : down;
      std::copy_n(picture.pixels.begin() + static_cast<std::ptrdiff_t>((from_y * w + from_x) * depth), depth,
                  out.pixels.begin() + static_cast<std::ptrdiff_t>((y * out_width + x) * depth));
    }
  }
  return out;
}

}  // namespace foothold::redraw
