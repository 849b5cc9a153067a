#include "vault/credentials.h"

#include <sodium.h>

#include <array>
#include <new>

#include "vault/hex.h"

namespace foothold {
namespace {

std::string_view as_text(std::span<unsigned char const> const bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}
unsigned char const* bytes_of(std::string_view const text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

}  // namespace

bool same_secret(std::string_view const a, std::string_view const b) {
  return a.size() == b.size() && ::sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// One of the few that may run; not taken where too many wait.
class credential_keeper::place {
public:
  explicit place(credential_keeper& of) : of_{of} {
    auto lock = std::unique_lock{of.mutex_};
    if (of.running_ >= of.queue_.at_once) {
      if (of.waiting_ >= of.queue_.waiting) {
        return;
      }
      ++of.waiting_;
      taken_ = of.free_.wait_for(lock, of.queue_.longest, [&] { return of.running_ < of.queue_.at_once; });
      --of.waiting_;
      if (!taken_) {
        return;
      }
    }
    taken_ = true;
    ++of.running_;
    ++of.spent_;
  }
  ~place() {
    if (taken_) {
      {
        auto const lock = std::lock_guard{of_.mutex_};
        --of_.running_;
      }
      of_.free_.notify_one();
    }
  }
  place(place const&) = delete;
  place& operator=(place const&) = delete;
  [[nodiscard]] bool taken() const { return taken_; }

private:
  credential_keeper& of_;
  bool taken_{false};
};

credential_keeper::credential_keeper(secret pepper, hash_queue const queue)
    : pepper_{std::move(pepper)}, queue_{queue} {}

std::string credential_keeper::keyed_hash(std::string_view const what, std::string_view const value) const {
  auto out = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>{};
  auto state = crypto_auth_hmacsha256_state{};
  ::crypto_auth_hmacsha256_init(&state, pepper_.bytes().data(), pepper_.bytes().size());
  auto const length = std::to_string(what.size()) + ":";
  for (auto const part : {std::string_view{length}, what, value}) {
    ::crypto_auth_hmacsha256_update(&state, bytes_of(part), part.size());
  }
  ::crypto_auth_hmacsha256_final(&state, out.data());
  return as_hex(as_text(out));
}

std::string credential_keeper::peppered(std::string_view const value) const {
  return keyed_hash("slow", value);
}

result<std::string> credential_keeper::slow_hash(std::string_view const value, hash_cost const cost) {
  auto const mine = place{*this};
  if (!mine.taken()) {
    return fail(errc::out_of_time, "too many sign in at once");
  }
  auto out = std::array<char, crypto_pwhash_STRBYTES>{};
  auto const text = peppered(value);
  if (::crypto_pwhash_str_alg(out.data(), text.data(), text.size(), cost.passes, cost.memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc{};
  }
  return std::string{out.data()};
}

result<bool> credential_keeper::fits(std::optional<std::string> const& hash, std::string_view const value,
                                     hash_cost const cost) {
  if (!hash) {
    return slow_hash(value, cost).map([](std::string const& /*nobody's*/) { return false; });
  }
  auto const mine = place{*this};
  if (!mine.taken()) {
    return fail(errc::out_of_time, "too many sign in at once");
  }
  auto const text = peppered(value);
  return ::crypto_pwhash_str_verify(hash->c_str(), text.data(), text.size()) == 0;
}

}  // namespace foothold
