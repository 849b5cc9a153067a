#include "print/qr_code.h"

#include <qrencode.h>

#include <memory>
#include <new>

#include <fmt/format.h>

namespace foothold {

result<qr_code> make_qr_code(std::string_view const text) {
  struct free_code {
    void operator()(QRcode* const c) const { QRcode_free(c); }
  };
  auto const made = std::unique_ptr<QRcode, free_code>{QRcode_encodeData(
      static_cast<int>(text.size()), reinterpret_cast<unsigned char const*>(text.data()), 0, QR_ECLEVEL_M)};
  if (made == nullptr) {
    return fail(errc::bad_input, "this is too long for a QR code");
  }
  auto code = qr_code{.side = static_cast<std::size_t>(made->width), .dark = {}};
  for (auto i = std::size_t{0U}; i != code.side * code.side; ++i) {
    code.dark.push_back((made->data[i] & 1U) != 0U);
  }
  return code;
}

std::string svg_path_of(qr_code const& code) {
  auto path = std::string{};
  for (auto y = std::size_t{0U}; y != code.side; ++y) {
    for (auto x = std::size_t{0U}; x != code.side; ++x) {
      auto const from = x;
      while (x != code.side && code.at(x, y)) {
        ++x;
      }
      if (x != from) {
        path += fmt::format("M{} {}h{}v1h-{}z", from + kQuietZone, y + kQuietZone, x - from, x - from);
        --x;
      }
    }
  }
  return path;
}

}  // namespace foothold
