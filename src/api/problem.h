#pragma once
// What went wrong, as RFC 9457 tells it: application/problem+json from one table. Title and detail are in the reader's
// language; `errors` tells each fault of a body by JSON pointer, what was found there (never the value) and what was
// expected. A denial and an entry that is not there are the same bytes.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"
#include "service/program_fields.h"
#include "text/catalogue.h"

namespace foothold::api {

enum class problem : std::uint8_t {
  bad_request,      // no HTTP that can be understood
  not_json,         // the body is no JSON, or breaks a limit
  bad_query,        // a query parameter or a header
  key_missing,      // a change without an idempotency key
  who_are_you,      // no token, or one that nobody has
  no_such_entry,    // there is none, or not for this caller
  no_such_method,   //
  too_slow,         // the body was not there in time
  exists,           // somebody was faster, or it is there already
  stale,            // If-Match names another version than the row has
  too_large,        //
  wrong_type,       // of the body
  key_reused,       // for another request
  invalid,          // JSON, but not what the contract says, or it names what is not there
  version_missing,  // a change without If-Match
  broken,           //
  busy,             //
  in_doubt,         //
  no_room,          //
  no_uploads        // this machine cannot draw files anew in safety
};

struct problem_line {
  problem is;
  int status;
  std::string_view name;  // last part of its type, and of its keys in the catalogue
};
[[nodiscard]] std::span<problem_line const> problem_table();
[[nodiscard]] problem_line const& line_of(problem p);
[[nodiscard]] problem problem_of(errc code);
// For statuses that the server itself answers with.
[[nodiscard]] problem problem_of_status(int status);

[[nodiscard]] http::response answer_problem(problem p, catalogue const& words,
                                            std::vector<field_fault> const& faults = {});

}  // namespace foothold::api
