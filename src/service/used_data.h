#pragma once
// Which data of a portrait a plan really rests on (Art. 15(1)(h) GDPR): what one of its steps, its goal or the law
// behind them asked for, and nothing else. Of a plan that found no way: all that the portrait has.

#include <string>
#include <vector>

#include "model/plan.h"
#include "model/territory.h"
#include "service/question.h"

namespace foothold {

struct used_datum {
  std::string member;  // of the portrait: "status", "facts", "available"
  std::string which;   // the fact or the child, where there are several
  std::string table;   // of the file, from which it comes

  auto operator<=>(used_datum const&) const = default;
};

// In order, none twice.
[[nodiscard]] std::vector<used_datum> data_used(plan const& p, plan_question const& q, territory const& t);

}  // namespace foothold
