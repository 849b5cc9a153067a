#pragma once
// What foothold-redraw answers: a line, and after "drawn" the bytes that it tells of.
//
//   drawn image/jpeg WIDTH HEIGHT PAGES BYTES
//   refused REASON
//
// The parent believes none of it before it has looked: who broke into the child could write anything.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "media/media_kind.h"

namespace foothold {

enum class upload_fault : std::uint8_t {
  too_long,         // more than kMostUploadBytes
  unknown,          // neither JPEG nor PNG nor PDF
  unreadable,       // begins like one, and is damaged, cut off or something else
  too_many_pixels,  //
  too_many_pages,   //
  locked,           // a PDF that wants a password
  fonts_missing,    // a PDF whose letters are neither in it nor on this machine
  grows_too_long,   // drawn anew it has more than kMostDrawnBytes
  took_too_long,    //
  gave_up,          // the child ended without an answer that counts
  busy,             // others are being drawn
  no_sandbox        // this machine has no foothold-redraw, or its kernel cannot confine it
};

struct drawn_file {
  media_kind kind{media_kind::jpeg};
  std::int64_t width{0};   // pixels of an image, upright
  std::int64_t height{0};  //
  std::int64_t pages{0};   // of a document
  std::string bytes{};
};

using drawing = tl::expected<drawn_file, upload_fault>;

// "unreadable". A word that is none counts as gave_up.
[[nodiscard]] std::string_view word_of(upload_fault f);
[[nodiscard]] upload_fault fault_of(std::string_view word);

[[nodiscard]] std::string format_drawing(drawing const& d);
// gave_up where it is not whole, breaks a limit, or its bytes are not of the kind it tells.
[[nodiscard]] drawing read_drawing(std::string_view answer);

}  // namespace foothold
