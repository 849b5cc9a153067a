#include "store/migrate.h"

#include <array>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "store/database_failure.h"
#include "store/engines.h"
#include "store/migration.h"

namespace foothold {
namespace {

class migrate_test : public on_both_engines {
protected:
  // The first cell of the answer to a question.
  static std::string ask(engine& e, std::string const& sql) {
    auto answer = std::string{};
    auto const done = e.read([&](connection& c) -> result<void> {
      answer = c.ask(sql);
      return {};
    });
    return done ? answer : done.error().message;
  }
  static std::string command(engine& e, std::string const& sql) {
    auto const done = e.write([&](connection& c) -> result<void> {
      c.command(sql);
      return {};
    });
    return done ? "" : done.error().message;
  }

  // A connection without a store around it.
  [[nodiscard]] connection raw(std::string const& suffix = "") const {
    return options.postgresql.empty()
               ? connection::sqlite((options.folder / ("foothold.db" + suffix)).string(), options.vfs)
               : connection::postgresql(options.postgresql);
  }
  // The copy that was made before a migration.
  [[nodiscard]] connection backup(std::string const& number) const {
    if (options.postgresql.empty()) {
      return raw(".before-" + number);
    }
    auto const name = raw().ask("select current_database()") + "_before_" + number;
    return connection::postgresql(options.postgresql + " dbname=" + name);
  }

  // The migrations of the program and one more.
  static std::vector<migration> with_migration(std::string_view const text) {
    auto list = all_migrations();
    list.push_back({static_cast<std::uint32_t>(list.size() + 1U), "next", "checksum", text});
    return list;
  }
};

std::string const kNewest = std::to_string(all_migrations().size());
std::string const kNext = std::to_string(all_migrations().size() + 1U);
constexpr auto kSeed = "insert into idempotency_keys values ('actor', 'key', 'request', 'kept', 7)";
constexpr auto kLook = "select answer from idempotency_keys";

TEST_P(migrate_test, an_empty_database_gets_every_step_once) {
  for (auto start = 0; start != 2; ++start) {
    auto const e = open_engine();
    ASSERT_TRUE(e) << e.error().message;
    EXPECT_EQ(ask(**e, "select count(*) from schema_migrations"), std::to_string(all_migrations().size()));
  }
}

TEST_P(migrate_test, every_earlier_schema_comes_to_the_newest_with_what_it_held) {
  for (auto from = std::uint32_t{1U}; from != all_migrations().size(); ++from) {
    options.newest_migration = from;
    if (!options.postgresql.empty()) {
      options.postgresql = shared_postgres()->new_database();
    }
    options.folder = folder.path() / std::to_string(from);
    {
      auto const old = open_engine();
      ASSERT_TRUE(old) << old.error().message;
      ASSERT_EQ(command(**old, kSeed), "");
    }
    options.newest_migration = ~0U;
    auto const e = open_engine();
    ASSERT_TRUE(e) << "from " << from << ": " << e.error().message;
    EXPECT_EQ(ask(**e, "select max(number) from schema_migrations"), std::to_string(all_migrations().size()));
    EXPECT_EQ(ask(**e, kLook), "kept") << from;
    EXPECT_EQ(ask(**e, "select count(*) from follow_ups"), "0") << from;

    // Before each migration a whole copy, which nothing was rehearsed into.
    for (auto number = from + 1U; number <= all_migrations().size(); ++number) {
      auto copy = backup(fmt::format("{:04}", number));
      EXPECT_EQ(copy.ask("select max(number) from schema_migrations"), std::to_string(number - 1U));
      EXPECT_EQ(copy.ask(kLook), "kept");
    }
  }
}

TEST_P(migrate_test, a_newer_database_is_refused_and_left_alone) {
  {
    auto const e = open_engine();
    ASSERT_TRUE(e);
    ASSERT_EQ(command(**e, "insert into schema_migrations values (99, 'later', 'x', 0)"), "");
  }
  auto const refused = open_engine();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::bad_input);
  auto const said = "written by a newer Foothold (schema " + kNext + ", this program knows " + kNewest + ")";
  EXPECT_NE(refused.error().message.find(said), std::string::npos) << refused.error().message;
  EXPECT_EQ(raw().ask("select count(*) from schema_migrations"), kNext);
}

TEST_P(migrate_test, a_database_with_another_step_under_the_same_number_is_refused) {
  {
    auto const e = open_engine();
    ASSERT_TRUE(e);
    ASSERT_EQ(command(**e, "update schema_migrations set checksum = 'other' where number = 2"), "");
  }
  auto const refused = open_engine();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("migration 2"), std::string::npos) << refused.error().message;
}

TEST_P(migrate_test, the_database_of_another_program_is_refused_and_left_alone) {
  std::filesystem::create_directories(options.folder);
  raw().command("create table somebody (x text)");
  auto const refused = open_engine();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("no database of Foothold"), std::string::npos) << refused.error().message;
  EXPECT_EQ(raw().ask("select count(*) from somebody"), "0");
  EXPECT_ANY_THROW((void)raw().ask("select count(*) from schema_migrations"));
}

// Each of them breaks in the middle of a migration; the first part must not stay behind.
TEST_P(migrate_test, a_step_that_fails_is_taken_back_whole) {
  ASSERT_TRUE(open_engine());
  for (auto const* const bad : {"create table half (id text primary key) strict\n\ncreate table half (id text)\n",
                                "create table half (id text primary key) strict\n\ninsert into nowhere values (1)\n"}) {
    auto live = raw();
    auto copies = 0;
    auto const done = migrate(
        live, "the database", with_migration(bad),
        [&](std::uint32_t) {
          ++copies;
          return raw();  // stands in for the copy: the rehearsal must leave nothing
        },
        clock);
    ASSERT_FALSE(done);
    EXPECT_EQ(copies, 1);
    EXPECT_NE(done.error().message.find("migration " + kNext + " (next) failed and was taken back"), std::string::npos)
        << done.error().message;
    EXPECT_ANY_THROW((void)live.ask("select count(*) from half"));
    EXPECT_EQ(live.ask("select count(*) from schema_migrations"), kNewest);
  }
}

TEST_P(migrate_test, what_the_rehearsal_finds_never_reaches_the_database) {
  ASSERT_TRUE(open_engine());
  auto live = raw();
  auto const good = with_migration("create table more (id text primary key) strict\n");
  auto const done = migrate(
      live, "the database", good,
      [&](std::uint32_t) -> connection { throw database_failure{failure_kind::full, "no room for the copy"}; }, clock);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, errc::no_room);
  EXPECT_ANY_THROW((void)live.ask("select count(*) from more"));

  // The control: with a copy the same migration is taken.
  auto const again = migrate(live, "the database", good, [&](std::uint32_t) { return raw(); }, clock);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(live.ask("select count(*) from more"), "0");
}

FOOTHOLD_BOTH_ENGINES(migrate_test);

TEST(sqlite_engine, a_step_that_leaves_orphans_is_taken_back) {
  auto const folder = temp_folder{};
  auto const clock = manual_clock{kFirstDay};
  auto const options = store_options{.folder = folder.path()};
  ASSERT_TRUE(open_sqlite(options, clock));
  auto live = connection::sqlite((folder.path() / "foothold.db").string(), "");
  auto list = all_migrations();
  list.push_back({static_cast<std::uint32_t>(list.size() + 1U), "orphans", "x",
                  "insert into staff values ('a', 1, 'nobody', 'x', null, 'role', 1, null)\n"});
  auto const copy = [&](std::uint32_t) { return connection::sqlite((folder.path() / "foothold.db").string(), ""); };
  auto const done = migrate(live, "db", list, copy, clock);
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find("other rows that are not there"), std::string::npos) << done.error().message;
  EXPECT_EQ(live.ask("select count(*) from staff"), "0");
}

TEST(sqlite_engine, one_process_holds_the_folder) {
  auto const folder = temp_folder{};
  auto const clock = manual_clock{kFirstDay};
  auto const options = store_options{.folder = folder.path() / "data"};
  {
    auto const first = open_sqlite(options, clock);
    ASSERT_TRUE(first);
    auto const second = open_sqlite(options, clock);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, errc::conflict);
    EXPECT_NE(second.error().message.find("another Foothold holds this folder"), std::string::npos);
  }
  EXPECT_TRUE(open_sqlite(options, clock));
  EXPECT_EQ(std::filesystem::status(options.folder).permissions(), std::filesystem::perms::owner_all);
}

TEST(sqlite_engine, paths_with_blanks_and_equal_signs_are_taken_and_quotes_are_refused) {
  auto const folder = temp_folder{};
  auto const clock = manual_clock{kFirstDay};
  auto const odd = folder.path() / "a b  c=d vfs=none ;'x'";
  ASSERT_TRUE(open_sqlite({.folder = odd}, clock));
  EXPECT_TRUE(std::filesystem::exists(odd / "foothold.db"));
  auto const refused = open_sqlite({.folder = folder.path() / "a\"b"}, clock);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("must not contain the sign \""), std::string::npos);
}

TEST(sqlite_engine, a_file_that_is_no_database_is_said_to_be_none) {
  auto const folder = temp_folder{};
  auto const clock = manual_clock{kFirstDay};
  folder.put("foothold.db", std::string(10'000, 'x'));
  auto const refused = open_sqlite({.folder = folder.path()}, clock);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("file is not a database"), std::string::npos) << refused.error().message;
}

}  // namespace
}  // namespace foothold
