#pragma once
// Sentences about a plan that the terminal and the pages share.

#include <string>

#include "text/catalogue.h"
#include "ui/views.h"

namespace foothold {

// A search that stopped early may have no plan and yet not say that there is no way.
inline bool has_way(plan_view const& p) {
  return p.status != plan_status::none && !p.reached.empty();
}

std::string where_words(catalogue const& c, step_view const& step);             // place, or online; may be empty
std::string proof_words(catalogue const& c, plan_view const& plan);             // how sure it is that nothing is better
std::string totals_words(catalogue const& c, plan_view const& plan);            // steps, time, money
std::string tight_words(catalogue const& c, tight_view const& tight);           // one limit and what it would bring
std::string weeks_of(catalogue const& c, milli_days value);                     // a value in whole weeks or days
std::string joined(catalogue const& c, std::vector<std::string> const& items);  // "a, b, c"

}  // namespace foothold
