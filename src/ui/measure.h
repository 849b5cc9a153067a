#pragma once
// How wide a text will be, roughly, where nothing can measure it: SVG made on the server, columns of a terminal.

#include <string>
#include <string_view>

namespace foothold {

// Columns in a terminal of fixed width: code points without combining marks and direction marks.
unsigned columns_of(std::string_view text);

// Width in pixels of a text in a common sans-serif face at `size` pixels; an estimate on the generous side.
int text_width(std::string_view text, int size);

// The text cut to `columns`, with an ellipsis in place of what is lost. Never cuts inside a character.
std::string shortened(std::string_view text, unsigned columns);

// The same by pixels; empty when not even three letters fit.
std::string shortened_to_width(std::string_view text, int size, int width);

// Spaces are appended up to `columns`.
std::string padded(std::string_view text, unsigned columns);

}  // namespace foothold
