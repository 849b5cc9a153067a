#pragma once
// Runs the real program and collects what it prints.

#include <string>
#include <vector>

namespace foothold {

struct program_run {
  int code{-1};  // exit code; 128 + signal if killed
  std::string out;
  std::string err;
};

// arguments without the program's name; `stdin` is empty.
program_run run_program(std::vector<std::string> const& arguments);

}  // namespace foothold
