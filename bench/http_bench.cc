// Requests per second, latency and memory of the HTTP server: a 5 KB page over loopback, keep-alive, one client thread
// for each connection. usage: http_bench [REQUESTS] [CONNECTIONS]. Every answer is compared with the page.

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/core.h>

#include "http/http.h"
#include "http/raw_client.h"

namespace {

using namespace foothold;
using clock_type = std::chrono::steady_clock;

struct outcome {
  std::vector<double> micros;
  std::size_t wrong{0U};
};

outcome run_client(std::uint16_t const port, std::size_t const requests, std::string const& page) {
  auto client = test::raw_client{port};
  auto result = outcome{};
  result.micros.reserve(requests);
  for (auto i = std::size_t{0U}; i < requests; ++i) {
    auto const begin = clock_type::now();
    auto const r = client.ask(
        "GET /en/people/p-017?hours=20 HTTP/1.1\r\nHost: localhost\r\nAccept-Language: de,en;q=0.8\r\n"
        "User-Agent: Mozilla/5.0 (Linux; Android 10) Gecko/20100101 Firefox/115.0\r\n\r\n");
    result.micros.push_back(std::chrono::duration<double, std::micro>(clock_type::now() - begin).count());
    result.wrong += r.status != 200 || r.body != page;
  }
  return result;
}

double resident_mb() {
  auto pages = std::size_t{0U};
  auto resident = std::size_t{0U};
  std::ifstream{"/proc/self/statm"} >> pages >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

struct round {
  double per_second;
  double median;
  double p99;
  std::size_t wrong;
};

round run(std::uint16_t const port, std::size_t const requests, std::size_t const connections,
          std::string const& page) {
  auto outcomes = std::vector<outcome>(connections);
  auto threads = std::vector<std::thread>{};
  auto const begin = clock_type::now();
  for (auto& o : outcomes) {
    threads.emplace_back([&] { o = run_client(port, requests / connections, page); });
  }
  for (auto& t : threads) {
    t.join();
  }
  auto const seconds = std::chrono::duration<double>(clock_type::now() - begin).count();
  auto all = std::vector<double>{};
  auto wrong = std::size_t{0U};
  for (auto const& o : outcomes) {
    all.insert(all.end(), o.micros.begin(), o.micros.end());
    wrong += o.wrong;
  }
  std::sort(all.begin(), all.end());
  return {static_cast<double>(all.size()) / seconds, all[all.size() / 2U], all[all.size() * 99U / 100U], wrong};
}

std::size_t number(int const argc, char** const argv, int const i, std::size_t const fallback) {
  auto value = fallback;
  if (i < argc) {
    auto const text = std::string_view{argv[i]};
    std::from_chars(text.data(), text.data() + text.size(), value);
  }
  return std::max<std::size_t>(value, 1U);
}

}  // namespace

int main(int const argc, char** const argv) {
  auto const requests = number(argc, argv, 1, 20'000U);
  auto const connections = std::min<std::size_t>(number(argc, argv, 2, 16U), std::min<std::size_t>(64U, requests));
  auto const page = std::string(5'000U, 'x');
  auto routes = http::router{};
  routes.get("/{lang}/people/{id}", [&](http::request const&) { return http::html(page); });
  auto server = http::server{std::move(routes), {.max_requests_per_connection = requests}};
  auto const port = server.start("127.0.0.1", 0U);
  if (!port) {
    fmt::print(stderr, "{}\n", port.error().message);
    return 5;
  }
  auto const before = resident_mb();
  auto rounds = std::vector<round>{};
  for (auto i = 0; i < 5; ++i) {
    rounds.push_back(run(*port, requests, connections, page));
  }
  std::sort(rounds.begin(), rounds.end(), [](round const& a, round const& b) { return a.per_second < b.per_second; });
  auto const& middle = rounds[rounds.size() / 2U];
  auto wrong = std::size_t{0U};
  for (auto const& r : rounds) {
    wrong += r.wrong;
  }
  fmt::print(
      "http\trequests_per_second\t{:.0f}\t({:.0f} .. {:.0f}, median of 5, {} connections, {} requests each round)\n",
      middle.per_second, rounds.front().per_second, rounds.back().per_second, connections, requests);
  fmt::print("http\tlatency_us\tmedian {:.0f}\tp99 {:.0f}\n", middle.median, middle.p99);
  fmt::print("http\tresident_mb\tbefore {:.1f}\tafter {:.1f}\n", before, resident_mb());
  fmt::print("http\twrong_answers\t{}\n", wrong);
  return wrong == 0U ? 0 : 1;
}
