#pragma once
// The real program as a process of its own, so that what it uses is told apart from what asks it.

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "http/raw_client.h"

namespace foothold::bench {

class running_server {
public:
  running_server(std::filesystem::path const& program, std::filesystem::path const& data, std::uint16_t const port)
      : port_{port} {
    auto const listen = "127.0.0.1:" + std::to_string(port);
    process_ = ::fork();
    if (process_ == 0) {
      auto const nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
      ::dup2(nowhere, STDOUT_FILENO);
      ::dup2(nowhere, STDERR_FILENO);  // the log is written, and nobody reads it
      ::execl(program.c_str(), program.c_str(), "serve", "--data", data.c_str(), "--listen", listen.c_str(), nullptr);
      ::_exit(127);
    }
  }
  running_server(running_server const&) = delete;
  running_server& operator=(running_server const&) = delete;
  ~running_server() {
    ::kill(process_, SIGTERM);
    auto status = 0;
    ::waitpid(process_, &status, 0);
  }

  // False where it does not answer in time.
  [[nodiscard]] bool wait_until_ready(std::chrono::seconds const within) const {
    auto const end = std::chrono::steady_clock::now() + within;
    while (std::chrono::steady_clock::now() < end) {
      try {
        if (test::raw_client{port_}.ask("GET /en/sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 200) {
          return true;
        }
      } catch (std::runtime_error const&) {
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return false;
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }

  // Processor time of all its threads so far.
  [[nodiscard]] double processor_seconds() const {
    auto line = std::string{};
    std::getline(std::ifstream{"/proc/" + std::to_string(process_) + "/stat"}, line);
    auto rest = std::istringstream{line.substr(line.rfind(')') + 2U)};
    auto skipped = std::string{};
    for (auto i = 0; i != 11; ++i) {
      rest >> skipped;  // state to cmajflt: proc(5)
    }
    auto user = 0.0;
    auto system = 0.0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }

  [[nodiscard]] double resident_mb() const {
    auto pages = 0.0;
    auto resident = 0.0;
    std::ifstream{"/proc/" + std::to_string(process_) + "/statm"} >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
  }

private:
  std::uint16_t port_;
  pid_t process_{-1};
};

}  // namespace foothold::bench
