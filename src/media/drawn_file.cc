#include "media/drawn_file.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace foothold {
namespace {

constexpr auto kWords = std::to_array<std::string_view>({"too_long", "unknown", "unreadable", "too_many_pixels",
                                                         "too_many_pages", "locked", "fonts_missing", "grows_too_long",
                                                         "took_too_long", "gave_up", "busy", "no_sandbox"});
static_assert(kWords.size() == static_cast<std::size_t>(upload_fault::no_sandbox) + 1U);

constexpr std::string_view kDrawn{"drawn"}, kRefused{"refused"};
constexpr auto kLongestLine = std::size_t{128U};

// The next word of a line, taken from it.
std::string_view take_word(std::string_view& line) {
  auto const word = line.substr(0U, line.find(' '));
  line.remove_prefix(std::min(word.size() + 1U, line.size()));
  return word;
}

std::optional<std::int64_t> take_number(std::string_view& line, std::int64_t const most) {
  auto const word = take_word(line);
  auto n = std::int64_t{0};
  auto const [end, wrong] = std::from_chars(word.data(), word.data() + word.size(), n);
  return wrong == std::errc{} && end == word.data() + word.size() && n >= 0 && n <= most ? std::optional{n}
                                                                                         : std::nullopt;
}

bool is_plausible(drawn_file const& d) {
  auto const document = d.kind == media_kind::pdf;
  auto const pixels = static_cast<std::uint64_t>(d.width) * static_cast<std::uint64_t>(d.height);
  return document ? d.pages >= 1 && pixels == 0U : d.pages == 0 && pixels >= 1U && pixels <= kMostPixels;
}

}  // namespace

std::string_view word_of(upload_fault const f) {
  return kWords[static_cast<std::size_t>(f)];
}

upload_fault fault_of(std::string_view const word) {
  auto const found = std::ranges::find(kWords, word);
  return found == kWords.end() ? upload_fault::gave_up : static_cast<upload_fault>(found - kWords.begin());
}

std::string format_drawing(drawing const& d) {
  return d ? fmt::format("{} {} {} {} {} {}\n{}", kDrawn, media_type(d->kind), d->width, d->height, d->pages,
                         d->bytes.size(), d->bytes)
           : fmt::format("{} {}\n", kRefused, word_of(d.error()));
}

drawing read_drawing(std::string_view const answer) {
  constexpr auto kNone = tl::unexpected{upload_fault::gave_up};
  auto const end = answer.substr(0U, kLongestLine).find('\n');
  if (end == std::string_view::npos) {
    return kNone;
  }
  auto line = answer.substr(0U, end);
  auto const first = take_word(line);
  if (first == kRefused) {
    return tl::unexpected{fault_of(line)};
  }
  auto d = drawn_file{};
  d.bytes = answer.substr(end + 1U);
  auto const type = take_word(line);
  auto const kind = recognise(d.bytes);
  auto const most_side = static_cast<std::int64_t>(kMostPixels);
  auto const width = take_number(line, most_side);
  auto const height = take_number(line, most_side);
  auto const pages = take_number(line, kMostPages);
  auto const size = take_number(line, static_cast<std::int64_t>(kMostDrawnBytes));
  if (first != kDrawn || !kind || type != media_type(*kind) || !width || !height || !pages || !size || !line.empty() ||
      d.bytes.size() != static_cast<std::size_t>(*size)) {
    return kNone;
  }
  d.kind = *kind;
  d.width = *width;
  d.height = *height;
  d.pages = *pages;
  return is_plausible(d) ? drawing{std::move(d)} : kNone;
}

}  // namespace foothold
