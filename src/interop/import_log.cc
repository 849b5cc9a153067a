#include "interop/import_log.h"

#include <algorithm>
#include <utility>

namespace foothold {

void import_log::add(fault found_fault) {
  failed_ = failed_ || !found_fault.warning;
  if (found.size() < kMostFaults) {
    found.push_back(std::move(found_fault));
  } else if (found.size() == kMostFaults) {
    found.push_back({.file = found_fault.file, .expected = "fewer faults; the ones after these are not listed"});
  }
}

void import_log::assume(std::string text) {
  if (std::ranges::find(assumed, text) == assumed.end()) {
    assumed.push_back(std::move(text));
  }
}

void import_log::begin_row(std::string const& file, std::uint64_t const line) {
  auto& table = rows_[file];
  table.lines.push_back(line);
  table.faulty.push_back(false);
}

void import_log::add_at_row(fault found_fault) {
  if (!found_fault.warning) {
    if (auto const table = rows_.find(found_fault.file); table != rows_.end() && !table->second.faulty.empty()) {
      table->second.faulty.back() = true;
    }
  }
  add(std::move(found_fault));
}

void import_log::add_by_row(fault found_fault) {
  auto const table = rows_.find(found_fault.file);
  if (found_fault.line != 0U && table != rows_.end() && found_fault.line <= table->second.lines.size()) {
    auto const row = static_cast<std::size_t>(found_fault.line - 1U);
    if (table->second.faulty[row]) {
      return;
    }
    found_fault.line = table->second.lines[row];
  }
  add(std::move(found_fault));
}

std::size_t import_log::rows_of(std::string_view const file) const {
  auto const table = rows_.find(file);
  return table == rows_.end() ? 0U : table->second.lines.size();
}

}  // namespace foothold
