#pragma once
// How each kind of step looks and is called, the same on every screen.

#include <string>
#include <string_view>

#include "model/plan.h"
#include "text/catalogue.h"

namespace foothold {

// Light fill with a dark edge; texts on the fill have a contrast of at least 7:1. The page's style sheet may change
// both for dark screens, by the class.
struct kind_look {
  std::string_view css_class, fill, edge;
};

constexpr unsigned kKindCount = 8U;

kind_look look_of(step_kind kind);

// "Course", "Papers", ...
std::string kind_word(catalogue const& c, step_kind kind);

// The order of lanes from top to bottom: what the law and papers ask first, the workplace last.
unsigned lane_of(step_kind kind);

constexpr std::string_view kInk = "#1b2430";
constexpr std::string_view kMuted = "#46525f";
constexpr std::string_view kRule = "#d9d4c8";
constexpr std::string_view kAccent = "#0b4f4a";
constexpr std::string_view kOnAccent = "#ffffff";

}  // namespace foothold
