#pragma once
// What answers a request once it is known who asks, for what. Each is a plain function of the visit; the list of routes
// says which stands where.

#include "api/routes.h"

namespace foothold::api {

// Rows of one table in the place that the path tells.
[[nodiscard]] http::response list_rows_of(visit const& v);
[[nodiscard]] http::response read_row_of(visit const& v);
[[nodiscard]] http::response add_row_to(visit const& v);
[[nodiscard]] http::response replace_row_of(visit const& v);
[[nodiscard]] http::response change_part_of(visit const& v);
[[nodiscard]] http::response remove_row_of(visit const& v);

[[nodiscard]] http::response list_persons(visit const& v);
[[nodiscard]] http::response register_person(visit const& v);
[[nodiscard]] http::response list_own_tasks(visit const& v);
// Adds the row, and the person lives there from then on.
[[nodiscard]] http::response add_household(visit const& v);

// A plan from what the file says today, with its portrait and its line in the log of decisions.
[[nodiscard]] http::response compute_plan_of(visit const& v);

[[nodiscard]] http::response withdraw_permission(visit const& v);
[[nodiscard]] http::response answer_referral(visit const& v);
[[nodiscard]] http::response answer_objection_to(visit const& v);
[[nodiscard]] http::response revoke_referral(visit const& v);
[[nodiscard]] http::response open_emergency(visit const& v);
[[nodiscard]] http::response review_emergency(visit const& v);

// People by any part of a name, a year or a number, within the own cases or the own organisation.
[[nodiscard]] http::response find_persons(visit const& v);
// Everything that is kept of a person, and who looked at it.
[[nodiscard]] http::response export_file(visit const& v);
// The same on paper, in the language that was asked for or the person's.
[[nodiscard]] http::response export_paper(visit const& v);
// Notes who may be the same person.
[[nodiscard]] http::response look_for_duplicates(visit const& v);
// Rows, ledger and keys; the receipt says when the last copy of anything is gone.
[[nodiscard]] http::response erase(visit const& v);

// How the planner came to a decision, in the reader's language.
[[nodiscard]] http::response explain_decision(visit const& v);
// The register of automated functions, for everybody.
[[nodiscard]] http::response list_functions(visit const& v);
// Which organisation answers for what, for everybody.
[[nodiscard]] http::response list_responsibilities(visit const& v);

[[nodiscard]] http::response list_own_log(visit const& v);
[[nodiscard]] http::response list_whole_log(visit const& v);

// Where the rows of a route are: the file, team or directory, and the column that the path tells.
[[nodiscard]] row_place place_of(visit const& v);

}  // namespace foothold::api
