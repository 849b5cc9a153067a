// The repositories against the obvious: maps in memory that know by looking at everything which rows a constraint
// forbids. Every table, random changes, both engines.

#include "store/repository.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "store/all_records.h"
#include "store/stores.h"
#include "store_support/random_record.h"

namespace foothold {
namespace {

// Which columns together may stand only once, besides the id; as in src/store/migrations.
std::map<std::string_view, std::vector<std::string_view>> const kUnique{{"persons", {"local_number"}},
                                                                        {"communications", {"person"}},
                                                                        {"origins", {"person"}},
                                                                        {"mobilities", {"person"}},
                                                                        {"languages", {"person", "language", "skill"}},
                                                                        {"scripts", {"person", "script"}},
                                                                        {"skills", {"person", "skill"}},
                                                                        {"portraits", {"person", "number"}},
                                                                        {"plans", {"person", "number"}},
                                                                        {"employers", {"organisation"}},
                                                                        {"external_numbers", {"person", "source"}},
                                                                        {"possible_duplicates", {"person", "other"}},
                                                                        {"tasks", {"origin"}},
                                                                        {"follow_ups", {"origin"}},
                                                                        {"help_answers", {"person", "about"}}};

// A record as the names and values of its columns.
struct plain_row {
  std::string_view table;
  std::int64_t version{0};
  std::map<std::string_view, cell> fields;

  bool operator==(plain_row const&) const = default;
};

template <typename Record>
plain_row plain(Record const& r) {
  auto out = plain_row{table_of<Record>::kName, r.version, {}};
  for_each_column<Record>([&](auto const& c) { out.fields[c.name] = cell_of(r.*c.field); });
  return out;
}

class twin {
public:
  [[nodiscard]] bool may_stand(std::string const& id, plain_row const& r) const {
    auto const rule = kUnique.find(r.table);
    if (rule == kUnique.end()) {
      return true;
    }
    // Nothing equals nothing.
    auto const same = [&](std::string_view const c, plain_row const& other) {
      return r.fields.at(c) != cell{} && r.fields.at(c) == other.fields.at(c);
    };
    return std::none_of(rows.begin(), rows.end(), [&](auto const& other) {
      return other.first != id && other.second.table == r.table &&
             std::all_of(rule->second.begin(), rule->second.end(),
                         [&](std::string_view const c) { return same(c, other.second); });
    });
  }

  // An objection stays as it was made.
  [[nodiscard]] bool may_change(std::string const& id, plain_row const& r) const {
    constexpr auto kSaid = std::to_array<std::string_view>({"person", "decision", "at", "writer"});
    return r.table != "objections" || std::ranges::all_of(kSaid, [&](std::string_view const c) {
             return rows.at(id).fields.at(c) == r.fields.at(c);
           });
  }

  // Does any row name this one? Ids are random, so nothing else looks like them.
  [[nodiscard]] bool is_named(std::string const& id) const {
    return std::any_of(rows.begin(), rows.end(), [&](auto const& other) {
      return std::any_of(other.second.fields.begin(), other.second.fields.end(),
                         [&](auto const& f) { return f.second == cell{id}; });
    });
  }

  // The rows of a table, of which a column is as asked; in the order of ids.
  [[nodiscard]] std::map<std::string, plain_row> of(std::string_view const table, std::string_view const by = {},
                                                    cell const& value = {}) const {
    auto found = std::map<std::string, plain_row>{};
    std::copy_if(rows.begin(), rows.end(), std::inserter(found, found.end()), [&](auto const& r) {
      return r.second.table == table && (by.empty() || r.second.fields.at(by) == value);
    });
    return found;
  }

  std::map<std::string, plain_row> rows;  // by id
};

template <typename Record>
std::map<std::string, plain_row> plain(std::vector<Record> const& list) {
  auto out = std::map<std::string, plain_row>{};
  for (auto const& r : list) {
    out.emplace(format_id(r.id), plain(r));
  }
  return out;
}

class repository_test : public on_both_stores {
protected:
  // The outcome of a write against what the twin expects.
  void expect(bool const expected, std::string const& said, std::string_view const table, int& count) {
    ASSERT_EQ(said.empty(), expected) << table << ": " << said;
    ++(expected ? count : refused);
  }

  template <typename Record>
  void try_add(random_source& random) {
    auto r = Record{};
    r.id = random_id_of<decltype(r.id)>(random);
    if (!fill_fields(r, random, known)) {
      return;
    }
    auto const id = format_id(r.id);
    auto const expected = model.may_stand(id, plain(r));
    expect(expected, write_rows([&](transaction& t) { return add(t, r); }), table_of<Record>::kName, added);
    if (expected) {
      known.add(r.id);
      model.rows.emplace(id, plain(r));
      EXPECT_EQ(r.version, 1);
    }
  }

  template <typename Record>
  void try_change(random_source& random, Record r) {
    if constexpr (!table_of<Record>::kFixed) {
      auto const id = format_id(r.id);
      auto const stale = random.one_in(4U);
      ASSERT_TRUE(fill_fields(r, random, known));
      r.version -= stale ? random.between(1, 3) : 0;
      auto const asked = r.version;
      auto const expected = !stale && model.may_change(id, plain(r)) && model.may_stand(id, plain(r));
      expect(expected, write_rows([&](transaction& t) { return change(t, r); }), table_of<Record>::kName, changed);
      EXPECT_EQ(r.version, asked + (expected ? 1 : 0));
      if (expected) {
        model.rows.at(id) = plain(r);
      }
    }
  }

  template <typename Record>
  void try_remove(random_source& random, Record r) {
    auto const id = format_id(r.id);
    auto const stale = random.one_in(4U);
    r.version += stale ? 1 : 0;
    auto const expected = !stale && !model.is_named(id);
    expect(expected, write_rows([&](transaction& t) { return remove(t, r); }), table_of<Record>::kName, removed);
    if (expected) {
      known.remove(r.id);
      model.rows.erase(id);
    }
  }

  // Adds to a table, or changes or removes one of its rows, which is found by the store itself.
  template <typename Record>
  void step(random_source& random) {
    auto const mine = model.of(table_of<Record>::kName);
    if (mine.empty() || random.one_in(2U)) {
      try_add<Record>(random);
      return;
    }
    auto some = mine.begin();
    std::advance(some, static_cast<std::ptrdiff_t>(random.below(mine.size())));
    auto found = Record{};
    auto const done = store_for_tests::read(*cases, [&](snapshot& s) {
      return find<Record>(s, *parse_id_as<decltype(Record::id)>(some->first)).map([&](Record const& r) { found = r; });
    });
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_EQ(plain(found), some->second) << table_of<Record>::kName;
    random.one_in(5U) ? try_remove(random, found) : try_change(random, found);
  }

  // A whole list, in stretches of a few rows.
  template <typename Record>
  std::map<std::string, plain_row> whole(random_source& random, auto const& stretch_of) {
    auto found = std::vector<Record>{};
    auto const done = store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      found.clear();
      for (auto p = page{.limit = random.between(1, 9)};;) {
        auto part = stretch_of(s, p);
        if (!part) {
          return tl::make_unexpected(part.error());
        }
        found.insert(found.end(), part->rows.begin(), part->rows.end());
        if (part->next.empty()) {
          return {};
        }
        p.after = part->next;
      }
    });
    EXPECT_TRUE(done) << done.error().message;
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.id < b.id; }));
    return plain(found);
  }

  template <typename Record>
  void expect_same(random_source& random) {
    auto const table = table_of<Record>::kName;
    EXPECT_EQ(whole<Record>(random, [](snapshot& s, page const& p) { return list<Record>(s, p); }), model.of(table))
        << table;
    for (auto const column_name : table_of<Record>::kListedBy) {
      auto const id = known.any<person_id>(random).value_or(person_id{});
      auto const named = model.of(table).empty() ? cell{} : model.of(table).begin()->second.fields.at(column_name);
      for (auto const& text : {cell{format_id(id)}, named}) {
        if (auto const* const t = std::get_if<std::string>(&text)) {
          auto const wanted = parse_id_as<person_id>(*t).value();
          EXPECT_EQ(whole<Record>(
                        random, [&](snapshot& s, page const& p) { return list_by<Record>(s, column_name, wanted, p); }),
                    model.of(table, column_name, text))
              << table << " by " << column_name;
        }
      }
    }
  }

  twin model;
  known_ids known;
  int added{0}, changed{0}, removed{0}, refused{0};
};

TEST_P(repository_test, tables_do_what_maps_in_memory_do) {
  auto random = random_source{20260304U};
  for (auto i = 0; i != 1500 && !HasFatalFailure(); ++i) {
    auto const wanted = random.below(std::tuple_size_v<all_records>);
    auto at = std::size_t{0U};
    for_each_record([&]<typename Record>(record_type<Record>) {
      if (at++ == wanted) {
        step<Record>(random);
      }
    });
  }
  for_each_record([&]<typename Record>(record_type<Record>) { expect_same<Record>(random); });
  EXPECT_GT(added, 200);
  EXPECT_GT(changed, 150);
  EXPECT_GT(removed, 40);
  EXPECT_GT(refused, 100);
}

// The control of the twin: one change behind its back, and the comparison sees it.
TEST_P(repository_test, a_change_behind_the_twins_back_is_seen) {
  auto random = random_source{7U};
  try_add<organisation_record>(random);
  auto const all = [](snapshot& s, page const& p) { return list<organisation_record>(s, p); };
  EXPECT_EQ(whole<organisation_record>(random, all), model.rows);
  ASSERT_EQ(write_rows([&](transaction& t) {
              auto behind = list<organisation_record>(t).value().rows.front();
              behind.area += "!";
              return change(t, behind);
            }),
            "");
  EXPECT_NE(whole<organisation_record>(random, all), model.rows);
}

// SOCI kept the parameters of an execution that failed, and sent them again where the next one had nothing.
TEST_P(repository_test, what_a_refused_row_held_is_not_in_the_next_one) {
  auto task = task_record{
      .id = new_id<task_id>(), .kind = "call", .origin = "x", .due_on = kFirstDay, .words = "Of somebody else"};
  ASSERT_EQ(write_rows([&](transaction& t) { return add(t, task); }), "");
  ASSERT_NE(write_rows([&](transaction& t) { return add(t, task); }), "");
  auto empty = task_record{.id = new_id<task_id>(), .kind = "call", .due_on = kFirstDay};
  ASSERT_EQ(write_rows([&](transaction& t) { return add(t, empty); }), "");
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) {
    return find<task_record>(s, empty.id).map([&](task_record const& r) { EXPECT_EQ(r, empty); });
  }));
}

TEST_P(repository_test, a_stale_version_is_a_conflict_that_says_so_and_an_absent_row_is_not_found) {
  auto o = organisation_record{.id = new_id<organisation_id>(), .name = "Office", .kind = "municipality"};
  ASSERT_EQ(write_rows([&](transaction& t) { return add(t, o); }), "");
  auto first = o;
  auto second = o;
  ASSERT_EQ(write_rows([&](transaction& t) { return change(t, first); }), "");
  EXPECT_EQ(write_rows([&](transaction& t) { return change(t, second); }),
            "organisations: somebody else changed the row: it has version 2, expected 1");
  second.id = new_id<organisation_id>();
  EXPECT_EQ(write_rows([&](transaction& t) { return change(t, second); }), "organisations: there is no such row");
}

TEST_P(repository_test, text_that_an_engine_cannot_hold_is_refused_on_both) {
  for (auto const& bad : {std::string{"a\0b", 3U}, std::string{"\xff"}}) {
    auto o = organisation_record{.id = new_id<organisation_id>(), .name = bad, .kind = "municipality"};
    EXPECT_EQ(write_rows([&](transaction& t) { return add(t, o); }),
              "organisations: name: expected UTF-8 text without zero bytes");
  }
}

FOOTHOLD_BOTH_ENGINES(repository_test);

}  // namespace
}  // namespace foothold
