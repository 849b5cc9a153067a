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

#include "service/copies.h"
#include "service/installation.h"
#include "service/restoring.h"
#include "store/all_records.h"
#include "store/repository.h"
#include "store_support/open_doors.h"
#include "store_support/postgres_server.h"
#include "sys/folders.h"

using namespace foothold;

namespace {

constexpr auto kSlowestReturn = 30.0 * 60.0;
constexpr auto kPeopleAtOnce = 200;

machine_clock const kClock{};

[[noreturn]] void stop(std::string const& why) {
  fmt::print(stderr, "{}\n", why);
  std::exit(1);
}

template <typename T>
T must(result<T> r) {
  if (!r) {
    stop(r.error().message);
  }
  if constexpr (!std::is_void_v<T>) {
    return std::move(*r);
  }
}

double seconds_since(std::chrono::steady_clock::time_point const begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

template <typename Record>
void put(transaction& t, Record r) {
  r.id = new_id<decltype(r.id)>();
  must(add(t, r).map([] { return true; }));
}

// About twenty rows: what an office knows of somebody after two years.
void put_file(transaction& t, organisation_id const& office, staff_id const& worker, int const i) {
  auto const born = date{std::chrono::year{1960} / 1 / 1} + days{i % 15'000};
  auto const seen = date{std::chrono::year{2026} / 1 / 1};
  auto p = person_record{.id = new_id<person_id>(),
                         .organisation = office,
                         .caseworker = worker,
                         .local_number = fmt::format("{:07}", i),
                         .name = "ليلى أحمد",
                         .name_transliterated = "Leyla Ahmad",
                         .birth = born,
                         .registered_on = seen};
  must(add(t, p).map([] { return true; }));
  put(t, contact_record{.person = p.id, .channel = "phone", .address = "+49 170 0000000", .safe = "yes"});
  put(t, communication_record{.person = p.id, .language = "ar"});
  put(t, status_period_record{.person = p.id, .status = "protection", .from = seen});
  put(t, paper_record{.person = p.id, .kind = "permit", .number = "X0000000", .state = "valid", .until = seen});
  for (auto skill = 0; skill != 4; ++skill) {
    put(t,
        language_record{.person = p.id, .language = "de", .skill = static_cast<language_skill>(skill), .level = "a2"});
  }
  for (auto s = 0; s != 6; ++s) {
    put(t,
        skill_record{.person = p.id, .skill = fmt::format("http://data.europa.eu/esco/skill/{:08}", s), .level = "2"});
  }
  put(t, education_record{.person = p.id, .level = "secondary", .field = "0715"});
  put(t, experience_record{.person = p.id, .occupation = "http://data.europa.eu/esco/occupation/1", .months = 30});
  put(t, portrait_record{.person = p.id, .number = 1, .content = std::string(4'000U, 'p')});
  put(t, plan_record{.person = p.id, .number = 1, .content = std::string(6'000U, 'q')});
  put(t, note_record{.person = p.id, .words = std::string(400U, 'n')});
}

void fill(installation& office, int const people) {
  auto o = organisation_record{.id = new_id<organisation_id>(), .name = "Office", .kind = "municipality"};
  auto w =
      staff_record{.id = new_id<staff_id>(), .organisation = o.id, .name = "S", .role = "caseworker", .active = true};
  for (auto first = 0; first < people; first += kPeopleAtOnce) {
    must(store_for_tests::write(office.cases(), {.actor = "bench", .name = "person.add"},
                                {.key = fmt::format("people-{}", first), .request = "r"},
                                [&](transaction& t) -> result<std::string> {
                                  if (first == 0) {
                                    must(add(t, o).map([] { return true; }));
                                    must(add(t, w).map([] { return true; }));
                                  }
                                  for (auto i = first; i < std::min(first + kPeopleAtOnce, people); ++i) {
                                    put_file(t, o.id, w.id, i);
                                  }
                                  return "";
                                }));
  }
}

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
