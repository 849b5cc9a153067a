#include "store/reminders.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/catalogue.h"
#include "store/outbox.h"

namespace foothold {
namespace {

// For the caseworker of a person.
struct new_task {
  person_id const& person;
  std::string kind, origin;
  date due_on;
};
result<void> add_task(transaction& t, new_task const& of) {
  auto const owner = by_statement::rows(t, kCaseworkerOf, row{format_id(of.person)});
  auto task = task_record{
      .id = new_id<task_id>(),
      .person = of.person,
      .assignee = owner.empty()
                      ? std::nullopt
                      : field_codec<std::optional<staff_id>>::decode(owner.front().front()).value_or(std::nullopt),
      .kind = of.kind,
      .origin = of.origin,
      .due_on = of.due_on,
      .state = task_state::open};
  return add(t, task).map([&] { publish(t, "task.added", format_id(task.id), task.kind); });
}

result<void> remind_of(transaction& t, date const today, paper_record p) {
  auto const made = add_task(t, {.person = p.person,
                                 .kind = "renew_paper",
                                 .origin = fmt::format("paper:{}:{}", format_id(p.id), p.version),
                                 .due_on = std::min(today + kBeginWithin, p.until.value_or(today + kBeginWithin))});
  if (!made) {
    return made;
  }
  p.remind_on.reset();
  return change(t, p);
}

result<void> end_silent(transaction& t, referral_record r) {
  auto const made = add_task(t, {.person = r.person,
                                 .kind = "referral_silent",
                                 .origin = fmt::format("referral:{}", format_id(r.id)),
                                 .due_on = std::chrono::floor<days>(t.now()) + kAskAgainWithin});
  if (!made) {
    return made;
  }
  r.state = referral_state::void_;
  return change(t, r);
}

std::int64_t rows_of(page const& p) {
  return std::clamp<std::int64_t>(p.limit, 1, kMostRows);
}

}  // namespace

std::optional<date> reminder_day(paper_record const& p) {
  return p.until ? std::optional{*p.until - kRemindBefore} : std::nullopt;
}

result<std::string> remind_of_papers(transaction& t, date const today, page const& p) {
  auto const rows = by_statement::rows(t, kPapersToRenew, row{format_date(today), p.after, rows_of(p)});
  auto const papers = as_stretch<paper_record>(t, rows, rows_of(p));
  if (!papers) {
    return tl::make_unexpected(papers.error());
  }
  for (auto const& paper : papers->rows) {
    if (auto const done = remind_of(t, today, paper); !done) {
      return tl::make_unexpected(done.error());
    }
  }
  return papers->next;
}

result<std::string> end_silent_referrals(transaction& t, page const& p) {
  auto const rows =
      by_statement::rows(t, kSilentReferrals, row{cell_of(instant{t.now() - kReferralWaits}), p.after, rows_of(p)});
  auto const referrals = as_stretch<referral_record>(t, rows, rows_of(p));
  if (!referrals) {
    return tl::make_unexpected(referrals.error());
  }
  for (auto const& r : referrals->rows) {
    if (auto const done = end_silent(t, r); !done) {
      return tl::make_unexpected(done.error());
    }
  }
  return referrals->next;
}

result<stretch<task_record>> tasks_due(snapshot& s, date const until, page const& p) {
  return as_stretch<task_record>(s, by_statement::rows(s, kTasksDue, row{format_date(until), p.after, rows_of(p)}),
                                 rows_of(p));
}

}  // namespace foothold
