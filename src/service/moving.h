#pragma once
// All rows of an installation that no program has open into an empty database of the other engine, or of the same.
// Nothing of the old one changes; the keys stay where they are, since no sealed field is opened.

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "service/copies.h"
#include "store/audit_verify.h"
#include "store/store_options.h"
#include "sys/clock.h"

namespace foothold {

struct moved_rows {
  std::uint32_t schema{0U};
  std::vector<table_sum> tables;  // equal in both
  std::int64_t rows{0};
  audit_report audit;  // as it is in the new one
};

// conflict: a program has the old one open, or the new one holds data; not_found: there is no old one; broken: after
// all rows were written a table was not what it is in the old one, so nothing was kept.
[[nodiscard]] result<moved_rows> move_rows(store_options const& from, store_options const& to, time_source const& clock,
                                           progress_function const& tell = {});

// conflict: the database holds rows, so that no copy comes back into it.
[[nodiscard]] result<void> check_empty(store_options const& target, time_source const& clock);

}  // namespace foothold
