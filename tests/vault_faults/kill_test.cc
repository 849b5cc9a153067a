// A process is killed at each named step of an erasure, a rotation and the making of keys; the next start finds the old
// state or the new one. And one that adds people is killed at any moment: whoever was acknowledged can be read.

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "random_source.h"
#include "store/person_records.h"
#include "store_support/faults.h"
#include "store_support/open_doors.h"
#include "vault_support/disk_search.h"
#include "vault_support/vaults.h"

extern char** environ;

namespace foothold {
namespace {

pid_t start(std::vector<std::string> words) {
  words.insert(words.begin(), FOOTHOLD_VAULT_WORKER);
  auto argv = std::vector<char*>{};
  for (auto& w : words) {
    argv.push_back(w.data());
  }
  argv.push_back(nullptr);
  auto child = pid_t{};
  EXPECT_EQ(::posix_spawn(&child, argv.front(), nullptr, nullptr, argv.data(), environ), 0);
  return child;
}

// True: it was killed. Else it must have ended well.
bool killed(pid_t const child) {
  auto status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "it ended by itself with " << WEXITSTATUS(status);
  return WIFSIGNALED(status);
}

class vault_kill : public with_vault {
protected:
  bool work(std::string const& verb, std::string const& about, std::string const& step) {
    keys.reset();
    return killed(start({verb, options.folder.string(), options.master.file.string(), about, step}));
  }
  [[nodiscard]] std::string wrapped_keys_of(std::string const& subject) {
    keys.reset();
    auto const found = key_database::open(key_database_file(options.folder)).find(subject);
    unlock();
    return found->wrapped;
  }
};

// REQ H8
TEST_F(vault_kill, an_erasure_that_was_begun_is_ended_at_the_next_start) {
  for (auto const* const step : {"erase.begin", "erase.noted", "erase.destroyed", "erase.emptied", "never"}) {
    auto const who = "canary-" + std::string{step};
    auto const sealed = write(who);
    auto const kept = write("kept");
    auto const wrapped = wrapped_keys_of(who);
    auto const noted = std::string{step} != "erase.begin";
    ASSERT_EQ(work("erase", who, step), std::string{step} != "never");
    unlock();
    EXPECT_EQ(read(who, sealed).empty(), !noted) << step << ": before the ledger has it nothing has happened";
    EXPECT_EQ(bytes_on_disk(options.folder).find(wrapped) == std::string::npos, noted) << step;
    EXPECT_TRUE(keys->erase(who)) << step << ": asking again is always right";
    EXPECT_FALSE(read(who, sealed).empty()) << step;
    EXPECT_EQ(bytes_on_disk(options.folder).find(wrapped), std::string::npos) << step;
    EXPECT_EQ(read("kept", kept), "");
  }
}

TEST_F(vault_kill, a_rotation_leaves_the_old_keys_or_the_new_ones) {
  auto sealed = std::vector<std::string>{};
  for (auto i = 0; i != 30; ++i) {
    sealed.push_back(write("p" + std::to_string(i)));
  }
  auto const version = [&] {
    keys.reset();
    auto const v = key_database::open(key_database_file(options.folder)).head().version;
    unlock();
    return v;
  };
  struct stop {
    char const* step;
    char const* nth;
    bool happened;
  };
  for (auto const& s :
       {stop{"rotate.begin", "1", false}, stop{"rotate.within", "1", false}, stop{"rotate.within", "17", false},
        stop{"rotate.within", "30", false}, stop{"rotate.written", "1", true}, stop{"rotate.emptied", "1", true},
        stop{"never", "1", true}}) {
    auto const before = version();
    ASSERT_EQ(work("rotate", s.nth, s.step), std::string{s.step} != "never");
    unlock();
    for (auto i = std::size_t{0U}; i != sealed.size(); ++i) {
      EXPECT_EQ(read("p" + std::to_string(i), sealed[i]), "") << s.step;
    }
    EXPECT_EQ(version(), before + (s.happened ? 1 : 0)) << s.step;
  }
}

TEST_F(vault_kill, a_key_is_made_or_not) {
  ASSERT_TRUE(work("settle", "p1", "settle.begin"));
  unlock();
  EXPECT_EQ(keys->subjects().value(), 0);
  ASSERT_TRUE(work("settle", "p1", "settle.written"));
  unlock();
  EXPECT_EQ(keys->subjects().value(), 1);
}

std::vector<std::string> lines_of(std::filesystem::path const& file) {
  auto in = std::ifstream{file};
  auto lines = std::vector<std::string>{};
  for (auto line = std::string{}; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

struct reading {
  std::size_t acknowledged{0U};
  std::size_t unreadable{0U};
};

class people_kill : public vault_kill {
protected:
  // Adds people until it is killed, and reads each that was acknowledged.
  reading write_and_kill(std::string const& manner, random_source& random) {
    keys.reset();
    auto const data = folder.path() / "data";
    auto const acknowledged = folder.path() / "acknowledged";
    auto const before = lines_of(acknowledged).size();
    auto const child = start(
        {"write", options.folder.string(), options.master.file.string(), data.string(), acknowledged.string(), manner});
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (lines_of(acknowledged).size() < before + 60U && std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    std::this_thread::sleep_for(std::chrono::microseconds{random.below(40'000U)});
    ::kill(child, SIGKILL);
    EXPECT_TRUE(killed(child));
    unlock();
    auto cases = store::open({.folder = data}, *keys, clock);
    EXPECT_TRUE(cases) << cases.error().message;
    auto found = reading{};
    EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      for (auto const& line : lines_of(acknowledged)) {
        ++found.acknowledged;
        auto const p = find<person_record>(s, *parse_id_as<person_id>(line));
        found.unreadable += p && p->name == "Zahra" ? 0U : 1U;
      }
      return {};
    }));
    return found;
  }
};

TEST_F(people_kill, whoever_was_acknowledged_can_be_read) {
  auto const kills = times("FOOTHOLD_KILLS", 8U);
  auto random = random_source{kills};
  auto found = reading{};
  for (auto run = std::uint64_t{0U}; run != kills && !HasFatalFailure(); ++run) {
    found = write_and_kill("settled", random);
    ASSERT_EQ(found.unreadable, 0U);
  }
  std::printf("%lu kills, %zu people acknowledged, %zu unreadable\n", kills, found.acknowledged, found.unreadable);
}

TEST_F(people_kill, the_control_keys_that_are_not_settled_leave_people_unreadable) {
  auto random = random_source{1U};
  EXPECT_GT(write_and_kill("unsettled", random).unreadable, 0U);
}

}  // namespace
}  // namespace foothold
