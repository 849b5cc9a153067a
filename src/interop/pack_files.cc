#include "interop/pack_files.h"

#include <algorithm>
#include <array>

namespace foothold {

namespace {

constexpr auto kNeeded = true;

constexpr auto kOrganisations = std::to_array<csv_column>({
    {"id", kNeeded},
    {"name_en", kNeeded},
    {"name_*"},
    {"kind", kNeeded},
    {"phone"},
    {"url"},
});
constexpr auto kLocations = std::to_array<csv_column>({
    {"id", kNeeded},
    {"name_en", kNeeded},
    {"name_*"},
    {"zone", kNeeded},
});
constexpr auto kTravel = std::to_array<csv_column>({
    {"id", kNeeded},
    {"from", kNeeded},
    {"to", kNeeded},
    {"mode", kNeeded},
    {"days"},
    {"band_from"},
    {"band_to"},
    {"minutes", kNeeded},
    {"line"},
});
constexpr auto kOffers = std::to_array<csv_column>({
    {"id", kNeeded},
    {"organisation", kNeeded},
    {"kind", kNeeded},
    {"title_en", kNeeded},
    {"title_*"},
    {"needs"},
    {"gives"},
    {"women_only"},
    {"age_from"},
    {"age_to"},
    {"statuses"},
    {"window_anchor"},
    {"window_days"},
    {"modality"},
    {"own_eur"},
    {"public_eur"},
    {"lessons"},
    {"language_percent"},
    {"study_minutes"},
    {"duration_days"},
    {"passed"},
    {"taken"},
    {"attendance_percent"},
    {"settling_days"},
    {"care_from_months"},
    {"care_to_months"},
});
constexpr auto kSessions = std::to_array<csv_column>({
    {"id", kNeeded},
    {"offer", kNeeded},
    {"location"},
    {"start", kNeeded},
    {"end", kNeeded},
    {"week", kNeeded},
    {"places", kNeeded},
    {"places_left"},
    {"min_group"},
    {"enrolled"},
    {"apply_by"},
    {"women_only"},
    {"care_on_site"},
});
constexpr auto kOccupations = std::to_array<csv_column>({
    {"uri", kNeeded},
    {"kind"},
    {"title_en", kNeeded},
    {"title_*"},
    {"isco", kNeeded},
    {"needs"},
    {"week", kNeeded},
    {"location", kNeeded},
    {"quality", kNeeded},
    {"search_days"},
    {"regulated"},
    {"shortage"},
});
constexpr auto kVacancies = std::to_array<csv_column>({
    {"id", kNeeded},
    {"organisation", kNeeded},
    {"occupation", kNeeded},
    {"title_en", kNeeded},
    {"title_*"},
    {"needs"},
    {"location", kNeeded},
    {"week", kNeeded},
    {"from", kNeeded},
    {"until", kNeeded},
    {"quality"},
    {"hourly_eur"},
});
constexpr auto kServices = std::to_array<csv_column>({
    {"id", kNeeded},
    {"organisation", kNeeded},
    {"name_en", kNeeded},
    {"name_*"},
    {"category", kNeeded},
    {"location", kNeeded},
    {"open"},
    {"languages"},
    {"phone"},
    {"cost"},
    {"checked", kNeeded},
});
constexpr auto kRules = std::to_array<csv_column>({
    {"id", kNeeded},
    {"jurisdiction", kNeeded},
    {"subject", kNeeded},
    {"value", kNeeded},
    {"unit"},
    {"anchor"},
    {"condition"},
    {"valid_from"},
    {"valid_to"},
    {"document"},
    {"document_days"},
    {"employer_step"},
    {"employer_days"},
    {"market_test"},
    {"market_test_days"},
    {"source_url", kNeeded},
    {"source_date"},
    {"confidence", kNeeded},
    {"reviewed_by"},
    {"review_due", kNeeded},
    {"note"},
});
constexpr auto kShortages = std::to_array<csv_column>({
    {"isco", kNeeded},
    {"open_jobs", kNeeded},
    {"source"},
});
constexpr auto kHouseholds = std::to_array<csv_column>({
    {"id", kNeeded},
    {"zone", kNeeded},
});
constexpr auto kChildren = std::to_array<csv_column>({
    {"id", kNeeded},
    {"household", kNeeded},
    {"birth", kNeeded},
    {"covered"},
    {"covered_until"},
});
constexpr auto kPeople = std::to_array<csv_column>({
    {"id", kNeeded},
    {"name"},
    {"household", kNeeded},
    {"sex"},
    {"birth", kNeeded},
    {"status", kNeeded},
    {"arrived"},
    {"registered"},
    {"status_since"},
    {"permit_until"},
    {"in_reception_centre"},
    {"safe_origin"},
    {"accelerated"},
    {"travel_document"},
    {"modes"},
    {"max_travel_minutes"},
    {"available", kNeeded},
    {"max_weekly_hours"},
    {"ready"},
    {"need"},
    {"waiting_since"},
    {"facts"},
    {"cares_for"},
    {"goals"},
    {"origin_group"},
});
constexpr auto kFactTexts = std::to_array<csv_column>({
    {"fact", kNeeded},
    {"text_en", kNeeded},
    {"text_*"},
});

constexpr auto kTables = std::to_array<pack_table>({
    {"organisations.csv", kNeeded, kOrganisations},
    {"locations.csv", kNeeded, kLocations},
    {"travel.csv", kNeeded, kTravel},
    {"offers.csv", kNeeded, kOffers},
    {"sessions.csv", kNeeded, kSessions},
    {"occupations.csv", kNeeded, kOccupations},
    {"vacancies.csv", false, kVacancies},
    {"services.csv", false, kServices},
    {kRulesFile, kNeeded, kRules},
    {"shortages.csv", false, kShortages},
    {"households.csv", false, kHouseholds},
    {"children.csv", false, kChildren},
    {"people.csv", false, kPeople},
    {"texts/facts.csv", false, kFactTexts},
});

}  // namespace

std::span<pack_table const> pack_tables() {
  return kTables;
}

pack_table const* find_pack_table(std::string_view const file) {
  auto const found = std::ranges::find(kTables, file, &pack_table::file);
  return found == kTables.end() ? nullptr : &*found;
}

bool is_pack_file(std::string_view const name) {
  return name == kTerritoryFile || name == kPolicyFile || find_pack_table(name) != nullptr;
}

std::vector<std::string_view> pack_file_names() {
  auto names = std::vector<std::string_view>{kTerritoryFile, kPolicyFile};
  for (auto const& table : kTables) {
    names.push_back(table.file);
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace foothold
