#pragma once
// Answers of the API from what a use case gave.

#include <string>

#include "api/problem.h"
#include "api/routes.h"
#include "api/terms.h"

namespace foothold::api {

[[nodiscard]] http::response answer_error(visit const& v, error const& e);
[[nodiscard]] http::response answer_wrong(visit const& v, wrong_terms const& wrong);
[[nodiscard]] http::response answer_faults(visit const& v, std::vector<field_fault> const& faults);

// 200 with the row, or 304 where the caller has this version.
[[nodiscard]] http::response answer_row(visit const& v, result<shown_row> const& found);
[[nodiscard]] http::response answer_list(visit const& v, result<shown_stretch> const& found);
// Key, version and body of a change, checked.
struct change_terms {
  change_request request{};
  std::int64_t version{0};
  given_fields given{};
};
[[nodiscard]] tl::expected<change_terms, http::response> change_terms_of(visit const& v);

// 201 with `location`, 200 without, 204 for what is gone; says whether the answer is an old one, and what in the texts
// seems to be specially protected.
[[nodiscard]] http::response answer_written(visit const& v, change_terms const& terms, result<written_row> const& done,
                                            std::string const& location = {});

// The id in the path behind the last name of it: "entry", or the person's.
[[nodiscard]] std::string row_id_of(visit const& v);

}  // namespace foothold::api
