// Memory runs out at every nth allocation of a write and of a read, in whichever thread it is. On a real disk, because
// the one in memory allocates inside SQLite.

#include <iostream>
#include <new>

#include "store/audit_verify.h"
#include "store_faults/failing_memory.h"
#include "store_support/faults.h"
#include "store_support/postgres_server.h"

namespace foothold {
namespace {

struct swept {
  memory_of whose;
  bool postgresql;
  char const* name;
};

class memory_fault : public testing::TestWithParam<swept> {
protected:
  void SetUp() override {
    options.folder = folder.path();
    if (GetParam().postgresql) {
      if (shared_postgres() == nullptr) {
        std::cerr << "PostgreSQL is not installed: it is NOT tried without memory\n";
        GTEST_SKIP();
      }
      options.postgresql = shared_postgres()->new_database();
    }
  }

  // The answer with the nth allocation failing. What comes out as an exception is in doubt.
  template <typename Answer, typename Asked>
  result<Answer> without_memory(std::uint64_t const nth, Asked const& asked) {
    auto const failing = failing_memory{GetParam().whose, nth};
    try {
      return asked();
    } catch (std::bad_alloc const&) {
      return fail(errc::in_doubt, "no memory");
    }
  }

  // Whoever was told nothing asks again: the change is there once, and is found to have been there if it was.
  void ask_again(store& cases, organisation_id const& id, std::string const& key, result<change_answer> const& first) {
    auto const again = write_one(cases, id, key);
    ASSERT_TRUE(again) << again.error().message;
    if (first) {
      EXPECT_TRUE(again->repeated) << "acknowledged and lost";
    } else if (first.error().code != errc::in_doubt) {
      EXPECT_FALSE(again->repeated) << "refused, and there: " << first.error().message;
    }
  }

  temp_folder folder;
  store_options options{};
  memory_cipher cipher;
  manual_clock clock{kFirstDay};
  std::uint64_t const stride{times("FOOTHOLD_STRIDE", 9U)};
};

TEST_P(memory_fault, every_nth_allocation_of_a_write_fails_and_nothing_is_half) {
  auto expected = std::set<std::string>{};
  auto refused = 0;
  auto doubtful = 0;
  auto nth = std::uint64_t{1U};
  for (auto failed = true; failed && !HasFatalFailure(); nth += stride) {
    auto cases = store::open(options, cipher, clock);  // anew, so that statements are made anew as well
    ASSERT_TRUE(cases) << cases.error().message;
    auto const id = new_id<organisation_id>();
    auto const key = std::to_string(nth);
    auto const first = without_memory<change_answer>(nth, [&] { return write_one(*cases, id, key); });
    failed = failing_memory::failed();
    doubtful += !first && first.error().code == errc::in_doubt ? 1 : 0;
    refused += !first && first.error().code != errc::in_doubt ? 1 : 0;
    auto const next = new_id<organisation_id>();
    EXPECT_TRUE(write_one(*cases, next, "next " + key)) << "nth " << nth;
    ask_again(*cases, id, key, first);
    expected.insert({format_id(id), format_id(next)});
    EXPECT_EQ(written(*cases).size(), expected.size()) << "nth " << nth;
  }
  auto cases = store::open(options, cipher, clock);
  ASSERT_TRUE(cases) << cases.error().message;
  EXPECT_EQ(written(*cases), expected);
  cases = tl::make_unexpected(error{});
  auto const audit = verify_audit_of(options, {});
  ASSERT_TRUE(audit) << audit.error().message;
  EXPECT_FALSE(audit->fault) << audit->fault->what;
  std::printf("%s: a write has %lu allocations; %d writes refused, %d in doubt\n", GetParam().name, nth - stride,
              refused, doubtful);
  EXPECT_GT(refused + doubtful, 10) << "the control: the sweep reached the writes";
  EXPECT_TRUE(GetParam().postgresql || integrity(folder.path()) == "ok");
}

TEST_P(memory_fault, every_nth_allocation_of_a_read_fails_and_no_answer_is_wrong) {
  auto const id = new_id<organisation_id>();
  {
    auto cases = store::open(options, cipher, clock);
    ASSERT_TRUE(cases) << cases.error().message;
    ASSERT_TRUE(write_one(*cases, id, "first"));
  }
  auto refused = 0;
  auto nth = std::uint64_t{1U};
  for (auto failed = true; failed && !HasFatalFailure(); nth += stride) {
    auto cases = store::open(options, cipher, clock);
    ASSERT_TRUE(cases) << cases.error().message;
    auto found = std::string{};
    auto const read = [&] {
      return store_for_tests::read(*cases, {.actor = "a", .name = "organisation.read"}, [&](snapshot& s) {
        return find<organisation_record>(s, id).map([&](auto const& o) { found = o.name; });
      });
    };
    auto const first = without_memory<void>(nth, read);
    failed = failing_memory::failed();
    refused += first ? 0 : 1;
    EXPECT_TRUE(!first || found == std::string(200U, 'x')) << "nth " << nth;
    found.clear();
    auto const again = read();
    EXPECT_TRUE(again) << "nth " << nth << ": " << again.error().message;
    EXPECT_EQ(found, std::string(200U, 'x')) << "nth " << nth;
  }
  std::printf("%s: a read has %lu allocations; %d reads refused\n", GetParam().name, nth - stride, refused);
  EXPECT_GT(refused, 10) << "the control: the sweep reached the reads";
}

// The control: a work that goes on after memory ran out leaves its outbox entry without its row, and that is seen.
TEST(memory_fault_control, a_work_that_passes_over_missing_memory_leaves_half_and_is_caught) {
  static statement const kHalf{"entries without rows",
                               "select count(*) from outbox where subject not in (select id from organisations)",
                               {},
                               {cell_kind::number}};
  auto const folder = temp_folder{};
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  auto const options = store_options{.folder = folder.path()};
  auto half = std::int64_t{0};
  for (auto nth = std::uint64_t{1U}; nth < 250U; nth += 9U) {
    auto cases = store::open(options, cipher, clock);
    ASSERT_TRUE(cases) << cases.error().message;
    auto o = organisation_record{.id = new_id<organisation_id>(), .name = std::string(200U, 'x')};
    try {
      auto const failing = failing_memory{memory_of::program, nth};
      (void)store_for_tests::write(*cases, {.actor = "writer", .name = "organisation.add"},
                                   {.key = std::to_string(nth), .request = "r"},
                                   [&](transaction& t) -> result<std::string> {
                                     publish(t, "organisation.added", format_id(o.id), "");
                                     try {
                                       return add(t, o).map([] { return std::string{}; });
                                     } catch (std::bad_alloc const&) {
                                       return "";
                                     }
                                   });
    } catch (std::bad_alloc const&) {
      continue;  // elsewhere in the write
    }
    EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      half = std::get<std::int64_t>(by_statement::rows(s, kHalf, {})[0][0]);
      return {};
    }));
  }
  EXPECT_GT(half, 0);
}

INSTANTIATE_TEST_SUITE_P(memories, memory_fault,
                         testing::Values(swept{memory_of::program, false, "program_on_sqlite"},
                                         swept{memory_of::sqlite, false, "sqlite"},
                                         swept{memory_of::program, true, "program_on_postgresql"}),
                         [](auto const& value) { return std::string{value.param.name}; });

}  // namespace
}  // namespace foothold
