#pragma once
// data/texts/*.json as they were when the program was built.

#include <span>

#include "base/embedded.h"

namespace foothold {

std::span<embedded_file const> embedded_texts();

}  // namespace foothold
