#pragma once
// The words of the ESCO classification (European Commission, versions 1.0 to 1.2) as enums and one dense index.

#include <cstddef>
#include <cstdint>

#include "base/strong_id.h"

namespace foothold {

// Any concept of an image. Concepts are numbered by kind, then URI; an index is only good for the image it came from.
using esco_idx = strong_id<struct esco_tag>;
using esco_language_idx = strong_id<struct esco_language_tag>;

enum class esco_kind : std::uint8_t { isco_group, occupation, skill_group, skill };
inline constexpr std::size_t kEscoKinds = 4U;

enum class esco_skill_type : std::uint8_t { unknown, knowledge, skill };
enum class esco_reuse : std::uint8_t { unknown, transversal, cross_sector, sector_specific, occupation_specific };

// ESCO's own note. It marks 15 of 3,007 occupations in version 1.1.1: no register of regulated professions.
enum class esco_regulated : std::uint8_t { unknown, no, yes };

enum class esco_label_kind : std::uint8_t { preferred, alternative, hidden };
enum class esco_note_kind : std::uint8_t { description, definition, scope };

// Which concept points to which.
enum class esco_link : std::uint8_t {
  broader,               // group, occupation or skill -> the next wider one of its pillar
  occupation_essential,  // occupation -> skill
  occupation_optional,   // occupation -> skill
  skill_essential,       // skill -> skill that it needs
  skill_optional,        // skill -> skill that helps
};
inline constexpr std::size_t kEscoLinks = 5U;

}  // namespace foothold
