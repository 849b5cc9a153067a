#pragma once
// What is sent for a row, put together by the names of its columns.

#include <string_view>
#include <utility>

#include "service/program_fields.h"
#include "service/record_table.h"

namespace foothold {

class row_fields {
public:
  // `table` is one of record_tables(), each field one of its own.
  explicit row_fields(std::string_view const table) : table_{find_record_table(table)}, given_(table_->fields.size()) {}

  row_fields& set(std::string_view const field, cell value) {
    given_[table_->at(field).value()] = std::move(value);
    return *this;
  }
  [[nodiscard]] record_table const& table() const { return *table_; }
  [[nodiscard]] given_fields const& given() const { return given_; }

private:
  record_table const* table_;
  given_fields given_;
};

}  // namespace foothold
