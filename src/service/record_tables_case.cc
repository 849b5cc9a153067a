#include "service/record_table_of.h"
#include "store/case_records.h"
#include "store/file_records.h"

namespace foothold {

void append_case_tables(std::vector<record_table>& to) {
  append_record_tables<permission_record, companion_record, emergency_record, referral_record, appointment_record,
                       task_record, message_record, note_record, follow_up_record, help_answer_record, file_record>(to);
}

}  // namespace foothold
