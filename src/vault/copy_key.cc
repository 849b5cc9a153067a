#include "vault/copy_key.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "vault/recovery.h"

namespace foothold {
namespace {

using month = std::chrono::year_month;

// So far back keys of months are looked for: no installation makes no copy for so long.
constexpr auto kMonthsToLookAt = 36;

month month_of(std::chrono::sys_seconds const at) {
  auto const day = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(at)};
  return day.year() / day.month();
}

// The subject that a month's copies are sealed under; ids of people have no dot.
std::string subject_of(month const m) {
  return fmt::format("copies.{:04}-{:02}", int{m.year()}, unsigned{m.month()});
}

struct place_of_key {
  place_of_key(month const m, std::chrono::sys_seconds const made_at)
      : subject{subject_of(m)}, moment{std::to_string(made_at.time_since_epoch().count())} {}
  [[nodiscard]] field_place place() const {
    return {.subject = subject, .table = "copies", .column = "key", .row = moment, .version = 1};
  }
  std::string subject, moment;
};

}  // namespace

result<copy_key> make_copy_key(vault& keys, std::chrono::sys_seconds const made_at) {
  auto made = copy_key{.key = secret::random(kKeyBytes), .by_month = {}, .for_recovery = {}};
  auto const bytes = made.key.bytes();
  auto const this_month = place_of_key{month_of(made_at), made_at};
  auto const next_month = place_of_key{month_of(made_at) + std::chrono::months{1}, made_at};
  auto sealed = keys.seal(this_month.place(), {reinterpret_cast<char const*>(bytes.data()), bytes.size()});
  if (!sealed) {
    return tl::make_unexpected(sealed.error());
  }
  if (auto const next = keys.seal(next_month.place(), "made ahead"); !next) {
    return tl::make_unexpected(next.error());
  }
  if (auto const kept = keys.settle(); !kept) {
    return tl::make_unexpected(kept.error());
  }
  made.by_month = std::move(*sealed);
  made.for_recovery = seal_for_recovery(keys.recovery_key(), made.key);
  return made;
}

result<secret> open_copy_key(vault& keys, std::chrono::sys_seconds const made_at, std::string_view const by_month) {
  auto const at = place_of_key{month_of(made_at), made_at};
  auto clear = keys.open(at.place(), by_month);
  if (!clear && clear.error().code == errc::not_found) {
    return fail(errc::not_found, "the key of its month was destroyed, or is not in this key store: two shares open it");
  }
  if (!clear && clear.error().code == errc::broken) {
    return fail(errc::broken, "its key does not open: its first line is damaged, or is another copy's");
  }
  if (!clear) {
    return tl::make_unexpected(clear.error());
  }
  if (clear->size() != kKeyBytes) {
    return fail(errc::broken, "what was sealed is no key");
  }
  auto key = secret{kKeyBytes};
  std::copy(clear->begin(), clear->end(), key.bytes().begin());
  ::sodium_memzero(clear->data(), clear->size());
  return key;
}

result<secret> open_copy_key(vault& keys, std::pair<std::string, std::string> const& shares,
                             std::string_view const for_recovery) {
  auto const joined = join_shares(shares.first, shares.second, keys.recovery_key());
  if (!joined) {
    return tl::make_unexpected(joined.error());
  }
  auto key = open_by_recovery(*joined, for_recovery);
  return key ? std::move(key) : fail(errc::broken, "its key is not sealed to these shares");
}

result<void> forget_old_months(vault& keys, std::chrono::sys_seconds const now) {
  for (auto back = kMonthsOfCopies; back != kMonthsToLookAt; ++back) {
    auto const gone = keys.erase(subject_of(month_of(now) - std::chrono::months{back}));
    if (!gone && gone.error().code != errc::not_found) {
      return tl::make_unexpected(gone.error());
    }
  }
  return {};
}

}  // namespace foothold
