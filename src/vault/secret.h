#pragma once
// Bytes that nobody else may see: in memory that is never swapped out (as far as the system's limit of locked memory
// allows), fenced by pages that nobody can touch, and wiped when it is let go.

#include <cstddef>
#include <span>
#include <utility>

namespace foothold {

inline constexpr std::size_t kKeyBytes{32U};

using secret_view = std::span<unsigned char const>;

// Makes libsodium ready; every function of the vault may be called after it. Throws if the machine has no randomness.
void start_sodium();

class secret {
public:
  secret() = default;
  explicit secret(std::size_t size);  // all zero; throws std::bad_alloc
  [[nodiscard]] static secret random(std::size_t size);
  secret(secret&& other) noexcept : data_{std::exchange(other.data_, nullptr)}, size_{std::exchange(other.size_, 0U)} {}
  secret& operator=(secret&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  secret(secret const&) = delete;
  secret& operator=(secret const&) = delete;
  ~secret();

  [[nodiscard]] std::span<unsigned char> bytes() { return {data_, size_}; }
  [[nodiscard]] secret_view bytes() const { return {data_, size_}; }

private:
  unsigned char* data_{nullptr};
  std::size_t size_{0U};
};

}  // namespace foothold
