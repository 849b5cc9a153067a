// The audit under hands that have the database and change it, on both engines. What was signed outside cannot be
// rewritten.

#include "store/audit_chain.h"

#include <functional>
#include <map>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "store/audit_verify.h"
#include "store/migration.h"
#include "store/stores.h"
#include "sys/lock_file.h"

namespace foothold {
namespace {

constexpr auto kEntries = 6;

class audit_chain_test : public on_both_stores {
protected:
  // Entries with something in every column, linked and signed.
  void SetUp() override {
    on_both_stores::SetUp();
    if (IsSkipped()) {
      return;
    }
    for (auto i = 1; i <= kEntries; ++i) {
      auto const n = std::to_string(i);
      auto line = audit_entry{.actor = "staff-" + n,
                              .name = "person.change",
                              .subject = "person-" + n,
                              .purpose = "counselling",
                              .request = "request-" + n,
                              .basis = "task",
                              .fields = "identity"};
      ASSERT_TRUE(store_for_tests::log(*cases, line));
      clock.advance(std::chrono::seconds{1});
      if (i == 4) {
        early = cases->sign_audit(key).value();
      }
    }
    last = cases->sign_audit(key).value();
  }

  [[nodiscard]] bool on_sqlite() const { return options.postgresql.empty(); }

  // The database as somebody has it who may do anything with it.
  connection& by_hand() {
    if (!hand) {
      cases.reset();
      hand = on_sqlite() ? connection::sqlite((options.folder / "foothold.db").string(), options.vfs)
                         : connection::postgresql(options.postgresql);
      for (auto const* const table : {"audit", "audit_chain", "audit_heads"}) {
        for (auto const* const what : {"changed", "deleted"}) {
          auto const name =
              std::string{table} + (std::string_view{table} == "audit_heads" ? "_are_not_" : "_is_not_") + what;
          hand->command(on_sqlite() ? "drop trigger " + name : "drop trigger if exists " + name + " on " + table);
        }
      }
      if (!on_sqlite()) {
        hand->command("alter table audit alter column number drop identity");
      }
    }
    return *hand;
  }
  void command(std::string const& sql) { by_hand().command(sql); }

  [[nodiscard]] audit_report verify(std::string const& against = {}) {
    return verify_audit(by_hand(), against.empty() ? std::nullopt : std::optional{parse_head(against).value()});
  }
  // The number of the first bad entry; 0: none.
  std::int64_t first_bad(std::string const& against = {}) {
    auto const report = verify(against);
    return report.fault ? report.fault->number : 0;
  }
  std::int64_t number_of(int const entry) {
    return std::stoll(by_hand().ask("select number from audit_chain where position = " + std::to_string(entry)));
  }

  // Every link anew from entry `from` on, as whoever rewrites history would do it.
  void link_anew() {
    auto& c = by_hand();
    command("delete from audit_chain");
    static statement const kAll{
        "all",
        "select number, transaction_number, at, actor, act, subject, purpose, request, basis, fields from audit "
        "order by transaction_number, number",
        {},
        {cell_kind::number, cell_kind::number, cell_kind::number, cell_kind::text, cell_kind::text, cell_kind::text,
         cell_kind::text, cell_kind::text, cell_kind::text, cell_kind::text}};
    auto before = std::string{};
    auto position = std::int64_t{0};
    for (auto& cells : c.rows(kAll, {})) {
      auto const e = entry_of(cells, 0U);
      before = link_hash(before, ++position, e);
      command("insert into audit_chain values (" + std::to_string(position) + ", " + std::to_string(e.transaction) +
              ", " + std::to_string(e.number) + ", '" + before + "')");
    }
  }

  signing_key key{signing_key::make()};
  std::string early, last;  // signed heads, kept elsewhere
  std::optional<connection> hand;
};

TEST_P(audit_chain_test, what_nobody_touched_is_whole) {
  auto const report = verify(early);
  EXPECT_FALSE(report.fault) << report.fault->number << report.fault->what;
  EXPECT_EQ(report.entries, kEntries);
  EXPECT_EQ(report.waiting, 0);
  EXPECT_EQ(report.heads, 3) << "two in the database, one from outside";
  EXPECT_EQ(report.hash, parse_head(last)->hash);
}

// A verifier that does not hash: what it overlooks shows that the tests below need the hashes.
bool looks_whole_without_hashes(connection& c) {
  return c.ask(
             "select count(*) from audit_chain c join audit a on a.number = c.number and a.transaction_number = "
             "c.transaction_number") == std::to_string(kEntries) &&
         c.ask("select count(*) from audit") == std::to_string(kEntries) &&
         c.ask("select max(position) from audit_chain") == std::to_string(kEntries);
}

// Each bit of a sort in each byte of each column of the third entry and its link.
TEST_P(audit_chain_test, a_byte_that_flips_anywhere_names_its_entry) {
  auto& c = by_hand();
  auto const number = std::to_string(number_of(3));
  auto flips = 0;
  auto overlooked = 0;
  auto const try_one = [&](std::string const& table, std::string const& column, std::string const& from,
                           std::string const& to, std::set<std::int64_t> const& expected) {
    auto const where =
        table == "audit" ? (column == "number" ? " = " + from : "") : (column == "position" ? " = " + from : "");
    auto const key_column = table == "audit" ? "number" : "position";
    auto const row_of = [&](std::string const& value) {
      return std::string{" where "} + key_column +
             (where.empty() ? " = " + (table == "audit" ? number : "3") : " = " + value);
    };
    try {
      command("update " + table + " set " + column + " = " + to + row_of(from));
    } catch (std::exception const&) {
      return;  // a number that another row has: the database refuses it
    }
    ++flips;
    EXPECT_TRUE(expected.contains(first_bad()))
        << table << '.' << column << ' ' << from << " -> " << to << ": " << first_bad();
    overlooked += looks_whole_without_hashes(c) ? 1 : 0;
    command("update " + table + " set " + column + " = " + from + row_of(to));
  };
  auto const third = number_of(3);
  auto const fourth = number_of(4);
  for (auto const& [table, columns] : std::map<std::string, std::vector<std::string>>{
           {"audit", {"actor", "act", "subject", "purpose", "request", "basis", "fields"}},
           {"audit_chain", {"hash"}}}) {
    for (auto const& column : columns) {
      auto const text = c.ask("select " + column + " from " + table + " where " +
                              (table == "audit" ? "number = " + number : std::string{"position = 3"}));
      ASSERT_FALSE(text.empty()) << column;
      for (auto i = std::size_t{0U}; i != text.size(); ++i) {
        auto flipped = text;
        flipped[i] = static_cast<char>(flipped[i] ^ 1);
        try_one(table, column, "'" + text + "'", "'" + flipped + "'", {third});
      }
      try_one(table, column, "'" + text + "'", "'" + text + "x'", {third});
      try_one(table, column, "'" + text + "'", "''", {third});
    }
  }
  for (auto const& [table, columns] :
       std::map<std::string, std::vector<std::string>>{{"audit", {"number", "transaction_number", "at"}},
                                                       {"audit_chain", {"position", "transaction_number", "number"}}}) {
    for (auto const& column : columns) {
      auto const value = std::stoll(c.ask("select " + column + " from " + table + " where " +
                                          (table == "audit" ? "number = " + number : std::string{"position = 3"})));
      for (auto byte = 0U; byte != 8U; ++byte) {
        auto const flipped =
            static_cast<std::int64_t>(static_cast<std::uint64_t>(value) ^ (std::uint64_t{0x41U} << (8U * byte)));
        // Without its link the third is missing, and the fourth is the first that does not follow.
        try_one(table, column, std::to_string(value), std::to_string(flipped),
                column == "position" ? std::set{third, fourth} : std::set{third});
      }
    }
  }
  EXPECT_EQ(first_bad(), 0) << "everything was put back";
  std::cout << flips << " flips, each named; " << overlooked << " of them overlooked without hashes\n";
  EXPECT_GT(flips, 150);
  EXPECT_GT(overlooked, 50);
}

TEST_P(audit_chain_test, an_entry_that_is_taken_out_is_missed) {
  auto const third = std::to_string(number_of(3));
  auto const fourth = number_of(4);
  command("delete from audit where number = " + third);
  EXPECT_EQ(first_bad(), std::stoll(third));
  command("delete from audit_chain where position = 3");
  EXPECT_EQ(first_bad(), fourth);
  EXPECT_EQ(verify().fault->what, "1 entries before it were taken out");
  command("update audit_chain set position = position - 1 where position = 4");
  EXPECT_EQ(first_bad(), fourth);
}

TEST_P(audit_chain_test, two_entries_that_are_swapped_are_found) {
  auto const a = std::to_string(number_of(2));
  auto const b = std::to_string(number_of(5));
  command("update audit set number = 1000000 where number = " + a);
  command("update audit set number = " + a + " where number = " + b);
  command("update audit set number = " + b + " where number = 1000000");
  EXPECT_EQ(first_bad(), std::stoll(a));
}

TEST_P(audit_chain_test, an_entry_that_is_put_in_is_found) {
  auto const columns =
      std::string{"(number, transaction_number, at, actor, act, subject, purpose, request, basis, fields)"};
  auto const forged = "insert into audit " + columns + " values (900, 0, 1, 'a', 'b', 'c', 'd', 'e', 'f', 'g')";
  command(forged);
  EXPECT_EQ(first_bad(), 900);
  command("delete from audit where number = 900");
  EXPECT_EQ(first_bad(), 0);
  // With a link of its own at the end: nothing was signed there, but its hash must fit.
  command(forged);
  command("insert into audit_chain values (7, 0, 900, '" + std::string(64U, 'a') + "')");
  EXPECT_EQ(first_bad(), 900);
}

// Whoever takes away the end takes entry and link; only what was signed still tells.
TEST_P(audit_chain_test, an_end_that_is_cut_off_is_told_by_a_head) {
  auto const sixth = number_of(6);
  auto const cut = [&] {
    command("delete from audit where number = " + std::to_string(sixth));
    command("delete from audit_chain where position = 6");
  };
  cut();
  EXPECT_EQ(first_bad(), sixth) << "by the head in the database";
  command("delete from audit_heads");
  EXPECT_EQ(first_bad(), 0) << "the control: nobody is left who knows of it";
  EXPECT_EQ(first_bad(last), sixth);
  EXPECT_EQ(first_bad(early), 0) << "an older head tells of what is older";
}

TEST_P(audit_chain_test, a_history_that_is_rewritten_whole_is_told_by_a_head) {
  auto const second = std::to_string(number_of(2));
  auto const first = number_of(1);
  auto const fifth = number_of(5);
  command("update audit set actor = 'nobody' where number = " + second);
  link_anew();
  EXPECT_EQ(first_bad(), first) << "somewhere between the beginning and the first head";
  // The heads too, by another key.
  auto const thief = signing_key::make();
  auto const sign_anew = [&](int const position) {
    auto const hash = by_hand().ask("select hash from audit_chain where position = " + std::to_string(position));
    auto const head = format_head(sign_head(thief, position, hash, instant{kFirstDay}));
    command("update audit_heads set head = '" + head + "' where position = " + std::to_string(position));
  };
  sign_anew(4);
  EXPECT_EQ(first_bad(), fifth) << "the second head is still the old one";
  sign_anew(6);
  EXPECT_EQ(first_bad(), 0) << "the control: all of it is new, and nothing from outside is held against it";
  EXPECT_EQ(first_bad(early), number_of(4)) << "its own key does not sign these heads";
  command("delete from audit_heads");
  EXPECT_EQ(first_bad(early), first);
}

TEST_P(audit_chain_test, a_head_signed_by_another_key_is_found) {
  auto const head = format_head(sign_head(signing_key::make(), 6, verify().hash, instant{kFirstDay}));
  command("update audit_heads set head = '" + head + "' where position = 6");
  EXPECT_EQ(first_bad(), number_of(6));
  command("update audit_heads set head = '" + last.substr(1U) + "' where position = 6");
  EXPECT_EQ(first_bad(), number_of(6));
}

// The triggers stop whoever comes by SQL and may not change the schema.
TEST_P(audit_chain_test, links_and_heads_are_not_changed_by_statements) {
  for (auto const* const sql : {"update audit_chain set hash = 'x'", "delete from audit_chain",
                                "update audit_heads set head = 'x'", "delete from audit_heads"}) {
    auto const s = statement{"tamper", sql, {}, {}};
    EXPECT_NE(write_rows([&](transaction& t) -> result<void> {
                by_statement::change(t, s, {});
                return {};
              }),
              "")
        << sql;
  }
}

// Entries of a time when there was no chain are linked when the store first opens, in their order.
TEST_P(audit_chain_test, an_old_database_gets_its_entries_linked_at_the_first_start) {
  cases.reset();
  constexpr auto kOld = 12'001;  // more than are linked at once
  if (on_sqlite()) {
    options.folder = folder.path() / "old";
    std::filesystem::create_directories(options.folder);
    std::filesystem::remove(options.folder / "foothold.db");
    options.vfs.clear();
  } else {
    options.postgresql = shared_postgres()->new_database();
  }
  options.newest_migration = 4U;
  {
    auto const e = open_engine();
    ASSERT_TRUE(e) << e.error().message;
    auto const filled = (*e)->write([&](connection& c) -> result<void> {
      auto const numbers =
          on_sqlite() ? std::string{"with recursive n (i) as (select 1 union all select i + 1 from n where i < "} +
                            std::to_string(kOld) + ") select i from n"
                      : "select generate_series(1, " + std::to_string(kOld) + ") as i";
      c.command(
          "insert into audit (at, actor, act, subject, purpose, request) select i, 'a', 'old', 's', 'p', '' from (" +
          numbers + ") as old");
      return {};
    });
    ASSERT_TRUE(filled) << filled.error().message;
  }
  options.newest_migration = ~0U;
  for (auto start = 0; start != 2; ++start) {
    auto opened = store::open(options, cipher, clock);
    ASSERT_TRUE(opened) << opened.error().message;
    ASSERT_TRUE(store_for_tests::write(*opened, by, {.key = "new" + std::to_string(start), .request = "r"},
                                       [](transaction&) -> result<std::string> { return ""; }));
    ASSERT_TRUE(opened->sign_audit(key));
  }
  auto const report = verify_audit_of(options, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->fault) << report->fault->number << ": " << report->fault->what;
  EXPECT_EQ(report->entries, kOld + 2);
}

FOOTHOLD_BOTH_ENGINES(audit_chain_test);

TEST(audit_chain, while_a_program_has_the_folder_nobody_verifies) {
  auto const folder = temp_folder{};
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  auto const options = store_options{.folder = folder.path()};
  {
    auto const opened = store::open(options, cipher, clock);
    ASSERT_TRUE(opened);
    auto const refused = verify_audit_of(options, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, errc::conflict);
    EXPECT_NE(refused.error().message.find("another Foothold holds this folder"), std::string::npos);
  }
  EXPECT_FALSE(verify_audit_of(options, {}).value().fault);
  EXPECT_EQ(verify_audit_of({.folder = folder.path() / "none"}, {}).error().code, errc::not_found);
}

// Two nodes, each with its own sealer, while many threads write: nothing is left out, nothing is linked twice.
TEST(audit_chain, many_writers_of_two_nodes_give_one_chain) {
  if (shared_postgres() == nullptr) {
    GTEST_SKIP();
  }
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  auto const options =
      store_options{.postgresql = shared_postgres()->new_database(), .link_every = std::chrono::milliseconds{3}};
  constexpr auto kThreads = 6;
  constexpr auto kWrites = 40;
  {
    auto first = store::open(options, cipher, clock);
    auto second = store::open(options, cipher, clock);
    ASSERT_TRUE(first && second);
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != kThreads; ++n) {
      threads.emplace_back([&, n] {
        for (auto i = 0; i != kWrites; ++i) {
          auto& node = (n + i) % 2 == 0 ? *first : *second;
          EXPECT_TRUE(store_for_tests::write(node, {.actor = "w" + std::to_string(n), .name = "n"},
                                             {.key = std::to_string(i), .request = "r"},
                                             [](transaction&) -> result<std::string> { return ""; }));
        }
      });
    }
    threads.clear();
    auto const head = first->sign_audit(signing_key::make());
    ASSERT_TRUE(head) << head.error().message;
  }
  auto const report = verify_audit_of(options, {});
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->fault) << report->fault->number << ": " << report->fault->what;
  EXPECT_EQ(report->entries, kThreads * kWrites);
}

}  // namespace
}  // namespace foothold
