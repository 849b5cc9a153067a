// Power goes while keys are made and destroyed. A key whose making was answered is there afterwards; one whose
// destruction was answered is not, in no byte of the disk.

#include <sqlite3.h>

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "random_source.h"
#include "store_support/faults.h"
#include "temp_folder.h"
#include "vault/key_database.h"

namespace foothold {
namespace {

constexpr auto kFile = "/keys.db";

// An empty key store, made once on the machine's disk.
std::filesystem::path const& empty_key_store() {
  static auto const folder = temp_folder{};
  static auto const file = [] {
    auto made = folder.path() / "keys.db";
    key_database::create(made, {.installation = "i",
                                .version = 1,
                                .wrapped = "w",
                                .salt = {},
                                .recovery_key = "r",
                                .recovery_sealed = "s",
                                .erased_head = {}});
    return made;
  }();
  return file;
}

void put_key_store(memory_disk const& disk) {
  auto ends = std::array<sqlite3*, 2>{};
  ASSERT_EQ(::sqlite3_open(empty_key_store().c_str(), &ends[0]), SQLITE_OK);
  ASSERT_EQ(::sqlite3_open_v2(kFile, &ends[1], SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk.name().c_str()),
            SQLITE_OK);
  auto* const copy = ::sqlite3_backup_init(ends[1], "main", ends[0], "main");
  ASSERT_EQ(::sqlite3_backup_step(copy, -1), SQLITE_DONE);
  ::sqlite3_backup_finish(copy);
  ::sqlite3_close(ends[0]);
  ::sqlite3_close(ends[1]);
}

subject_keys random_keys(random_source& random) {
  auto keys = subject_keys{std::to_string(random.next()), std::string(104U, '\0')};
  for (auto& c : keys.wrapped) {
    c = static_cast<char>(random.below(256U));
  }
  return keys;
}

std::string_view part_of(subject_keys const& k) {
  return std::string_view{k.wrapped}.substr(40U, 16U);
}

struct answered {
  std::vector<subject_keys> made, destroyed;
};

// Until the power goes: keys are made in groups, and now and then one of them is destroyed.
answered work_until_the_cut(memory_disk const& disk, random_source& random) {
  auto done = answered{};
  try {
    auto db = key_database::open(kFile, disk.name());
    auto const head = db.head();
    for (auto i = 0; i != 60; ++i) {
      auto group = std::vector<subject_keys>{};
      for (auto n = 1U + random.below(6U); n != 0U; --n) {
        group.push_back(random_keys(random));
      }
      db.add(group);
      done.made.insert(done.made.end(), group.begin(), group.end());
      if (random.one_in(3U)) {
        auto const at = done.made.begin() + static_cast<std::ptrdiff_t>(random.below(done.made.size()));
        auto const gone = *at;
        done.made.erase(at);  // from here on it may be there or not
        db.destroy(std::vector{gone.subject}, head);
        db.empty_log();
        done.destroyed.push_back(gone);
      }
    }
  } catch (key_failure const&) {
    // The power is gone.
  }
  return done;
}

struct cut_outcome {
  std::size_t made{0U}, destroyed{0U};
  std::size_t lost{0U};   // made and not there
  std::size_t found{0U};  // destroyed and still on the disk
  std::size_t broken{0U};
};

cut_outcome cut_often(std::uint64_t const cuts, bool const lying) {
  auto outcome = cut_outcome{};
  for (auto n = std::uint64_t{0U}; n != cuts; ++n) {
    auto random = random_source{n};
    auto disk = memory_disk{};
    put_key_store(disk);
    if (lying) {
      disk.lie_about_syncs();
    }
    disk.cut_after(random.below(600U));
    auto const done = work_until_the_cut(disk, random);
    auto const after = disk.after_cut(random);
    outcome.made += done.made.size();
    outcome.destroyed += done.destroyed.size();
    try {
      auto db = key_database::open(kFile, after->name());
      outcome.broken += db.examine().empty() ? 0U : 1U;
      for (auto const& k : done.made) {
        auto const there = db.find(k.subject);
        outcome.lost += there && there->wrapped == k.wrapped ? 0U : 1U;
      }
    } catch (key_failure const&) {
      ++outcome.broken;
    }
    auto const bytes = after->all_bytes();
    for (auto const& k : done.destroyed) {
      outcome.found += bytes.find(part_of(k)) == std::string::npos ? 0U : 1U;
    }
  }
  std::printf("%lu cuts: %zu keys made, %zu lost; %zu destroyed, %zu still on the disk; %zu broken files\n", cuts,
              outcome.made, outcome.lost, outcome.destroyed, outcome.found, outcome.broken);
  return outcome;
}

// REQ H8
TEST(vault_power_cut, keys_that_were_made_last_and_those_that_were_destroyed_do_not) {
  auto const o = cut_often(times("FOOTHOLD_CUTS", 300U), false);
  EXPECT_GT(o.made, 1000U);
  EXPECT_GT(o.destroyed, 300U);
  EXPECT_EQ(o.lost, 0U);
  EXPECT_EQ(o.found, 0U);
  EXPECT_EQ(o.broken, 0U);
}

TEST(vault_power_cut, the_control_a_disk_that_lies_about_its_syncs_is_caught) {
  auto const o = cut_often(40U, true);
  EXPECT_GT(o.lost + o.broken, 0U);
  EXPECT_GT(o.found + o.broken, 0U);
}

// Without room nothing is half there, reads go on, and so do writes once there is some.
TEST(vault_power_cut, a_full_disk_takes_nothing_and_works_again_with_room) {
  auto random = random_source{1U};
  auto disk = memory_disk{};
  put_key_store(disk);
  auto db = key_database::open(kFile, disk.name());
  auto const first = std::vector{random_keys(random)};
  db.add(first);
  disk.limit(40'000U);
  auto refused = std::optional<errc>{};
  auto made = std::vector<subject_keys>{};
  for (auto i = 0; i != 1000 && !refused; ++i) {
    auto const one = std::vector{random_keys(random)};
    try {
      db.add(one);
      made.push_back(one.front());
    } catch (key_failure const& f) {
      refused = f.code;
      EXPECT_FALSE(db.find(one.front().subject));
    }
  }
  EXPECT_EQ(refused, errc::no_room);
  EXPECT_EQ(db.find(first.front().subject)->wrapped, first.front().wrapped) << "reads go on";
  disk.limit(std::nullopt);
  auto const next = std::vector{random_keys(random)};
  db.add(next);
  for (auto const& k : made) {
    EXPECT_EQ(db.find(k.subject)->wrapped, k.wrapped);
  }
  EXPECT_EQ(db.examine(), "");
}

}  // namespace
}  // namespace foothold
