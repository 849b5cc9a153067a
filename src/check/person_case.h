#pragma once
// One person's own part of the territory, as the plain planner with prices sees it: the jobs of the goal, the steps
// that could lead there and the care places that could carry them. Days are counted from the day of planning. Slow
// plain code on top of check/reading.h, run once for a person.

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "check/law.h"
#include "check/reading.h"
#include "model/territory.h"

namespace foothold::check {

constexpr int kNever = 1 << 28;  // a day that does not come
constexpr std::size_t kMostFacts = 256U;
constexpr std::size_t kMostChildren = 32U;

// Facts that matter for the goal and that the person does not hold from `ready` on, numbered densely.
using fact_no = std::uint16_t;
using fact_list = std::vector<fact_no>;
using fact_mask = std::bitset<kMostFacts>;

// A place of childcare for one of the person's children.
struct care_place {
  session_idx place;
  unsigned child{0U};  // position in cares_for
  week_grid hours{};
  int start{0}, settled{0}, end{0};  // it carries from `settled` to `end`
  milli_days price{0};
  unsigned places_left{0U};
  fact_list needs{};
};

// The hours in which one child needs care, and the places that carry them.
struct care_demand {
  unsigned child{0U};
  week_grid hours{};
  std::vector<std::uint16_t> carried_by{};  // positions in person_case::care
};

// A session other than childcare that can be taken.
struct session_step {
  session_idx id;
  int start{0}, end{0};
  week_grid hours{};
  unsigned load{0U};
  milli_days price{0};
  fact_list needs{}, gives{};  // needs hold the longer permit where the session ends after the permit
  std::vector<care_demand> demands{};
};

struct procedure_step {
  int lasts{1};
  milli_days price{0};
  bool extends_permit{false};
  fact_list needs{}, gives{};
  std::vector<int> opens{};  // by day: the first day from it on at which the person may begin
};

// A job of the goal that fits the person's week.
struct job_end {
  milli_days offset{0};
  int from{0}, until{0};  // possible first days
  week_grid hours{};
  fact_list needs{};  // with work access
};

struct person_case {
  territory const* place{nullptr};
  person const* who{nullptr};
  date as_of{};
  int ready{0};
  int last{0};               // last possible first day in a job
  int permit_until{kNever};  // kNever where the permit does not end or is extended from the start
  int extended{-1};          // the fact_no of permit:extended; -1: held or of no use
  bool too_large{false};     // more than kMostFacts or kMostChildren
  std::vector<int> held{};   // by fact_no: the first day without any step
  std::vector<job_end> jobs{};
  std::vector<session_step> sessions{};  // by start
  std::vector<procedure_step> procedures{};
  std::vector<care_place> care{};
  std::vector<int> care_opens{};  // days on which care may get easier: a place is settled, a child is old enough
};

// `goal` as people.csv writes it. A text that names nothing gives a case without jobs.
person_case read_case_of(territory const& place, person const& who, std::string_view goal, date as_of);

// First day of a procedure that needs `from` to have come and the permit, extended from `extended` on; kNever: none.
int first_start(person_case const& c, procedure_step const& p, int from, int extended);

}  // namespace foothold::check
