#pragma once
// The bytes of an ESCO image: see docs/formats/esco-image.md. Shared by the writer (esco_draft) and the reader (esco).

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "taxonomy/esco_model.h"

namespace foothold::esco_layout {

inline constexpr std::array<char, 8> kMagic{'F', 'H', 'E', 'S', 'C', 'O', '\r', '\n'};
inline constexpr std::uint32_t kByteOrder = 0x01020304U;
inline constexpr std::uint32_t kVersion = 1U;
inline constexpr std::size_t kAlignment = 8U;
inline constexpr std::size_t kDigestBytes = 32U;

// A table of texts is `starts` and `chars`; a table of links `starts` and `values`; labels and notes also have `rows`
// (first text of each language and concept) and `kinds`.
enum class part : std::uint32_t {
  inputs,
  language_starts,
  language_chars,
  uri_starts,
  uri_chars,
  code_starts,
  code_chars,
  isco,     // 4 characters for each occupation, 0 where absent
  by_isco,  // occupations by ISCO code, then URI
  regulated,
  skill_type,
  reuse,
  broader_starts,
  broader,
  narrower_starts,
  narrower,
  occupation_essential_starts,
  occupation_essential,
  occupation_optional_starts,
  occupation_optional,
  essential_for_starts,
  essential_for,
  optional_for_starts,
  optional_for,
  skill_essential_starts,
  skill_essential,
  skill_optional_starts,
  skill_optional,
  label_rows,
  label_kinds,
  label_starts,
  label_chars,
  note_rows,
  note_kinds,
  note_starts,
  note_chars,
  count
};
inline constexpr std::size_t kParts = static_cast<std::size_t>(part::count);

struct place {
  std::uint64_t offset;  // from the start of the image, a multiple of kAlignment
  std::uint64_t bytes;
};

struct header {
  std::array<char, 8> magic;
  std::uint32_t byte_order;
  std::uint32_t version;
  std::uint64_t bytes;     // of the whole image
  std::uint64_t checksum;  // of everything behind `checksum`
  std::array<std::uint32_t, kEscoKinds> concepts;
  std::uint32_t languages;
  std::uint32_t parts;
  std::array<place, kParts> places;
};

static_assert(std::is_trivially_copyable_v<header> && std::is_standard_layout_v<header>);
static_assert(offsetof(header, bytes) == 16U && offsetof(header, checksum) == 24U && offsetof(header, concepts) == 32U);
static_assert(offsetof(header, places) == 56U && sizeof(place) == 16U &&
              sizeof(header) == 56U + kParts * sizeof(place));
static_assert(sizeof(esco_idx) == 4U && std::is_trivially_copyable_v<esco_idx> && std::is_standard_layout_v<esco_idx>);
static_assert(sizeof(esco_label_kind) == 1U && sizeof(esco_note_kind) == 1U);

inline constexpr std::size_t kChecksummedFrom = offsetof(header, concepts);

// Finds damage, not forgery. Four lanes, so that a mapped image is read at the speed of memory.
std::uint64_t checksum(std::byte const* data, std::size_t bytes);

}  // namespace foothold::esco_layout
