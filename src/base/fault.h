#pragma once
// Faults of input files as people read them.

#include <string>

#include "base/result.h"

namespace foothold {

// Does any of them stop the work? Warnings do not.
[[nodiscard]] bool has_fault(faults const& found);

// FILE:LINE: FIELD "VALUE": expected ...; warnings start with "warning: ". What is empty is left out.
[[nodiscard]] std::string format_fault(fault const& f);

}  // namespace foothold
