#pragma once
// Reading and writing rows of any table on behalf of somebody: one function for each verb. Each is one request to the
// store, decided there in the transaction of the act (docs/access.md).
//
// Errors: those of store::write and store::read, and
//   stale       the row has another version than the caller read
//   key_reused  the idempotency key was used for another request
//   bad_input   a row names another that is not there, or breaks a rule of the table

#include <functional>
#include <string>

#include "access/request.h"
#include "base/result.h"
#include "service/program_fields.h"
#include "service/record_table.h"
#include "store/store.h"

namespace foothold {

struct caller {
  actor by;
  purpose why{purpose::information};
};

// What the caller asks for, for the caller's purpose.
[[nodiscard]] access_request asked_by(caller const& who, action what, resource const& of);

// Which rows of a table an act is about.
struct row_place {
  record_table const* table{nullptr};
  resource of{};        // the person's file, the organisation's team, the own cases
  std::string by{};     // the rows whose column `by` ...
  std::string owner{};  // ... names this; both empty: those that the grant covers
};

struct shown_row {
  row_values row;
  bool special{false};  // special categories are shown; else they are empty here and say nothing
};
struct shown_stretch {
  row_stretch stretch;
  bool special{false};
};

// not_found also where the grant does not show what the table holds.
[[nodiscard]] result<shown_stretch> list_rows(store& cases, caller const& who, row_place const& where,
                                              std::string const& after, std::int64_t limit);
[[nodiscard]] result<shown_row> read_row(store& cases, caller const& who, row_place const& where,
                                         std::string const& id);

struct written_row {
  std::string id;
  std::int64_t version{0};
  bool repeated{false};  // the request was made before, and this is its answer then
};

// `given` has what was sent; the program sets the rest. `id` must be new.
[[nodiscard]] result<written_row> add_row(store& cases, caller const& who, action what, row_place const& where,
                                          change_request const& request, std::string const& id,
                                          given_fields const& given);

// What becomes of the row as it is. It may run more than once.
using row_edit = std::function<result<void>(row_values&, transaction&)>;

// Only if the row still has this version.
[[nodiscard]] result<written_row> change_row(store& cases, caller const& who, action what, row_place const& where,
                                             change_request const& request, std::string const& id, std::int64_t version,
                                             row_edit const& edit);
[[nodiscard]] result<written_row> remove_row(store& cases, caller const& who, row_place const& where,
                                             change_request const& request, std::string const& id,
                                             std::int64_t version);

// Any other change, whose work returns what was written. Keeps the errors apart as the functions above do.
using written_work = std::function<result<written_row>(transaction&)>;
[[nodiscard]] result<written_row> write_as(store& cases, access_request const& asked, change_request const& request,
                                           written_work const& work);

}  // namespace foothold
