#pragma once
// Many users of a server at once, each on a connection of its own, and how long they waited.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "http/raw_client.h"

namespace foothold::bench {

// The share of waits that were at most this long; the times are sorted then.
inline double quantile(std::vector<double>& times, double const share) {
  if (times.empty()) {
    return 0.0;
  }
  std::sort(times.begin(), times.end());
  auto const at = static_cast<std::size_t>(share * static_cast<double>(times.size()));
  return times[std::min(at, times.size() - 1U)];
}

// Keeps a connection, and makes another where the server has ended it.
class user_connection {
public:
  user_connection(std::uint16_t const port, std::string from) : port_{port}, from_{std::move(from)} {}

  test::reply ask(std::string_view const bytes) {
    if (open_.empty()) {
      open_.emplace_back(port_, from_);
    }
    auto r = open_.front().ask(bytes);
    auto const kept = r.headers.find("connection");
    if (r.status == 0 || (kept != r.headers.end() && kept->second == "close")) {
      open_.clear();
    }
    return r;
  }

private:
  std::uint16_t port_;
  std::string from_;
  std::vector<test::raw_client> open_;
};

struct waits {
  std::vector<std::vector<double>> by_kind;  // milliseconds
  std::size_t wrong{0U};

  [[nodiscard]] std::vector<double> all() const {
    auto together = std::vector<double>{};
    for (auto const& one : by_kind) {
      together.insert(together.end(), one.begin(), one.end());
    }
    return together;
  }
};

struct crowd {
  std::size_t users{16U};
  std::chrono::seconds lasts{10};
  // Of all together; 0: each asks again as soon as it has an answer. With a pace a wait is counted from when the
  // request was due, so that a server that stops for a while does not look fast.
  double per_second{0.0};
};

// One request of user `user`, its `turn`-th: which kind it was, and whether the answer was right.
using one_request = std::function<std::pair<std::size_t, bool>(user_connection& c, std::size_t user, std::size_t turn)>;

inline waits run(crowd const& of, std::uint16_t const port, std::size_t const kinds, one_request const& ask) {
  using clock_type = std::chrono::steady_clock;
  auto parts = std::vector<waits>(of.users, waits{.by_kind = std::vector<std::vector<double>>(kinds), .wrong = 0U});
  auto const begin = clock_type::now();
  {
    auto threads = std::vector<std::jthread>{};
    for (auto u = std::size_t{0U}; u != of.users; ++u) {
      threads.emplace_back([&, u] {
        auto c = user_connection{port, "127.0.0." + std::to_string(2U + u % 200U)};
        auto const gap =
            std::chrono::duration<double>(of.per_second > 0.0 ? static_cast<double>(of.users) / of.per_second : 0.0);
        for (auto turn = std::size_t{0U};; ++turn) {
          auto const offset = static_cast<double>(turn) + static_cast<double>(u) / static_cast<double>(of.users);
          auto const due = begin + std::chrono::duration_cast<clock_type::duration>(gap * offset);
          auto const from = of.per_second > 0.0 ? due : clock_type::now();
          if (from >= begin + of.lasts) {
            return;
          }
          std::this_thread::sleep_until(due);
          auto right = std::pair<std::size_t, bool>{0U, false};
          try {
            right = ask(c, u, turn);
          } catch (std::runtime_error const&) {
          }
          parts[u].by_kind[right.first].push_back(
              std::chrono::duration<double, std::milli>(clock_type::now() - from).count());
          parts[u].wrong += right.second ? 0U : 1U;
        }
      });
    }
  }
  auto whole = waits{.by_kind = std::vector<std::vector<double>>(kinds), .wrong = 0U};
  for (auto const& p : parts) {
    for (auto k = std::size_t{0U}; k != kinds; ++k) {
      whole.by_kind[k].insert(whole.by_kind[k].end(), p.by_kind[k].begin(), p.by_kind[k].end());
    }
    whole.wrong += p.wrong;
  }
  return whole;
}

}  // namespace foothold::bench
