#include "service/address_limit.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace foothold {

std::string address_limit::key_of(std::string_view const address) {
  auto bytes = std::array<unsigned char, 16>{};
  auto text = std::string{address};
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) {
    return text;
  }
  constexpr std::string_view kDigits{"0123456789abcdef"};
  auto key = std::string{};
  for (auto i = std::size_t{0U}; i != 8U; ++i) {
    key.push_back(kDigits[bytes[i] >> 4U]);
    key.push_back(kDigits[bytes[i] & 15U]);
  }
  return key;
}

std::chrono::seconds address_limit::wait_of(std::string_view const address) {
  auto const now = clock_->steady();
  auto const key = key_of(address);
  auto const lock = std::lock_guard{mutex_};
  auto at = by_address_.find(key);
  if (at == by_address_.end()) {
    if (by_address_.size() >= kMostAddresses) {
      forget_full();
    }
    at = by_address_.emplace(key, bucket{.filled = now}).first;
  }
  auto& b = at->second;
  auto const more = (now - b.filled) / kOneMoreEach;
  b.left = std::min(kTriesAnHour, b.left + more);
  b.filled = b.left == kTriesAnHour ? now : b.filled + more * kOneMoreEach;
  if (b.left > 0) {
    --b.left;
    b.early = 0;
    return std::chrono::seconds{0};
  }
  ++b.early;
  return std::min(kLongestWait, kOneMoreEach * b.early);
}

// Those whose hour is over tell nothing any more; if there are none, the quietest half goes.
void address_limit::forget_full() {
  auto const now = clock_->steady();
  std::erase_if(by_address_, [&](auto const& one) { return now - one.second.filled > kOneMoreEach * kTriesAnHour; });
  if (by_address_.size() >= kMostAddresses) {
    std::erase_if(by_address_, [](auto const& one) { return one.second.left > kTriesAnHour / 2; });
  }
  if (by_address_.size() >= kMostAddresses) {
    by_address_.clear();
  }
}

}  // namespace foothold
