// The store on top of the real keys: who is erased is gone from every read, from the disk and from the oldest copies.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/engines.h"
#include "store/organisation_records.h"
#include "store/person_records.h"
#include "store/repository.h"
#include "store/skill_records.h"
#include "store/store.h"
#include "store_support/open_doors.h"
#include "vault/vault.h"
#include "vault_support/disk_search.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;

// On the engines' disks the store's, on a disk of the machine the keys.
class vault_store_test : public on_both_engines {
protected:
  void SetUp() override {
    on_both_engines::SetUp();
    if (IsSkipped()) {
      return;
    }
    ASSERT_TRUE(make_key_store(vaults));
    open_both();
  }
  void open_both() {
    cases.reset();
    keys.reset();
    auto unlocked = vault::unlock(vaults, clock);
    ASSERT_TRUE(unlocked) << unlocked.error().message;
    keys = std::move(*unlocked);
    auto opened = store::open(options, *keys, clock);
    ASSERT_TRUE(opened) << opened.error().message;
    cases.emplace(std::move(*opened));
  }
  [[nodiscard]] person_record add_person(std::string const& name) {
    auto p = person_record{.id = new_id<person_id>(), .organisation = office.id, .name = name};
    p.local_number = format_id(p.id);
    write([&](transaction& t) { return add(t, p); });
    return p;
  }
  void write(std::function<result<void>(transaction&)> const& work) {
    auto const done =
        store_for_tests::write(*cases, {.actor = "a", .name = "test"}, {.key = format_id(random_id()), .request = "r"},
                               [&](transaction& t) { return work(t).map([] { return std::string{}; }); });
    EXPECT_TRUE(done) << done.error().message;
  }
  // The names that a list of people shows.
  [[nodiscard]] std::vector<std::string> names() {
    auto out = std::vector<std::string>{};
    EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) {
      return list<person_record>(s).map([&](auto const& part) {
        for (auto const& p : part.rows) {
          out.push_back(p.name);
        }
      });
    }));
    return out;
  }
  [[nodiscard]] result<person_record> found(person_id const& id) {
    auto p = result<person_record>{};
    EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      p = find<person_record>(s, id);
      return {};
    }));
    return p;
  }

  vault_options vaults{.folder = folder.path() / "keys", .master = {.file = folder.path() / "master.key"}};
  organisation_record office{.id = new_id<organisation_id>(), .name = "Office", .kind = "municipality"};
  std::unique_ptr<vault> keys;
  std::optional<store> cases;
};

// REQ H8
TEST_P(vault_store_test, who_is_erased_is_not_found_and_in_no_list) {
  write([&](transaction& t) { return add(t, office); });
  auto const zahra = add_person("Zahra");
  auto const milo = add_person("Milo");
  EXPECT_EQ(found(zahra.id)->name, "Zahra");
  ASSERT_TRUE(keys->erase(format_id(zahra.id)));
  for (auto again = 0; again != 2; ++again) {
    EXPECT_EQ(found(zahra.id).error().code, errc::not_found);
    EXPECT_THAT(names(), testing::ElementsAre("Milo"));
    open_both();
  }
  // Neither may anything new be written about them.
  auto const late = store_for_tests::write(
      *cases, {.actor = "a", .name = "test"}, {.key = "late", .request = "r"},
      [&](transaction& t) -> result<std::string> {
        auto c = contact_record{.id = {random_id()}, .person = zahra.id, .channel = "phone", .address = "x"};
        return add(t, c).map([] { return std::string{}; });
      });
  EXPECT_EQ(late.error().code, errc::not_found);
  EXPECT_EQ(found(milo.id)->name, "Milo");
}

TEST_P(vault_store_test, rotation_touches_no_row) {
  write([&](transaction& t) { return add(t, office); });
  auto const zahra = add_person("Zahra");
  ASSERT_TRUE(keys->rotate(vaults.master));
  open_both();
  EXPECT_EQ(found(zahra.id)->name, "Zahra");
}

// What cannot be settled is not committed either: a row without its key could never be read.
TEST_P(vault_store_test, a_write_whose_keys_cannot_be_kept_did_not_happen) {
  class full final : public field_cipher {
  public:
    explicit full(field_cipher& c) : cipher_{c} {}
    result<std::string> seal(field_place const& p, std::string_view const clear) override {
      return cipher_.seal(p, clear);
    }
    result<std::string> open(field_place const& p, std::string_view const sealed) override {
      return cipher_.open(p, sealed);
    }
    result<void> settle() override { return has_room ? cipher_.settle() : fail(errc::no_room, "the disk is full"); }
    bool has_room{true};

  private:
    field_cipher& cipher_;
  };
  auto cipher = full{*keys};
  cases.reset();
  cases.emplace(store::open(options, cipher, clock).value());
  write([&](transaction& t) { return add(t, office); });
  cipher.has_room = false;
  auto p = person_record{.id = new_id<person_id>(), .organisation = office.id, .local_number = "1", .name = "Zahra"};
  auto const try_it = [&] {
    return store_for_tests::write(*cases, {.actor = "a", .name = "test"}, {.key = "k", .request = "r"},
                                  [&](transaction& t) { return add(t, p).map([] { return std::string{}; }); });
  };
  EXPECT_EQ(try_it().error().code, errc::no_room);
  EXPECT_TRUE(names().empty());
  cipher.has_room = true;
  EXPECT_TRUE(try_it());
  EXPECT_THAT(names(), testing::ElementsAre("Zahra"));
  cases.reset();
}

FOOTHOLD_BOTH_ENGINES(vault_store_test);

class erased_on_disk : public testing::Test {
protected:
  void open_both() {
    close_both();
    keys = vault::unlock(vaults, clock).value();
    cases.emplace(store::open({.folder = folder.path() / "data"}, *keys, clock).value());
  }
  void close_both() {
    cases.reset();
    keys.reset();
  }
  void copy(char const* const from, char const* const to) const {
    fs::remove_all(folder.path() / to);
    fs::copy(folder.path() / from, folder.path() / to, fs::copy_options::recursive);
  }
  [[nodiscard]] result<person_record> found(person_id const& id) {
    auto p = result<person_record>{};
    EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      p = find<person_record>(s, id);
      return {};
    }));
    return p;
  }

  temp_folder folder;
  vault_options vaults{.folder = folder.path() / "keys", .master = {.file = folder.path() / "master.key"}};
  manual_clock clock{kFirstDay};
  std::unique_ptr<vault> keys;
  std::optional<store> cases;
};

// The data of the first day and the keys of the first day, with the ledger of today.
// REQ H8
TEST_F(erased_on_disk, the_oldest_copies_do_not_bring_a_person_back) {
  ASSERT_TRUE(make_key_store(vaults));
  open_both();
  auto office = organisation_record{.id = new_id<organisation_id>(), .name = "clear-canary", .kind = "municipality"};
  auto p =
      person_record{.id = new_id<person_id>(), .organisation = office.id, .local_number = "1", .name = "canary-name"};
  auto b = barrier_record{.id = {random_id()},
                          .person = p.id,
                          .purpose = "p",
                          .kind = "canary-health",
                          .words = "canary-asylum",
                          .asked_by = new_id<staff_id>(),
                          .until_on = kFirstDay};
  auto staff = staff_record{.id = b.asked_by, .organisation = office.id, .name = "n", .role = "r"};
  ASSERT_TRUE(store_for_tests::write(*cases, {.actor = "a", .name = "n"}, {.key = "k", .request = "r"},
                                     [&](transaction& t) -> result<std::string> {
                                       EXPECT_TRUE(add(t, office) && add(t, staff) && add(t, p) && add(t, b));
                                       return "";
                                     }));
  close_both();
  copy("data", "oldest-data");
  copy("keys", "oldest-keys");
  auto const who = format_id(p.id);
  auto const wrapped = key_database::open(key_database_file(folder.path() / "oldest-keys")).find(who)->wrapped;

  open_both();
  ASSERT_EQ(found(p.id)->name, "canary-name");
  ASSERT_TRUE(keys->erase(who));
  auto const disk = bytes_on_disk(folder.path() / "data") + bytes_on_disk(folder.path() / "keys");
  EXPECT_EQ(disk.find(wrapped), std::string::npos) << "while both run";
  EXPECT_NE(disk.find("clear-canary"), std::string::npos) << "the control: this is how it would be found";
  for (auto const* const text : {"canary-name", "canary-health", "canary-asylum"}) {
    EXPECT_EQ(disk.find(text), std::string::npos) << text;
  }
  close_both();

  auto const ledger = bytes_of(ledger_file(vaults.folder));
  copy("oldest-data", "data");
  copy("oldest-keys", "keys");
  ASSERT_NE(bytes_on_disk(folder.path() / "keys").find(wrapped), std::string::npos);
  folder.put("keys/erasures.log", ledger);
  open_both();
  EXPECT_EQ(found(p.id).error().code, errc::not_found);
  EXPECT_EQ(bytes_on_disk(folder.path() / "keys").find(wrapped), std::string::npos);
  close_both();

  // The control: what the ledger prevents.
  copy("oldest-data", "data");
  copy("oldest-keys", "keys");
  open_both();
  EXPECT_EQ(found(p.id)->name, "canary-name");
}

}  // namespace
}  // namespace foothold
