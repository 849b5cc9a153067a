#pragma once
// What the screens show: plain data, words already in the language of the page. Filled by service.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/plan.h"
#include "model/week.h"

namespace foothold {

struct step_view {
  unsigned number{0U};  // 1, 2, ... in the plan's order
  step_kind kind{step_kind::course};
  std::string title;
  std::string host_title;  // in the language of the country, for signs and counters; empty when it is the same
  std::string organisation;
  std::string phone;
  std::string place;  // empty when there is none
  bool online{false};
  date start, end;  // inclusive
  week_pattern week;
  std::uint64_t own_cents{0U};
  std::uint32_t minutes{0U};
  bool provisional{false};
  bool critical{false};
  std::vector<std::string> reasons;  // whole sentences
  std::vector<unsigned> unlocks;     // numbers of the later steps that use what this one gives
  bool unlocks_goal{false};
};

struct tight_view {
  std::string what;  // "With care for your child (3 years) on Tuesday from 08:00 to 12:00"
  days sooner{0};
  milli_days gain{0};
  bool opens{false};
};

struct plan_view {
  std::string goal;     // as it was asked, in words
  std::string reached;  // the job it ends in, in words
  date as_of, ready, goal_day;
  plan_status status{plan_status::none};
  bool provisional{false};
  milli_days gap{0};  // value - bound
  std::vector<step_view> steps;
  std::vector<tight_view> tight;
  std::vector<std::string> missing;
  std::vector<std::string> papers_held, papers_gained;
  std::uint64_t own_cents{0U};
  std::uint64_t minutes{0U};
};

struct child_view {
  std::string words;     // "your child (3 years)"
  week_pattern covered;  // hours with care
};

struct person_view {
  std::string id, name;
  int age{0};
  std::string status;  // "applicant, until 1 March 2027"
  std::string home;
  std::vector<std::string> has;  // facts held, in words
  std::vector<child_view> children;
  std::string travel;
  week_pattern available;
  std::uint32_t weekly_minutes{0U};
};

// One week of a plan, drawn as half hours.
struct week_block_view {
  unsigned number{0U};  // of the step; 0: the job
  step_kind kind{step_kind::course};
  std::string title;
  week_pattern week;
};

struct week_view {
  date monday;
  week_pattern free;
  week_pattern care;  // hours in which all children are looked after; empty without children
  std::vector<week_block_view> blocks;
};

}  // namespace foothold
