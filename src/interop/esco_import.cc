#include "interop/esco_import.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "interop/esco_sources.h"
#include "interop/esco_tables.h"
#include "taxonomy/esco_draft.h"

namespace foothold {

namespace {

struct optional_file {
  esco_role role;
  std::string_view name;
  std::string_view without;  // what the image then lacks
};
constexpr auto kOptional = std::to_array<optional_file>(
    {{esco_role::isco_groups, "ISCOGroups_xx.csv", "names of the ISCO groups"},
     {esco_role::skill_groups, "skillGroups_xx.csv", "descriptions of the skill groups"},
     {esco_role::skills_hierarchy, "skillsHierarchy_xx.csv",
      "the hierarchy of the skill groups, unless the broader relations have it"},
     {esco_role::broader_occupations, "broaderRelationsOccPillar.csv", "the hierarchy of the occupations"},
     {esco_role::broader_skills, "broaderRelationsSkillPillar.csv", "the hierarchy of the skills"},
     {esco_role::occupation_skills, "occupationSkillRelations.csv", "the skills of the occupations"},
     {esco_role::skill_skills, "skillSkillRelations.csv", "the relations between skills"}});

bool has(std::deque<esco_source> const& files, esco_role const role) {
  return std::ranges::any_of(files, [&](esco_source const& s) { return s.role == role; });
}

// Without occupations and skills there is no ESCO; everything else may be absent.
void check_what_is_there(std::deque<esco_source> const& files, esco_import_report& report) {
  for (auto const& [role, name] :
       {std::pair{esco_role::occupations, "occupations_xx.csv"}, std::pair{esco_role::skills, "skills_xx.csv"}}) {
    if (!has(files, role)) {
      report.refused.push_back(
          {errc::bad_input, fmt::format("{} (xx is the language) is in none of the given files; to add labels or "
                                        "languages to what is imported already, use --add",
                                        name)});
    }
  }
  for (auto const& file : kOptional) {
    if (!has(files, file.role)) {
      report.notes.push_back(fmt::format("there is no {}: the image goes without {}", file.name, file.without));
    }
  }
}

void take(esco_import_report& report, faults const& found, std::vector<std::string> const& notes) {
  report.found.insert(report.found.end(), found.begin(), found.end());
  report.notes.insert(report.notes.end(), notes.begin(), notes.end());
}

error summary(esco_import_report const& report) {
  auto const broken = std::ranges::find(report.refused, errc::broken, &error::code);
  auto const stops =
      report.refused.size() + static_cast<std::size_t>(std::ranges::count(report.found, false, &fault::warning));
  return {broken == report.refused.end() ? errc::bad_input : errc::broken,
          fmt::format("nothing was imported: {} faults must be mended first", stops)};
}

}  // namespace

bool esco_import_report::sound() const {
  return refused.empty() && std::ranges::all_of(found, &fault::warning);
}

result<std::string> import_esco(esco_import_request const& request, esco_import_report& report) {
  auto const sources = collect_esco_sources(request.paths);
  report.refused = sources.refused;
  take(report, sources.found, sources.notes);
  if (request.base == nullptr) {
    check_what_is_there(sources.files, report);
  }
  auto draft = esco_draft{};
  if (request.base != nullptr) {
    draft.add(*request.base);
  }
  auto const skill_groups_known = has(sources.files, esco_role::skill_groups) ||
                                  (request.base != nullptr && request.base->size(esco_kind::skill_group) != 0U);
  auto tables = esco_tables{draft};
  for (auto const& source : sources.files) {
    if (request.progress) {
      request.progress(source.name, report.files, sources.files.size());
    }
    tables.read(source, skill_groups_known);
    draft.add_input(source.digest);
    ++report.files;
  }
  take(report, tables.faults(), tables.notes());
  std::ranges::stable_sort(report.found, {}, &fault::file);
  if (!report.sound()) {
    return tl::unexpected{summary(report)};
  }
  return draft.image();
}

}  // namespace foothold
