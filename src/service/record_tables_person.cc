#include "service/record_table_of.h"
#include "store/person_records.h"

namespace foothold {

void append_person_tables(std::vector<record_table>& to) {
  append_record_tables<household_record, person_record, contact_record, communication_record, external_number_record,
                       possible_duplicate_record, relative_record, origin_record, status_period_record, paper_record,
                       child_record, care_need_record, mobility_record>(to);
}

}  // namespace foothold
