#pragma once
// What people may mend of their own file by themselves: what they told, as the rules of access let them write it. What
// others found out or tested is not theirs to rewrite; against that they may object.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/records.h"

namespace foothold {

// Is it a field that a person may mend, in a table in which they may?
[[nodiscard]] bool may_correct(record_table const& table, field_shape const& f);
// The same of a row: nobody tested or saw it.
[[nodiscard]] bool may_correct(record_table const& table, row_values const& r);

// not_found also for a row that may not be mended.
[[nodiscard]] result<row_values> read_own_entry(store& cases, caller const& who, record_table const& table,
                                                std::string const& id);

struct sent_text {
  std::string_view field{};
  std::string text{};  // as a form sends it: a day as 2026-03-31, yes as 1
};
// bad_input: a text that cannot be a value of its field. Errors as change_row.
[[nodiscard]] result<written_row> correct_own_entry(store& cases, caller const& who, record_table const& table,
                                                    change_request const& request, std::string const& id,
                                                    std::int64_t version, std::vector<sent_text> const& sent);

}  // namespace foothold
