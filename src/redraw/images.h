#pragma once
// JPEG and PNG: read into pixels, written anew. Pure: bytes in, bytes out. What is not a pixel does not get through:
// Exif and the place where a photo was taken, comments, profiles, thumbnails, whatever comes after the end.

#include <string>
#include <string_view>

#include "media/drawn_file.h"
#include "redraw/raster.h"

namespace foothold::redraw {

[[nodiscard]] drawing draw_jpeg(std::string_view bytes);
[[nodiscard]] drawing draw_png(std::string_view bytes);

// A picture as JPEG; gave_up: no memory.
[[nodiscard]] tl::expected<std::string, upload_fault> write_jpeg(raster const& picture, int quality);

}  // namespace foothold::redraw
