#pragma once
// The parts of read_territory(), shared by the files that read single tables. Not for other modules.

#include <string>
#include <string_view>
#include <vector>

#include "interop/import_log.h"
#include "interop/pack_files.h"
#include "interop/row_reader.h"
#include "model/territory.h"

namespace foothold {

struct pack_reader {
  territory t;
  import_log log;
  id_map zones, organisations, locations, travel, offers, sessions, occupations, vacancies, services, rules, shortages,
      households, children, people, fact_texts;
};

// One row of each table; pushes it, faulty or not.
void read_organisation(pack_reader& p, row_reader& row);
void read_location(pack_reader& p, row_reader& row);
void read_travel(pack_reader& p, row_reader& row);
void read_offer(pack_reader& p, row_reader& row);
void read_session(pack_reader& p, row_reader& row);
void read_occupation(pack_reader& p, row_reader& row);
void read_vacancy(pack_reader& p, row_reader& row);
void read_service(pack_reader& p, row_reader& row);
void read_rule(pack_reader& p, row_reader& row);
void read_shortage(pack_reader& p, row_reader& row);
void read_household(pack_reader& p, row_reader& row);
void read_child(pack_reader& p, row_reader& row);
void read_person(pack_reader& p, row_reader& row);
void read_fact_text(pack_reader& p, row_reader& row);

// A child's and a person's cells without household and id checks against other rows: also used for JSON.
child child_of(row_reader& row);
person person_of(row_reader& row, fact_table& facts, id_map const& occupations, id_map const& vacancies);

// territory.json and policy.json; faults name the JSON path as field.
void read_territory_json(pack_reader& p, std::string_view text);
void read_policy_json(pack_reader& p, std::string_view text);

// Registers the id of the row that is about to be pushed at `position`; a fault when another row has it.
void register_id(row_reader& row, std::string_view column, std::string_view id, std::size_t position, id_map& ids);

}  // namespace foothold
