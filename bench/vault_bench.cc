// What the vault costs: vault_bench [--people N]
//
// One person's field sealed and opened, keys for N people (1,000,000) made in groups, a rotation of all of them, one
// erasure, a start. The rotation is counted in CPU time and carried on to ten million people by the straight line; it
// is checked that what was sealed before opens after it. Exit 1 where a goal or a check fails.

#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "vault/vault.h"

using namespace foothold;

namespace {

using clock_type = std::chrono::steady_clock;

constexpr auto kGroup = 1000U;
constexpr auto kMany = 10'000'000.0;
constexpr auto kMostCpu = 60.0;  // seconds for kMany

machine_clock const kClock{};

double seconds_since(clock_type::time_point const begin) {
  return std::chrono::duration<double>(clock_type::now() - begin).count();
}

double cpu_seconds() {
  auto used = rusage{};
  ::getrusage(RUSAGE_SELF, &used);
  auto const seconds = [](timeval const& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

template <typename T>
T must(result<T> r) {
  if (!r) {
    fmt::print(stderr, "{}\n", r.error().message);
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) {
    return std::move(*r);
  }
}

std::string id_of(std::uint64_t const n) {
  return fmt::format("{:016x}{:016x}", n * 0x9E3779B97F4A7C15ULL, n);  // far apart in the index, as random ids are
}

field_place place_of(std::string_view const subject) {
  return {.subject = subject, .table = "persons", .column = "name", .row = subject, .version = 1};
}

void seal_and_open(vault& keys) {
  constexpr auto kTimes = 100'000;
  auto const who = id_of(0U);
  auto const text = std::string(40U, 'x');
  auto sealed = std::string{};
  auto begin = cpu_seconds();
  for (auto i = 0; i != kTimes; ++i) {
    sealed = must(keys.seal(place_of(who), text));
  }
  fmt::print("a field of 40 bytes: sealed in {:.2f} us, ", (cpu_seconds() - begin) / kTimes * 1e6);
  begin = cpu_seconds();
  for (auto i = 0; i != kTimes; ++i) {
    if (must(keys.open(place_of(who), sealed)) != text) {
      std::exit(1);
    }
  }
  fmt::print("opened in {:.2f} us of CPU\n", (cpu_seconds() - begin) / kTimes * 1e6);
}

}  // namespace

int main(int const count, char** const arguments) {
  auto people = std::uint64_t{1'000'000U};
  for (auto i = 1; i + 1 < count; i += 2) {
    if (std::string_view{arguments[i]} == "--people") {
      people = std::strtoull(arguments[i + 1], nullptr, 10);
    }
  }
  auto name = (std::filesystem::temp_directory_path() / "foothold-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    return 1;
  }
  auto const folder = std::filesystem::path{name};
  auto const options = vault_options{.folder = folder / "keys", .master = {.file = folder / "master.key"}};
  must(make_key_store(options));
  auto keys = must(vault::unlock(options, kClock));
  seal_and_open(*keys);

  auto first = std::string{};
  auto begin = clock_type::now();
  auto cpu = cpu_seconds();
  for (auto n = std::uint64_t{1U}; n <= people; ++n) {
    auto sealed = must(keys->seal(place_of(id_of(n)), "Zahra"));
    if (n == 1U) {
      first = std::move(sealed);
    }
    if (n % kGroup == 0U || n == people) {
      must(keys->settle());
    }
  }
  fmt::print("keys for {} people in groups of {}: {:.1f} s, {:.1f} s of CPU\n", people, kGroup, seconds_since(begin),
             cpu_seconds() - cpu);

  begin = clock_type::now();
  cpu = cpu_seconds();
  must(keys->rotate(options.master));
  auto const used = cpu_seconds() - cpu;
  auto const for_many = used / static_cast<double>(people) * kMany;
  fmt::print("rotation: {:.1f} s, {:.2f} s of CPU; ten million would take {:.0f} s of CPU (goal {:.0f})\n",
             seconds_since(begin), used, for_many, kMostCpu);

  keys.reset();
  begin = clock_type::now();
  keys = must(vault::unlock(options, kClock));
  fmt::print("start: {:.3f} s\n", seconds_since(begin));
  auto const right = must(keys->open(place_of(id_of(1U)), first)) == "Zahra";

  begin = clock_type::now();
  must(keys->erase(id_of(1U)));
  fmt::print("one erasure, until it is on the disk: {:.3f} s\n", seconds_since(begin));
  auto const gone = keys->open(place_of(id_of(1U)), first);
  begin = clock_type::now();
  must(keys->back_up(folder / "copies"));
  fmt::print("a copy, examined and read back: {:.1f} s\n", seconds_since(begin));
  fmt::print("key store: {:.0f} MB\n",
             static_cast<double>(std::filesystem::file_size(key_database_file(options.folder))) / 1e6);
  keys.reset();
  std::filesystem::remove_all(folder);
  return right && !gone && gone.error().code == errc::not_found && for_many <= kMostCpu ? 0 : 1;
}
