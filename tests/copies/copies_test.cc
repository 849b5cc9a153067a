// Copies of the data and their return, on both engines: whole, sealed, refused where anything does not fit, and without
// those who were erased since.

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "copies/installed.h"
#include "service/signing.h"
#include "store/engine.h"
#include "vault/key_recovery.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class copies_test : public with_copies {
protected:
  // The tables as they lie, but for what a return itself adds.
  static std::vector<table_sum> without_traces(std::vector<table_sum> sums) {
    std::erase_if(sums, [](table_sum const& s) {
      return s.name == "restorations" || s.name.starts_with("audit") || s.name == "idempotency_keys";
    });
    return sums;
  }
  [[nodiscard]] std::vector<std::string> files_in(std::filesystem::path const& where) const {
    auto out = std::vector<std::string>{};
    for (auto const& e : std::filesystem::directory_iterator{where}) {
      out.push_back(e.path().filename());
    }
    return out;
  }
  static void write_bytes(std::filesystem::path const& file, std::string const& bytes) {
    std::ofstream{file, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
};

TEST_P(copies_test, everything_comes_back_into_either_engine) {
  auto const layla = add_person("Layla");
  fill_file(layla, random, 2);
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->file.filename(), "data-20260304T100000Z.backup");
  EXPECT_EQ(std::filesystem::file_size(made->file), made->bytes);
  EXPECT_EQ(std::filesystem::status(made->file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_THAT(files_in(copies()), testing::UnorderedElementsAre("copies.lock", made->file.filename()));
  at_work.reset();
  EXPECT_EQ(difference(made->tables, sums_in(options)), "");
  for (auto const other : {false, true}) {
    auto const where = place(other);
    auto const back = restore(made->file, where);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->fault, "");
    EXPECT_EQ(difference(made->tables, back->tables), "");
    EXPECT_GT(back->rows, 80);
    EXPECT_EQ(back->pages, 1);
    EXPECT_THAT(back->erased, IsEmpty());
    EXPECT_EQ(difference(without_traces(made->tables), without_traces(sums_in(where))), "");
    EXPECT_FALSE(std::filesystem::exists(where.folder / "restoring"));
    auto const before = options;
    work_in(where);
    EXPECT_EQ(found<person_record>(layla.id)->name, "Layla");
    ASSERT_TRUE(at_work->cases().sign_audit(signing_key_of(*at_work).value()));
    at_work.reset();
    auto const proven = verify_audit_of(where, {});
    ASSERT_TRUE(proven);
    EXPECT_FALSE(proven->fault) << proven->fault->what;
    EXPECT_GE(proven->heads, 2);
    // What was restored can be copied and come back again.
    work_in(where);
    clock.advance(std::chrono::hours{1});
    auto const again = copy();
    ASSERT_TRUE(again) << again.error().message;
    auto const drilled = drill(again->file);
    ASSERT_TRUE(drilled) << drilled.error().message;
    EXPECT_EQ(drilled->fault, "");
    options = before;
  }
}

TEST_P(copies_test, nothing_of_a_copy_can_be_read) {
  static_cast<void>(add_person("Canary-of-the-copy"));
  auto const made = copy();
  ASSERT_TRUE(made);
  EXPECT_THAT(bytes_of(made->file), Not(HasSubstr("Canary-of-the-copy")));
  if (options.postgresql.empty()) {
    EXPECT_THAT(bytes_on_disk(options.folder), HasSubstr("Canary-of-the-copy")) << "the control: a number in clear";
  }
}

TEST_P(copies_test, without_a_young_copy_of_the_keys_there_is_none) {
  clock.advance(std::chrono::hours{25});
  auto const old = copy();
  EXPECT_EQ(old.error().code, errc::conflict);
  EXPECT_THAT(old.error().message, HasSubstr("25 hours old, and may be 24; `foothold keys backup"));
  EXPECT_FALSE(std::filesystem::exists(copies()));
  copy_keys();
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  clock.advance(std::chrono::hours{25});
  EXPECT_EQ(drill(made->file).error().code, errc::conflict);
  std::filesystem::remove(vaults.folder / "copied");
  EXPECT_THAT(drill(made->file).error().message, HasSubstr("there is no copy of the keys"));
  clock.advance(std::chrono::hours{-50});
  reopen();
  copy_keys();
  clock.advance(std::chrono::hours{-2});
  EXPECT_THAT(copy().error().message, HasSubstr("has not come yet"));
}

TEST_P(copies_test, a_byte_that_was_changed_cut_or_swapped_is_found) {
  for (auto i = 0; i != 4; ++i) {
    fill_file(add_person("Person" + std::to_string(i)), random, 3);
  }
  auto const made = copy();
  ASSERT_TRUE(made);
  auto const whole = bytes_of(made->file);
  constexpr auto kBlock = std::size_t{65'536U + 17U};
  ASSERT_GT(whole.size(), 1000U + 2U * kBlock);
  auto const unlocked = closed_with_keys();
  auto const refused = [&](std::string const& bytes) {
    auto const file = folder.path() / "changed";
    write_bytes(file, bytes);
    auto const where = place();
    auto const back = restore_copy(where, *unlocked, clock, {.file = file});
    EXPECT_EQ(std::filesystem::exists(where.folder / "foothold.db"), back && where.postgresql.empty());
    EXPECT_FALSE(std::filesystem::exists(where.folder / "restoring"));
    return back ? std::string{"it was taken"} : back.error().message;
  };
  auto const head = whole.find('\n') + 1U;
  for (auto const at :
       {std::size_t{3U}, std::size_t{20U}, head - 300U, head + 5U, head + 30U, whole.size() / 2U, whole.size() - 1U}) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_THAT(refused(changed), testing::AnyOf(HasSubstr("damaged"), HasSubstr("no copy"), HasSubstr("another"),
                                                 HasSubstr("the key of its month")))
        << at;
  }
  EXPECT_THAT(refused(whole.substr(0U, whole.size() / 2U)), HasSubstr("it is damaged or was cut off"));
  EXPECT_THAT(refused(whole + "x"), HasSubstr("it is damaged or was cut off"));
  auto swapped = whole.substr(0U, head + 24U) + whole.substr(head + 24U + kBlock, kBlock) +
                 whole.substr(head + 24U, kBlock) + whole.substr(head + 24U + 2U * kBlock);
  ASSERT_EQ(swapped.size(), whole.size());
  EXPECT_THAT(refused(swapped), HasSubstr("damaged"));
  EXPECT_EQ(refused(whole), "it was taken") << "the control";
}

// REQ H8
TEST_P(copies_test, the_oldest_copy_does_not_bring_the_erased_back) {
  auto const gone = add_person("Canary-who-goes");
  auto const stays = add_person("Who-stays");
  fill_file(gone, random, 2);
  auto const oldest = copy();
  ASSERT_TRUE(oldest);
  auto const in_clear = [&] { return bytes_on_disk(options.folder); };
  if (options.postgresql.empty()) {
    ASSERT_THAT(in_clear(), HasSubstr("Canary-who-goes")) << "the control: it is found while the person is there";
  }
  clock.advance(std::chrono::hours{1});
  ASSERT_TRUE(erase(gone));
  auto const drilled = drill(oldest->file);
  ASSERT_TRUE(drilled) << drilled.error().message;
  EXPECT_EQ(drilled->fault, "");
  ASSERT_EQ(drilled->erased.size(), 1U);
  EXPECT_EQ(drilled->erased.front().subject, format_id(gone.id));
  EXPECT_GT(drilled->erased.front().rows, 30);

  auto to = place();
  auto const back = restore(oldest->file, to);
  ASSERT_TRUE(back) << back.error().message;
  ASSERT_EQ(back->erased.size(), 1U);
  work_in(to);
  EXPECT_EQ(found<person_record>(gone.id).error().code, errc::not_found);
  EXPECT_EQ(found<person_record>(stays.id)->name, "Who-stays");
  at_work.reset();
  // Every file: the new data with its log, the old one's folder with the drill's, the keys and the copies.
  EXPECT_THAT(bytes_on_disk(folder.path()), Not(HasSubstr("Canary-who-goes")));
  EXPECT_THAT(bytes_on_disk(to.folder), options.postgresql.empty() ? HasSubstr("Who-stays") : HasSubstr(""));
}

TEST_P(copies_test, keys_of_another_installation_are_refused) {
  static_cast<void>(add_person("Layla"));
  auto const made = copy();
  ASSERT_TRUE(made);
  at_work.reset();
  auto const other = vault_options{.folder = folder.path() / "other", .master = {.file = folder.path() / "other.key"}};
  ASSERT_TRUE(make_key_store(other));
  auto const strangers = vault::unlock(other, clock);
  ASSERT_TRUE(strangers);
  EXPECT_THAT(restore_copy(place(), **strangers, clock, {.file = made->file}).error().message,
              HasSubstr("another installation"));
}

TEST_P(copies_test, a_ledger_that_lacks_erasures_from_before_the_copy_is_refused) {
  ASSERT_TRUE(copy());
  auto const old_keys = at_work->keys().back_up(folder.path() / "old-keys");
  ASSERT_TRUE(old_keys);
  ASSERT_TRUE(erase(add_person("Gone")));
  clock.advance(std::chrono::hours{1});
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_GE(made->erasures, 1);
  auto const good = restore(made->file, place());
  EXPECT_TRUE(good) << "the control: " << good.error().message;
  // The whole folder of the keys is lost, with the ledger.
  std::filesystem::remove_all(vaults.folder);
  ASSERT_TRUE(recover_keys({.folder = vaults.folder, .backup = *old_keys, .master = vaults.master}));
  auto const refused = restore(made->file, place());
  EXPECT_EQ(refused.error().code, errc::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("lacks erasures from before the copy"));
}

TEST_P(copies_test, only_an_empty_place_that_nobody_has_is_filled) {
  static_cast<void>(add_person("Layla"));
  auto const made = copy();
  ASSERT_TRUE(made);
  {
    auto const unlocked = closed_with_keys();
    auto const held = lock_file::take(options.folder / "foothold.lock");
    ASSERT_TRUE(held);
    EXPECT_THAT(restore_copy(options, *unlocked, clock, {.file = made->file}).error().message,
                HasSubstr("another Foothold holds"));
  }
  auto const before = sums_in(options);
  auto const refused = restore(made->file, options);
  EXPECT_EQ(refused.error().code, errc::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("holds data already"));
  EXPECT_EQ(difference(before, sums_in(options)), "");
}

TEST_P(copies_test, a_month_that_is_over_takes_two_people) {
  static_cast<void>(add_person("Layla"));
  auto const made = copy();
  ASSERT_TRUE(made);
  clock.advance(std::chrono::hours{24 * 100});
  copy_keys();
  ASSERT_TRUE(copy());
  auto const refused = restore(made->file, place());
  EXPECT_EQ(refused.error().code, errc::not_found);
  EXPECT_THAT(refused.error().message, HasSubstr("two shares open it"));
  auto const unlocked = closed_with_keys();
  auto const where = place();
  auto const back = restore_copy(where, *unlocked, clock, {.file = made->file, .shares = shares});
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->pages, 1);
  auto const wrong = std::pair{shares.first, shares.first};
  EXPECT_EQ(restore_copy(place(), *unlocked, clock, {.file = made->file, .shares = wrong}).error().code,
            errc::bad_input);
}

TEST_P(copies_test, a_drill_finds_an_audit_that_was_changed) {
  static_cast<void>(add_person("Layla"));
  auto const good = copy();
  ASSERT_TRUE(good);
  auto const fine = drill(good->file);
  ASSERT_TRUE(fine) << fine.error().message;
  EXPECT_EQ(fine->fault, "");
  EXPECT_EQ(last_good_drill(options.folder)->at, std::chrono::floor<std::chrono::seconds>(clock.now()));
  EXPECT_EQ(last_good_drill(options.folder)->copy_of, good->made_at);
  EXPECT_FALSE(std::filesystem::exists(options.folder / "drill"));

  {
    auto engine = options.postgresql.empty() ? open_sqlite(options, clock) : open_postgresql(options, clock);
    ASSERT_TRUE(engine);
    ASSERT_TRUE((*engine)->write([&](connection& c) -> result<void> {
      c.command(c.kind() == engine_kind::sqlite ? "drop trigger audit_is_not_changed"
                                                : "drop trigger audit_is_not_changed on audit");
      c.command("update audit set actor = 'somebody' where number = 2");
      return {};
    }));
  }
  clock.advance(std::chrono::hours{2});
  reopen();
  auto const bad = copy();
  ASSERT_TRUE(bad) << bad.error().message;
  auto const found = drill(bad->file);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(found->fault, HasSubstr("the audit is not whole: entry 2"));
  EXPECT_EQ(last_good_drill(options.folder)->copy_of, good->made_at) << "a bad drill is not remembered";
  // It comes back all the same, and says so: an office must not lose its cases to a fault in its log.
  auto const back = restore(bad->file, place());
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_THAT(back->fault, HasSubstr("entry 2"));
}

TEST_P(copies_test, a_drill_finds_keys_that_are_lost) {
  static_cast<void>(add_person("Layla"));
  auto const late = add_person("Late");
  auto const made = copy();
  ASSERT_TRUE(made);
  at_work.reset();
  // The key of one person, as if the key store were from before.
  {
    auto const database = folder.path() / "keys" / "keys.db";
    auto c = connection::sqlite(database.string(), "");
    c.command("delete from subjects where subject = '" + format_id(late.id) + "'");
  }
  auto const found = drill(made->file);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(found->fault, HasSubstr("the page of a person does not open"));
  EXPECT_EQ(found->pages, 1);
}

// The child ends at a step as a kill would; what it left is gone with the next call, and nothing is half.
template <typename Work>
void killed_at(std::string const& step, Work const& work) {
  auto const child = ::fork();
  if (child == 0) {
    work([&](std::string_view const name) {
      if (name == step) {
        ::_exit(9);
      }
    });
    ::_exit(1);
  }
  auto status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 9) << step << " was not reached";
}

TEST_P(copies_test, a_kill_leaves_nothing_half) {
  auto const layla = add_person("Layla");
  fill_file(layla, random, 1);
  at_work.reset();
  for (auto const* const step : {"copy.begin", "copy.given", "copy.written"}) {
    killed_at(step, [&](auto const& at) {
      auto office = installation::open({.data = options, .keys = vaults}, clock);
      static_cast<void>(make_copy(**office, {.out = copies(), .at = at}));
    });
    if (std::string{step} == "copy.given") {
      EXPECT_THAT(files_in(copies()), testing::Contains(testing::EndsWith(".tmp"))) << "the control";
    }
  }
  reopen();
  clock.advance(std::chrono::hours{1});
  auto const made = copy();
  ASSERT_TRUE(made);
  EXPECT_THAT(files_in(copies()), Not(testing::Contains(testing::EndsWith(".tmp"))));
  at_work.reset();

  auto const where = place();
  for (auto const* const step : {"restore.begin", "restore.given", "restore.filled", "restore.opened", "restore.key"}) {
    killed_at(step, [&](auto const& at) {
      auto unlocked = vault::unlock(vaults, clock);
      static_cast<void>(restore_copy(where, **unlocked, clock, {.file = made->file, .at = at}));
    });
    EXPECT_FALSE(std::filesystem::exists(where.folder / "foothold.db")) << step;
    EXPECT_TRUE(std::filesystem::exists(where.folder / "restoring")) << "the control";
  }
  auto const back = restore(made->file, where);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_FALSE(std::filesystem::exists(where.folder / "restoring"));
  work_in(where);
  EXPECT_EQ(found<person_record>(layla.id)->name, "Layla");
}

TEST_P(copies_test, a_full_disk_is_said_and_nothing_stays) {
  fill_file(add_person("Layla"), random, 3);
  auto const small = folder.path() / "small";
  std::filesystem::create_directory(small);
  if (::mount("none", small.c_str(), "tmpfs", 0U, "size=16k") != 0) {
    GTEST_SKIP() << "no small disk can be made here";
  }
  auto const full = make_copy(*at_work, {.out = small / "copies"});
  EXPECT_FALSE(full);
  if (!full) {
    EXPECT_EQ(full.error().code, errc::no_room) << full.error().message;
  }
  EXPECT_THAT(files_in(small / "copies"), testing::ElementsAre("copies.lock"));
  ASSERT_EQ(::umount(small.c_str()), 0);
  EXPECT_TRUE(copy()) << "the control: with room it works";
}

TEST_P(copies_test, an_installation_moves_to_the_other_engine) {
  auto const layla = add_person("Layla");
  fill_file(layla, random, 2);
  at_work.reset();
  auto const before = sums_in(options);
  auto const where = place(true);
  auto const moved = move_rows(options, where, clock);
  ASSERT_TRUE(moved) << moved.error().message;
  EXPECT_EQ(difference(before, moved->tables), "");
  EXPECT_FALSE(moved->audit.fault);
  EXPECT_EQ(difference(before, sums_in(options)), "") << "the old one stays as it is";
  EXPECT_EQ(move_rows(options, where, clock).error().code, errc::conflict) << "it holds data now";
  auto const old = options;
  work_in(where);
  EXPECT_EQ(found<person_record>(layla.id)->name, "Layla");
  at_work.reset();
  {
    auto const held = lock_file::take(old.folder / "foothold.lock");
    if (old.postgresql.empty()) {
      EXPECT_EQ(move_rows(old, place(true), clock).error().code, errc::conflict);
    }
  }
}

FOOTHOLD_BOTH_ENGINES(copies_test);

}  // namespace
}  // namespace foothold
