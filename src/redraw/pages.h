#pragma once
// PDF: every page is drawn at 150 dots an inch and becomes a picture in a new document, so that scripts, forms, links,
// attachments, fonts and hidden layers cannot get through: only what can be seen does.

#include <string_view>

#include "media/drawn_file.h"

namespace foothold::redraw {

// What must be read from the disk before the process is confined: where fonts lie.
void prepare_pages();

[[nodiscard]] drawing draw_pages(std::string_view pdf);

}  // namespace foothold::redraw
