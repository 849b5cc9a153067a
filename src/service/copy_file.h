#pragma once
// A copy of the data as a file: a line that anybody can read, then everything else sealed (docs/formats/backup.md).

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/audit_head.h"
#include "store/connection.h"
#include "store/copying.h"
#include "store/neutral_form.h"
#include "vault/vault.h"

namespace foothold {

// What can be read without any key.
struct copy_head {
  std::chrono::sys_seconds made_at{};
  std::string installation;
  std::uint32_t schema{0U};
  engine_kind engine{engine_kind::sqlite};  // that it was copied from; it goes into either
  std::string by_month, for_recovery;       // its key, twice sealed (vault/copy_key.h)
  std::size_t length{0U};                   // bytes of the line, its end included
};
[[nodiscard]] std::string format_copy_head(copy_head const& head);
// bad_input: it is no copy of ours.
[[nodiscard]] result<copy_head> read_copy_head(std::string_view bytes);

// What a copy knows besides its rows.
struct copy_notes {
  std::optional<audit_head> head{};  // as far as the audit was signed when the copy began
  std::int64_t erasures{0};          // how many the ledger had
  std::string erasures_head{};       // and the hash of the last
  std::string audit_key{};           // the file of the key that signs the audit

  bool operator==(copy_notes const&) const = default;
};

using two_shares = std::optional<std::pair<std::string, std::string>>;

// Gives the rows of a copy, and its notes and sums once all of it was seen. Its key is opened by the key store, or by
// two people. bad_input: another installation's, or another key; not_found: its month is over, so shares are needed;
// broken: damaged; each names what does not fit. What was given before an error must not be used.
struct copy_contents {
  copy_head head;
  copy_notes notes;
  std::vector<table_sum> sums;
  file_sum files{};
};
// `begin` is called with the head before the first row; files are given to `take_file` after the rows.
[[nodiscard]] result<copy_contents> read_copy(std::string_view bytes, vault& keys, two_shares const& shares,
                                              std::function<result<row_taker*>(copy_head const&)> const& begin,
                                              file_taker const& take_file = {});

// "data-20260304T091500Z.backup"
[[nodiscard]] std::string copy_name(std::chrono::sys_seconds made_at);

}  // namespace foothold
