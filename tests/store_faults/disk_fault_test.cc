// A disk that fails at every n-th write, sync or open, and one that is full.

#include "store/engine.h"
#include "store_support/faults.h"

namespace foothold {
namespace {

class disk_fault : public testing::Test {
protected:
  result<store> open() { return store::open(options, cipher, clock); }

  temp_folder folder;
  memory_disk disk;
  memory_cipher cipher;
  manual_clock clock{kFirstDay};
  store_options options{.folder = folder.path(), .checkpoint_pages = 20, .vfs = disk.name()};
};

struct swept {
  disk_act act;
  int code;
  char const* name;
};

class disk_fault_sweep : public testing::TestWithParam<swept> {};

// From an empty folder through migrations, writes and checkpoints, the n-th act fails, until there are no more of them.
// Writes are many: the short run takes one in nine, the long run all.
TEST_P(disk_fault_sweep, every_nth_act_fails_and_nothing_is_half) {
  auto const clock = manual_clock{kFirstDay};
  auto failed_opens = 0;
  auto failed_writes = 0;
  auto const stride = GetParam().act == disk_act::write ? times("FOOTHOLD_STRIDE", 9U) : 1U;
  for (auto nth = std::uint64_t{1U};; nth += stride) {
    auto const folder = temp_folder{};
    auto disk = memory_disk{};
    auto cipher = memory_cipher{};
    auto const options = store_options{.folder = folder.path(), .checkpoint_pages = 20, .vfs = disk.name()};
    disk.fail({.act = GetParam().act, .nth = nth, .code = GetParam().code});
    auto acknowledged = std::set<std::string>{};
    auto doubtful = std::set<std::string>{};
    auto faults = 0;
    {
      auto cases = store::open(options, cipher, clock);
      if (!cases) {
        EXPECT_FALSE(cases.error().message.empty());
        ++failed_opens;
        ++faults;
      }
      for (auto i = 0; cases && i != 30; ++i) {
        auto const id = new_id<organisation_id>();
        auto const done = write_one(*cases, id, std::to_string(i));
        if (done) {
          acknowledged.insert(format_id(id));
          continue;
        }
        ++faults;
        ++failed_writes;
        if (done.error().code == errc::in_doubt) {
          doubtful.insert(format_id(id));
        }
        // After a failed sync nothing is tried again; after anything else the next write works.
        auto const next = write_one(*cases, new_id<organisation_id>(), "next");
        if (GetParam().act == disk_act::sync) {
          EXPECT_FALSE(next) << "nth " << nth;
          EXPECT_FALSE(store_for_tests::read(*cases, [](snapshot&) -> result<void> { return {}; }));
          break;
        }
        EXPECT_TRUE(next) << "nth " << nth << ": " << next.error().message;
        acknowledged.insert(next ? next->text : "");
      }
    }
    disk.heal();
    auto again = store::open(options, cipher, clock);
    ASSERT_TRUE(again) << "nth " << nth << ": " << again.error().message;
    auto there = written(*again);
    for (auto const& id : acknowledged) {
      EXPECT_EQ(there.erase(id), 1U) << "nth " << nth << ": acknowledged and lost";
    }
    for (auto const& id : doubtful) {
      there.erase(id);
    }
    EXPECT_TRUE(there.empty() || GetParam().act == disk_act::sync) << "nth " << nth << ": refused, and there";
    again = tl::make_unexpected(error{});
    EXPECT_EQ(integrity(folder.path(), disk.name()), "ok") << "nth " << nth;
    if (faults == 0 && nth > 20U && disk.count(GetParam().act) < nth) {
      break;  // so many there never are
    }
  }
  std::printf("%s: %d starts and %d writes failed\n", GetParam().name, failed_opens, failed_writes);
  EXPECT_GT(failed_opens, 0);
  if (GetParam().act != disk_act::open) {
    EXPECT_GT(failed_writes, 0) << "the control: the sweep reached the writes";
  }
}

INSTANTIATE_TEST_SUITE_P(acts, disk_fault_sweep,
                         testing::Values(swept{disk_act::write, SQLITE_IOERR_WRITE, "write"},
                                         swept{disk_act::write, SQLITE_FULL, "write_full"},
                                         swept{disk_act::sync, SQLITE_IOERR_FSYNC, "sync"},
                                         swept{disk_act::open, SQLITE_CANTOPEN, "open"}),
                         [](auto const& value) { return std::string{value.param.name}; });

TEST_F(disk_fault, a_full_disk_refuses_writes_and_answers_reads_and_recovers_by_itself) {
  auto cases = open();
  ASSERT_TRUE(cases);
  auto const first = new_id<organisation_id>();
  ASSERT_TRUE(write_one(*cases, first, "first"));

  disk.limit(30'000U);
  auto refused = result<change_answer>{};
  auto acknowledged = std::set<std::string>{format_id(first)};
  for (auto i = 0; refused && i != 1000; ++i) {
    auto const id = new_id<organisation_id>();
    refused = write_one(*cases, id, std::to_string(i));
    if (refused) {
      acknowledged.insert(format_id(id));
    }
  }
  ASSERT_FALSE(refused) << "the control: without a limit a thousand writes go through";
  EXPECT_EQ(refused.error().code, errc::no_room);
  EXPECT_EQ(refused.error().message, "the disk of the database is full: nothing was written; make room and try again");
  EXPECT_EQ(written(*cases), acknowledged);
  EXPECT_EQ(write_one(*cases, new_id<organisation_id>(), "still").error().code, errc::no_room);

  disk.limit(std::nullopt);
  auto const id = new_id<organisation_id>();
  auto const recovered = write_one(*cases, id, "still");
  ASSERT_TRUE(recovered) << recovered.error().message;
  EXPECT_FALSE(recovered->repeated);
  acknowledged.insert(format_id(id));
  EXPECT_EQ(written(*cases), acknowledged);
}

TEST_F(disk_fault, a_read_that_must_be_logged_is_not_answered_when_the_log_cannot_be_written) {
  auto cases = open();
  ASSERT_TRUE(cases);
  auto const read = act{.actor = "a", .name = "person.read", .subject = "p"};
  auto const nothing = [](snapshot&) -> result<void> { return {}; };
  EXPECT_TRUE(store_for_tests::read(*cases, read, nothing));
  disk.limit(0U);
  auto refused = result<void>{};
  for (auto i = 0; refused && i != 1000; ++i) {  // until the pages that are there already are full
    refused = store_for_tests::read(*cases, read, nothing);
  }
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::no_room);
  EXPECT_TRUE(store_for_tests::read(*cases, nothing)) << "what needs no line in the audit is still answered";
}

TEST_F(disk_fault, a_failed_sync_of_a_checkpoint_is_not_passed_over) {
  auto cases = open();
  ASSERT_TRUE(cases);
  // Only a checkpoint syncs the database itself. The write that brings it about is in the log, so it is good.
  disk.fail({.act = disk_act::sync, .code = SQLITE_IOERR_FSYNC, .ending = "foothold.db"});
  auto acknowledged = std::set<std::string>{};
  auto refused = result<change_answer>{};
  for (auto i = 0; refused && i != 1000; ++i) {
    refused = write_one(*cases, new_id<organisation_id>(), std::to_string(i));
    if (refused) {
      acknowledged.insert(refused->text);
    }
  }
  ASSERT_FALSE(refused) << "the failed sync was passed over";
  EXPECT_EQ(refused.error().code, errc::broken);
  EXPECT_NE(refused.error().message.find("could not confirm"), std::string::npos) << refused.error().message;
  EXPECT_EQ(store_for_tests::read(*cases, [](snapshot&) -> result<void> { return {}; }).error().code, errc::broken);

  cases = tl::make_unexpected(error{});
  auto again = open();
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(written(*again), acknowledged);
}

}  // namespace
}  // namespace foothold
