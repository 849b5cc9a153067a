#include "base/fault.h"

#include <algorithm>

namespace foothold {

bool has_fault(faults const& found) {
  return std::any_of(found.begin(), found.end(), [](fault const& f) { return !f.warning; });
}

std::string format_fault(fault const& f) {
  auto text = (f.warning ? "warning: " : "") + f.file;
  if (f.line != 0U) {
    text += ':' + std::to_string(f.line);
  }
  if (!f.field.empty()) {
    text += ": " + f.field;
  }
  if (!f.value.empty()) {
    text += (f.field.empty() ? ": \"" : " \"") + f.value + '"';
  }
  return text + ": expected " + f.expected;
}

}  // namespace foothold
