#include "redraw/exif.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace foothold::redraw {
namespace {

using namespace std::string_view_literals;

// Numbers of a TIFF head, in its byte order; nothing beyond the end.
struct tiff {
  std::string_view bytes;
  bool little{true};

  [[nodiscard]] std::optional<std::uint32_t> number(std::size_t const at, std::size_t const size) const {
    if (at > bytes.size() || bytes.size() - at < size) {
      return std::nullopt;
    }
    auto n = std::uint32_t{0U};
    for (auto i = std::size_t{0U}; i != size; ++i) {
      n = n << 8U | static_cast<std::uint8_t>(bytes[at + (little ? size - 1U - i : i)]);
    }
    return n;
  }
};

int orientation_in(std::string_view const exif) {
  constexpr auto kEntry = std::size_t{12U};
  constexpr auto kOrientation = std::uint32_t{0x0112U};
  auto const t = tiff{exif, exif.starts_with("II")};
  auto const first = t.number(4U, 4U);
  auto const entries = first ? t.number(*first, 2U) : std::nullopt;
  for (auto i = std::size_t{0U}; entries && i != *entries; ++i) {
    auto const at = std::size_t{*first} + 2U + i * kEntry;
    auto const tag = t.number(at, 2U);
    if (!tag) {
      break;
    }
    if (*tag == kOrientation) {
      auto const held = t.number(at + 8U, 2U);
      return held && *held >= 1U && *held <= 8U ? static_cast<int>(*held) : 1;
    }
  }
  return 1;
}

}  // namespace

int orientation_of(std::string_view jpeg) {
  constexpr auto kExif = "Exif\0\0"sv;
  jpeg.remove_prefix(jpeg.size() < 2U ? jpeg.size() : 2U);
  // Segments up to the picture itself: 0xFF, marker, length of the rest with its own two bytes.
  while (jpeg.size() >= 4U && jpeg[0] == '\xFF') {
    auto const marker = static_cast<std::uint8_t>(jpeg[1]);
    auto const length = std::size_t{static_cast<std::uint8_t>(jpeg[2])} << 8U | static_cast<std::uint8_t>(jpeg[3]);
    if (marker == 0xDAU || length < 2U || length + 2U > jpeg.size()) {
      break;
    }
    auto const content = jpeg.substr(4U, length - 2U);
    if (marker == 0xE1U && content.starts_with(kExif)) {
      return orientation_in(content.substr(kExif.size()));
    }
    jpeg.remove_prefix(length + 2U);
  }
  return 1;
}

}  // namespace foothold::redraw
