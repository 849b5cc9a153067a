#pragma once
// Rows of any table in the reader's language: the same words on paper and on pages. What only programs need (ids,
// hashes, plans as programs read them) is left out.

#include <string>
#include <string_view>
#include <vector>

#include "service/record_table.h"
#include "store/audit.h"
#include "text/catalogue.h"

namespace foothold {

struct named_value {
  std::string name, value;
};
// `special`: special categories are shown. Empty values are left out.
[[nodiscard]] std::vector<named_value> row_in_words(catalogue const& c, record_table const& table, row_values const& r,
                                                    bool special);
[[nodiscard]] std::string table_in_words(catalogue const& c, std::string_view table);
[[nodiscard]] std::string column_in_words(catalogue const& c, std::string_view column);
// "2 March 2026, 10:30 UTC"
[[nodiscard]] std::string moment_in_words(catalogue const& c, instant at);
// What was done, for what: "read, for counselling".
[[nodiscard]] std::string act_in_words(catalogue const& c, audit_line const& line);

}  // namespace foothold
