#include "service/record_table_of.h"
#include "store/organisation_records.h"

namespace foothold {

void append_organisation_tables(std::vector<record_table>& to) {
  append_record_tables<organisation_record, staff_record, employer_record, mentor_record, mediator_record>(to);
}

}  // namespace foothold
