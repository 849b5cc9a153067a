#include "media/media_kind.h"

#include <algorithm>
#include <array>

namespace foothold {
namespace {

using namespace std::string_view_literals;

struct kind_line {
  media_kind kind;
  std::string_view begins, type, extension;
};
constexpr auto kKinds = std::to_array<kind_line>({
    {media_kind::jpeg, "\xFF\xD8\xFF"sv, "image/jpeg", "jpg"},
    {media_kind::png, "\x89PNG\r\n\x1A\n"sv, "image/png", "png"},
    {media_kind::pdf, "%PDF-"sv, "application/pdf", "pdf"},
});

}  // namespace

std::optional<media_kind> recognise(std::string_view const bytes) {
  auto const found = std::ranges::find_if(kKinds, [&](kind_line const& l) { return bytes.starts_with(l.begins); });
  return found == kKinds.end() ? std::nullopt : std::optional{found->kind};
}

std::string_view media_type(media_kind const k) {
  return kKinds[static_cast<std::size_t>(k)].type;
}

std::string_view file_extension(media_kind const k) {
  return kKinds[static_cast<std::size_t>(k)].extension;
}

}  // namespace foothold
