#pragma once
// Which organisation answers for which field (Art. 26 GDPR; data/privacy/responsible.json,
// docs/formats/responsible.md). Several organisations work on one case; the sheet says who of them answers for what,
// and whom a person may turn to with it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/fault.h"
#include "service/record_table.h"
#include "text/catalogue.h"

namespace foothold {

enum class owner_rule : std::uint8_t {
  the_case,  // who answers for the person's case
  named,     // whom a column of the row names
  itself     // the organisation that the row is
};
[[nodiscard]] std::string_view word(owner_rule r);

struct field_owner {
  owner_rule is{owner_rule::the_case};
  std::string column{};  // for `named`

  bool operator==(field_owner const&) const = default;
};

struct table_owner {
  std::string table;
  field_owner all{};
  std::vector<std::pair<std::string, field_owner>> others{};  // fields that another organisation answers for
};

struct responsibility_sheet {
  std::string article, source;  // of the law, and where it was read
  date reviewed_on, review_due;
  std::vector<table_owner> tables;  // every one of the store, once

  // Throws std::out_of_range for a table that is none.
  [[nodiscard]] field_owner const& owner_of(std::string_view table, std::string_view field) const;
};

struct sheet_load {
  std::optional<responsibility_sheet> value;  // nothing where there is a fault
  faults found;
};
// A table that is not there, is there twice or is none, and a field or column that its table does not have, is a fault.
[[nodiscard]] sheet_load read_responsibilities(std::string_view file, std::string_view text);

// In the reader's words: "The organisation that leads the case".
[[nodiscard]] std::string who_answers(catalogue const& words, field_owner const& owner);

// The one inside the program. Read once, from any thread.
[[nodiscard]] responsibility_sheet const& responsibilities();

// The id of the organisation that answers for a field of this row; `of_case` is the one that answers for the case.
[[nodiscard]] std::string owner_in(record_table const& table, row_values const& values, field_owner const& owner,
                                   std::string_view of_case);

}  // namespace foothold
