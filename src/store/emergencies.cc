#include "store/emergencies.h"

#include <algorithm>

#include "access/decide.h"
#include "store/case_records.h"
#include "store/catalogue.h"
#include "store/repository.h"
#include "store/row_codec.h"
#include "store/row_statements.h"

namespace foothold {

result<emergency_id> note_emergency(transaction& t, emergency_case const& why) {
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
  return opened.id;
}

result<std::int64_t> note_review(transaction& t, emergency_id const& which, std::int64_t const version) {
  if (t.granted().what() != action::review_emergency) {
    return tl::make_unexpected(no_such_entry());
  }
  auto const found = find<emergency_record>(t, which);
  if (!found) {
    return tl::make_unexpected(found.error());
  }
  if (found->version != version) {
    return fail(errc::stale, "emergencies: the row has another version by now");
  }
  if (found->reviewed_at) {
    return fail(errc::conflict, "emergencies: somebody reviewed it already");
  }
  auto next = *found;
  ++next.version;
  next.reviewed_by = t.granted().by();
  next.reviewed_at = t.now();
  // Past the field mask on purpose, as above: who reviews changes these two fields of this one row.
  auto cells = to_row(by_statement::cipher(t), next);
  if (!cells) {
    return tl::make_unexpected(cells.error());
  }
  std::rotate(cells->begin(), cells->begin() + 1, cells->end());  // the id stands in the condition
  cells->emplace_back(version);
  if (by_statement::change(t, row_statements_of<emergency_record>().update, *cells) != 1) {
    return fail(errc::stale, "emergencies: the row has another version by now");
  }
  return next.version;
}

result<std::vector<emergency_record>> unreviewed_emergencies(snapshot& s) {
  if (!s.granted().shows(category::whole_log) || s.granted().over() != reach::tenant) {
    return tl::make_unexpected(no_such_entry());
  }
  auto out = std::vector<emergency_record>{};
  for (auto const& cells : by_statement::rows(s, kUnreviewedEmergencies, row{kMostUnreviewed})) {
    auto record = from_row<emergency_record>(by_statement::cipher(s), cells);
    if (record) {
      s.shows(format_id(record->person));
      out.push_back(std::move(*record));
    } else if (record.error().code != errc::not_found) {  // the key of who was erased is gone
      return tl::make_unexpected(record.error());
    }
  }
  return out;
}

}  // namespace foothold
