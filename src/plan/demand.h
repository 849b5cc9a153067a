#pragma once
// A step that must be taken: for branching, and for plans that are under way.

#include "plan/problem.h"

namespace foothold {

// Every plan of p now takes a place of s: a fact that s alone gives and that every goal needs. Nobody has a plan any
// more where p has no such session.
void demand(problem& p, session_idx s);

}  // namespace foothold
