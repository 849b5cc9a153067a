// What the store and the keys say when something goes wrong: no name and no secret, in no error and no line that the
// process or the database server prints. Every personal field of every table holds a canary, and so do the secrets.

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "store/all_records.h"
#include "store/engines.h"
#include "store/repository.h"
#include "store/store.h"
#include "store_support/open_doors.h"
#include "store_support/random_record.h"
#include "sys/log.h"
#include "vault/key_backup.h"
#include "vault/key_recovery.h"
#include "vault/vault.h"
#include "vault_support/disk_search.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;

constexpr auto kCanary = std::string_view{"canary-Zahra"};
constexpr auto kPlainCanary = std::string_view{"canary-0815"};  // of columns that are not sealed: case numbers, areas
constexpr auto kCanaryDay = date{std::chrono::year{1987} / 11 / 23};

// What of it stands in a text, with some letters around; empty: nothing.
std::string leak_in(std::string_view const text) {
  for (auto const& needle : {std::string{kCanary}, std::string{kPlainCanary}, format_date(kCanaryDay)}) {
    if (auto const at = text.find(needle); at != std::string_view::npos) {
      return std::string{text.substr(at < 60U ? 0U : at - 60U, 160U)};
    }
  }
  return "";
}

// Everything but texts and days is left as it was drawn.
template <typename T>
void put_canary(T& v) {
  if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::optional<std::string>>) {
    v = std::string{kCanary};
  } else if constexpr (std::is_same_v<T, date> || std::is_same_v<T, std::optional<date>>) {
    v = kCanaryDay;
  }
}

template <typename Record>
void put_canaries(Record& r) {
  for_each_column<Record>([&](auto const& c) {
    if (c.keeping != guard::clear) {
      put_canary(r.*c.field);
    } else if constexpr (std::is_same_v<decltype(r.*c.field), std::string&>) {
      r.*c.field = kPlainCanary;
    }
  });
}

// Lines that this process writes to standard output and error, and those of its database server.
class no_leak_test : public on_both_engines {
protected:
  void SetUp() override {
    on_both_engines::SetUp();
    if (IsSkipped()) {
      return;
    }
    set_log_level(log_level::debug);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    capturing = true;
    ASSERT_TRUE(make_key_store(vaults));
    auto unlocked = vault::unlock(vaults, clock);
    ASSERT_TRUE(unlocked) << unlocked.error().message;
    keys = std::move(*unlocked);
    open_store();
  }
  void TearDown() override {
    cases.reset();
    auto const all = printed();
    set_log_level(log_level::warn);
    if (HasFailure()) {
      std::cerr << all;  // what failed was told there too
    }
  }
  void open_store() {
    cases.reset();
    auto opened = store::open(options, *keys, clock);
    ASSERT_TRUE(opened) << opened.error().message;
    cases.emplace(std::move(*opened));
  }
  std::string printed() {
    return std::exchange(capturing, false)
               ? testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr()
               : "";
  }

  template <typename T>
  void note(result<T> const& outcome) {
    if (!outcome) {
      codes.insert(outcome.error().code);
      EXPECT_EQ(leak_in(outcome.error().message), "");
    }
  }
  result<change_answer> write(std::function<result<void>(transaction&)> const& work) {
    auto done = store_for_tests::write(*cases, {.actor = "a", .name = "test"},
                                       {.key = "k" + std::to_string(++keys_used), .request = "r"},
                                       [&](transaction& t) { return work(t).map([] { return std::string{}; }); });
    note(done);
    return done;
  }
  template <typename Record>
  result<void> read(decltype(Record::id) const& id) {
    auto done = store_for_tests::read(*cases, {.actor = "a", .name = "test"},
                                      [&](snapshot& s) { return find<Record>(s, id).map([](auto const&) {}); });
    note(done);
    return done;
  }

  // A row of the table with canaries, and what can be wrong with one.
  template <typename Record>
  void use(random_source& random) {
    auto r = Record{};
    r.id = random_id_of<decltype(r.id)>(random);
    ASSERT_TRUE(fill_fields(r, random, known)) << table_of<Record>::kName;
    put_canaries(r);
    EXPECT_TRUE(write([&](transaction& t) { return add(t, r); })) << table_of<Record>::kName;
    EXPECT_TRUE(read<Record>(r.id)) << table_of<Record>::kName;
    known.add(r.id);
    EXPECT_FALSE(write([&](transaction& t) { return add(t, r); })) << "it is there already";
    EXPECT_FALSE(read<Record>(random_id_of<decltype(r.id)>(random))) << "there is none";
    if constexpr (!table_of<Record>::kFixed) {
      auto stale = r;
      stale.version = 7;
      EXPECT_FALSE(write([&](transaction& t) { return change(t, stale); })) << "somebody was faster";
    }
  }

  // The same row again, whose references lead nowhere.
  template <typename Record>
  void use_dangling(random_source& random) {
    auto nowhere = known_ids{};
    for_each_record([&]<typename R>(record_type<R>) { nowhere.add(random_id_of<decltype(R::id)>(random)); });
    auto r = Record{};
    r.id = random_id_of<decltype(r.id)>(random);
    ASSERT_TRUE(fill_fields(r, random, nowhere));
    put_canaries(r);
    (void)write([&](transaction& t) { return add(t, r); });
  }

  vault_options vaults{.folder = folder.path() / "keys", .master = {.file = folder.path() / "master.key"}};
  std::unique_ptr<vault> keys;
  std::optional<store> cases;
  known_ids known;
  std::set<errc> codes;
  int keys_used{0};
  bool capturing{false};
};

TEST_P(no_leak_test, no_error_and_no_line_tells_a_name) {
  auto random = random_source{1U};
  for_each_record([&]<typename R>(record_type<R>) { use<R>(random); });
  for_each_record([&]<typename R>(record_type<R>) { use_dangling<R>(random); });
  auto const person = *known.any<person_id>(random);
  EXPECT_EQ(codes, (std::set{errc::bad_input, errc::not_found, errc::conflict}));

  // Sealed for another column; a table that is gone; a disk that fails.
  {
    auto direct = options.postgresql.empty()
                      ? connection::sqlite((options.folder / "foothold.db").string(), options.vfs)
                      : connection::postgresql(options.postgresql);
    direct.command("update persons set name_sealed = name_transliterated_sealed");
    EXPECT_EQ(read<person_record>(person).error().code, errc::broken);
    direct.command("drop table follow_ups");
  }
  auto gone = follow_up_record{};
  gone.id = random_id_of<decltype(gone.id)>(random);
  ASSERT_TRUE(fill_fields(gone, random, known));
  put_canaries(gone);
  EXPECT_EQ(write([&](transaction& t) { return add(t, gone); }).error().code, errc::broken);
  if (options.postgresql.empty()) {
    disk.fail({.act = disk_act::sync, .code = SQLITE_IOERR_FSYNC});
    auto note_of = organisation_record{.id = new_id<organisation_id>(), .name = "x"};
    EXPECT_EQ(write([&](transaction& t) { return add(t, note_of); }).error().code, errc::in_doubt);
    EXPECT_FALSE(read<person_record>(person));
  }
  cases.reset();
  if (!options.postgresql.empty()) {
    auto server = connection::postgresql(options.postgresql);
    auto const log = bytes_of(fs::path{server.ask("show data_directory")}.parent_path() / "server.log");
    EXPECT_NE(log.find("ERROR"), std::string::npos) << "the control: the server tells of what went wrong";
    for (auto at = log.find("canary"); at != std::string::npos; at = log.find("canary", at + 1U)) {
      EXPECT_EQ(log.substr(at, kPlainCanary.size()), kPlainCanary) << "a sealed field in the log of the server";
    }
  }
  log(log_level::warn, "test.control", "a line with a name", {{"name", kCanary}});
  auto const all = HasFailure() ? "" : printed();
  auto const control = all.find("test.control");
  ASSERT_NE(control, std::string::npos);
  EXPECT_EQ(leak_in(all.substr(0U, control)), "");
  EXPECT_NE(leak_in(all.substr(control)), "") << "the control: this is how it would be found";
}

FOOTHOLD_BOTH_ENGINES(no_leak_test);

// Secrets are canaries themselves where a text may be one, and else looked for as they are.
TEST(no_leak, no_error_of_the_keys_tells_a_secret) {
  auto const folder = temp_folder{};
  auto const clock = manual_clock{kFirstDay};
  auto const options =
      vault_options{.folder = folder.path() / "keys", .master = {.file = folder.path() / "master.key"}};
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  set_log_level(log_level::debug);
  auto const shares = make_key_store(options).value();
  auto said = std::string{};
  auto refused = 0;
  auto const note = [&](auto const& outcome) {
    said += outcome ? "" : outcome.error().message + "\n";
    refused += outcome ? 0 : 1;
  };
  auto const master = bytes_of(options.master.file);
  auto const backup = [&] {
    auto keys = vault::unlock(options, clock).value();
    EXPECT_TRUE(keys->seal({.subject = "p1", .table = "t", .column = "c", .row = "r", .version = 1}, kCanary));
    EXPECT_TRUE(keys->settle());
    note(keys->open({.subject = "p1", .table = "t", .column = "c", .row = "r", .version = 1}, kCanary));
    note(keys->erase(std::string{kCanary} + "\n"));
    note(vault::unlock(options, clock));  // somebody has it
    return keys->back_up(folder.path()).value();
  }();
  note(make_key_store(options));  // there is one
  note(read_master_key(folder.put("bad.key", kCanary)));
  note(vault::unlock({.folder = options.folder, .master = {.file = folder.path() / "bad.key"}}, clock));
  note(vault::unlock({.folder = options.folder, .master = {.passphrase = kCanary}}, clock));
  note(recover_keys({.folder = folder.path() / "elsewhere",
                     .backup = backup,
                     .master = {.file = folder.path() / "again.key"},
                     .shares = std::pair{std::string{kCanary}, shares.second}}));
  note(recover_keys({.folder = folder.path() / "elsewhere",
                     .backup = backup,
                     .master = {.file = folder.path() / "again.key"},
                     .shares = std::pair{shares.first, shares.first}}));
  note(recover_keys(
      {.folder = folder.path() / "elsewhere", .backup = folder.put("no.backup", kCanary), .master = options.master}));
  set_log_level(log_level::warn);
  auto const all = said + testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
  EXPECT_EQ(leak_in(all), "");
  for (auto const& secret : {master.substr(0U, 32U), shares.first, shares.second}) {
    EXPECT_EQ(all.find(secret), std::string::npos);
    EXPECT_NE((all + secret).find(secret), std::string::npos) << "the control: it is something to look for";
    EXPECT_GE(secret.size(), 32U);
  }
  EXPECT_EQ(refused, 10) << said;
}

}  // namespace
}  // namespace foothold
