// How fast the store writes and starts: store_bench [--people N] [--entries N]
//
// On SQLite and on PostgreSQL, both with real syncs: small writes by 64 threads, as a ratio to the syncs a second of
// the same disk, measured just before and after. Where the disk does so many that none of them can reach one, SQLite is
// measured a second time on one slowed to 300, and that is judged. Then N people (100,000), a process that is killed
// while it writes, and the time until the store is open again and a person is read; and an audit of N entries
// (1,000,000) that is verified. Every answer is checked; exit 1 where a goal or a check fails.

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "store/audit_sealer.h"
#include "store/audit_verify.h"
#include "store/engine.h"
#include "store/organisation_records.h"
#include "store/person_records.h"
#include "store/repository.h"
#include "store/store.h"
#include "store_support/memory_cipher.h"
#include "store_support/open_doors.h"
#include "store_support/postgres_server.h"
#include "store_support/slow_disk.h"

using namespace foothold;

namespace {

using clock_type = std::chrono::steady_clock;

constexpr auto kThreads = 64;
constexpr auto kSeconds = std::chrono::seconds{5};
constexpr auto kLeastRatio = 10.0;
constexpr auto kMostSyncs = 1000.0;   // a second; what does more is a cache
constexpr auto kSlowedSyncs = 300.0;  // what a busy virtual disk did
constexpr auto kSlowestStart = 5.0;
constexpr auto kSlowestVerify = 5.0;

machine_clock const kClock{};

double seconds_since(clock_type::time_point const begin) {
  return std::chrono::duration<double>(clock_type::now() - begin).count();
}

[[noreturn]] void stop(std::string const& why) {
  fmt::print(stderr, "{}\n", why);
  std::exit(1);
}

// A page written and synced, as a log without groups does for each commit.
double syncs_a_second(std::filesystem::path const& folder) {
  auto const file = ::open((folder / "sync").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  auto const page = std::string(4096U, 'x');
  auto n = 0;
  auto const begin = clock_type::now();
  for (; seconds_since(begin) < 2.0; ++n) {
    if (::pwrite(file, page.data(), page.size(), (n % 1000) * 4096L) != 4096L || ::fdatasync(file) != 0) {
      stop("the disk does not sync");
    }
  }
  auto const rate = n / seconds_since(begin);
  ::close(file);
  return rate;
}

result<change_answer> add_office(store& cases, std::string const& key) {
  auto o = organisation_record{.id = new_id<organisation_id>(), .name = "Office", .kind = "provider"};
  return store_for_tests::write(cases, {.actor = "bench", .name = "organisation.add"}, {.key = key, .request = "r"},
                                [&](transaction& t) { return add(t, o).map([] { return std::string{}; }); });
}

// Small writes, each with its key and audit line, acknowledged one by one. A second.
double writes_a_second(store& cases) {
  auto done = std::atomic<int>{0};
  auto const begin = clock_type::now();
  {
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != kThreads; ++n) {
      threads.emplace_back([&, n] {
        for (auto i = 0; clock_type::now() - begin < kSeconds; ++i) {
          auto const written = add_office(cases, fmt::format("{}-{}", n, i));
          if (!written) {
            stop(written.error().message);
          }
          ++done;
        }
      });
    }
  }
  auto const rate = done / seconds_since(begin);
  static statement const kCount{"count", "select count(*) from organisations", {}, {cell_kind::number}};
  auto const counted = store_for_tests::read(cases, [&](snapshot& s) -> result<void> {
    return std::get<std::int64_t>(by_statement::rows(s, kCount, {})[0][0]) == done ? result<void>{}
                                                                                   : fail(errc::broken, "lost");
  });
  if (!counted) {
    stop("rows are missing: " + counted.error().message);
  }
  return rate;
}

// People in writes of 500, the last of which the caller may read.
person_id add_people(store& cases, int const people) {
  auto office = organisation_record{.id = new_id<organisation_id>(), .name = "Office"};
  auto last = person_id{};
  for (auto first = 0; first < people; first += 500) {
    auto const written = store_for_tests::write(
        cases, {.actor = "bench", .name = "person.add"}, {.key = fmt::format("people-{}", first), .request = "r"},
        [&](transaction& t) -> result<std::string> {
          if (first == 0) {
            if (auto const added = add(t, office); !added) {
              return tl::make_unexpected(added.error());
            }
          }
          for (auto i = first; i < std::min(first + 500, people); ++i) {
            auto p = person_record{.id = new_id<person_id>(),
                                   .organisation = office.id,
                                   .local_number = fmt::format("{:06}", i),
                                   .name = "ليلى",
                                   .name_transliterated = "Leyla",
                                   .birth = date{std::chrono::year{1990} / 1 / 1}};
            if (auto const added = add(t, p); !added) {
              return tl::make_unexpected(added.error());
            }
            last = p.id;
          }
          return "";
        });
    if (!written) {
      stop(written.error().message);
    }
  }
  return last;
}

// A child writes until it is killed; then the store opens here and reads a person.
double start_after_kill(store_options const& options, field_cipher& cipher, person_id const& known) {
  auto const child = ::fork();
  if (child == 0) {
    auto cases = store::open(options, cipher, kClock);
    for (auto i = 0; cases; ++i) {
      if (!add_office(*cases, fmt::format("child-{}", i))) {
        break;
      }
    }
    ::_exit(1);
  }
  std::this_thread::sleep_for(std::chrono::seconds{2});
  ::kill(child, SIGKILL);
  auto status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFSIGNALED(status)) {
    stop("the writing process ended before it was killed");
  }
  auto const begin = clock_type::now();
  auto cases = store::open(options, cipher, kClock);
  if (!cases) {
    stop(cases.error().message);
  }
  auto const read =
      store_for_tests::read(*cases, [&](snapshot& s) { return find<person_record>(s, known).map([](auto const&) {}); });
  auto const seconds = seconds_since(begin);
  if (!read) {
    stop("a person is missing: " + read.error().message);
  }
  return seconds;
}

// A log of this many entries, written in one stroke, linked one by one and proven whole.
double seconds_to_verify(store_options const& options, int const entries) {
  {
    auto const opened = options.postgresql.empty() ? open_sqlite(options, kClock) : open_postgresql(options, kClock);
    if (!opened) {
      stop(opened.error().message);
    }
    auto const numbers =
        options.postgresql.empty()
            ? fmt::format(
                  "with recursive n (i) as (select 1 union all select i + 1 from n where i < {}) select i from n",
                  entries)
            : fmt::format("select generate_series(1, {}) as i", entries);
    auto const written = (*opened)->write([&](connection& c) -> result<void> {
      c.command(
          "insert into audit (at, transaction_number, actor, act, subject, purpose, request, basis, fields) select i, "
          "(select coalesce(max(transaction_number), 0) from audit), '0123456789abcdef0123456789abcdef', "
          "'person.read', "
          "'fedcba9876543210fedcba9876543210', 'counselling', '', 'task_of_the_office', 'identity contact legal "
          "skills' "
          "from (" +
          numbers + ") as entries");
      return {};
    });
    if (!written) {
      stop(written.error().message);
    }
    if (auto const linked = link_what_waits(**opened); !linked) {
      stop(linked.error().message);
    }
  }
  if (!options.postgresql.empty()) {
    // As the server does by itself with what is older than a minute; else the first reader marks every row.
    connection::postgresql(options.postgresql).command("vacuum analyze");
  }
  auto const begin = clock_type::now();
  auto const report = verify_audit_of(options, {});
  auto const seconds = seconds_since(begin);
  if (!report || report->fault || report->entries < entries || report->waiting != 0) {
    stop("the log is not whole");
  }
  return seconds;
}

// The ratio on the disk as it is, and the syncs a second that it is held against.
struct group_commit {
  double ratio{0.0};
  double syncs{0.0};
};

group_commit small_writes(char const* const name, store& cases, std::filesystem::path const& disk) {
  auto const before = syncs_a_second(disk);
  auto const writes = writes_a_second(cases);
  auto const after = syncs_a_second(disk);
  auto const syncs = (before + after) / 2.0;
  fmt::print(
      "{}: {:.0f} small writes a second by {} threads, {:.1f} times the disk's {:.0f} to {:.0f} syncs a second\n", name,
      writes, kThreads, writes / syncs, std::min(before, after), std::max(before, after));
  return {writes / syncs, syncs};
}

double ratio_on_slowed_disk(std::filesystem::path const& folder) {
  auto const slow = slow_disk{kSlowedSyncs};
  auto cipher = memory_cipher{};
  auto cases = store::open({.folder = folder / "slowed", .vfs = slow.name()}, cipher, kClock);
  if (!cases) {
    stop(cases.error().message);
  }
  auto const writes = writes_a_second(*cases);
  fmt::print("sqlite: {:.0f} on the same disk slowed to {:.0f} syncs a second, {:.1f} times as many\n", writes,
             kSlowedSyncs, writes / kSlowedSyncs);
  return writes / kSlowedSyncs;
}

// Group commit is SQLite's; PostgreSQL has its own.
bool groups_enough(group_commit const& on_disk, std::filesystem::path const& disk) {
  auto const real = on_disk.syncs <= kMostSyncs;
  auto const ratio = real ? on_disk.ratio : ratio_on_slowed_disk(disk);
  fmt::print("sqlite: goal {:.0f} times, judged on {}: {:.1f}\n", kLeastRatio,
             real ? "the disk as it is" : "the slowed disk, because no disk syncs that often", ratio);
  return ratio >= kLeastRatio;
}

// False: below the goal.
bool measure(char const* const name, store_options const& options, std::filesystem::path const& disk, int const people,
             int const entries) {
  auto cipher = memory_cipher{};
  auto known = person_id{};
  auto good = true;
  {
    auto cases = store::open(options, cipher, kClock);
    if (!cases) {
      stop(cases.error().message);
    }
    auto const groups = small_writes(name, *cases, disk);
    good = !options.postgresql.empty() || groups_enough(groups, disk);
    auto const begin = clock_type::now();
    known = add_people(*cases, people);
    fmt::print("{}: {} people added in {:.1f} s\n", name, people, seconds_since(begin));
  }
  auto const start = start_after_kill(options, cipher, known);
  fmt::print("{}: {:.2f} s from kill -9 to a person read, with {} people and more\n", name, start, people);
  auto const verify = seconds_to_verify(options, entries);
  fmt::print("{}: {:.1f} s to verify an audit of {} entries and more\n", name, verify, entries);
  return good && start <= kSlowestStart && verify <= kSlowestVerify;
}

}  // namespace

int main(int const count, char** const arguments) {
  auto people = 100'000;
  auto entries = 1'000'000;
  for (auto i = 1; i + 1 < count; i += 2) {
    if (std::string_view{arguments[i]} == "--people") {
      people = std::atoi(arguments[i + 1]);
    } else if (std::string_view{arguments[i]} == "--entries") {
      entries = std::atoi(arguments[i + 1]);
    }
  }
  auto name = (std::filesystem::current_path() / "store-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    stop("no folder for the bench");
  }
  auto const folder = std::filesystem::path{name};
  auto good = measure("sqlite", {.folder = folder / "sqlite"}, folder, people, entries);
  if (auto const server = postgres_server::start({.sync = true})) {
    good =
        measure("postgresql", {.postgresql = server->new_database(), .writers = 64U}, folder, people, entries) && good;
  } else {
    fmt::print("postgresql: not installed, not measured\n");
  }
  std::filesystem::remove_all(folder);
  fmt::print("{}\n", good ? "ok" : "fault: below the goals");
  return good ? 0 : 1;
}
