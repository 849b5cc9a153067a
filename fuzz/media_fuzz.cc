// Any bytes as an uploaded image, decoded and encoded again in this process, and as the answer of the child: what comes
// out is of the kind that went in, keeps to the limits, and drawn once more has the same size.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/drawn_file.h"
#include "redraw/images.h"

namespace {

using namespace foothold;

void check(bool const holds) {
  if (!holds) {
    std::abort();
  }
}

void check_answer(std::string_view const bytes) {
  auto const d = read_drawing(bytes);
  if (d) {
    auto const again = read_drawing(format_drawing(d));
    check(again && again->bytes == d->bytes && again->width == d->width && again->pages == d->pages);
  }
}

void check_image(std::string_view const bytes) {
  auto const kind = recognise(bytes);
  if (!kind || *kind == media_kind::pdf) {
    return;
  }
  auto const draw = *kind == media_kind::jpeg ? redraw::draw_jpeg : redraw::draw_png;
  auto const d = draw(bytes);
  if (!d) {
    check(!word_of(d.error()).empty());
    return;
  }
  auto const pixels = static_cast<std::uint64_t>(d->width) * static_cast<std::uint64_t>(d->height);
  check(d->kind == *kind && recognise(d->bytes) == kind && pixels >= 1U && pixels <= kMostPixels && d->pages == 0);
  auto const again = draw(d->bytes);
  check(again && again->width == d->width && again->height == d->height);
  check_answer(format_drawing(d));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data), size};
  check_answer(bytes);
  check_image(bytes);
  return 0;
}
