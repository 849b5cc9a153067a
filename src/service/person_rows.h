#pragma once
// A person of a territory pack as the rows of a file: the way back from portrait.h. What the rows say, make_portrait()
// reads again as it was; what no row has a place for (answers to the reception centre and to safe countries, need,
// waiting, stated origin) stays in the pack, and an application counts from its registration.

#include "model/territory.h"
#include "service/portrait.h"

namespace foothold {

// With new ids. The home is a row of its own where `household` is new; the children live there too.
[[nodiscard]] case_rows rows_of_person(person const& who, territory const& t, household_id const& household);

// The language that somebody speaks best, as far as the facts tell: "ar". Empty: they do not.
[[nodiscard]] std::string first_language(person const& who, territory const& t);

}  // namespace foothold
