#pragma once
// Rows of any table as records: add, find, change, remove, list. A find needs a snapshot, a change a transaction.
// not_found also for a person who was erased: whose key is gone, is gone. Constraints that a row breaks end the whole
// transaction (conflict, bad_input), as do failures of the disk. Rows that the grant does not cover are not there: not
// to be found, listed, added, changed or removed.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/decide.h"
#include "base/result.h"
#include "store/outbox.h"
#include "store/row_codec.h"
#include "store/row_statements.h"
#include "store/snapshot.h"

namespace foothold {

inline constexpr std::int64_t kMostRows{100};

// A stretch of a list in the order of ids.
struct page {
  std::string after{};            // `next` of the stretch before; empty: from the beginning
  std::int64_t limit{kMostRows};  // 1 .. kMostRows; what is outside is cut
};
template <typename Record>
struct stretch {
  std::vector<Record> rows;
  std::string next;  // empty: the list ends here
};

// Whoever keeps a copy of who is who, such as the search, learns of each row of persons that was added, changed or
// removed.
template <typename Record>
void tell_of(transaction& t, Record const& r) {
  if constexpr (table_of<Record>::kName == "persons") {
    publish(t, "person.changed", format_id(r.id), "");
  }
}

// The record's id must be new and valid; its version becomes 1.
template <typename Record>
[[nodiscard]] result<void> add(transaction& t, Record& r) {
  if (!r.id.valid()) {
    return fail(errc::wrong_use, "a row needs an id");
  }
  if (!t.access().adds(r) || !t.access().template may_add<Record>()) {
    return tl::make_unexpected(no_such_entry());
  }
  r.version = 1;
  auto const cells = to_row(by_statement::cipher(t), r, {.granted = t.access().writes_special()});
  if (!cells) {
    return tl::make_unexpected(cells.error());
  }
  by_statement::change(t, row_statements_of<Record>().insert, *cells);
  tell_of(t, r);
  return {};
}

template <typename Record>
[[nodiscard]] result<Record> find(snapshot& s, decltype(Record::id) const& id) {
  auto const found = by_statement::rows(s, row_statements_of<Record>().find, row{format_id(id)});
  return found.empty() ? result<Record>{no_such_row(table_of<Record>::kName)}
                       : from_row<Record>(by_statement::cipher(s), found.front(), s.access());
}

// The row as it is, if the grant lets it be changed; its clear columns tell whose it is. Nothing for one that is not
// there, which the change itself then says.
template <typename Record>
[[nodiscard]] result<std::optional<row>> stored_row(transaction& t, decltype(Record::id) const& id) {
  auto found = by_statement::rows(t, row_statements_of<Record>().find, row{format_id(id)});
  if (found.empty()) {
    return std::nullopt;
  }
  auto whose = Record{};
  whose.id = id;
  auto at = std::size_t{2U};
  for_each_column<Record>([&]<typename Field>(column<Record, Field> const& c) {
    auto const& stored = found.front()[at++];
    if (c.keeping == guard::clear) {
      if (auto field = field_codec<Field>::decode(stored)) {
        whose.*c.field = std::move(*field);
      }
    }
  });
  if (!t.access().writes(whose)) {
    return tl::make_unexpected(no_such_entry());
  }
  return std::move(found.front());
}

// Replaces the row if it still has the record's version, which then counts up by one; else conflict: somebody else was
// faster, and the record is as it was. Both the row as it is and as it will be must be the grant's.
template <typename Record>
  requires(!table_of<Record>::kFixed)
[[nodiscard]] result<void> change(transaction& t, Record& r) {
  auto const stored = stored_row<Record>(t, r.id);
  if (!stored) {
    return tl::make_unexpected(stored.error());
  }
  if (!t.access().writes(r)) {
    return tl::make_unexpected(no_such_entry());
  }
  auto const same_version = *stored && std::get<std::int64_t>((**stored)[1]) == r.version;
  if (!same_version) {
    return not_that_version(t, row_statements_of<Record>().find, table_of<Record>::kName, format_id(r.id), r.version);
  }
  auto next = r;
  ++next.version;
  auto cells = to_row(by_statement::cipher(t), next,
                      {.granted = t.access().writes_special(), .stored = &**stored, .before = r.version});
  if (!cells) {
    return tl::make_unexpected(cells.error());
  }
  if (!t.access().template may<Record>(action::withdraw) ||
      !t.access().template only_withdraws<Record>(**stored, *cells)) {
    return tl::make_unexpected(no_such_entry());
  }
  std::rotate(cells->begin(), cells->begin() + 1, cells->end());  // the id stands in the condition
  cells->emplace_back(r.version);
  if (by_statement::change(t, row_statements_of<Record>().update, *cells) == 1) {
    r.version = next.version;
    tell_of(t, r);
    return {};
  }
  return not_that_version(t, row_statements_of<Record>().find, table_of<Record>::kName, format_id(r.id), r.version);
}

// Only in the version that was read, as change().
template <typename Record>
[[nodiscard]] result<void> remove(transaction& t, Record const& r) {
  if (auto const stored = stored_row<Record>(t, r.id); !stored) {
    return tl::make_unexpected(stored.error());
  }
  if (t.access().template is_permission<Record>()) {
    return tl::make_unexpected(no_such_entry());  // what was permitted once stays to be seen
  }
  auto const& statements = row_statements_of<Record>();
  if (by_statement::change(t, statements.remove, row{format_id(r.id), r.version}) == 1) {
    tell_of(t, r);
    return {};
  }
  return not_that_version(t, statements.find, table_of<Record>::kName, format_id(r.id), r.version);
}

// Erased people are left out.
template <typename Record>
[[nodiscard]] result<stretch<Record>> list(snapshot& s, page const& p = {}) {
  auto const limit = std::clamp<std::int64_t>(p.limit, 1, kMostRows);
  return as_stretch<Record>(s, by_statement::rows(s, row_statements_of<Record>().list, row{p.after, limit}), limit);
}

// Those whose column `by` names this id; `by` is one of the table's kListedBy.
template <typename Record, typename Tag>
[[nodiscard]] result<stretch<Record>> list_by(snapshot& s, std::string_view const by, record_id<Tag> const& id,
                                              page const& p = {}) {
  auto const& known = table_of<Record>::kListedBy;
  auto const at = static_cast<std::size_t>(std::find(known.begin(), known.end(), by) - known.begin());
  if (at == known.size()) {
    return fail(errc::wrong_use, std::string{table_of<Record>::kName} + " are not listed by " + std::string{by});
  }
  auto const limit = std::clamp<std::int64_t>(p.limit, 1, kMostRows);
  return as_stretch<Record>(
      s, by_statement::rows(s, row_statements_of<Record>().list_by[at], row{format_id(id), p.after, limit}), limit);
}

// The rows of a statement that selects a table's columns. Those that the grant does not cover are left out, and where
// it covers none, the list ends: not even `next` tells that they are there.
template <typename Record>
[[nodiscard]] result<stretch<Record>> as_stretch(snapshot& s, std::vector<row> const& rows, std::int64_t const limit) {
  auto out = stretch<Record>{};
  auto last = std::string{};
  for (auto const& cells : rows) {
    auto record = from_row<Record>(by_statement::cipher(s), cells, s.access());
    if (record) {
      last = format_id(record->id);
      out.rows.push_back(std::move(*record));
    } else if (record.error().code != errc::not_found) {
      return tl::make_unexpected(record.error());
    }
  }
  if (static_cast<std::int64_t>(rows.size()) == limit) {
    out.next = s.granted().over() == reach::tenant ? std::get<std::string>(rows.back().front()) : last;
  }
  return out;
}

}  // namespace foothold
