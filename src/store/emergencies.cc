#include "store/emergencies.h"

#include "access/decide.h"
#include "store/case_records.h"
#include "store/row_codec.h"
#include "store/row_statements.h"

namespace foothold {

result<void> note_emergency(transaction& t, emergency_case const& why) {
  auto const person = parse_id_as<person_id>(t.granted().subject());
  if (t.granted().what() != action::open_emergency || !person) {
    return tl::make_unexpected(no_such_entry());
  }
  auto const opened = emergency_record{.id = new_id<decltype(emergency_record::id)>(),
                                       .version = 1,
                                       .person = *person,
                                       .opened_by = t.granted().by(),
                                       .opened_at = t.now(),
                                       .reason_code = why.reason_code,
                                       .reason = why.reason,
                                       .review_by = std::chrono::floor<days>(t.now()) + kReviewWithin};
  // Past the field mask on purpose: whoever opens a file writes this row and reads none.
  auto const cells = to_row(by_statement::cipher(t), opened);
  if (!cells) {
    return tl::make_unexpected(cells.error());
  }
  by_statement::change(t, row_statements_of<emergency_record>().insert, *cells);
  return {};
}

}  // namespace foothold
