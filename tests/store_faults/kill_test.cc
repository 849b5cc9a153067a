// A process that writes is killed at any moment; whatever it had acknowledged is there when the store opens again.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

#include "random_source.h"
#include "store_support/faults.h"
#include "store_support/postgres_server.h"

extern char** environ;

namespace foothold {
namespace {

using clock_type = std::chrono::steady_clock;

std::vector<std::string> lines_of(std::filesystem::path const& file) {
  auto in = std::ifstream{file};
  auto lines = std::vector<std::string>{};
  for (auto line = std::string{}; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

// Lets the writer acknowledge some writes, then kills it after a random moment.
void run_and_kill(std::string const& where, std::filesystem::path const& acknowledged, std::uint64_t const run,
                  std::string const& manner, random_source& random) {
  auto words =
      std::vector<std::string>{FOOTHOLD_STORE_WRITER, where, acknowledged.string(), std::to_string(run), manner};
  auto argv = std::vector<char*>{};
  for (auto& w : words) {
    argv.push_back(w.data());
  }
  argv.push_back(nullptr);
  auto const before = lines_of(acknowledged).size();
  auto child = pid_t{};
  ASSERT_EQ(::posix_spawn(&child, argv.front(), nullptr, nullptr, argv.data(), environ), 0);
  auto const end = clock_type::now() + std::chrono::seconds{30};
  while (lines_of(acknowledged).size() < before + 8U && clock_type::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  std::this_thread::sleep_for(std::chrono::microseconds{random.below(60'000U)});
  ::kill(child, SIGKILL);
  auto status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself with " << WEXITSTATUS(status);
}

struct kill_outcome {
  std::size_t acknowledged{0U};
  std::size_t lost{0U};
  double slowest_start{0.0};
};

kill_outcome kill_often(store_options const& options, std::string const& where, std::string const& manner,
                        std::uint64_t const kills) {
  auto const folder = temp_folder{};
  auto const acknowledged = folder.path() / "acknowledged";
  auto random = random_source{kills};
  auto outcome = kill_outcome{};
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  for (auto run = std::uint64_t{0U}; run != kills && !testing::Test::HasFatalFailure(); ++run) {
    run_and_kill(where, acknowledged, run, manner, random);
    auto const begin = clock_type::now();
    auto cases = store::open(options, cipher, clock);
    outcome.slowest_start =
        std::max(outcome.slowest_start, std::chrono::duration<double>(clock_type::now() - begin).count());
    EXPECT_TRUE(cases) << cases.error().message;
    auto const there = written(*cases);
    outcome.lost = 0U;
    auto const lines = lines_of(acknowledged);
    for (auto const& id : lines) {
      outcome.lost += there.contains(id) ? 0U : 1U;
    }
    outcome.acknowledged = lines.size();
  }
  return outcome;
}

void report(char const* const engine, std::uint64_t const kills, kill_outcome const& o) {
  std::printf("%s: %lu kills, %zu writes acknowledged, %zu lost, slowest start %.2f s\n", engine, kills, o.acknowledged,
              o.lost, o.slowest_start);
}

TEST(kill, sqlite_keeps_every_acknowledged_write) {
  auto const folder = temp_folder{};
  auto const kills = times("FOOTHOLD_KILLS", 20U);
  auto const o = kill_often({.folder = folder.path()}, folder.path().string(), "honest", kills);
  report("sqlite", kills, o);
  EXPECT_EQ(o.lost, 0U);
  EXPECT_GE(o.acknowledged, 8U * kills);
  EXPECT_LT(o.slowest_start, 5.0);
  EXPECT_EQ(integrity(folder.path()), "ok");
}

TEST(kill, postgresql_keeps_every_acknowledged_write) {
  if (shared_postgres() == nullptr) {
    std::cerr << "PostgreSQL is not installed: its writer is NOT killed\n";
    GTEST_SKIP();
  }
  auto const where = shared_postgres()->new_database();
  auto const kills = times("FOOTHOLD_KILLS", 20U);
  auto const o = kill_often({.postgresql = where}, where, "honest", kills);
  report("postgresql", kills, o);
  EXPECT_EQ(o.lost, 0U);
  EXPECT_GE(o.acknowledged, 8U * kills);
}

TEST(kill, the_control_a_writer_that_answers_too_early_is_caught) {
  auto const folder = temp_folder{};
  EXPECT_GT(kill_often({.folder = folder.path()}, folder.path().string(), "hasty", 3U).lost, 0U);
}

}  // namespace
}  // namespace foothold
