#pragma once
// The files of an ESCO import: found in folders, zip archives and by their own paths, told apart by their names.

#include <cstdint>
#include <deque>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "taxonomy/esco_draft.h"

namespace foothold {

// In the order in which they are read: what comes later names concepts of what comes before.
enum class esco_role : std::uint8_t {
  isco_groups,
  occupations,
  skill_groups,
  skills,
  skills_hierarchy,
  labels,  // *.tsv[.gz]
  broader_occupations,
  broader_skills,
  occupation_skills,
  skill_skills,
  left_aside,  // known files of a package that hold nothing that is needed
  unknown
};

struct esco_source {
  std::string name;  // "package.zip/occupations_de.csv"
  esco_role role{esco_role::unknown};
  std::string language;  // of a file in one language; else ""
  std::string text;      // UTF-8
  esco_draft::digest digest{};
};

struct esco_file_name {
  esco_role role{esco_role::unknown};
  std::string language;
};

// "occupations_de.csv" -> occupations, de. The case of letters does not count, nor what follows the language.
esco_file_name esco_file(std::string_view name);

struct esco_sources {
  std::deque<esco_source> files;  // by role, English first, language, content; each content once
  std::vector<std::string> notes;
  std::vector<error> refused;  // what could not be opened or unpacked, a sentence each
  faults found;                // what is not UTF-8 or lacks its language
};

// Reads everything below `paths`. Unpacked at most 2 GiB together and 512 MiB a file.
esco_sources collect_esco_sources(std::span<std::filesystem::path const> paths);

}  // namespace foothold
