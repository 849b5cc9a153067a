#pragma once
// The facts of an access decision, read from the state of the database on which the act itself then works. So a
// permission that was withdrawn, or somebody who was suspended, a moment before is seen.

#include <string>

#include "access/request.h"
#include "store/connection.h"
#include "store/row_scope.h"

namespace foothold {

struct known_relations {
  access_request asked{};  // with the membership as the database has it, and today's emergencies counted
  relation_facts facts{};
  row_scope scope{};
};

// Roles of staff count only with a row of staff that is active, names this role and has not ended.
[[nodiscard]] known_relations relations_of(connection& c, access_request const& asked, std::string const& tenant,
                                           instant now);

}  // namespace foothold
