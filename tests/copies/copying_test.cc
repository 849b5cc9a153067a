// All rows in one form of both engines: which tables there are, what is equal, what is refused, and that numbers go on
// where rows came from elsewhere.

#include "store/copying.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "random_source.h"
#include "store/all_records.h"
#include "store/audit_sealer.h"
#include "store/audit_verify.h"
#include "store/filling.h"
#include "store/jobs.h"
#include "store/migration.h"
#include "store/neutral_form.h"
#include "store/outbox.h"
#include "store/stores.h"
#include "store_support/random_record.h"

namespace foothold {
namespace {

using testing::HasSubstr;

constexpr auto kOtherTables = std::to_array<std::string_view>(
    {"audit", "audit_chain", "audit_heads", "erasures_begun", "idempotency_keys", "jobs", "outbox", "restorations",
     "accounts", "cards", "invitations", "recovery_codes", "sessions"});

// What comes with signing in, with a return and with an erasure.
constexpr auto kEmptyTables = std::to_array<std::string_view>(
    {"restorations", "erasures_begun", "accounts", "cards", "invitations", "recovery_codes", "sessions"});

class copying_test : public on_both_stores {
protected:
  void SetUp() override {
    on_both_stores::SetUp();
    if (IsSkipped()) {
      return;
    }
    fill_tables(3);
    ASSERT_TRUE(cases->write({.actor = "a", .name = "say"}, {.key = "o", .request = "r"},
                             [](installation_change& t) -> result<std::string> {
                               publish(t, "topic", "subject", "body");
                               add_job(t, new_id<job_id>(), "k", "p", t.now());
                               return "";
                             }));
    ASSERT_TRUE(cases->sign_audit(signer));
  }

  // `rows` random rows in each table of records.
  void fill_tables(int const rows) {
    auto known = known_ids{};
    for (auto i = 0; i != rows; ++i) {
      for_each_record([&]<typename Record>(record_type<Record>) {
        for (auto tries = 0; tries != 100; ++tries) {
          auto r = Record{};
          r.id = new_id<decltype(r.id)>();
          if (fill_fields(r, random, known) && write_rows([&](transaction& t) { return add(t, r); }).empty()) {
            known.add(r.id);
            return;
          }
        }
        FAIL() << table_of<Record>::kName;
      });
    }
  }

  [[nodiscard]] std::vector<table_sum> sums_in_store() {
    auto out = std::vector<table_sum>{};
    auto engine = store_engine();
    EXPECT_TRUE(engine->read([&](connection& c) -> result<void> {
      out = sums_of(c);
      return {};
    }));
    return out;
  }
  std::unique_ptr<engine> store_engine() {
    cases.reset();
    auto opened = open_engine();
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }

  [[nodiscard]] std::string as_bytes(std::vector<table_sum>* const sums = nullptr) {
    auto out = std::string{};
    auto writer = neutral_writer{[&](std::string_view const bytes) -> result<void> {
      out += bytes;
      return {};
    }};
    EXPECT_TRUE(cases->give_rows([&](std::uint32_t) { return &writer; }));
    if (sums != nullptr) {
      *sums = sums_in_store();
    }
    return out;
  }

  // An empty place of this engine or the other.
  [[nodiscard]] store_options place(bool const other_engine) {
    auto where = store_options{.folder = folder.path() / ("to-" + std::to_string(++places)), .tenant = "t"};
    if (options.postgresql.empty() == other_engine && shared_postgres() != nullptr) {
      where.postgresql = shared_postgres()->new_database();
    }
    return where;
  }
  [[nodiscard]] result<filling> empty(store_options const& where) const {
    return filling::make(where, static_cast<std::uint32_t>(all_migrations().size()), clock);
  }

  random_source random{20260304U};
  signing_key const signer{signing_key::make()};
  int places{0};
};

TEST_P(copying_test, every_table_of_the_schema_is_copied_after_those_that_it_names) {
  auto tables = std::vector<copied_table>{};
  auto engine = store_engine();
  ASSERT_TRUE(engine->read([&](connection& c) -> result<void> {
    tables = copied_tables(c);
    EXPECT_EQ(schema_of(c), all_migrations().size());
    return {};
  }));
  auto names = std::vector<std::string>{};
  for (auto const& t : tables) {
    names.push_back(t.name);
  }
  auto expected = std::vector<std::string>(kOtherTables.begin(), kOtherTables.end());
  for_each_record([&]<typename Record>(record_type<Record>) { expected.emplace_back(table_of<Record>::kName); });
  EXPECT_THAT(names, testing::UnorderedElementsAreArray(expected));
  auto const at = [&](char const* const name) { return std::ranges::find(names, name) - names.begin(); };
  EXPECT_LT(at("organisations"), at("staff"));
  EXPECT_LT(at("staff"), at("persons"));
  EXPECT_LT(at("persons"), at("skills"));
  EXPECT_LT(at("skills"), at("skill_evidence"));
  auto const once = std::ranges::find(tables, "idempotency_keys", &copied_table::name);
  EXPECT_EQ(once->key, (std::vector<std::size_t>{0U, 1U})) << "actor and key";
  EXPECT_EQ(once->columns.back(), (copied_column{"made_at", cell_kind::number}));
}

TEST_P(copying_test, rows_are_the_same_in_either_engine) {
  auto sums = std::vector<table_sum>{};
  auto const bytes = as_bytes(&sums);
  for (auto const& s : sums) {
    EXPECT_TRUE(s.rows > 0 || std::ranges::find(kEmptyTables, s.name) != kEmptyTables.end()) << s.name << " is empty";
  }
  for (auto const other : {false, true}) {
    auto const where = place(other);
    auto into = empty(where);
    ASSERT_TRUE(into) << into.error().message;
    auto reader = neutral_reader{*into};
    auto const read = reader.add(bytes);
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_TRUE(reader.end());
    EXPECT_EQ(reader.sums(), sums);
    EXPECT_EQ(into->fault(sums).value(), "");
    EXPECT_EQ(into->verify_audit(options.postgresql.empty() ? false : !where.postgresql.empty(), {})->fault,
              std::nullopt);
    ASSERT_TRUE(into->finish(kFirstDay, kFirstDay));
    // The control: one row less is seen.
    auto less = sums;
    less.front().rows -= 1;
    EXPECT_THAT(difference(less, sums), HasSubstr(sums.front().name));
  }
}

TEST_P(copying_test, pieces_of_any_size_give_the_same_rows) {
  auto const bytes = as_bytes();
  struct count final : row_taker {
    result<void> begin(copied_table const&) override { return {}; }
    result<void> add(row_page const& p) override {
      rows += p.rows.size();
      return {};
    }
    result<void> end(table_sum const&) override { return {}; }
    std::size_t rows{0U};
  };
  auto whole = count{};
  auto first = neutral_reader{whole};
  ASSERT_TRUE(first.add(bytes) && first.end());
  for (auto again = 0; again != 5; ++again) {
    auto pieces = count{};
    auto reader = neutral_reader{pieces};
    for (auto left = std::string_view{bytes}; !left.empty();) {
      auto const n = std::min<std::size_t>(left.size(), 1U + random.below(again == 0 ? 3U : 5000U));
      ASSERT_TRUE(reader.add(left.substr(0U, n)));
      left.remove_prefix(n);
    }
    EXPECT_TRUE(reader.end());
    EXPECT_EQ(reader.sums(), first.sums());
    EXPECT_EQ(pieces.rows, whole.rows);
  }
  EXPECT_GT(whole.rows, 100U);
}

TEST_P(copying_test, a_changed_or_cut_form_is_refused) {
  auto const bytes = as_bytes();
  struct nobody final : row_taker {
    result<void> begin(copied_table const&) override { return {}; }
    result<void> add(row_page const&) override { return {}; }
    result<void> end(table_sum const&) override { return {}; }
  };
  auto unseen = 0;
  for (auto i = 0; i != 300; ++i) {
    auto changed = bytes;
    auto const at = random.below(changed.size());
    changed[at] = static_cast<char>(changed[at] ^ static_cast<char>(1U << random.below(8U)));
    auto to = nobody{};
    auto reader = neutral_reader{to};
    // What may pass is the name of a column or a table, which the database then does not know.
    unseen += reader.add(changed) && reader.end() ? 1 : 0;
  }
  EXPECT_LT(unseen, 60);
  for (auto i = 0; i != 100; ++i) {
    auto to = nobody{};
    auto reader = neutral_reader{to};
    auto const cut = reader.add(std::string_view{bytes}.substr(0U, random.below(bytes.size()))).and_then([&] {
      return reader.end();
    });
    EXPECT_TRUE(!cut || reader.sums().size() < kOtherTables.size() + std::tuple_size_v<all_records>);
  }
}

TEST_P(copying_test, another_schema_and_a_place_with_rows_are_refused) {
  auto const where = place(false);
  EXPECT_THAT(filling::make(where, 99U, clock).error().message, HasSubstr("newer Foothold"));
  auto into = empty(where);
  ASSERT_TRUE(into);
  auto stranger = copied_table{.name = "strangers", .columns = {{"id", cell_kind::text}}, .key = {0U}};
  EXPECT_EQ(into->begin(stranger).error().code, errc::bad_input);
  stranger.name = "jobs";
  EXPECT_THAT(into->begin(stranger).error().message, HasSubstr("table jobs"));
  cases.reset();
  EXPECT_EQ(empty(options).error().code, errc::conflict);
}

// On PostgreSQL numbers of transactions begin anew in another cluster, and SQLite counts none.
TEST_P(copying_test, what_is_written_later_is_later_in_audit_and_outbox) {
  auto const bytes = as_bytes();
  auto cursor = outbox_place{};
  ASSERT_TRUE(cases->read({.actor = "t", .name = "t"}, [&](installation_view& s) -> result<void> {
    for (auto const& e : published_after(s, {}, 1000)) {
      cursor = e.place;
    }
    return {};
  }));
  cases.reset();
  for (auto const other : {false, true}) {
    auto where = place(other);
    where.link_every = std::chrono::milliseconds{0};
    {
      auto into = empty(where);
      ASSERT_TRUE(into) << into.error().message;
      auto reader = neutral_reader{*into};
      ASSERT_TRUE(reader.add(bytes));
      ASSERT_TRUE(into->finish(kFirstDay, kFirstDay));
    }
    {
      auto opened = store::open(where, cipher, clock);
      ASSERT_TRUE(opened) << opened.error().message;
      ASSERT_TRUE(opened->write({.actor = "a", .name = "say"}, {.key = "later", .request = "r"},
                                [](installation_change& t) -> result<std::string> {
                                  publish(t, "later", "subject", "body");
                                  return "";
                                }));
      auto later = std::vector<std::string>{};
      ASSERT_TRUE(opened->read({.actor = "t", .name = "t"}, [&](installation_view& s) -> result<void> {
        later.clear();
        for (auto const& e : published_after(s, cursor, 1000)) {
          later.push_back(e.topic);
        }
        return {};
      }));
      EXPECT_THAT(later, testing::ElementsAre("later"));
      ASSERT_TRUE(opened->sign_audit(signer)) << "everything is linked";
    }
    auto const proven = verify_audit_of(where, {});
    ASSERT_TRUE(proven) << proven.error().message;
    EXPECT_EQ(proven->waiting, 0);
    EXPECT_EQ(proven->heads, 2);
    EXPECT_EQ(proven->fault, std::nullopt) << proven->fault->what;
  }
}

FOOTHOLD_BOTH_ENGINES(copying_test);

}  // namespace
}  // namespace foothold
