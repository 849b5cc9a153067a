#pragma once

#include <string_view>

namespace foothold {

// The product's version (`project(VERSION)` in CMakeLists.txt); results carry it as `engine`.
std::string_view version();

}  // namespace foothold
