#include "store/audit_chain.h"

#include <utility>

#include <fmt/format.h>

#include "store/catalogue.h"
#include "sys/hash.h"

namespace foothold {
namespace {

// Each part with its length before it, so that no two entries give the same bytes.
void put(std::string& bytes, std::string_view const part) {
  auto const size = fmt::format_int{part.size()};
  bytes.append(size.data(), size.size());
  bytes += ':';
  bytes += part;
}
void put(std::string& bytes, std::int64_t const number) {
  put(bytes, std::string_view{fmt::format_int{number}.c_str()});
}

void write_link(connection& c, chain_end& end, audit_entry const& e) {
  auto hash = link_hash(end.hash, end.position + 1, e);
  c.change(kWriteLink, row{end.position + 1, e.transaction, e.number, hash});
  end = {end.position + 1, e.transaction, e.number, std::move(hash)};
}

}  // namespace

audit_entry entry_of(row& cells, std::size_t const first) {
  auto const number = [&](std::size_t const i) { return std::get<std::int64_t>(cells[first + i]); };
  auto const text = [&](std::size_t const i) { return std::move(std::get<std::string>(cells[first + i])); };
  return {.number = number(0U),
          .transaction = number(1U),
          .at = number(2U),
          .actor = text(3U),
          .name = text(4U),
          .subject = text(5U),
          .purpose = text(6U),
          .request = text(7U),
          .basis = text(8U),
          .fields = text(9U)};
}

std::string link_hash(std::string_view const before, std::int64_t const position, audit_entry const& entry) {
  auto bytes = std::string{};
  bytes.reserve(400U);
  put(bytes, "foothold-audit/1");
  put(bytes, before);
  for (auto const n : {position, entry.number, entry.transaction, entry.at}) {
    put(bytes, n);
  }
  for (auto const* const text :
       {&entry.actor, &entry.name, &entry.subject, &entry.purpose, &entry.request, &entry.basis, &entry.fields}) {
    put(bytes, *text);
  }
  return hash_hex(bytes);
}

void append_entry(connection& c, audit_entry& e) {
  auto const placed =
      c.rows(write_audit(c.kind()), row{e.at, e.actor, e.name, e.subject, e.purpose, e.request, e.basis, e.fields});
  e.number = std::get<std::int64_t>(placed.front()[0]);
  e.transaction = std::get<std::int64_t>(placed.front()[1]);
  if (c.kind() == engine_kind::sqlite) {
    auto end = end_of_chain(c);
    write_link(c, end, e);
  }
}

std::int64_t link_entries(connection& c, std::int64_t const limit) {
  // One node at a time; who comes second has nothing to do.
  if (c.kind() == engine_kind::postgresql && c.ask("select pg_try_advisory_xact_lock(1181708149)") != "t") {
    return 0;
  }
  auto end = end_of_chain(c);
  auto waiting = c.rows(list_unlinked(c.kind()), row{end.transaction, end.number, limit});
  for (auto& cells : waiting) {
    write_link(c, end, entry_of(cells, 0U));
  }
  return static_cast<std::int64_t>(waiting.size());
}

chain_end end_of_chain(connection& c) {
  auto const found = c.rows(kEndOfChain, {});
  if (found.empty()) {
    return {};
  }
  auto const& r = found.front();
  return {std::get<std::int64_t>(r[0]), std::get<std::int64_t>(r[1]), std::get<std::int64_t>(r[2]),
          std::get<std::string>(r[3])};
}

}  // namespace foothold
