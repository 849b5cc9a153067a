// Any bytes: the reader must end, give only views into valid memory, and what it read must survive writing and reading.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "interop/csv.h"
#include "interop/csv_table.h"

namespace {

using namespace foothold;

std::vector<std::vector<std::string>> read(std::string_view const text, char const separator) {
  auto reader = csv_reader{text, separator};
  auto out = std::vector<std::vector<std::string>>{};
  for (auto row = csv_row{}; reader.next(row);) {
    out.emplace_back(row.fields.begin(), row.fields.end());
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = std::string(data, data + size);
  auto const separator = bytes.starts_with(';') ? ';' : ',';
  auto const rows = read(bytes, separator);
  auto again = std::string{};
  auto writer = csv_writer{again, {.separator = separator}};
  for (auto const& row : rows) {
    writer.row(std::vector<std::string_view>{row.begin(), row.end()});
  }
  if (read(again, separator) != rows) {
    std::abort();
  }
  static constexpr csv_column kColumns[] = {{"id", true}, {"title_*"}, {"minutes"}};
  auto table = csv_table{"fuzz.csv", bytes, kColumns};
  while (table.next()) {
    if (first_invalid_utf8(shortened(table.cell("title_en")))) {
      std::abort();
    }
  }
  return 0;
}
