#pragma once

#include <string_view>

namespace foothold::redraw {

// How the camera was held, 1 to 8, as the Exif part of a JPEG tells it (CIPA DC-008, 4.6.4 A); 1 where none is told.
// The only thing that is read there.
[[nodiscard]] int orientation_of(std::string_view jpeg);

}  // namespace foothold::redraw
