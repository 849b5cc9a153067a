// Any bytes as the cells of stored rows: reading gives a record or an error, and what is a record survives writing and
// reading.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "store/all_records.h"
#include "store/row_codec.h"

namespace {

using namespace foothold;

// Sealing changes nothing here, so that the fuzzer reaches what lies behind it.
class open_cipher final : public field_cipher {
public:
  result<std::string> seal(field_place const& /*place*/, std::string_view const clear) override {
    return std::string{clear};
  }
  result<std::string> open(field_place const& /*place*/, std::string_view const sealed) override {
    return std::string{sealed};
  }
};

// Cells are cut off the input: a byte says of what kind, up to the next newline is the text.
cell next_cell(std::string_view& rest) {
  if (rest.empty()) {
    return {};
  }
  auto const kind = static_cast<unsigned char>(rest.front());
  rest.remove_prefix(1U);
  auto const text = rest.substr(0U, rest.find('\n'));
  rest.remove_prefix(std::min(text.size() + 1U, rest.size()));
  if (kind % 3U == 0U) {
    return {};
  }
  return kind % 3U == 1U ? cell{std::string{text}} : cell{static_cast<std::int64_t>(text.size()) - 2};
}

template <typename Record>
void read_as(std::string_view rest) {
  auto cipher = open_cipher{};
  auto cells = row{};
  for (auto i = std::size_t{0U}; i != 2U + std::tuple_size_v<decltype(table_of<Record>::kColumns)>; ++i) {
    cells.push_back(next_cell(rest));
  }
  auto const record = from_row<Record>(cipher, cells);
  if (!record) {
    return;
  }
  auto const again = to_row(cipher, *record).and_then([&](row const& r) { return from_row<Record>(cipher, r); });
  if (again && !(*again == *record)) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0U) {
    return 0;
  }
  auto const text = std::string(data + 1, data + size);
  auto at = std::size_t{0U};
  for_each_record([&]<typename Record>(record_type<Record>) {
    if (at++ == data[0] % std::tuple_size_v<all_records>) {
      read_as<Record>(text);
    }
  });
  return 0;
}
