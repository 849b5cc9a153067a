#pragma once
// Rows of any table as records: add, find, change, remove, list. A find needs a snapshot, a change a transaction.
// not_found also for a person who was erased: whose key is gone, is gone. Constraints that a row breaks end the whole
// transaction (conflict, bad_input), as do failures of the disk.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
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

// The record's id must be new and valid; its version becomes 1.
template <typename Record>
[[nodiscard]] result<void> add(transaction& t, Record& r) {
  if (!r.id.valid()) {
    return fail(errc::wrong_use, "a row needs an id");
  }
  r.version = 1;
  auto const cells = to_row(t.cipher(), r);
  if (!cells) {
    return tl::make_unexpected(cells.error());
  }
  t.change(row_statements_of<Record>().insert, *cells);
  return {};
}

template <typename Record>
[[nodiscard]] result<Record> find(snapshot& s, decltype(Record::id) const& id) {
  auto const found = s.rows(row_statements_of<Record>().find, row{format_id(id)});
  return found.empty() ? result<Record>{no_such_row(table_of<Record>::kName)}
                       : from_row<Record>(s.cipher(), found.front());
}

// Replaces the row if it still has the record's version, which then counts up by one; else conflict: somebody else was
// faster, and the record is as it was.
template <typename Record>
  requires(!table_of<Record>::kFixed)
[[nodiscard]] result<void> change(transaction& t, Record& r) {
  auto next = r;
  ++next.version;
  auto cells = to_row(t.cipher(), next);
  if (!cells) {
    return tl::make_unexpected(cells.error());
  }
  std::rotate(cells->begin(), cells->begin() + 1, cells->end());  // the id stands in the condition
  cells->emplace_back(r.version);
  if (t.change(row_statements_of<Record>().update, *cells) == 1) {
    r.version = next.version;
    return {};
  }
  return not_that_version(t, row_statements_of<Record>().find, table_of<Record>::kName, format_id(r.id), r.version);
}

// Only in the version that was read, as change().
template <typename Record>
[[nodiscard]] result<void> remove(transaction& t, Record const& r) {
  auto const& statements = row_statements_of<Record>();
  if (t.change(statements.remove, row{format_id(r.id), r.version}) == 1) {
    return {};
  }
  return not_that_version(t, statements.find, table_of<Record>::kName, format_id(r.id), r.version);
}

// Erased people are left out.
template <typename Record>
[[nodiscard]] result<stretch<Record>> list(snapshot& s, page const& p = {}) {
  auto const limit = std::clamp<std::int64_t>(p.limit, 1, kMostRows);
  return as_stretch<Record>(s, s.rows(row_statements_of<Record>().list, row{p.after, limit}), limit);
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
  return as_stretch<Record>(s, s.rows(row_statements_of<Record>().list_by[at], row{format_id(id), p.after, limit}),
                            limit);
}

// The rows of a statement that selects a table's columns.
template <typename Record>
[[nodiscard]] result<stretch<Record>> as_stretch(snapshot& s, std::vector<row> const& rows, std::int64_t const limit) {
  auto out = stretch<Record>{};
  for (auto const& cells : rows) {
    auto record = from_row<Record>(s.cipher(), cells);
    if (record) {
      out.rows.push_back(std::move(*record));
    } else if (record.error().code != errc::not_found) {
      return tl::make_unexpected(record.error());
    }
  }
  if (static_cast<std::int64_t>(rows.size()) == limit) {
    out.next = std::get<std::string>(rows.back().front());
  }
  return out;
}

}  // namespace foothold
