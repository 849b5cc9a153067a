#include <turbojpeg.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "redraw/exif.h"
#include "redraw/images.h"

namespace foothold::redraw {
namespace {

using namespace std::string_view_literals;

constexpr auto kQuality = 90;

struct turbo_end {
  void operator()(void* const handle) const { tjDestroy(handle); }
};
using turbo = std::unique_ptr<void, turbo_end>;

unsigned char const* raw(std::string_view const bytes) {
  return reinterpret_cast<unsigned char const*>(bytes.data());
}

// Cameras leave stray bytes between two segments. All else that the decoder warns of means that a part of the picture
// is not there, and half a certificate is worse than none.
bool is_harmless(void* const handle) {
  auto const said = std::string_view{tjGetErrorStr2(handle)};
  return tjGetErrorCode(handle) == TJERR_WARNING && said.find("extraneous bytes") != std::string_view::npos;
}

// Adobe writes inverted CMYK, and nobody else writes any: ink of 255 is none.
void take_cmyk(raster& picture, std::vector<std::uint8_t> const& inks) {
  for (auto from = std::size_t{0U}, to = std::size_t{0U}; from != inks.size(); from += 4U) {
    for (auto i = std::size_t{0U}; i != 3U; ++i) {
      picture.pixels[to++] = static_cast<std::uint8_t>(inks[from + i] * inks[from + 3U] / 255U);
    }
  }
}

}  // namespace

drawing draw_jpeg(std::string_view const bytes) {
  auto const handle = turbo{tjInitDecompress()};
  auto width = 0;
  auto height = 0;
  auto sampling = 0;
  auto colours = 0;
  if (handle == nullptr ||
      tjDecompressHeader3(handle.get(), raw(bytes), bytes.size(), &width, &height, &sampling, &colours) != 0) {
    return tl::unexpected{upload_fault::unreadable};
  }
  auto const pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
  if (pixels > kMostPixels) {
    return tl::unexpected{upload_fault::too_many_pixels};
  }
  auto const gray = colours == TJCS_GRAY;
  auto const inked = colours == TJCS_CMYK || colours == TJCS_YCCK;
  auto picture = raster{.width = width, .height = height, .shape = gray ? layout::gray : layout::rgb, .pixels = {}};
  picture.pixels.resize(pixels * picture.depth());
  auto inks = std::vector<std::uint8_t>(inked ? pixels * 4U : 0U);
  if (tjDecompress2(handle.get(), raw(bytes), bytes.size(), inked ? inks.data() : picture.pixels.data(), width, 0,
                    height,
                    inked  ? TJPF_CMYK
                    : gray ? TJPF_GRAY
                           : TJPF_RGB,
                    TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS) != 0 &&
      !is_harmless(handle.get())) {
    return tl::unexpected{upload_fault::unreadable};
  }
  if (inked) {
    take_cmyk(picture, inks);
  }
  picture = upright(std::move(picture), orientation_of(bytes));
  return write_jpeg(picture, kQuality).map([&](std::string&& drawn) {
    return drawn_file{.kind = media_kind::jpeg,
                      .width = picture.width,
                      .height = picture.height,
                      .pages = 0,
                      .bytes = std::move(drawn)};
  });
}

tl::expected<std::string, upload_fault> write_jpeg(raster const& picture, int const quality) {
  auto const handle = turbo{tjInitCompress()};
  auto const gray = picture.shape == layout::gray;
  auto const sampling = gray ? TJSAMP_GRAY : TJSAMP_420;
  auto out = std::string(tjBufSize(picture.width, picture.height, sampling), '\0');
  auto* at = reinterpret_cast<unsigned char*>(out.data());
  auto size = static_cast<unsigned long>(out.size());
  if (handle == nullptr ||
      tjCompress2(handle.get(), picture.pixels.data(), picture.width, 0, picture.height, gray ? TJPF_GRAY : TJPF_RGB,
                  &at, &size, sampling, quality, TJFLAG_ACCURATEDCT | TJFLAG_NOREALLOC) != 0) {
    return tl::unexpected{upload_fault::gave_up};
  }
  out.resize(size);
  return out;
}

}  // namespace foothold::redraw
