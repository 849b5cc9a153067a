#pragma once
// How often one address may try to sign in. A reception centre is one address, so nobody is ever shut out: after so
// many tries there is a short wait between two, in which others of the same address wait too. Kept in memory only, as
// addresses are personal data. Thread-safe.

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "sys/clock.h"

namespace foothold {

class address_limit {
public:
  static constexpr std::int64_t kTriesAnHour{300};
  static constexpr std::chrono::seconds kOneMoreEach{12};  // 300 an hour
  static constexpr std::chrono::seconds kLongestWait{60};
  static constexpr std::size_t kMostAddresses{50'000U};  // then those that were quiet longest are forgotten

  explicit address_limit(time_source const& clock) : clock_{&clock} {}

  // Nothing to wait: one more try was counted. Else how long; it grows with each that came too early.
  [[nodiscard]] std::chrono::seconds wait_of(std::string_view address);

  // IPv4, or the /64 of IPv6: one household or phone has all of it. A text that is no address stays as it is.
  [[nodiscard]] static std::string key_of(std::string_view address);

private:
  struct bucket {
    std::int64_t left{kTriesAnHour};
    std::int64_t early{0};
    std::chrono::steady_clock::time_point filled{};
  };
  void forget_full();

  time_source const* clock_;
  std::mutex mutex_;
  std::map<std::string, bucket, std::less<>> by_address_;
};

}  // namespace foothold
