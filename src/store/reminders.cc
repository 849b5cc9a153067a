#include "store/reminders.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/catalogue.h"
#include "store/outbox.h"

namespace foothold {
namespace {

result<void> remind_of(transaction& t, date const today, paper_record p) {
  auto const owner = by_statement::rows(t, kCaseworkerOf, row{format_id(p.person)});
  auto task = task_record{
      .id = new_id<task_id>(),
      .person = p.person,
      .assignee = owner.empty()
                      ? std::nullopt
                      : field_codec<std::optional<staff_id>>::decode(owner.front().front()).value_or(std::nullopt),
      .kind = "renew_paper",
      .origin = fmt::format("paper:{}:{}", format_id(p.id), p.version),
      .due_on = std::min(today + kBeginWithin, p.until.value_or(today + kBeginWithin)),
      .state = task_state::open};
  if (auto const added = add(t, task); !added) {
    return added;
  }
  publish(t, "task.added", format_id(task.id), task.kind);
  p.remind_on.reset();
  return change(t, p);
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

result<stretch<task_record>> tasks_due(snapshot& s, date const until, page const& p) {
  return as_stretch<task_record>(s, by_statement::rows(s, kTasksDue, row{format_date(until), p.after, rows_of(p)}),
                                 rows_of(p));
}

}  // namespace foothold
