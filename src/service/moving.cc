#include "service/moving.h"

#include <utility>

#include <fmt/format.h>

#include "store/filling.h"
#include "store/migration.h"

namespace foothold {

result<void> check_empty(store_options const& target, time_source const& clock) {
  return filling::make(target, static_cast<std::uint32_t>(all_migrations().size()), clock).map([](filling const&) {});
}

result<moved_rows> move_rows(store_options const& from, store_options const& to, time_source const& clock,
                             progress_function const& tell) {
  auto old = closed_cases::open(from);
  if (!old) {
    return tl::make_unexpected(old.error());
  }
  auto moved = moved_rows{.schema = old->schema(), .tables = {}, .rows = 0, .audit = {}};
  auto into = filling::make(to, moved.schema, clock);
  if (!into) {
    return tl::make_unexpected(into.error());
  }
  auto watched = watched_rows{"filling", &*into, tell};
  if (auto const given = old->give(watched); !given) {
    return tl::make_unexpected(given.error());
  }
  moved.tables = watched.sums();
  for (auto const& t : moved.tables) {
    moved.rows += t.rows;
  }
  if (tell) {
    tell({"comparing", "", moved.rows});
  }
  auto const wrong = into->fault(moved.tables);
  if (!wrong || !wrong->empty()) {
    return wrong ? fail(errc::broken, fmt::format("nothing was kept: {}", *wrong)) : tl::make_unexpected(wrong.error());
  }
  auto audit = into->verify_audit(!from.postgresql.empty(), {});
  if (!audit) {
    return tl::make_unexpected(audit.error());
  }
  moved.audit = std::move(*audit);
  auto const now = std::chrono::floor<std::chrono::microseconds>(clock.now());
  return into->finish(now, now).map([&] { return std::move(moved); });
}

}  // namespace foothold
