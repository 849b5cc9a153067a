#include "service/record_table_of.h"
#include "store/skill_records.h"

namespace foothold {

void append_skill_tables(std::vector<record_table>& to) {
  append_record_tables<language_record, script_record, education_record, experience_record, skill_record,
                       skill_evidence_record, certificate_record, wish_record, barrier_record>(to);
}

}  // namespace foothold
