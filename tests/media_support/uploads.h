#pragma once
// Files as people send them in, each with words that must not be kept: kCanary stands wherever a format has room for
// text that nobody sees.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace foothold::uploads {

inline constexpr std::string_view kCanary{"Canary-31.5N-34.4E"};

struct pixels {
  int width{0}, height{0};
  std::vector<std::uint8_t> rgb{};

  [[nodiscard]] std::array<int, 3> at(int const x, int const y) const {
    auto const i = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 3U;
    return {rgb[i], rgb[i + 1U], rgb[i + 2U]};
  }
};
// Left half red, right half blue; its upper quarter white.
[[nodiscard]] pixels flag(int width, int height);

[[nodiscard]] std::string jpeg(pixels const& p);
// With Exif (how it was held, place, thumbnail), a comment, and a page of HTML after its end.
[[nodiscard]] std::string photo(pixels const& p, int orientation);
[[nodiscard]] pixels read_jpeg(std::string_view bytes);

// With a text chunk, a time, and the head of a zip after its end. `alpha`: half of it is transparent.
[[nodiscard]] std::string png(pixels const& p, bool alpha = false);
// A few hundred bytes that say they are this large.
[[nodiscard]] std::string png_bomb(std::uint32_t width, std::uint32_t height);

// Pages with a black square and the words, each `extra` objects of the catalogue: "/OpenAction 9 0 R".
[[nodiscard]] std::string pdf(int pages, std::string_view in_catalogue = {}, std::string_view objects = {},
                              std::string_view in_trailer = {});
// A script that runs at once, an attachment, a form, a link and an author.
[[nodiscard]] std::string pdf_with_everything();
// The pictures of a PDF, page by page.
[[nodiscard]] std::vector<std::string> jpegs_in(std::string_view pdf);

}  // namespace foothold::uploads
