#pragma once
// The audit as a chain. Each link is a hash of the link before and of the whole entry, numbers and all. On SQLite an
// entry is linked in its own transaction; on PostgreSQL many nodes write at once, and entries are linked later, in
// batches, in an order in which none can come late (as in the outbox), so that writers do not wait for each other.

#include <cstdint>
#include <string>
#include <string_view>

#include "store/connection.h"

namespace foothold {

// All columns of a row of the audit.
struct audit_entry {
  std::int64_t number{0};
  std::int64_t transaction{0};
  std::int64_t at{0};  // microseconds since 1970 in UTC
  std::string actor{}, name{}, subject{}, purpose{}, request{}, basis{}, fields{};
};

inline constexpr std::size_t kEntryCells{10U};
// Ten cells of a row in the order of audit_entry, from `first` on.
[[nodiscard]] audit_entry entry_of(row& cells, std::size_t first);

// BLAKE2b-256 in hex. `before` is the hash of the link before, empty for the first.
[[nodiscard]] std::string link_hash(std::string_view before, std::int64_t position, audit_entry const& entry);

// Writes an entry; sets its number and transaction. On SQLite it is linked.
void append_entry(connection& c, audit_entry& entry);

// Links at most `limit` entries that wait and can no longer be overtaken; how many. Nothing if another node is at it.
std::int64_t link_entries(connection& c, std::int64_t limit);

// The end of the chain; position 0 and no hash where there is none.
struct chain_end {
  std::int64_t position{0};
  std::int64_t transaction{0};
  std::int64_t number{0};
  std::string hash{};
};
[[nodiscard]] chain_end end_of_chain(connection& c);

}  // namespace foothold
