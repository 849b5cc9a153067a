#include "interop/esco_tables.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "base/utf8.h"

namespace foothold {

namespace {

constexpr std::size_t kListedEach = 100U;  // the same fault of a file is listed so often, then counted
constexpr std::size_t kUriBytes = 120U;    // an ESCO URI is of use only whole

constexpr auto kConceptColumns = std::to_array<csv_column>({{"conceptUri", true},
                                                            {"preferredLabel", true},
                                                            {"conceptType"},
                                                            {"altLabels"},
                                                            {"hiddenLabels"},
                                                            {"status"},
                                                            {"modifiedDate"},
                                                            {"scopeNote"},
                                                            {"definition"},
                                                            {"inScheme"},
                                                            {"description"},
                                                            {"code"},
                                                            {"iscoGroup"},
                                                            {"regulatedProfessionNote"},
                                                            {"naceCode"},
                                                            {"skillType"},
                                                            {"reuseLevel"}});
constexpr auto kBroaderColumns = std::to_array<csv_column>(
    {{"conceptUri", true}, {"broaderUri", true}, {"conceptType"}, {"conceptLabel"}, {"broaderType"}, {"broaderLabel"}});
constexpr auto kOccupationSkillColumns = std::to_array<csv_column>({{"occupationUri", true},
                                                                    {"relationType", true},
                                                                    {"skillUri", true},
                                                                    {"occupationLabel"},
                                                                    {"skillType"},
                                                                    {"skillLabel"}});
constexpr auto kSkillSkillColumns = std::to_array<csv_column>({{"originalSkillUri", true},
                                                               {"relationType", true},
                                                               {"relatedSkillUri", true},
                                                               {"originalSkillType"},
                                                               {"originalSkillLabel"},
                                                               {"relatedSkillType"},
                                                               {"relatedSkillLabel"}});
constexpr auto kHierarchyColumns =
    std::to_array<csv_column>({{"Level 0 URI", true}, {"Level *"}, {"Description"}, {"Scope note"}});

// Without white space at the ends, no-break spaces included.
std::string_view trimmed(std::string_view text) {
  constexpr auto kSpace = std::string_view{" \t\r\n"};
  constexpr auto kNoBreak = std::string_view{"\xC2\xA0"};
  for (auto before = text.size() + 1U; before != text.size();) {
    before = text.size();
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
    text.remove_suffix(text.size() - (text.find_last_not_of(kSpace) + 1U));
    text.remove_prefix(text.starts_with(kNoBreak) ? kNoBreak.size() : 0U);
    text.remove_suffix(text.ends_with(kNoBreak) ? kNoBreak.size() : 0U);
  }
  return text;
}

bool is_uri(std::string_view const text) {
  return text.find("://") != std::string_view::npos &&
         std::ranges::all_of(text, [](char const c) { return static_cast<unsigned char>(c) > ' '; });
}

esco_kind kind_of(esco_role const role) {
  switch (role) {
    case esco_role::isco_groups:
      return esco_kind::isco_group;
    case esco_role::skill_groups:
      return esco_kind::skill_group;
    case esco_role::skills:
      return esco_kind::skill;
    default:
      return esco_kind::occupation;
  }
}

// "2654", "C2654" or ".../isco/C2654" -> "2654"; "" for anything else.
std::string_view isco_digits(std::string_view text) {
  text.remove_prefix(text.find_last_of('/') + 1U);
  text.remove_prefix(text.starts_with('C') ? 1U : 0U);
  auto const digits = std::ranges::all_of(text, [](char const c) { return c >= '0' && c <= '9'; });
  return digits && text.size() <= 4U ? text : std::string_view{};
}

template <typename Enum>
struct word {
  std::string_view ending;  // of the cell: releases write words or URIs
  Enum value;
};

template <typename Enum, std::size_t N>
std::optional<Enum> meaning(std::string_view const cell, std::array<word<Enum>, N> const& words) {
  if (cell.empty()) {
    return Enum{};
  }
  auto const known = std::ranges::find_if(words, [&](word<Enum> const& w) { return cell.ends_with(w.ending); });
  return known == words.end() ? std::nullopt : std::optional{known->value};
}

constexpr auto kSkillTypes = std::to_array<word<esco_skill_type>>({{"knowledge", esco_skill_type::knowledge},
                                                                   {"competence", esco_skill_type::skill},
                                                                   {"skill", esco_skill_type::skill}});
constexpr auto kReuse = std::to_array<word<esco_reuse>>({{"transversal", esco_reuse::transversal},
                                                         {"cross-sector", esco_reuse::cross_sector},
                                                         {"cross-sectoral", esco_reuse::cross_sector},
                                                         {"sector-specific", esco_reuse::sector_specific},
                                                         {"occupation-specific", esco_reuse::occupation_specific}});
constexpr auto kRegulated =
    std::to_array<word<esco_regulated>>({{"unregulated", esco_regulated::no}, {"regulated", esco_regulated::yes}});
enum class strength : std::uint8_t { none, essential, optional };
constexpr auto kStrengths =
    std::to_array<word<strength>>({{"essential", strength::essential}, {"optional", strength::optional}});

char separator_of(std::string_view const text) {
  auto const header = text.substr(0U, text.find('\n'));
  return header.find(',') == std::string_view::npos && header.find(';') != std::string_view::npos ? ';' : ',';
}

}  // namespace

void esco_tables::read(esco_source const& source, bool const skill_groups_known) {
  repeated_.clear();
  switch (source.role) {
    case esco_role::isco_groups:
    case esco_role::occupations:
    case esco_role::skill_groups:
    case esco_role::skills:
      return read_concepts(source);
    case esco_role::skills_hierarchy:
      return read_hierarchy(source, skill_groups_known);
    case esco_role::broader_occupations:
    case esco_role::broader_skills:
      return read_broader(source);
    case esco_role::occupation_skills:
    case esco_role::skill_skills:
      return read_relations(source);
    case esco_role::labels:
      return read_labels(source);
    case esco_role::left_aside:
    case esco_role::unknown:
      return;
  }
}

csv_table& esco_tables::open(esco_source const& source, std::span<csv_column const> const columns) {
  auto& table = tables_.emplace_back(
      source.name, source.text, columns,
      csv_table_options{.separator = separator_of(source.text), .unknown_is_fault = false, .short_rows = true});
  header_faults_ = table.found().size();
  return table;
}

void esco_tables::warn(csv_table const& table, std::string_view const column, std::string_view const value,
                       std::string expected) {
  auto f = table.fault_here(column, "", std::move(expected));
  f.value = shortened(value, kUriBytes);
  f.warning = true;
  add_fault(std::move(f));
}

void esco_tables::add_fault(fault f) {
  auto const sort = f.field + '\n' + f.expected;
  auto known = std::ranges::find(repeated_, sort, &std::pair<std::string, std::size_t>::first);
  if (known == repeated_.end()) {
    known = repeated_.insert(known, {sort, 0U});
  }
  if (++known->second <= kListedEach) {
    faults_.push_back(std::move(f));
  } else if (known->second == kListedEach + 1U) {
    f.expected += "; there are more of this sort in this file, which are not listed";
    faults_.push_back(std::move(f));
  }
}

// What the table itself found: its header and a broken end stop the import, single rows do not.
void esco_tables::close(csv_table const& table) {
  auto const& found = table.found();
  for (std::size_t i = 0U; i != found.size(); ++i) {
    auto f = found[i];
    f.warning = f.warning || (i >= header_faults_ && (table.complete() || i + 1U != found.size()));
    add_fault(std::move(f));
  }
}

void esco_tables::add_label(label_counts& counts, esco_draft::number const c, std::string_view const language,
                            esco_label_kind const kind, std::string_view const text) {
  if (!text.empty() && !draft_.add_label(c, language, kind, text)) {
    ++counts.second_preferred;
  }
}

// One form on each line of the cell; some files put " | " between them.
void esco_tables::add_labels(label_counts& counts, esco_draft::number const c, std::string_view const language,
                             esco_label_kind const kind, std::string_view cell) {
  while (!cell.empty()) {
    auto const line = cell.find_first_of("\r\n");
    auto const end = std::min({line, cell.find(" | "), cell.size()});
    add_label(counts, c, language, kind, trimmed(cell.substr(0U, end)));
    cell.remove_prefix(std::min(cell.size(), end + (end == line ? 1U : 3U)));
  }
}

void esco_tables::note_labels(esco_source const& source, label_counts const& counts) {
  if (counts.unlabelled != 0U) {
    notes_.push_back(fmt::format("{}: {} of {} concepts have no label in this language", source.name, counts.unlabelled,
                                 counts.rows));
  }
  if (counts.second_preferred != 0U) {
    notes_.push_back(
        fmt::format("{}: {} preferred labels are kept as alternatives, as these concepts have another "
                    "preferred label already",
                    source.name, counts.second_preferred));
  }
}

void esco_tables::read_concepts(esco_source const& source) {
  auto& table = open(source, kConceptColumns);
  auto const uri = table.find("conceptUri");
  auto const preferred = table.find("preferredLabel");
  auto const alternative = table.find("altLabels");
  auto const hidden = table.find("hiddenLabels");
  auto const code = table.find("code");
  auto const isco = table.find("iscoGroup");
  auto const regulated = table.find("regulatedProfessionNote");
  auto const skill_type = table.find("skillType");
  auto const reuse = table.find("reuseLevel");
  auto const notes = std::to_array<std::pair<std::optional<std::size_t>, esco_note_kind>>(
      {{table.find("description"), esco_note_kind::description},
       {table.find("definition"), esco_note_kind::definition},
       {table.find("scopeNote"), esco_note_kind::scope}});
  auto counts = label_counts{};
  while (table.next()) {
    auto c =
        esco_concept{.uri = trimmed(table.cell(uri)), .kind = kind_of(source.role), .code = trimmed(table.cell(code))};
    if (!is_uri(c.uri)) {
      warn(table, "conceptUri", c.uri, "the URI of a concept; the row is left out");
      continue;
    }
    auto const understood = [&](auto const column, std::string_view const name, auto const& words, auto& value) {
      auto const cell = trimmed(table.cell(column));
      if (auto const known = meaning(cell, words)) {
        value = *known;
      } else {
        warn(table, name, cell, "a value that ESCO uses; it is taken as unknown");
      }
    };
    if (c.kind == esco_kind::occupation) {
      auto const cell = trimmed(table.cell(isco));
      c.isco = isco_digits(cell);
      if (c.isco.empty() && !cell.empty()) {
        warn(table, "iscoGroup", cell, "an ISCO-08 code of up to four digits");
      }
      if (c.isco.empty()) {
        c.isco = isco_digits(c.code.substr(0U, c.code.find('.')));
      }
      understood(regulated, "regulatedProfessionNote", kRegulated, c.regulated);
    } else if (c.kind == esco_kind::skill) {
      understood(skill_type, "skillType", kSkillTypes, c.skill_type);
      understood(reuse, "reuseLevel", kReuse, c.reuse);
    } else if (c.kind == esco_kind::isco_group && c.code.empty()) {
      c.code = isco_digits(c.uri);
    }
    auto const number = draft_.add(c);
    if (!number) {
      warn(table, "conceptUri", c.uri, "a URI that is not a concept of another kind; the row is left out");
      continue;
    }
    ++counts.rows;
    auto const label = trimmed(table.cell(preferred));
    counts.unlabelled += label.empty() ? 1U : 0U;
    add_label(counts, *number, source.language, esco_label_kind::preferred, label);
    add_labels(counts, *number, source.language, esco_label_kind::alternative, table.cell(alternative));
    add_labels(counts, *number, source.language, esco_label_kind::hidden, table.cell(hidden));
    for (auto const& [column, kind] : notes) {
      if (auto const text = trimmed(table.cell(column)); !text.empty()) {
        draft_.add_note(*number, source.language, kind, text);
      }
    }
  }
  close(table);
  note_labels(source, counts);
}

// Each row names a group and its ancestors from the top. The broader relations say the same where they are there.
void esco_tables::read_hierarchy(esco_source const& source, bool const skill_groups_known) {
  constexpr auto kLevels = std::size_t{4U};
  auto& table = open(source, kHierarchyColumns);
  auto counts = label_counts{};
  while (table.next()) {
    auto above = std::optional<esco_draft::number>{};
    for (std::size_t level = 0U; level != kLevels; ++level) {
      auto const uri = trimmed(table.cell(fmt::format("Level {} URI", level)));
      if (uri.empty()) {
        break;
      }
      auto const code = trimmed(table.cell(fmt::format("Level {} code", level)));
      auto group = draft_.find(uri);
      if ((!group && !skill_groups_known && is_uri(uri)) || (group && draft_.kind(*group) == esco_kind::skill_group)) {
        group = draft_.add({.uri = uri, .kind = esco_kind::skill_group, .code = code});
      }
      if (!group) {
        warn(table, fmt::format("Level {} URI", level), uri, "a skill group of this import; the row is left out");
        break;
      }
      if (!skill_groups_known) {
        add_label(counts, *group, source.language, esco_label_kind::preferred,
                  trimmed(table.cell(fmt::format("Level {} preferred term", level))));
      }
      if (above) {
        draft_.add_link(esco_link::broader, *group, *above);
      }
      above = group;
    }
  }
  close(table);
  note_labels(source, counts);
}

void esco_tables::read_broader(esco_source const& source) {
  auto& table = open(source, kBroaderColumns);
  auto const columns = std::to_array<std::pair<std::string_view, std::optional<std::size_t>>>(
      {{"conceptUri", table.find("conceptUri")}, {"broaderUri", table.find("broaderUri")}});
  while (table.next()) {
    auto ends = std::array<std::optional<esco_draft::number>, 2>{};
    for (std::size_t i = 0U; i != ends.size(); ++i) {
      auto const uri = trimmed(table.cell(columns[i].second));
      ends[i] = draft_.find(uri);
      if (!ends[i]) {
        warn(table, columns[i].first, uri, "a concept of this import; the relation is left out");
        break;
      }
    }
    if (ends[0] && ends[1] && !draft_.add_link(esco_link::broader, *ends[0], *ends[1])) {
      warn(table, "broaderUri", table.cell(columns[1].second),
           "a wider concept of the same pillar; the relation is left out");
    }
  }
  close(table);
}

void esco_tables::read_relations(esco_source const& source) {
  auto const of_occupations = source.role == esco_role::occupation_skills;
  auto& table = of_occupations ? open(source, kOccupationSkillColumns) : open(source, kSkillSkillColumns);
  auto const from_name = std::string_view{of_occupations ? "occupationUri" : "originalSkillUri"};
  auto const to_name = std::string_view{of_occupations ? "skillUri" : "relatedSkillUri"};
  auto const from_kind = of_occupations ? esco_kind::occupation : esco_kind::skill;
  auto const from_column = table.find(from_name);
  auto const to_column = table.find(to_name);
  auto const type = table.find("relationType");
  auto const end = [&](std::string_view const column, std::optional<std::size_t> const at, esco_kind const kind) {
    auto const uri = trimmed(table.cell(at));
    auto const found = draft_.find(uri);
    if (!found || draft_.kind(*found) != kind) {
      warn(table, column, uri,
           fmt::format("{} of this import; the relation is left out",
                       kind == esco_kind::skill ? "a skill" : "an occupation"));
      return std::optional<esco_draft::number>{};
    }
    return found;
  };
  while (table.next()) {
    auto const how = meaning(trimmed(table.cell(type)), kStrengths).value_or(strength::none);
    if (how == strength::none) {
      warn(table, "relationType", table.cell(type), "essential or optional; the relation is left out");
      continue;
    }
    auto const from = end(from_name, from_column, from_kind);
    auto const to = from ? end(to_name, to_column, esco_kind::skill) : std::nullopt;
    if (to) {
      auto const essential = how == strength::essential;
      draft_.add_link(of_occupations ? (essential ? esco_link::occupation_essential : esco_link::occupation_optional)
                                     : (essential ? esco_link::skill_essential : esco_link::skill_optional),
                      *from, *to);
    }
  }
  close(table);
}

}  // namespace foothold
