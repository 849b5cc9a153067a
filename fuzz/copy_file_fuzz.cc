// Any bytes as a copy of the data: its first line, and what lies under the seal. What is taken for a line is written
// again in the same bytes, rows that are taken have the sums they came with, and nothing that was cut is whole.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "service/copy_file.h"
#include "store/neutral_form.h"

namespace {

using namespace foothold;

// Writes again what it is given.
class again final : public row_taker {
public:
  result<void> begin(copied_table const& t) override { return writer_.begin(t); }
  result<void> add(row_page const& p) override {
    auto bytes = std::string{};
    for (auto const& r : p.rows) {
      append_row(bytes, r);
    }
    if (bytes != p.bytes) {
      std::abort();
    }
    return writer_.add(p);
  }
  result<void> end(table_sum const& s) override { return writer_.end(s); }
  std::string out;

private:
  neutral_writer writer_{[this](std::string_view const bytes) -> result<void> {
    out += bytes;
    return {};
  }};
};

void read_head(std::string_view const text) {
  auto const head = read_copy_head(text);
  if (head && format_copy_head(*head) != text.substr(0U, head->length)) {
    std::abort();
  }
}

void read_rows(std::string_view const bytes) {
  auto first = again{};
  auto whole = neutral_reader{first};
  if (!whole.add(bytes) || !whole.end()) {
    return;
  }
  // In pieces it says the same, and what it says is read again.
  auto second = again{};
  auto pieces = neutral_reader{second};
  for (auto const c : bytes) {
    if (!pieces.add({&c, 1U})) {
      std::abort();
    }
  }
  auto third = again{};
  auto repeated = neutral_reader{third};
  if (!pieces.end() || second.out != first.out || !repeated.add(first.out) || !repeated.end() ||
      repeated.sums() != whole.sums()) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0U) {
    return 0;
  }
  auto const text = std::string(data + 1, data + size);
  if (data[0] % 2U == 0U) {
    read_head(text);
  } else {
    read_rows(text);
  }
  return 0;
}
