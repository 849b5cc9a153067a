#pragma once
// Reading the audit: who did or saw what of whom. Lines are written by store::write and store::read only.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/field_codec.h"
#include "store/snapshot.h"

namespace foothold {

struct audit_line {
  std::int64_t number{0};  // counts up; on PostgreSQL with gaps, and not always in the order of commits
  instant at{};
  std::string actor, name, subject, purpose;  // as in `act`
  std::string request;                        // hash of what was asked; empty for reads
  std::string basis;                          // on what the act rested, or why it was denied
  std::string fields;                         // categories of fields it touched, separated by blanks
};

// Empty where the grant does not show the log: the whole one, or that of the person it is about.
//
// From the line after `number` on, at most `limit` of them.
[[nodiscard]] std::vector<audit_line> audit_after(snapshot& s, std::int64_t number, std::int64_t limit);
// The same of one subject: what a person is shown about the own file.
[[nodiscard]] std::vector<audit_line> audit_of(snapshot& s, std::string_view subject, std::int64_t number,
                                               std::int64_t limit);

}  // namespace foothold
