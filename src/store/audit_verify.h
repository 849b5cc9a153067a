#pragma once
// Proves the audit whole: every entry is there, as it was written, in its place, and the signed heads fit. Needs the
// tables of the audit alone and no key.

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "store/audit_head.h"
#include "store/connection.h"
#include "store/store_options.h"

namespace foothold {

struct audit_fault {
  std::int64_t number{0};  // of the first entry that is not as it was written
  std::string what{};      // what does not fit, one sentence without a full stop

  bool operator==(audit_fault const&) const = default;
};

struct audit_report {
  std::int64_t entries{0};  // linked, as far as they fit
  std::int64_t waiting{0};  // written and not linked yet: where several nodes write, those of the last second
  std::int64_t heads{0};    // signed ones that were looked at
  std::string hash{};       // the last link that fits
  std::optional<audit_fault> fault{};
};

// On one unchanging state. `against` is a head that was kept elsewhere: what it signed must still be there, and its key
// must have signed every head of the database. Throws database_failure.
[[nodiscard]] audit_report verify_audit(connection& c, std::optional<audit_head> const& against);

// The same for an installation that no program has open. conflict: one has. not_found: there is none.
[[nodiscard]] result<audit_report> verify_audit_of(store_options const& where,
                                                   std::optional<audit_head> const& against);

}  // namespace foothold
