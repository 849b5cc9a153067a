#include "redraw/pages.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <poppler.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "redraw/images.h"

namespace foothold::redraw {
namespace {

constexpr auto kPointsAnInch = 72.0;
constexpr auto kDotsAnInch = 150.0;
constexpr auto kQuality = 85;
constexpr auto kMostPointsASide = 14'400.0;     // of ISO 32000-1, annex C
constexpr auto kMostPixelsAPage = 8'000'000.0;  // a larger page is drawn more coarsely

template <typename Thing, auto End>
struct ends {
  void operator()(Thing* const t) const { End(t); }
};
template <typename Thing>
using glib_ptr = std::unique_ptr<Thing, ends<void, g_object_unref>>;
using surface_ptr = std::unique_ptr<cairo_surface_t, ends<cairo_surface_t, cairo_surface_destroy>>;
using pen_ptr = std::unique_ptr<cairo_t, ends<cairo_t, cairo_destroy>>;
using bytes_ptr = std::unique_ptr<GBytes, ends<GBytes, g_bytes_unref>>;

// Letters that are neither in the file nor on the machine would be left out of the picture without a word.
bool lacks_fonts(PopplerDocument* const document, int const pages) {
  auto const fonts = std::unique_ptr<PopplerFontInfo, ends<void, g_object_unref>>{poppler_font_info_new(document)};
  auto* found = static_cast<PopplerFontsIter*>(nullptr);
  auto lacks = false;
  if (poppler_font_info_scan(fonts.get(), pages, &found) == 0 || found == nullptr) {
    return false;
  }
  do {
    auto const* const file = poppler_fonts_iter_get_file_name(found);
    lacks = lacks || (poppler_fonts_iter_is_embedded(found) == 0 && (file == nullptr || ::access(file, R_OK) != 0));
  } while (poppler_fonts_iter_next(found) != 0);
  poppler_fonts_iter_free(found);
  return lacks;
}

// A page on white paper, `scale` pixels a point.
tl::expected<raster, upload_fault> picture_of(PopplerPage* const page, double const scale, double const width,
                                              double const height) {
  auto const w = std::max(1, static_cast<int>(std::lround(width * scale)));
  auto const h = std::max(1, static_cast<int>(std::lround(height * scale)));
  auto const paper = surface_ptr{cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h)};
  auto const pen = pen_ptr{cairo_create(paper.get())};
  cairo_set_source_rgb(pen.get(), 1.0, 1.0, 1.0);
  cairo_paint(pen.get());
  cairo_scale(pen.get(), scale, scale);
  poppler_page_render(page, pen.get());
  cairo_surface_flush(paper.get());
  if (cairo_status(pen.get()) != cairo_status_t{} || cairo_image_surface_get_data(paper.get()) == nullptr) {
    return tl::unexpected{upload_fault::unreadable};
  }
  auto picture = raster{.width = w, .height = h, .shape = layout::rgb, .pixels = {}};
  picture.pixels.reserve(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 3U);
  auto const stride = static_cast<std::size_t>(cairo_image_surface_get_stride(paper.get()));
  for (auto y = std::size_t{0U}; y != static_cast<std::size_t>(h); ++y) {
    auto const* const line = cairo_image_surface_get_data(paper.get()) + y * stride;
    for (auto x = std::size_t{0U}; x != static_cast<std::size_t>(w); ++x) {
      auto pixel = std::uint32_t{0U};  // 0x00RRGGBB in the machine's order
      std::memcpy(&pixel, line + x * 4U, sizeof pixel);
      for (auto const shift : {16U, 8U, 0U}) {
        picture.pixels.push_back(static_cast<std::uint8_t>(pixel >> shift));
      }
    }
  }
  return picture;
}

cairo_status_t append(void* const to, unsigned char const* const bytes, unsigned const size) {
  auto& out = *static_cast<std::string*>(to);
  if (out.size() + size > kMostDrawnBytes) {
    return CAIRO_STATUS_WRITE_ERROR;
  }
  out.append(reinterpret_cast<char const*>(bytes), size);
  return cairo_status_t{};
}

void free_text(void* const text) {
  delete static_cast<std::string*>(text);
}

// The JPEG goes into the document as it is. Cairo wants a surface of its size to hang it on.
void put_page(cairo_t* const pen, raster const& picture, std::string jpeg, double const width, double const height) {
  auto const holder = surface_ptr{cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height)};
  auto kept = std::make_unique<std::string>(std::move(jpeg));
  auto const* const bytes = reinterpret_cast<unsigned char const*>(kept->data());
  auto const size = kept->size();
  if (cairo_surface_set_mime_data(holder.get(), CAIRO_MIME_TYPE_JPEG, bytes, size, free_text, kept.get()) ==
      cairo_status_t{}) {
    kept.release();  // the surface frees it
  }
  cairo_save(pen);
  cairo_scale(pen, width / picture.width, height / picture.height);
  cairo_set_source_surface(pen, holder.get(), 0.0, 0.0);
  cairo_paint(pen);
  cairo_restore(pen);
  cairo_show_page(pen);
}

tl::expected<void, upload_fault> draw_page(PopplerDocument* const document, int const index,
                                           cairo_surface_t* const anew, cairo_t* const pen) {
  auto const page = glib_ptr<PopplerPage>{poppler_document_get_page(document, index)};
  if (page == nullptr) {
    return tl::unexpected{upload_fault::unreadable};
  }
  auto width = 0.0;
  auto height = 0.0;
  poppler_page_get_size(page.get(), &width, &height);
  if (!(width >= 1.0 && height >= 1.0 && width <= kMostPointsASide && height <= kMostPointsASide)) {
    return tl::unexpected{upload_fault::unreadable};
  }
  auto const scale = std::min(kDotsAnInch / kPointsAnInch, std::sqrt(kMostPixelsAPage / (width * height)));
  auto const picture = picture_of(page.get(), scale, width, height);
  if (!picture) {
    return tl::unexpected{picture.error()};
  }
  return write_jpeg(*picture, kQuality).map([&](std::string&& jpeg) {
    cairo_pdf_surface_set_size(anew, width, height);
    put_page(pen, *picture, std::move(jpeg), width, height);
  });
}

}  // namespace

void prepare_pages() {
  FcInit();
}

drawing draw_pages(std::string_view const pdf) {
  auto const bytes = bytes_ptr{g_bytes_new_static(pdf.data(), pdf.size())};
  auto* wrong = static_cast<GError*>(nullptr);
  auto const document = glib_ptr<PopplerDocument>{poppler_document_new_from_bytes(bytes.get(), nullptr, &wrong)};
  if (document == nullptr) {
    auto const locked = wrong != nullptr && g_error_matches(wrong, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) != 0;
    g_clear_error(&wrong);
    return tl::unexpected{locked ? upload_fault::locked : upload_fault::unreadable};
  }
  auto const pages = poppler_document_get_n_pages(document.get());
  if (pages < 1 || pages > kMostPages) {
    return tl::unexpected{pages < 1 ? upload_fault::unreadable : upload_fault::too_many_pages};
  }
  if (lacks_fonts(document.get(), pages)) {
    return tl::unexpected{upload_fault::fonts_missing};
  }
  auto out = std::string{};
  auto const anew = surface_ptr{cairo_pdf_surface_create_for_stream(append, &out, kPointsAnInch, kPointsAnInch)};
  {
    auto const pen = pen_ptr{cairo_create(anew.get())};
    for (auto i = 0; i != pages; ++i) {
      if (auto const drawn = draw_page(document.get(), i, anew.get(), pen.get()); !drawn) {
        return tl::unexpected{drawn.error()};
      }
    }
  }
  cairo_surface_finish(anew.get());
  if (cairo_surface_status(anew.get()) != cairo_status_t{}) {
    return tl::unexpected{upload_fault::grows_too_long};
  }
  return drawn_file{.kind = media_kind::pdf, .width = 0, .height = 0, .pages = pages, .bytes = std::move(out)};
}

}  // namespace foothold::redraw
