#pragma once
// What the process may still do while it reads a stranger's file: compute, take memory up to a limit, and go on reading
// and writing what is open already. There is no way back.

#include <cstdint>

#include "base/result.h"

namespace foothold::redraw {

enum class confinement : std::uint8_t {
  computing,  // opens nothing
  fonts       // also reads files below the folders of fonts, and no others
};

// Limits of memory, processor time and files, no new rights, and a filter of system calls: a call that is not on its
// list ends the process (SIGSYS). broken: the kernel cannot do it; then nothing of the file may be read.
[[nodiscard]] result<void> confine(confinement how);

}  // namespace foothold::redraw
