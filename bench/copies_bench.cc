// How long a copy of the data takes, and its return: copies_bench [--people N]
//
// N people (100,000) with files of realistic size, sealed with real keys, on SQLite and on PostgreSQL with real syncs:
// a copy that is written, read back and compared; a drill; a restore into the same engine. Everything that a drill
// looks at must hold. Exit 1 where it does not, or where a return takes longer than half an hour.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "case_files.h"
#include "service/copies.h"
#include "service/installation.h"
#include "service/restoring.h"
#include "store_support/postgres_server.h"
#include "sys/folders.h"

using namespace foothold;
using namespace foothold::bench;

namespace {

constexpr auto kSlowestReturn = 30.0 * 60.0;

machine_clock const kClock{};

bool measure(char const* const name, std::filesystem::path const& folder, store_options const& data,
             store_options const& back, int const people) {
  must(make_private_folder(data.folder).map([] { return true; }));
  auto const keys = vault_options{.folder = folder / "keys", .master = {.file = folder / "master.key"}};
  must(make_key_store(keys));
  auto made = copy_made{};
  {
    auto const office = must(installation::open({.data = data, .keys = keys}, kClock));
    auto begin = std::chrono::steady_clock::now();
    fill(*office, people);
    fmt::print("{}: {} people with their files, {:.0f} s to write\n", name, people, seconds_since(begin));
    must(office->keys().back_up(folder / "key-copies"));
    begin = std::chrono::steady_clock::now();
    made = must(make_copy(*office, {.out = folder / "copies"}));
    auto rows = std::int64_t{0};
    for (auto const& t : made.tables) {
      rows += t.rows;
    }
    fmt::print("{}: copy of {} rows, {:.0f} MB, written and read back in {:.1f} s\n", name, rows,
               static_cast<double>(made.bytes) / 1e6, seconds_since(begin));
  }
  auto const unlocked = must(vault::unlock(keys, kClock));
  auto good = true;
  auto const told = [&](char const* const what, restored const& r) {
    fmt::print("{}: {} {:.1f} s: {:.1f} filling, {:.1f} comparing, {:.1f} opening; {}\n", name, what,
               static_cast<double>(r.whole.count()) / 1e3, static_cast<double>(r.filled.count()) / 1e3,
               static_cast<double>(r.compared.count()) / 1e3, static_cast<double>(r.opened.count()) / 1e3,
               r.fault.empty() ? "good" : r.fault);
    good = good && r.fault.empty() && r.pages == std::min(people, 20) &&
           static_cast<double>(r.whole.count()) / 1e3 <= kSlowestReturn;
  };
  told("drill", must(drill_copy(data, *unlocked, kClock, {.file = made.file}, std::chrono::hours{24})));
  told("restore", must(restore_copy(back, *unlocked, kClock, {.file = made.file})));
  return good;
}

}  // namespace

int main(int const count, char** const arguments) {
  auto people = 100'000;
  for (auto i = 1; i + 1 < count; i += 2) {
    if (std::string_view{arguments[i]} == "--people") {
      people = std::atoi(arguments[i + 1]);
    }
  }
  auto name = (std::filesystem::current_path() / "copies-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    stop("no folder for the bench");
  }
  auto const folder = std::filesystem::path{name};
  auto good = measure("sqlite", folder / "s", {.folder = folder / "s/data", .tenant = "t"},
                      {.folder = folder / "s/back", .tenant = "t"}, people);
  if (auto const server = postgres_server::start({.sync = true})) {
    good = measure("postgresql", folder / "p",
                   {.folder = folder / "p/data", .postgresql = server->new_database(), .tenant = "t"},
                   {.folder = folder / "p/back", .postgresql = server->new_database(), .tenant = "t"}, people) &&
           good;
  } else {
    fmt::print("postgresql: not installed, not measured\n");
  }
  std::filesystem::remove_all(folder);
  fmt::print("{}\n", good ? "ok" : "fault: something does not hold, or takes too long");
  return good ? 0 : 1;
}
