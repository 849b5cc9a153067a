#pragma once
// QR codes (ISO/IEC 18004) by libqrencode, as squares for whoever draws them.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace foothold {

struct qr_code {
  std::size_t side{0U};      // squares in a row
  std::vector<bool> dark{};  // row by row, without the quiet zone of four squares that must be around

  [[nodiscard]] bool at(std::size_t const x, std::size_t const y) const { return dark[y * side + x]; }
};

inline constexpr std::size_t kQuietZone{4U};

// Read also where a seventh of it is hurt (level M). bad_input: too long for a code.
[[nodiscard]] result<qr_code> make_qr_code(std::string_view text);

// The dark squares as the path of an SVG in which a square is one unit and the quiet zone is there.
[[nodiscard]] std::string svg_path_of(qr_code const& code);

}  // namespace foothold
