#pragma once
// The files of a territory pack and their columns (docs/formats/territory.md), the same for reading and writing.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interop/csv_table.h"

namespace foothold {

struct named_bytes {
  std::string name;  // path inside the pack with '/', as "texts/facts.csv"
  std::string bytes;
};

struct pack_table {
  std::string_view file;
  bool required;
  std::span<csv_column const> columns;  // in the order in which they are written
};

// All tables in the order in which they are read: a table comes after the ones that it refers to.
std::span<pack_table const> pack_tables();

// The table of that name; null when there is none.
pack_table const* find_pack_table(std::string_view file);

inline constexpr std::string_view kTerritoryFile = "territory.json";
inline constexpr std::string_view kPolicyFile = "policy.json";
inline constexpr std::string_view kRulesFile = "rules.csv";

// Is it a file that a territory is read from?
bool is_pack_file(std::string_view name);

// Every name that is_pack_file() knows, sorted.
std::vector<std::string_view> pack_file_names();

}  // namespace foothold
