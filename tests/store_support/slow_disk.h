#pragma once
// The machine's disk, each of whose syncs takes as long as that of a slower one: for figures on machines whose syncs
// reach no disk. One at a time.

#include <string>

#include "store_support/machine_disk.h"

namespace foothold {

class slow_disk {
public:
  explicit slow_disk(double syncs_a_second);

  // For store_options::vfs.
  [[nodiscard]] std::string const& name() const { return disk_.name(); }

private:
  machine_disk disk_;
};

}  // namespace foothold
