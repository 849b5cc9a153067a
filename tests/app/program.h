#pragma once
// Runs the real program and collects what it prints.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace foothold {

struct program_run {
  int code{-1};  // exit code; 128 + signal if killed
  std::string out;
  std::string err;
};

// The program while it runs. Not copyable; what still runs at the end of its life is killed.
class running_program {
public:
  explicit running_program(std::vector<std::string> const& arguments);
  running_program(running_program const&) = delete;
  running_program& operator=(running_program const&) = delete;
  ~running_program();

  // The next line of stdout without its end. Waits for it; throws after a minute or when there is none any more.
  std::string line();
  void terminate() const;  // asks it to end, as service managers do
  program_run wait();      // until it has ended

private:
  bool read_more();

  std::filesystem::path folder_;
  int child_{-1};
  int out_{-1};
  std::size_t told_{0U};  // bytes of said_ that line() has given
  std::string said_;
};

// arguments without the program's name; `stdin` is empty.
program_run run_program(std::vector<std::string> const& arguments);

}  // namespace foothold
