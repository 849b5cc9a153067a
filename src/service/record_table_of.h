#pragma once
// A record_table from a record's own columns. Included by record_tables_*.cc only: each table compiles once.

#include <type_traits>
#include <utility>

#include "service/record_table.h"
#include "store/repository.h"
#include "store/versions.h"

namespace foothold::record_table_detail {

template <typename Field>
struct shape_of {
  static constexpr auto kSort = [] {
    if constexpr (std::is_enum_v<Field>) {
      return field_sort::word;
    } else if constexpr (std::is_same_v<Field, std::string>) {
      return field_sort::text;
    } else if constexpr (std::is_same_v<Field, std::int64_t>) {
      return field_sort::number;
    } else if constexpr (std::is_same_v<Field, bool>) {
      return field_sort::yes_no;
    } else if constexpr (std::is_same_v<Field, date>) {
      return field_sort::day;
    } else if constexpr (std::is_same_v<Field, instant>) {
      return field_sort::point_in_time;
    } else if constexpr (std::is_same_v<Field, week_pattern>) {
      return field_sort::week;
    } else {
      return field_sort::id;
    }
  }();
  static constexpr bool kOptional{false};
  static std::span<std::string_view const> words() {
    if constexpr (std::is_enum_v<Field>) {
      return words_of<Field>::kWords;
    } else {
      return {};
    }
  }
};
template <typename Field>
struct shape_of<std::optional<Field>> : shape_of<Field> {
  static constexpr bool kOptional{true};
};

template <typename Record>
row_values values_of(Record const& r) {
  auto out = row_values{.id = format_id(r.id), .version = r.version, .fields = {}};
  for_each_column<Record>([&](auto const& c) { out.fields.push_back(cell_of(r.*c.field)); });
  return out;
}

inline tl::unexpected<error> no_value(std::string_view const table, std::string_view const column) {
  return fail(errc::bad_input,
              std::string{table} + ": " + std::string{column} + ": this cannot be a value of the column");
}

template <typename Record>
result<Record> record_of(row_values const& values) {
  auto r = Record{};
  auto const id = parse_id_as<decltype(r.id)>(values.id);
  if (!id) {
    return no_value(table_of<Record>::kName, "id");
  }
  r.id = *id;
  r.version = values.version;
  auto at = std::size_t{0U};
  auto wrong = std::string_view{};
  for_each_column<Record>([&]<typename Field>(column<Record, Field> const& c) {
    auto field = field_codec<Field>::decode(values.fields[at++]);
    if (field) {
      r.*c.field = std::move(*field);
    } else {
      wrong = c.name;
    }
  });
  return wrong.empty() ? result<Record>{std::move(r)} : no_value(table_of<Record>::kName, wrong);
}

template <typename Record>
result<void> add_row(transaction& t, row_values& values) {
  auto r = record_of<Record>(values);
  if (!r) {
    return tl::make_unexpected(r.error());
  }
  auto const added = [&] {
    if constexpr (std::is_same_v<Record, portrait_record>) {
      return add_portrait(t, *r);
    } else if constexpr (std::is_same_v<Record, plan_record>) {
      return add_plan(t, *r);
    } else {
      return add(t, *r);
    }
  }();
  if (added) {
    values = values_of(*r);
  }
  return added;
}

template <typename Record>
result<row_values> find_row(snapshot& s, std::string_view const id) {
  auto const parsed = parse_id_as<decltype(Record::id)>(id);
  return parsed ? find<Record>(s, *parsed).map(values_of<Record>)
                : result<row_values>{no_such_row(table_of<Record>::kName)};
}

template <typename Record>
result<void> change_row(transaction& t, row_values& values) {
  auto r = record_of<Record>(values);
  if (!r) {
    return tl::make_unexpected(r.error());
  }
  auto const changed = change(t, *r);
  values.version = r->version;
  return changed;
}

// The store looks at id, version and whose it is: the row as it was read.
template <typename Record>
result<void> remove_row(transaction& t, row_values const& values) {
  auto const r = record_of<Record>(values);
  return r ? remove(t, *r) : result<void>{tl::make_unexpected(r.error())};
}

template <typename Record>
result<row_stretch> list_rows(snapshot& s, list_place const& where) {
  auto const stretch_page = page{.after = where.after, .limit = where.limit};
  auto const of = parse_id_as<record_id<struct any_id_tag>>(where.of);
  if (!where.by.empty() && !of) {
    return no_such_row(table_of<Record>::kName);
  }
  auto const found = where.by.empty() ? list<Record>(s, stretch_page) : list_by<Record>(s, where.by, *of, stretch_page);
  if (!found) {
    return tl::make_unexpected(found.error());
  }
  auto out = row_stretch{.rows = {}, .next = found->next};
  for (auto const& r : found->rows) {
    out.rows.push_back(values_of(r));
  }
  return out;
}

}  // namespace foothold::record_table_detail

namespace foothold {

template <typename Record>
record_table make_record_table() {
  using namespace record_table_detail;
  auto t = record_table{.name = table_of<Record>::kName,
                        .holds = category_of(table_of<Record>::kName),
                        .fixed = table_of<Record>::kFixed,
                        .fields = {},
                        .add = add_row<Record>,
                        .find = find_row<Record>,
                        .change = nullptr,
                        .remove = nullptr,
                        .list = list_rows<Record>};
  if constexpr (!table_of<Record>::kFixed) {
    t.change = change_row<Record>;
    t.remove = remove_row<Record>;
  }
  for_each_column<Record>([&]<typename Field>(column<Record, Field> const& c) {
    t.fields.push_back({.name = c.name,
                        .sort = shape_of<Field>::kSort,
                        .optional = shape_of<Field>::kOptional,
                        .keeping = c.keeping,
                        .words = shape_of<Field>::words()});
  });
  return t;
}

template <typename... Records>
void append_record_tables(std::vector<record_table>& to) {
  (to.push_back(make_record_table<Records>()), ...);
}

void append_organisation_tables(std::vector<record_table>& to);
void append_person_tables(std::vector<record_table>& to);
void append_skill_tables(std::vector<record_table>& to);
void append_version_tables(std::vector<record_table>& to);
void append_case_tables(std::vector<record_table>& to);

}  // namespace foothold
