#pragma once
// Codes of an authenticator app: RFC 6238 (TOTP) over RFC 4226 (HOTP) with SHA-1, six digits, thirty seconds, which is
// what every app takes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace foothold {

inline constexpr std::size_t kOneTimeSecretBytes{20U};  // RFC 4226, section 4: recommended
inline constexpr std::int64_t kOneTimeSeconds{30};

// The code of a counter; `digits` 6 to 8. `key` is raw bytes.
[[nodiscard]] std::string one_time_code(std::string_view key, std::uint64_t counter, int digits = 6);

// The counter of the moment, seconds since 1970.
[[nodiscard]] constexpr std::int64_t one_time_step(std::int64_t const seconds) {
  return seconds / kOneTimeSeconds;
}

// Which step the code is of, one before or behind the moment's allowed (RFC 6238, section 5.2); nothing: of none, or of
// one that is not after `last`, as a code is good once.
[[nodiscard]] std::optional<std::int64_t> step_of_code(std::string_view key, std::string_view code, std::int64_t step,
                                                       std::int64_t last);

// RFC 4648 without padding, as apps show and read it.
[[nodiscard]] std::string base32(std::string_view bytes);

}  // namespace foothold
