#pragma once
// Content hashes: BLAKE2b with 32 bytes, as 64 lower-case hex digits. The same bytes give the same hash on every
// machine.

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace foothold {

inline constexpr std::size_t kHashHexDigits{64U};

[[nodiscard]] std::string hash_hex(std::string_view bytes);
[[nodiscard]] bool is_hash_hex(std::string_view text);
[[nodiscard]] std::string hash_hex(std::span<std::byte const> bytes);

// The same over several parts. add_part() hashes the length too, so that ("ab","c") and ("a","bc") differ;
// add() just continues the stream: add("ab") then add("c") equals hash_hex("abc").
class hasher {
public:
  hasher();
  hasher(hasher&&) noexcept;
  hasher& operator=(hasher&&) noexcept;
  ~hasher();
  void add(std::string_view bytes);
  void add_part(std::string_view bytes);
  [[nodiscard]] std::string hex() &&;

private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace foothold
