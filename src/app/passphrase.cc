#include "app/passphrase.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

namespace foothold {
namespace {

constexpr auto kLongest = std::size_t{1000U};

// While it lives, the terminal shows nothing of what is typed.
class silent_terminal {
public:
  silent_terminal() {
    if (::tcgetattr(STDIN_FILENO, &before_) == 0) {
      auto silent = before_;
      silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
      ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
  }
  silent_terminal(silent_terminal const&) = delete;
  silent_terminal& operator=(silent_terminal const&) = delete;
  ~silent_terminal() {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    fmt::print(stderr, "\n");
  }

private:
  termios before_{};
};

}  // namespace

result<secret> read_passphrase(std::string_view const question) {
  auto quiet = std::optional<silent_terminal>{};
  if (::isatty(STDIN_FILENO) == 1) {
    fmt::print(stderr, "{}: ", question);
    quiet.emplace();
  }
  auto line = secret{kLongest + 1U};
  auto const bytes = line.bytes();
  auto used = std::size_t{0U};
  // Byte by byte, so that no copy of it lies in a buffer of the standard library.
  while (used != bytes.size() && ::read(STDIN_FILENO, &bytes[used], 1U) == 1 && bytes[used] != '\n') {
    ++used;
  }
  if (used == 0U || used == bytes.size()) {
    return fail(errc::bad_input,
                fmt::format("{}: there is none in the input, or it is longer than {} bytes", question, kLongest));
  }
  auto whole = secret{used};
  std::copy_n(bytes.begin(), used, whole.bytes().begin());
  return whole;
}

std::string_view text_of(secret const& passphrase) {
  return {reinterpret_cast<char const*>(passphrase.bytes().data()), passphrase.bytes().size()};
}

}  // namespace foothold
