#include "store/closed_store.h"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

namespace foothold {

result<closed_store> open_closed_store(store_options const& where) {
  if (!where.postgresql.empty()) {
    auto c = connection::postgresql(where.postgresql);
    c.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return closed_store{std::nullopt, std::move(c)};
  }
  auto const file = where.folder / "foothold.db";
  if (where.vfs.empty() && !std::filesystem::exists(file)) {
    return fail(errc::not_found, fmt::format("{}: there is no database of Foothold", where.folder.string()));
  }
  auto lock = lock_file::take(where.folder / "foothold.lock");
  if (!lock) {
    return tl::make_unexpected(lock.error());
  }
  auto c = connection::sqlite(file.string(), where.vfs);
  c.command("PRAGMA query_only=ON");
  c.command("BEGIN");
  return closed_store{std::move(*lock), std::move(c)};
}

}  // namespace foothold
