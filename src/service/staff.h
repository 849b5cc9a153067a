#pragma once
// Who works with an installation, as who runs the machine lets them in and out: ids and roles. Names are added and not
// shown; an organisation's own administrators read them.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/request.h"
#include "base/result.h"
#include "service/installation.h"
#include "store/staff_roles.h"

namespace foothold {

struct new_user {
  std::string organisation;  // its id, or the name of one that is to be made
  std::string role;          // word of access/words.h that staff may have
  std::string name;
  std::optional<std::string> email{};
  std::optional<date> until_on{};
};

struct added_user {
  staff_id id{};
  organisation_id organisation{};
  bool organisation_made{false};
};

// bad_input: no such role, no name, no such organisation.
[[nodiscard]] result<added_user> add_user(installation& office, new_user const& who);
[[nodiscard]] result<std::vector<staff_role>> list_users(installation& office);
// not_found: there is no active one.
[[nodiscard]] result<void> end_user(installation& office, staff_id const& id);

// Which role in which organisation somebody has or had, without names: who looked, for who is looked at. By the id of
// the actor; who is no member of staff is left out.
[[nodiscard]] result<std::map<std::string, staff_role>> roles_of(store& cases, std::vector<std::string> const& actors);

// A member of staff as an actor who did not sign in again. not_found: there is no active one.
[[nodiscard]] result<actor> acting_staff(installation& office, staff_id const& id);

}  // namespace foothold
