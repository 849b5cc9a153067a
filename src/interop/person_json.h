#pragma once
// One person as a JSON file, for `--person FILE`: the columns of people.csv as members (lists as lists or with |,
// yes/no also as true/false, numbers as numbers), `zone` in place of `household`, and `children` with the columns of
// children.csv. See docs/formats/person.md.

#include <optional>
#include <span>
#include <string>
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

// The other way, for somebody who lives in `home` and cares for these children: members in the order of people.csv,
// indented by two. Name, origin, need and waiting are left out. Read with add_person() against the same territory it is
// the same person.
std::string write_person(territory const& t, person const& who, std::span<child const> children);

// The words of people.csv; nothing for another one.
std::optional<sex> sex_in_word(std::string_view word);
std::optional<residence_status> status_in_word(std::string_view word);
// The other way.
std::string_view word_for(sex s);
std::string_view word_for(residence_status s);

}  // namespace foothold
