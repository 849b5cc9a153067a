#pragma once
// Programs that run beside this one. A child of a program that ends, however it ends, ends with it.

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace foothold {

// This program itself, to be started again.
[[nodiscard]] result<std::filesystem::path> own_program();

struct child_end {
  int process{0};  // as start_child() returned it
  int code{0};     // exit code; with `signal` set: none
  int signal{0};   // that ended it; 0: it ended by itself
};

// Both its outputs are appended to `log`. Returns the number of the process; wait_for_child() must be called for each.
[[nodiscard]] result<int> start_child(std::filesystem::path const& program, std::vector<std::string> const& arguments,
                                      std::filesystem::path const& log);

// Waits until one of them ends. not_found: there is none.
[[nodiscard]] result<child_end> wait_for_child();

// Ends it at once. It still has to be waited for.
void stop_child(int process);

}  // namespace foothold
