#pragma once
// What a reader found and assumed while it went through the files of a territory pack.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace foothold {

class import_log {
public:
  // At most so many faults are listed; a last one says that there are more.
  static constexpr std::size_t kMostFaults = 10'000U;

  void add(fault found);
  void assume(std::string text);  // each text once

  // A table's next row begins on this line; faults with add_at_row() and checks by row number refer to it.
  void begin_row(std::string const& file, std::uint64_t line);

  // A fault of the current row of its file: the row is then left out of later checks.
  void add_at_row(fault found);

  // A fault whose `line` is a row number from 1: gets the line of the file. Dropped if that row has faults already.
  void add_by_row(fault found);

  // Looking for the nearest name among many is costly; after some hundred misses no more hints are given.
  bool take_hint() { return hints_left_ != 0U && hints_left_-- != 0U; }

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::size_t rows_of(std::string_view file) const;

  faults found;
  std::vector<std::string> assumed;

private:
  struct rows {
    std::vector<std::uint64_t> lines;
    std::vector<bool> faulty;
  };
  std::map<std::string, rows, std::less<>> rows_;
  std::size_t hints_left_{300U};
  bool failed_{false};
};

}  // namespace foothold
