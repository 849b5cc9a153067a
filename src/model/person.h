#pragma once
// People, households and children, as far as planning needs them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/ids.h"
#include "model/week.h"

namespace foothold {

enum class sex : std::uint8_t { unknown, female, male, other };

// Where a person comes from, as coarsely as they stated it themselves. Read by the fairness rule that a policy names
// and by the audit after a sharing, by nothing else; never worked out from nationality, language or name.
enum class origin_group : std::uint8_t {
  not_stated,
  europe,
  west_asia_north_africa,
  africa_south_of_sahara,
  central_south_asia,
  east_asia_pacific,
  americas,
};

enum class residence_status : std::uint8_t {
  applicant,  // asked for international protection, no decision yet
  refugee,    // recognised refugee
  subsidiary_protection,
  temporary_protection,  // Decision (EU) 2022/382
  tolerated,             // obliged to leave, removal suspended
  single_permit,         // work and residence permit
  family_member,
  eu_citizen,
  citizen,
};

// What the law asks about. Yes/no questions that nobody answered stay empty: they lead to "ask", never to a guess.
struct legal_profile {
  residence_status status{residence_status::applicant};
  std::optional<date> arrived;
  std::optional<date> registered;  // asylum application or registration of protection
  std::optional<date> status_since;
  std::optional<date> permit_until;
  std::optional<bool> in_reception_centre;
  std::optional<bool> safe_origin_country;    // from a country on the state's list of safe countries of origin
  std::optional<bool> accelerated_procedure;  // Art. 42(1)(a)-(f) of Regulation (EU) 2024/1348
  std::optional<bool> has_travel_document;

  bool operator==(legal_profile const&) const = default;
};

// Ways to travel, a set of bits.
enum travel_mode : std::uint8_t { kWalk = 1U, kBike = 2U, kBus = 4U, kCar = 8U };

struct held_fact {
  fact_idx fact;
  std::optional<date> from;  // empty: held already

  bool operator==(held_fact const&) const = default;
};

// A child for whom somebody must care.
struct child {
  std::string id;
  household_idx household;
  date birth;
  week_pattern covered;               // hours with care today (kindergarten, school, relatives)
  std::optional<date> covered_until;  // last day of that care; empty: no end known

  bool operator==(child const&) const = default;
};

struct household {
  std::string id;
  zone_idx zone;

  bool operator==(household const&) const = default;
};

enum class goal_kind : std::uint8_t { occupation, vacancy, fields, self_employment };

// A goal in the words of the command line: an occupation URI, `vacancy:ID`, `field:51,53` or `self-employment`.
struct goal_wish {
  goal_kind kind{goal_kind::fields};
  occupation_idx occupation;      // occupation
  vacancy_idx vacancy;            // vacancy
  std::vector<std::string> isco;  // fields: prefixes of ISCO-08 codes
  std::string text;               // as it was written

  bool operator==(goal_wish const&) const = default;
};

struct person {
  std::string id;
  std::string name;  // invented in the demo; never in logs and errors
  household_idx household;
  enum sex sex { sex::unknown };
  origin_group origin{origin_group::not_stated};
  date birth;
  legal_profile legal;
  zone_idx home;
  std::uint8_t modes{kWalk | kBus};         // travel_mode bits
  std::uint16_t max_travel_minutes{60U};    // one way
  week_pattern available;                   // when the person could be away if every child were cared for
  std::uint16_t max_weekly_minutes{2400U};  // taught + home study + travel
  std::optional<date> ready;                // first day for a step; empty: the day of planning
  std::uint32_t need{1U};             // how urgent help is, 1 .. policy::need_weight_max, by the office's own rule
  std::optional<date> waiting_since;  // empty: registered, else arrived, else the day of planning
  std::vector<held_fact> facts;
  std::vector<child_idx> cares_for;  // children this person plans care for
  std::vector<goal_wish> goals;

  bool operator==(person const&) const = default;
};

}  // namespace foothold
