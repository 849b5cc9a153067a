// Any bytes as the body of a request: it is refused with faults that repeat nothing of it, or it is a row that survives
// being written and read again.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "api/record_json.h"

namespace {

using namespace foothold;
using namespace foothold::api;

void must(bool const holds) {
  if (!holds) {
    std::abort();
  }
}

// The fields that may be sent, as they would be answered.
json_value only_asked(record_table const& table, json_value const& row, body_sort const sort) {
  auto out = json_object{};
  for (auto const& [key, value] : *row.object()) {
    auto const at = table.at(key);
    if (at && is_asked(table, table.fields[*at], sort, {})) {
      out.emplace_back(key, value);
    }
  }
  return {std::move(out)};
}

void read_as(record_table const& table, json_value const& body, body_sort const sort) {
  auto const read = read_fields_of(table, body, sort, {});
  must(read.given.size() == table.fields.size());
  for (auto const& f : read.faults) {
    must(f.found.size() < 100U && (f.pointer.empty() || f.pointer.front() == '/'));
  }
  if (!read.faults.empty() || sort == body_sort::part) {
    return;
  }
  auto row = row_values{.id = std::string(32U, 'a'), .version = 1, .fields = {}};
  for (auto i = std::size_t{0U}; i != read.given.size(); ++i) {
    row.fields.push_back(read.given[i].value_or(empty_cell(table.fields[i])));
  }
  auto const text = row_as_json(table, row, true);
  auto const again = parse_body(text);
  must(again.has_value());
  auto const twice = read_fields_of(table, only_asked(table, *again, sort), sort, {});
  must(twice.faults.empty());
  for (auto i = std::size_t{0U}; i != read.given.size(); ++i) {
    must(!read.given[i] || (twice.given[i] && *twice.given[i] == *read.given[i]));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2U) {
    return 0;
  }
  auto const body = parse_body(std::string(data + 2, data + size));
  if (!body) {
    must(!body.error().empty());
    return 0;
  }
  auto const tables = record_tables();
  read_as(tables[data[0] % tables.size()], *body, static_cast<body_sort>(data[1] % 3U));
  return 0;
}
