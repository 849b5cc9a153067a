#pragma once
// What an uploaded file is, told from its first bytes and from nothing else: neither its name nor what the sender says
// of it counts.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace foothold {

enum class media_kind : std::uint8_t { jpeg, png, pdf };

inline constexpr std::size_t kMostUploadBytes{10U << 20U};
inline constexpr std::uint64_t kMostPixels{40'000'000U};  // of an image
inline constexpr int kMostPages{50};                      // of a document
inline constexpr std::size_t kMostDrawnBytes{32U << 20U};

// Nothing for any other file. A file that begins like one of them may still be none.
[[nodiscard]] std::optional<media_kind> recognise(std::string_view bytes);

// "image/jpeg" and "jpg".
[[nodiscard]] std::string_view media_type(media_kind k);
[[nodiscard]] std::string_view file_extension(media_kind k);

}  // namespace foothold
