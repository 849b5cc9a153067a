#pragma once
// From the mixed plans of the linear program to one plan for each person: those whose plan is settled get it, then the
// surest tenth of the others, as far as places are left; on the places that remain everybody else is priced again, and
// the program is solved again (diving with column generation, Sadykov et al., INFORMS Journal on Computing 31, 2019).

#include <functional>
#include <span>
#include <vector>

#include "alloc/column_generation.h"
#include "alloc/sharing.h"

namespace foothold {

// The loop of it: program and pool are those of the sharing `s`, in which `open` have nothing yet and the others keep
// what they are fixed to. price() adds plans of those who are open after each step, on the places of `s` that are left.
// Those who are open at the end are returned: none, unless the budget is used up or the program gives up.
std::vector<member_idx> dive_on(column_pool const& pool, linear_program& program, sharing& s,
                                std::vector<member_idx> open, work_budget& budget,
                                std::function<void(std::span<member_idx const> open)> const& price);

// Whoever is still open when the budget is used up takes the best of their known plans that fits, by need first.
sharing dive(pricer& desk, column_pool& pool, linear_program& program, work_budget& budget, effort how = {});

// Everybody in turn takes a better plan where the places left allow it, until nobody can. Never makes a sharing worse.
// `alone`: what each could have at best, where it is known.
void improve(pricer& desk, sharing& s, work_budget& budget, effort how = {},
             vec_map<member_idx, milli_days> const* alone = nullptr);

}  // namespace foothold
