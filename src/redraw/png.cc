#include <png.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "redraw/images.h"

namespace foothold::redraw {
namespace {

// Frees what libpng keeps for a picture, however the work on it ends.
struct png_picture : png_image {
  png_picture() : png_image{} { version = PNG_IMAGE_VERSION; }
  png_picture(png_picture const&) = delete;
  png_picture& operator=(png_picture const&) = delete;
  ~png_picture() { png_image_free(this); }
};

}  // namespace

drawing draw_png(std::string_view const bytes) {
  auto picture = png_picture{};
  if (png_image_begin_read_from_memory(&picture, bytes.data(), bytes.size()) == 0) {
    return tl::unexpected{upload_fault::unreadable};
  }
  if (std::uint64_t{picture.width} * picture.height > kMostPixels) {
    return tl::unexpected{upload_fault::too_many_pixels};
  }
  picture.format &= PNG_FORMAT_FLAG_ALPHA | PNG_FORMAT_FLAG_COLOR;  // eight bits a channel, no palette
  auto pixels = std::vector<std::uint8_t>(PNG_IMAGE_SIZE(picture));
  if (png_image_finish_read(&picture, nullptr, pixels.data(), 0, nullptr) == 0 || PNG_IMAGE_FAILED(picture)) {
    return tl::unexpected{upload_fault::unreadable};
  }
  auto anew = png_picture{};
  anew.width = picture.width;
  anew.height = picture.height;
  anew.format = picture.format;
  anew.flags = PNG_IMAGE_FLAG_FAST;
  auto size = png_alloc_size_t{PNG_IMAGE_PNG_SIZE_MAX(anew)};
  auto out = std::string(size, '\0');
  if (png_image_write_to_memory(&anew, out.data(), &size, 0, pixels.data(), 0, nullptr) == 0) {
    return tl::unexpected{upload_fault::gave_up};
  }
  out.resize(size);
  return drawn_file{.kind = media_kind::png,
                    .width = static_cast<std::int64_t>(anew.width),
                    .height = static_cast<std::int64_t>(anew.height),
                    .pages = 0,
                    .bytes = std::move(out)};
}

}  // namespace foothold::redraw
