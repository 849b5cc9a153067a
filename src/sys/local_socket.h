#pragma once
// Conversations between programs of one user on one machine: lines of text over a Unix socket. Only the owner of the
// socket and root are let in.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace foothold {

inline constexpr std::size_t kLongestLine{1U << 20U};

class local_stream {
public:
  // not_found: nobody listens there.
  [[nodiscard]] static result<local_stream> connect(std::filesystem::path const& socket);
  explicit local_stream(int const descriptor) : descriptor_{descriptor} {}
  local_stream(local_stream&& other) noexcept;
  local_stream& operator=(local_stream&&) = delete;
  local_stream(local_stream const&) = delete;
  local_stream& operator=(local_stream const&) = delete;
  ~local_stream();

  // The next line without its end; nothing when the other side has said all. bad_input: it is longer than kLongestLine.
  [[nodiscard]] result<std::optional<std::string>> read_line();
  // A line must have no end of line within.
  [[nodiscard]] result<void> write_line(std::string_view line);

private:
  friend class local_listener;
  int descriptor_;  // -1: moved from
  std::string read_;
};

// Listens as long as it lives, and talks with one after the other in a thread of its own.
class local_listener {
public:
  using conversation = std::function<void(local_stream&)>;

  // A socket file that a killed program left behind is replaced. conflict: somebody listens there.
  [[nodiscard]] static result<local_listener> listen(std::filesystem::path const& socket, conversation talk);
  local_listener(local_listener&&) noexcept;
  local_listener& operator=(local_listener&&) = delete;
  ~local_listener();  // waits for the conversation that is going on

private:
  struct impl;
  explicit local_listener(std::unique_ptr<impl> i);
  std::unique_ptr<impl> impl_;
};

}  // namespace foothold
