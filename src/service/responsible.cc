#include "service/responsible.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "base/embedded.h"
#include "interop/json_file.h"

namespace foothold {

std::span<embedded_file const> embedded_responsible();

namespace {

constexpr auto kFormat = "foothold-responsible/1";
constexpr auto kLimits = json_limits{.bytes = std::size_t{256U} << 10U, .depth = 6U};
constexpr auto kRules = std::to_array<std::string_view>({"case", "named", "itself"});

class sheet_reader {
public:
  sheet_reader(std::string_view const file, faults& found) : file_{file}, found_{found} {}

  responsibility_sheet read(json_object& o) {
    auto sheet = responsibility_sheet{};
    sheet.article = o.text("article");
    sheet.source = o.text("source");
    sheet.reviewed_on = o.day("reviewed_on").value_or(date{});
    sheet.review_due = o.day("review_due").value_or(date{});
    read_json_rows(o, "tables", file_, found_, [&](json_object& t) { sheet.tables.push_back(read_table(t)); });
    for (auto const& t : record_tables()) {
      auto const times = std::ranges::count(sheet.tables, t.name, &table_owner::table);
      if (times != 1) {
        found_.push_back({.file = file_,
                          .field = "$.tables",
                          .value = std::string{t.name},
                          .expected = times == 0 ? "this table too" : "this table once"});
      }
    }
    return sheet;
  }

private:
  table_owner read_table(json_object& o) {
    auto out = table_owner{.table = o.text("table")};
    auto const* const table = find_record_table(out.table);
    if (table == nullptr) {
      o.wrong("table", "a table of the store");
    }
    out.all = read_owner(o, table);
    auto const read_other = [&](json_object& f) {
      auto name = f.text("field");
      if (table != nullptr && !table->at(name)) {
        f.wrong("field", "a field of the table");
      }
      out.others.emplace_back(std::move(name), read_owner(f, table));
    };
    read_json_rows(o, "fields", file_, found_, read_other, false);
    return out;
  }
  static field_owner read_owner(json_object& o, record_table const* const table) {
    auto owner = field_owner{};
    auto const at = std::ranges::find(kRules, o.text("owner"));
    if (at == kRules.end()) {
      o.wrong("owner", "case, named or itself");
      return owner;
    }
    owner.is = static_cast<owner_rule>(at - kRules.begin());
    if (owner.is == owner_rule::named) {
      owner.column = o.text("column");
      if (table != nullptr && !table->at(owner.column)) {
        o.wrong("column", "a column of the table that names an organisation");
      }
    }
    return owner;
  }

  std::string file_;
  faults& found_;
};

}  // namespace

std::string_view word(owner_rule const r) {
  return kRules.at(static_cast<std::size_t>(r));
}

std::string who_answers(catalogue const& words, field_owner const& owner) {
  return words.say(fmt::format("responsible.who.{}", owner.is == owner_rule::named ? owner.column : word(owner.is)));
}

field_owner const& responsibility_sheet::owner_of(std::string_view const table, std::string_view const field) const {
  auto const t = std::ranges::find(tables, table, &table_owner::table);
  if (t == tables.end()) {
    throw std::out_of_range{fmt::format("nobody answers for the table {}", table)};
  }
  auto const other = std::ranges::find(t->others, field, &std::pair<std::string, field_owner>::first);
  return other == t->others.end() ? t->all : other->second;
}

sheet_load read_responsibilities(std::string_view const file, std::string_view const text) {
  auto load = sheet_load{};
  auto faulty = faults{};
  auto const whole = read_json_file(file, text, kLimits, kFormat, faulty,
                                    [&](json_object& o) { load.value = sheet_reader{file, load.found}.read(o); });
  std::ranges::move(faulty, std::back_inserter(load.found));
  if (!whole || !load.found.empty()) {
    load.value.reset();
  }
  return load;
}

responsibility_sheet const& responsibilities() {
  static auto const made = [] {
    auto load = read_responsibilities("responsible.json", embedded_responsible().front().bytes);
    if (!load.value) {
      throw std::logic_error{load.found.empty() ? "responsible.json is empty" : format_fault(load.found.front())};
    }
    return *std::move(load.value);
  }();
  return made;
}

std::string owner_in(record_table const& table, row_values const& values, field_owner const& owner,
                     std::string_view const of_case) {
  switch (owner.is) {
    case owner_rule::the_case:
      break;
    case owner_rule::itself:
      return values.id;
    case owner_rule::named: {
      auto const* const id = std::get_if<std::string>(&values.fields.at(table.at(owner.column).value()));
      return id == nullptr ? std::string{} : *id;
    }
  }
  return std::string{of_case};
}

}  // namespace foothold
