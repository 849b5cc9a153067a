#pragma once
// An installation on real files whose keys were copied, and places for copies and their return.

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "service/copies.h"
#include "service/erasing.h"
#include "service/installations.h"
#include "service/moving.h"
#include "service/restoring.h"
#include "store/copying.h"
#include "store/filling.h"
#include "sys/file.h"
#include "sys/folders.h"
#include "vault_support/disk_search.h"

namespace foothold {

class with_copies : public on_both_installations {
protected:
  with_copies() { on_real_disk = true; }

  void SetUp() override {
    ASSERT_TRUE(make_private_folder(folder.path() / "data"));
    on_both_installations::SetUp();
    if (IsSkipped()) {
      return;
    }
    copy_keys();
  }

  void copy_keys() {
    auto const copied = at_work->keys().back_up(folder.path() / "key-copies");
    ASSERT_TRUE(copied) << copied.error().message;
  }
  [[nodiscard]] std::filesystem::path copies() const { return folder.path() / "copies"; }
  [[nodiscard]] result<copy_made> copy() { return make_copy(*at_work, {.out = copies()}); }

  // The keys alone, as a restore and a drill without a server open them.
  [[nodiscard]] std::unique_ptr<vault> closed_with_keys() {
    at_work.reset();
    auto unlocked = vault::unlock(vaults, clock);
    EXPECT_TRUE(unlocked) << unlocked.error().message;
    return std::move(*unlocked);
  }
  // An empty place of this engine, or of the other.
  [[nodiscard]] store_options place(bool const other_engine = false) {
    auto where = store_options{.folder = folder.path() / ("to-" + std::to_string(++places)), .tenant = "t"};
    if (options.postgresql.empty() == other_engine && shared_postgres() != nullptr) {
      where.postgresql = shared_postgres()->new_database();
    }
    return where;
  }
  [[nodiscard]] result<restored> restore(std::filesystem::path const& file, store_options const& to) {
    auto const unlocked = closed_with_keys();
    return restore_copy(to, *unlocked, clock, {.file = file});
  }
  [[nodiscard]] result<restored> drill(std::filesystem::path const& file) {
    auto const unlocked = closed_with_keys();
    return drill_copy(options, *unlocked, clock, {.file = file}, std::chrono::hours{24});
  }
  void work_in(store_options const& where) {
    at_work.reset();
    options = where;
    reopen();
  }
  [[nodiscard]] static std::vector<table_sum> sums_in(store_options const& where) {
    struct summing final : row_taker {
      result<void> begin(copied_table const&) override { return {}; }
      result<void> add(row_page const&) override { return {}; }
      result<void> end(table_sum const& s) override {
        sums.push_back(s);
        return {};
      }
      std::vector<table_sum> sums;
    };
    auto all = summing{};
    auto open = closed_cases::open(where);
    EXPECT_TRUE(open) << open.error().message;
    EXPECT_TRUE(open->give(all));
    return all.sums;
  }
  result<erasure_receipt> erase(person_record const& p) {
    return erase_person(*at_work,
                        {.by = acting(officer),
                         .what = action::erase,
                         .of = {.subject = format_id(p.id)},
                         .for_what = purpose::protection},
                        next_key());
  }

  random_source random{20260304U};
  int places{0};
};

}  // namespace foothold
