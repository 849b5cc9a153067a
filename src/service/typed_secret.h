#pragma once
// Secrets that people read from paper and type: decimal digits in groups of four, as these are on every phone and known
// to who reads another script. The last digit checks the others, so that a slip is told apart from a wrong secret.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace foothold {

inline constexpr std::size_t kCardDigits{40U};        // 39 of them random: 129 bits
inline constexpr std::size_t kInvitationDigits{28U};  // 27: 89 bits, good once and for two days
inline constexpr std::size_t kRecoveryDigits{12U};    // 11: 36 bits, only beside the password
inline constexpr std::size_t kPinDigits{6U};

// From the system's randomness; the last one is the check.
[[nodiscard]] std::string new_secret_digits(std::size_t digits);
// Without a check.
[[nodiscard]] std::string random_digits(std::size_t digits);

// "1234 5678 ..."
[[nodiscard]] std::string in_groups(std::string_view digits);

// The digits of what was typed, those of Arabic and Persian too; blanks and dashes are skipped. Nothing for any other
// sign.
[[nodiscard]] std::optional<std::string> typed_digits(std::string_view text);
// The same for a secret of so many digits; nothing where the check does not fit.
[[nodiscard]] std::optional<std::string> typed_secret(std::string_view text, std::size_t digits);

}  // namespace foothold
