#pragma once
// Who works here: ids and roles, no names. For signing in and for who runs the machine.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "store/record_id.h"
#include "store/snapshot.h"

namespace foothold {

struct staff_role {
  staff_id id{};
  organisation_id organisation{};
  std::string organisation_name{};
  std::string role{};
  bool active{false};
  std::optional<date> until_on{};  // last day
};

// In the order of ids, after this one.
[[nodiscard]] std::vector<staff_role> list_roles(installation_view& s, std::string const& after, std::int64_t limit);
[[nodiscard]] std::optional<staff_role> role_of(installation_view& s, staff_id const& id);

// From now on nothing is allowed any more. False where there is no active one.
bool end_membership(installation_change& t, staff_id const& id);

}  // namespace foothold
