#pragma once
// A real cipher with keys in memory: XChaCha20-Poly1305, one key for each subject and class of data.

#include <array>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "vault/field_cipher.h"

namespace foothold {

class memory_cipher final : public field_cipher {
public:
  memory_cipher();
  [[nodiscard]] result<std::string> seal(field_place const& place, std::string_view clear) override;
  [[nodiscard]] result<std::string> open(field_place const& place, std::string_view sealed) override;

  // The person is erased: what was sealed for them stays closed for ever.
  void destroy_keys(std::string const& subject);

private:
  using key = std::array<unsigned char, 32U>;
  std::mutex mutex_;
  std::map<std::pair<std::string, data_class>, key> keys_;
};

}  // namespace foothold
