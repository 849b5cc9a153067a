#include "service/retention.h"

#include <algorithm>
#include <string>
#include <utility>

namespace foothold {
namespace {

auto const kKeeper = installation_act{.actor = "retention", .name = "retention.look"};

// The first day of closing whose cases are still kept today.
date first_kept(date const today, std::int64_t const months) {
  auto day = today - days{31 * (months + 1)};
  while (kept_until(day, months) < today) {
    day += days{1};
  }
  return day;
}

struct over_since {
  date closed;   // before this day
  date decided;  // and nothing was decided on this day or later
};

result<std::vector<std::string>> cases_that_are_over(store& cases, over_since const& since, std::int64_t const limit) {
  auto list = std::vector<std::string>{};
  return cases
      .read(kKeeper,
            [&](installation_view& s) -> result<void> {
              list = closed_before(s, since.closed, instant{since.decided}, "", limit);
              return {};
            })
      .map([&] { return std::move(list); });
}

access_request erasure_of(installation const& office, std::string const& person) {
  return {.by = {.id = "retention",
                 .as = role::service,
                 .tenant = office.options().data.tenant,
                 .state = membership::active,
                 .session = all_of<action>()},
          .what = action::erase,
          .of = {.subject = person},
          .for_what = purpose::protection};
}

result<void> erase_cases(installation& office, date const today, std::int64_t const months, std::int64_t const limit,
                         retention_report& report) {
  auto const over = cases_that_are_over(
      office.cases(), {.closed = first_kept(today, months), .decided = first_kept(today, kDecisionsKeptMonths)}, limit);
  if (!over) {
    return tl::make_unexpected(over.error());
  }
  report.more = static_cast<std::int64_t>(over->size()) == limit;
  for (auto const& person : *over) {
    auto done = erase_person(office, erasure_of(office, person), {.key = "retention-" + person, .request = "erase"});
    if (!done) {
      return tl::make_unexpected(done.error());
    }
    report.cases.push_back(std::move(*done));
  }
  return {};
}

result<std::int64_t> drop_proofs(installation& office, date const today, std::int64_t const limit) {
  auto dropped = std::int64_t{0};
  auto const done = office.cases().write(kKeeper, {.key = format_id(random_id()), .request = "proofs"},
                                         [&](installation_change& t) -> result<std::string> {
                                           dropped = drop_old_proofs(t, today, limit);
                                           return std::to_string(dropped);
                                         });
  return done.and_then([&](change_answer const& /*a*/) { return carry_out_erasures(office); }).map([&](std::size_t) {
    return dropped;
  });
}

}  // namespace

date kept_until(date const closed, std::int64_t const months) {
  auto const day = std::chrono::year_month_day{closed};
  auto const later = day + std::chrono::months{months};
  return later.ok() ? date{later} : date{later.year() / later.month() / std::chrono::last};
}

result<retention_report> carry_out_retention(installation& office, std::int64_t const months,
                                             std::int64_t const limit) {
  auto report = retention_report{};
  auto const day = today(office.clock());
  if (months > 0 && months < kDecisionsKeptMonths) {
    return fail(errc::wrong_use, "closed cases are kept for six months at least, as long as the log of decisions");
  }
  if (months > 0) {
    if (auto const done = erase_cases(office, day, months, limit, report); !done) {
      return tl::make_unexpected(done.error());
    }
  }
  auto const proofs = drop_proofs(office, day, limit);
  if (!proofs) {
    return tl::make_unexpected(proofs.error());
  }
  report.proofs = *proofs;
  report.more = report.more || *proofs == limit;
  return report;
}

}  // namespace foothold
