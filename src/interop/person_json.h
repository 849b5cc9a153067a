#pragma once
// One person as a JSON file, for `--person FILE`: the columns of people.csv as members (lists as lists or with |,
// yes/no also as true/false, numbers as numbers), `zone` in place of `household`, and `children` with the columns of
// children.csv. See docs/formats/person.md.

#include <optional>
#include <string_view>

#include "base/fault.h"
#include "base/result.h"
#include "model/territory.h"

namespace foothold {

struct person_load {
  std::optional<person_idx> value;  // nothing when there is a fault
  faults found;
};

// Adds the person with household, children and facts to the territory; on a fault the territory stays as it was.
// Whoever is named in `cares_for` must be one of the children here; without `cares_for` the person cares for all.
person_load add_person(territory& t, std::string_view file, std::string_view text);

}  // namespace foothold
