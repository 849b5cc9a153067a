#pragma once
// Who was erased and when: a text file beside the key store to which lines are only ever added, each with the hash of
// all before it. It holds ids and moments, nothing else. What it names stays erased, whatever older key store comes
// back. The form is in docs/vault.md.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace foothold {

inline constexpr std::size_t kLongestSubject{128U};

struct erasure {
  std::int64_t number{0};  // 1, 2, 3, ...
  std::chrono::sys_seconds at{};
  std::string subject;
  std::string head;  // hash of everything up to here: a receipt that can be compared with the ledger years later
};

// An id as the ledger can hold it: 1 .. kLongestSubject bytes of printable ASCII without spaces.
[[nodiscard]] bool is_subject(std::string_view text);

struct ledger_text {
  std::string installation;
  std::vector<erasure> entries;
  std::string head;        // of the last entry, or of the first line
  std::size_t length{0U};  // bytes that make whole lines; what follows was never answered
};

// broken: names the first line that is not what the lines before it lead to.
[[nodiscard]] result<ledger_text> parse_ledger(std::string_view text);

// The hash after the first `count` entries.
[[nodiscard]] std::string const& head_after(ledger_text const& ledger, std::int64_t count);

class erasure_ledger {
public:
  // Makes the file if it is not there, and drops the half line of an append that was cut off. bad_input: it is the
  // ledger of another installation.
  [[nodiscard]] static result<erasure_ledger> open(std::filesystem::path const& file, std::string const& installation);
  erasure_ledger(erasure_ledger&& other) noexcept;
  erasure_ledger& operator=(erasure_ledger&&) = delete;
  erasure_ledger(erasure_ledger const&) = delete;
  erasure_ledger& operator=(erasure_ledger const&) = delete;
  ~erasure_ledger();

  // On the disk when it returns. no_room: nothing was added; broken: it may or may not be there.
  [[nodiscard]] result<erasure> append(std::string const& subject, std::chrono::sys_seconds at);

  // Everything, read and checked anew.
  [[nodiscard]] result<ledger_text> read() const;
  [[nodiscard]] result<std::string> text() const;

private:
  explicit erasure_ledger(std::filesystem::path file, int const descriptor)
      : file_{std::move(file)}, descriptor_{descriptor} {}
  [[nodiscard]] result<void> add_bytes(std::string_view bytes);

  std::filesystem::path file_;
  int descriptor_;  // -1: moved from
  std::int64_t count_{0};
  std::size_t length_{0U};
  std::string head_;
};

}  // namespace foothold
