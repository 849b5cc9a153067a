#pragma once
// The rules of access as a table: what is in no row is denied. The rows stand in rules.cc, to be reviewed by eye, and
// as a page in docs/access.md.

#include <span>
#include <string>

#include "access/words.h"

namespace foothold {

struct access_rule {
  role as;
  relation to;
  kind sort;
  purposes for_what;
  ground on;
  categories sees;     // what reading, listing and exporting show
  categories changes;  // what may be written; never more than is seen, except by the operator
  actions does;
  flags needs{};
  obligations owes{};

  bool operator==(access_rule const&) const = default;
};

[[nodiscard]] std::span<access_rule const> access_rules();

// What holds of every row, however the table grows; a row of which it does not hold does not compile.
[[nodiscard]] bool in_order(access_rule const& rule);

// On which legal basis a purpose rests. It says why the office may work with the data at all, never that it may hand
// them on.
[[nodiscard]] std::string_view legal_basis_of(purpose p);

// What may be searched in; a search shows no more.
inline constexpr auto kSearched = categories{category::identity,  category::contact, category::skills,
                                             category::directory, category::team,    category::whole_log};

// The categories that an action touches under a rule, before any permission narrows them.
[[nodiscard]] categories touched_by(access_rule const& rule, action what);

// Both tables in Markdown.
[[nodiscard]] std::string rules_as_text();

}  // namespace foothold
