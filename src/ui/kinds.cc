#include "ui/kinds.h"

#include <array>

namespace foothold {

namespace {

struct kind_row {
  std::string_view key;
  unsigned lane;
  kind_look look;
};

// By step_kind.
constexpr std::array<kind_row, kKindCount> kKinds{{
    {"kind.course", 2U, {"k1", "#dbe8fb", "#1d4f91"}},
    {"kind.procedure", 1U, {"k2", "#ebe2f7", "#5b3a8c"}},
    {"kind.internship", 6U, {"k3", "#fdeac6", "#805200"}},
    {"kind.job_support", 7U, {"k4", "#e2f0d4", "#3c6414"}},
    {"kind.childcare", 3U, {"k5", "#fbdfe7", "#962046"}},
    {"kind.mentoring", 4U, {"k6", "#d7f0ed", "#0a5c55"}},
    {"kind.service", 5U, {"k7", "#ece8dd", "#564f3d"}},
    {"kind.gate", 0U, {"k8", "#e9ecef", "#39424c"}},
}};

kind_row const& row_of(step_kind const kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

}  // namespace

kind_look look_of(step_kind const kind) {
  return row_of(kind).look;
}
std::string kind_word(catalogue const& c, step_kind const kind) {
  return c.say(row_of(kind).key);
}
unsigned lane_of(step_kind const kind) {
  return row_of(kind).lane;
}

}  // namespace foothold
