#include "service/record_table_of.h"
#include "store/version_records.h"

namespace foothold {

void append_version_tables(std::vector<record_table>& to) {
  append_record_tables<portrait_record, plan_record, plan_answer_record, decision_record, objection_record,
                       fund_proof_record>(to);
}

}  // namespace foothold
