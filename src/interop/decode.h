#pragma once
// The text of a file that somebody saved from a spreadsheet: UTF-8 with or without a byte order mark, UTF-16, or
// Windows-1252, with commas, semicolons or tabs.

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "base/result.h"

namespace foothold {

struct decoded_text {
  std::string text;           // well-formed UTF-8 without a byte order mark
  std::string_view encoding;  // "UTF-8", "UTF-8 with a byte order mark", "UTF-16" or "Windows-1252"
};

// The fault names `file` and the line of the first byte that is no text. Windows-1252 is taken when the bytes are not
// UTF-8, hold no characters of UTF-8 either, and no control characters. Linear in time; at most three bytes a byte.
tl::expected<decoded_text, fault> decode_text(std::string_view file, std::string_view bytes);

// ',' ';' or tab: the one that parts the first line into most cells; ',' when none does.
char detect_separator(std::string_view utf8);

}  // namespace foothold
