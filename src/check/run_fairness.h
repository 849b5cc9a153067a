#pragma once
// Rule 8 of docs/formats/run.md: the groups that the policy protects, what is told about their weeks, what the
// certificates prove, and the sharing that the total alone would give. Inside the checker only.

#include "check/run_checking.h"

namespace foothold::check {

// Leaves the claims of the certificates in c.fair, for rule 7.
void check_fairness(run_checking& c);

// By row, the protected group as territory.md names it ("Fairness"); empty for nobody.
std::vector<std::string> protected_groups(run_checking const& c, grouping by);

}  // namespace foothold::check
