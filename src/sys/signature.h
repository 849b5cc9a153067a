#pragma once
// Signatures: Ed25519. A public key is 64 lower-case hex digits, a signature 128. Thread-safe.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace foothold {

inline constexpr std::size_t kPublicKeyDigits{64U};
inline constexpr std::size_t kSignatureDigits{128U};

// The secret half stays in memory that is neither swapped nor dumped.
class signing_key {
public:
  [[nodiscard]] static signing_key make();
  // bad_input: no file of this kind, or one that others than its owner may read.
  [[nodiscard]] static result<signing_key> read(std::filesystem::path const& file);
  signing_key(signing_key&&) noexcept;
  signing_key& operator=(signing_key&&) noexcept;
  ~signing_key();

  // For its owner's eyes alone (0600). Replaces nothing that is there: conflict.
  [[nodiscard]] result<void> write(std::filesystem::path const& file) const;

  [[nodiscard]] std::string public_hex() const;
  [[nodiscard]] std::string sign(std::string_view text) const;

private:
  struct secret;
  explicit signing_key(std::unique_ptr<secret> s);
  std::unique_ptr<secret> secret_;
};

// Did the owner of this public key sign this text? False also for what is no key and no signature.
[[nodiscard]] bool is_signed_by(std::string_view public_hex, std::string_view text, std::string_view signature);

}  // namespace foothold
