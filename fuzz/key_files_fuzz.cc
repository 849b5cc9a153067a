// Any bytes as what the vault reads from disks and from people: ledgers, copies of the keys, shares, sealed fields.
// What is taken for a ledger is one in every part, and nothing opens that was not sealed.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "vault/erasure_ledger.h"
#include "vault/key_backup.h"
#include "vault/recovery.h"
#include "vault/sealing.h"

namespace {

using namespace foothold;

void read_ledger(std::string_view const text) {
  auto const whole = parse_ledger(text);
  if (!whole) {
    return;
  }
  auto const again = parse_ledger(text.substr(0U, whole->length));
  if (!again || again->head != whole->head || again->entries.size() != whole->entries.size() ||
      whole->length > text.size()) {
    std::abort();
  }
}

void read_copy(std::string_view const bytes) {
  static auto const master = secret{kKeyBytes};
  auto const ignore = [](std::string_view) -> result<void> { return {}; };
  auto const head = read_key_backup_head(bytes);
  if (head && head->length > bytes.size()) {
    std::abort();
  }
  if (open_key_backup(bytes, master, {ignore, ignore})) {
    std::abort();
  }
}

void read_shares(std::string_view const text) {
  auto const middle = text.find('|');
  if (middle != std::string_view::npos &&
      join_shares(text.substr(0U, middle), text.substr(middle + 1U), std::string(kKeyBytes, '\1'))) {
    std::abort();
  }
}

void read_field(std::string_view const text) {
  static auto const key = secret{kKeyBytes};
  if (open_field(key.bytes(), "i", {.subject = "s", .table = "t", .column = "c", .row = "r"}, text)) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0U) {
    return 0;
  }
  start_sodium();
  auto const text = std::string(data + 1, data + size);
  switch (data[0] % 4U) {
    case 0U:
      read_ledger(text);
      break;
    case 1U:
      read_copy(text);
      break;
    case 2U:
      read_shares(text);
      break;
    default:
      read_field(text);
      break;
  }
  return 0;
}
