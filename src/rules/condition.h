#pragma once
// One row of law as it stands for one person: does its condition hold, from when does it allow. Only for access.cc.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/person.h"
#include "model/rule.h"

namespace foothold::rules {

enum class standing : std::uint8_t { holds, open, fails };

struct reading {
  rule const* row{nullptr};
  bool of_country{false};  // else of the EU
  bool denies{false};
  bool firm{false};  // needs no review
  standing stands{standing::open};
  std::optional<date> due;                // first day by value and anchor; empty: unknown, or the row denies
  std::vector<std::string_view> missing;  // what nobody answered: in_reception_centre, registered, ...
};

// The word of a status in rows and in people.csv: "applicant", "temporary_protection", ...
std::string_view status_word(residence_status status);

// False if the row's `status=` part leaves the person out.
bool names_status(rule const& row, residence_status status);

reading read_row(rule const& row, legal_profile const& person, date as_of);

}  // namespace foothold::rules
