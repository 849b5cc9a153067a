#include "app/case_source.h"

#include <utility>

#include "app/report.h"
#include "app/sharing.h"
#include "interop/person_json.h"
#include "sys/file.h"

namespace foothold {

namespace {

constexpr std::size_t kMostPersonBytes = 1U << 20U;

result<person_idx> person_from_file(territory& t, std::string const& file) {
  auto const text = read_file(file, kMostPersonBytes);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto loaded = add_person(t, file, *text);
  report(loaded.found);
  if (!loaded.value) {
    return fail(errc::bad_input, file + ": not a valid person, see above");
  }
  return *loaded.value;
}

}  // namespace

result<case_source> read_case(std::filesystem::path const& territory_folder, std::string const& person_or_file) {
  auto loaded = valid_territory(territory_folder);
  if (!loaded) {
    return tl::unexpected{loaded.error()};
  }
  auto place = std::make_shared<territory>(*std::move(loaded));
  for (auto const p : place->people.ids()) {
    if (place->people[p].id == person_or_file) {
      return case_source{place, p};
    }
  }
  if (person_or_file.find('/') == std::string::npos && !person_or_file.ends_with(".json")) {
    return fail(errc::bad_input, "person \"" + person_or_file + "\": expected an id of " +
                                     (territory_folder / "people.csv").string() + " or a JSON file with one person");
  }
  auto const who = person_from_file(*place, person_or_file);
  if (!who) {
    return tl::unexpected{who.error()};
  }
  return case_source{place, *who};
}

}  // namespace foothold
