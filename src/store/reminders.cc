#include "store/reminders.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/catalogue.h"
#include "store/outbox.h"
#include "store/row_scope.h"

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

// What ended: a case on the day of its closing, a referral on the day when it was done.
struct ended {
  person_id person{};
  std::string origin{}, target{};
  date on{};
  bool is_case{false};
};

// The first day on which something may have ended that is still asked about.
date first_end(date const today) {
  return add_months(today, -12) - kFollowUpLatest - days{3};  // months differ in length
}

result<std::vector<follow_up_record>> follow_ups_of(transaction& t, person_id const& person) {
  auto all = std::vector<follow_up_record>{};
  for (auto from = page{};;) {
    auto part = list_by<follow_up_record>(t, "person", person, from);
    if (!part) {
      return tl::make_unexpected(part.error());
    }
    std::ranges::move(part->rows, std::back_inserter(all));
    if (part->next.empty()) {
      return all;
    }
    from.after = part->next;
  }
}

bool was_asked(std::vector<follow_up_record> const& all, std::string_view const kind, date const day) {
  return std::ranges::any_of(all, [&](follow_up_record const& f) {
    return f.kind == kind && f.due_on > day - kFollowUpLatest && f.due_on < day + kFollowUpLatest;
  });
}

result<void> begin_follow_up(transaction& t, date const today, ended const& of, follow_up_day const& when) {
  auto f = follow_up_record{.id = new_id<decltype(follow_up_record::id)>(),
                            .person = of.person,
                            .kind = std::string{when.kind},
                            .target = of.target,
                            .due_on = day_of(when, of.on),
                            .origin = fmt::format("{}:{}", of.origin, when.kind)};
  return add(t, f).and_then([&] {
    return add_task(
        t, {.person = of.person, .kind = "follow_up", .origin = origin_of_task(f), .due_on = today + kAskWithin});
  });
}

result<void> follow_up(transaction& t, date const today, ended const& of) {
  auto const is_due = [&](follow_up_day const& f) {
    auto const day = day_of(f, of.on);
    return (of.is_case || !f.of_cases_only) && day <= today && day > today - kFollowUpLatest;
  };
  if (std::ranges::none_of(kFollowUpDays, is_due)) {
    return {};
  }
  auto const asked = follow_ups_of(t, of.person);
  if (!asked) {
    return tl::make_unexpected(asked.error());
  }
  for (auto const& f : kFollowUpDays) {
    if (!is_due(f) || was_asked(*asked, f.kind, day_of(f, of.on))) {
      continue;
    }
    if (auto const done = begin_follow_up(t, today, of, f); !done) {
      return done;
    }
  }
  return {};
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

date day_of(follow_up_day const& f, date const from) {
  return add_months(from, f.months) + f.later;
}

std::string origin_of_task(follow_up_record const& f) {
  return fmt::format("follow_up:{}", format_id(f.id));
}

result<std::string> follow_up_closed_cases(transaction& t, date const today, page const& p) {
  using row_scope_detail::text_of;
  auto const rows = by_statement::rows(t, kCasesClosedSince,
                                       row{format_date(first_end(today)), format_date(today), p.after, rows_of(p)});
  for (auto const& r : rows) {
    auto const person = parse_id_as<person_id>(text_of(r[0]));
    auto const closed = parse_date(text_of(r[1]));
    if (!person || !closed) {
      continue;
    }
    auto const origin = fmt::format("case:{}:{}", text_of(r[0]), text_of(r[1]));
    auto const done = follow_up(t, today, {.person = *person, .origin = origin, .on = *closed, .is_case = true});
    if (!done && done.error().code != errc::not_found) {
      return tl::make_unexpected(done.error());
    }
  }
  return static_cast<std::int64_t>(rows.size()) == rows_of(p) ? text_of(rows.back()[0]) : std::string{};
}

result<std::string> follow_up_done_referrals(transaction& t, date const today, page const& p) {
  auto const rows =
      by_statement::rows(t, kReferralsDoneSince, row{cell_of(instant{first_end(today)}), p.after, rows_of(p)});
  auto const referrals = as_stretch<referral_record>(t, rows, rows_of(p));
  if (!referrals) {
    return tl::make_unexpected(referrals.error());
  }
  for (auto const& r : referrals->rows) {
    if (!r.answered_at || r.outcome == kGivenBack) {
      continue;
    }
    auto const done = follow_up(t, today,
                                {.person = r.person,
                                 .origin = fmt::format("referral:{}", format_id(r.id)),
                                 .target = r.offer,
                                 .on = std::chrono::floor<days>(*r.answered_at)});
    if (!done) {
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
