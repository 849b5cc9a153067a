#pragma once
// Secrets that people hold or know, in the form in which a database may keep them. Both forms need a key (the "pepper")
// that is no part of the database: who has only that can neither look a secret up nor try PINs.
//
// Long random secrets (cards, invitations) are found again by a keyed hash. What a person chose or can remember (PIN,
// password) goes through Argon2id (RFC 9106) as well, which costs memory and time; only a few of these run at once, so
// that many sign-ins do not take all memory. Thread-safe.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/secret.h"

namespace foothold {

struct hash_cost {
  std::size_t memory_bytes{0U};
  unsigned passes{0U};
};
inline constexpr hash_cost kPinCost{std::size_t{19U} << 20U, 2U};       // OWASP's least for Argon2id
inline constexpr hash_cost kPasswordCost{std::size_t{64U} << 20U, 2U};  // RELIABILITY 3.4

struct hash_queue {
  unsigned at_once{2U};
  unsigned waiting{2U};                     // more than that are refused at once
  std::chrono::milliseconds longest{2000};  // and these after so long
};

// Does not tell by its time where two texts differ.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

class credential_keeper {
public:
  explicit credential_keeper(secret pepper, hash_queue queue = {});

  // 64 hex digits. `what` keeps the secrets of different uses apart.
  [[nodiscard]] std::string keyed_hash(std::string_view what, std::string_view value) const;

  // Argon2id over HMAC-SHA-256(pepper, value), with its salt and cost. out_of_time: too many at once.
  [[nodiscard]] result<std::string> slow_hash(std::string_view value, hash_cost cost);

  // Is it the value of this hash? Costs the same where there is no hash to compare with. out_of_time: too many at once.
  [[nodiscard]] result<bool> fits(std::optional<std::string> const& hash, std::string_view value, hash_cost cost);

  // How often memory and time were spent: one for each slow_hash() and fits().
  [[nodiscard]] std::uint64_t spent() const { return spent_.load(); }

private:
  class place;
  [[nodiscard]] std::string peppered(std::string_view value) const;

  secret pepper_;
  hash_queue queue_;
  std::mutex mutex_;
  std::condition_variable free_;
  unsigned running_{0U}, waiting_{0U};
  std::atomic<std::uint64_t> spent_{0U};
};

}  // namespace foothold
