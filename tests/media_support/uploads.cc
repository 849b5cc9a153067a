#include "media_support/uploads.h"

#include <png.h>
#include <turbojpeg.h>
#include <zlib.h>

#include <stdexcept>

#include <fmt/format.h>

namespace foothold::uploads {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string big_endian(std::uint32_t const n, int const bytes) {
  auto out = std::string{};
  for (auto i = bytes; i-- != 0;) {
    out.push_back(static_cast<char>(n >> (8 * i)));
  }
  return out;
}

std::string segment(char const marker, std::string const& content) {
  return std::string{"\xFF"} + marker + big_endian(static_cast<std::uint32_t>(content.size() + 2U), 2) + content;
}

std::string chunk(std::string_view const type, std::string const& content) {
  auto const named = std::string{type} + content;
  auto const sum = ::crc32(0U, reinterpret_cast<Bytef const*>(named.data()), static_cast<uInt>(named.size()));
  return big_endian(static_cast<std::uint32_t>(content.size()), 4) + named +
         big_endian(static_cast<std::uint32_t>(sum), 4);
}

std::string exif(int const orientation) {
  auto const entry = [](std::uint32_t const tag, std::uint32_t const type, std::uint32_t const count,
                        std::string const& value) {
    return big_endian(tag, 2) + big_endian(type, 2) + big_endian(count, 4) + value;
  };
  constexpr auto kTextAt = 8U + 2U + 2U * 12U + 4U;
  return "Exif\0\0MM\0\x2A"s.append(big_endian(8U, 4)) + big_endian(2U, 2) +
         entry(0x010EU, 2U, static_cast<std::uint32_t>(kCanary.size()), big_endian(kTextAt, 4)) +
         entry(0x0112U, 3U, 1U, big_endian(static_cast<std::uint32_t>(orientation), 2) + big_endian(0U, 2)) +
         big_endian(0U, 4) + std::string{kCanary};
}

}  // namespace

pixels flag(int const width, int const height) {
  auto p = pixels{.width = width, .height = height, .rgb = {}};
  for (auto y = 0; y != height; ++y) {
    for (auto x = 0; x != width; ++x) {
      auto const white = y < height / 4;
      auto const left = x < width / 2;
      p.rgb.push_back(white || left ? 255U : 0U);
      p.rgb.push_back(white ? 255U : 0U);
      p.rgb.push_back(white || !left ? 255U : 0U);
    }
  }
  return p;
}

std::string jpeg(pixels const& p) {
  auto* const handle = tjInitCompress();
  auto* bytes = static_cast<unsigned char*>(nullptr);
  auto size = 0UL;
  auto const done = tjCompress2(handle, p.rgb.data(), p.width, 0, p.height, TJPF_RGB, &bytes, &size, TJSAMP_444, 95, 0);
  auto out = std::string{reinterpret_cast<char const*>(bytes), size};
  tjFree(bytes);
  tjDestroy(handle);
  if (done != 0) {
    throw std::runtime_error{"no JPEG could be made"};
  }
  return out;
}

std::string photo(pixels const& p, int const orientation) {
  auto const plain = jpeg(p);
  return plain.substr(0U, 2U) + segment('\xE1', exif(orientation)) +
         segment('\xE1', "http://ns.adobe.com/xap/1.0/\0"s.append(kCanary)) +
         segment('\xED', "Photoshop 3.0\0"s.append(kCanary)) + segment('\xFE', std::string{kCanary}) +
         plain.substr(2U) + "<html><script>" + std::string{kCanary} + "</script></html>";
}

pixels read_jpeg(std::string_view const bytes) {
  auto* const handle = tjInitDecompress();
  auto p = pixels{};
  auto sampling = 0;
  auto colours = 0;
  auto const* const raw = reinterpret_cast<unsigned char const*>(bytes.data());
  auto done = tjDecompressHeader3(handle, raw, bytes.size(), &p.width, &p.height, &sampling, &colours);
  p.rgb.resize(static_cast<std::size_t>(p.width) * static_cast<std::size_t>(p.height) * 3U);
  done = done == 0 ? tjDecompress2(handle, raw, bytes.size(), p.rgb.data(), p.width, 0, p.height, TJPF_RGB, 0) : done;
  tjDestroy(handle);
  if (done != 0) {
    throw std::runtime_error{"this is no JPEG"};
  }
  return p;
}

std::string png(pixels const& p, bool const alpha) {
  auto samples = std::vector<std::uint8_t>{};
  for (auto i = std::size_t{0U}; i != p.rgb.size(); i += 3U) {
    samples.insert(samples.end(), {p.rgb[i], p.rgb[i + 1U], p.rgb[i + 2U]});
    if (alpha) {
      samples.push_back(i < p.rgb.size() / 2U ? 0U : 255U);
    }
  }
  auto image = png_image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(p.width);
  image.height = static_cast<png_uint_32>(p.height);
  image.format = alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  auto size = png_alloc_size_t{PNG_IMAGE_PNG_SIZE_MAX(image)};
  auto out = std::string(size, '\0');
  if (png_image_write_to_memory(&image, out.data(), &size, 0, samples.data(), 0, nullptr) == 0) {
    throw std::runtime_error{"no PNG could be made"};
  }
  out.resize(size);
  auto const head = std::size_t{8U + 25U};  // signature and IHDR
  return out.substr(0U, head) + chunk("tEXt", "Author\0"s.append(kCanary)) +
         chunk("tIME", "\x07\xEA\x03\x04\x09\x0F\x00"s) + out.substr(head) + "PK\x03\x04"s.append(kCanary);
}

std::string png_bomb(std::uint32_t const width, std::uint32_t const height) {
  return "\x89PNG\r\n\x1A\n"s + chunk("IHDR", big_endian(width, 4) + big_endian(height, 4) + "\x08\x02\0\0\0"s) +
         chunk("IDAT", "\x78\x9C\x63\x00\x00\x00\x01\x00\x01"s) + chunk("IEND", "");
}

std::string pdf(int const pages, std::string_view const in_catalogue, std::string_view const objects,
                std::string_view const in_trailer) {
  auto kids = std::string{};
  auto list = std::string{};
  for (auto i = 0; i != pages; ++i) {
    kids += fmt::format("{} 0 R ", 100 + i);
    list += fmt::format(
        "{} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 288 144]/Contents 3 0 R"
        "/Resources<</Font<</F 4 0 R>>>>>>endobj\n",
        100 + i);
  }
  constexpr auto kDrawing = "0 0 0 rg 0 0 144 144 re f BT /F 24 Tf 160 60 Td (Seen) Tj ET"sv;
  return fmt::format(
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{}>>endobj\n2 0 obj<</Type/Pages/Kids[{}]/Count {}>>endobj\n"
      "3 0 obj<</Length {}>>stream\n{}\nendstream endobj\n"
      "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n{}{}trailer<</Root 1 0 R{}>>\n%%EOF\n",
      in_catalogue, kids, pages, kDrawing.size(), kDrawing, list, objects, in_trailer);
}

std::string pdf_with_everything() {
  auto const objects = fmt::format(
      "9 0 obj<</S/JavaScript/JS(app.alert\\(\"{0}\"\\))>>endobj\n"
      "10 0 obj<</S/Launch/F({0}.exe)>>endobj\n"
      "11 0 obj<</Type/Filespec/F({0}.txt)/EF<</F 12 0 R>>>>endobj\n"
      "12 0 obj<</Type/EmbeddedFile/Length {1}>>stream\n{0}\nendstream endobj\n"
      "13 0 obj<</Author({0})/Title({0})>>endobj\n"
      "14 0 obj<</Type/Metadata/Subtype/XML/Length {1}>>stream\n{0}\nendstream endobj\n",
      kCanary, kCanary.size());
  return pdf(2,
             "/OpenAction 9 0 R/AA<</WC 10 0 R>>/Metadata 14 0 R"
             "/Names<</EmbeddedFiles<</Names[(a) 11 0 R]>>/JavaScript<</Names[(b) 9 0 R]>>>>",
             objects, "/Info 13 0 R");
}

std::vector<std::string> jpegs_in(std::string_view const pdf_bytes) {
  auto out = std::vector<std::string>{};
  for (auto at = pdf_bytes.find("\xFF\xD8\xFF"); at != std::string_view::npos;
       at = pdf_bytes.find("\xFF\xD8\xFF", at + 1U)) {
    auto const end = pdf_bytes.find("endstream", at);
    out.emplace_back(pdf_bytes.substr(at, end - at));
  }
  return out;
}

}  // namespace foothold::uploads
