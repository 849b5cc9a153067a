#pragma once
// May this actor do this, to this, for this purpose, now? Pure: the same request and facts give the same answer.
//
// Denied unless a row of the table (rules.h) says otherwise. First the actor: an active membership, and an action that
// the session may do. Then the tenant, then the relation. Every row that fits adds its fields; a row that rests on a
// permission adds only the fields of permissions for this purpose that hold now. There is no flag that overrides this.

#include <optional>
#include <span>

#include "access/grant.h"
#include "access/request.h"
#include "access/rules.h"
#include "base/result.h"

namespace foothold {

// What the rules make of a request. Nothing can be done with it: that needs a grant.
struct verdict {
  bool allowed{false};
  denial why{denial::no_relation};  // where not allowed; for the log alone
  categories fields{};              // empty for acts that touch none, such as opening a file in an emergency
  obligations owes{};
  enum_set<ground> on{};
  std::optional<moment> until{};  // the permission, the appointment or the emergency ends

  bool operator==(verdict const&) const = default;
};

[[nodiscard]] verdict judge(access_request const& asked, relation_facts const& facts, moment now,
                            std::span<access_rule const> rules = access_rules());

// The only maker of grants. The error is always the same, whether there is no such person or the actor may not.
[[nodiscard]] result<grant> decide(access_request const& asked, relation_facts const& facts, moment now);

// The one denial that goes outwards.
[[nodiscard]] error no_such_entry();

}  // namespace foothold
