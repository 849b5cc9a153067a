#pragma once
// What nobody may say for somebody else: who wrote a note, when a message was sent, in whose name a file was referred.
// These fields are set by the program when a row is added, and refused in what is sent.

#include <string>
#include <string_view>
#include <vector>

#include "access/request.h"
#include "service/record_table.h"

namespace foothold {

enum class field_origin : std::uint8_t {
  asked,          // who adds the row says it
  nothing,        // empty at first: nothing, 0, the first of its words
  writer,         // the id of who adds the row
  writing_staff,  // the same if that is a member of staff, else nothing
  organisation,   // for which it is added
  at_once,
  today,
  last_day_to_answer,  // of a referral
  hash_of_content
};

struct field_rule {
  std::string_view table, field;
  field_origin at_first{field_origin::asked};
  bool changes{false};  // may be said in a change
};

// What is in no rule is asked, and may be changed.
[[nodiscard]] field_rule rule_of(record_table const& table, std::string_view field);

struct field_facts {
  actor const& by;
  moment now;
  std::string_view person;              // whose file the row is added to; empty: nobody's
  std::string_view owner_field, owner;  // what else the place of the row tells
};
void set_by_program(record_table const& table, field_facts const& facts, row_values& r);

// A case that is closed has the day on which it was, from which its keeping is counted; an open one has none.
void set_closing_day(record_table const& table, date today, row_values& r);

// The column that says whose file a row is in: told by the place, never by what is sent.
[[nodiscard]] bool names_the_person(std::string_view field);

// Columns that must name a row of the same file, and its table; empty: it may name any.
[[nodiscard]] std::string_view own_table_of(record_table const& table, std::string_view field);

// Text and other fields that may be left out of a row that is added: empty then.
[[nodiscard]] bool may_be_left_out(record_table const& table, field_shape const& f);

// What was sent of a row: nothing where a field was not mentioned.
using given_fields = std::vector<std::optional<cell>>;

struct field_fault {
  std::string pointer;  // RFC 6901: /birth
  std::string found;    // a sort of value, never the value
  std::string expected;
};

// Rules over several fields, or over who says it: what a person says of the own skills is told, and a decision against
// somebody has a reason.
[[nodiscard]] std::vector<field_fault> broken_rules(record_table const& table, given_fields const& given,
                                                    actor const& by);

}  // namespace foothold
