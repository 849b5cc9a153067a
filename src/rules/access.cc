#include "rules/access.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <tuple>
#include <utility>

#include "rules/condition.h"

namespace foothold {

namespace {

using rules::reading;
using rules::standing;

constexpr auto kLookAhead = days{3000};
constexpr auto kLongAgo = date{days{-100'000}};

bool is_law(rule const& row, date const d) {
  return (!row.valid_from || *row.valid_from <= d) && (!row.valid_to || d <= *row.valid_to);
}

std::vector<access_step> steps_of(rule const& row, bool const provisional) {
  auto steps = std::vector<access_step>{};
  auto const add = [&](access_step_kind const kind, std::string_view const what, std::uint16_t const length) {
    steps.push_back({kind, row.id, std::string{what}, std::max<std::uint16_t>(length, 1U), provisional});
  };
  if (!row.document.empty()) {
    add(access_step_kind::document, row.document, row.document_days);
  }
  if (!row.employer_step.empty()) {
    add(access_step_kind::employer, row.employer_step, row.employer_days);
  }
  if (row.market_test) {
    add(access_step_kind::market_test, "", row.market_test_days);
  }
  return steps;
}

std::uint32_t step_days(rule const& row) {
  auto const at_least_one = [](bool const step, std::uint32_t const length) {
    return step ? std::max(length, 1U) : 0U;
  };
  return at_least_one(!row.document.empty(), row.document_days) +
         at_least_one(!row.employer_step.empty(), row.employer_days) +
         at_least_one(row.market_test, row.market_test_days);
}

// The rows of one subject for one person, by id, and the days on which the answer may change.
class law {
public:
  law(std::vector<reading> rows, date const as_of) : rows_{std::move(rows)}, as_of_{as_of} {
    std::sort(rows_.begin(), rows_.end(), [](auto const& a, auto const& b) { return a.row->id < b.row->id; });
    add_day(as_of);
    for (auto const& r : rows_) {
      if (r.row->valid_from) {
        add_day(*r.row->valid_from);
      }
      if (r.row->valid_to) {
        add_day(*r.row->valid_to + days{1});
      }
      if (r.due) {
        add_day(*r.due);
      }
    }
    std::sort(days_.begin(), days_.end());
    days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  }

  [[nodiscard]] std::span<reading const> rows() const { return rows_; }

  // Where the country says something for the person's status on that day, the EU's rows are silent.
  [[nodiscard]] bool in_play(reading const& r, date const d) const {
    return is_law(*r.row, d) && (r.of_country || std::none_of(rows_.begin(), rows_.end(), [&](reading const& other) {
                                   return other.of_country && is_law(*other.row, d);
                                 }));
  }

  // Some day from the day of planning on with `r` in play.
  [[nodiscard]] bool ever_in_play(reading const& r) const {
    return std::any_of(days_.begin(), days_.end(), [&](date const d) { return in_play(r, d); });
  }

  struct answer {
    std::optional<date> from, until;
    reading const* used{nullptr};

    bool operator==(answer const&) const = default;
  };

  // `extra`: a row that is counted as if it held and, if it denies, as if it were reviewed.
  [[nodiscard]] answer solve(reading const* const extra = nullptr) const {
    auto out = answer{};
    for (auto const d : days_) {
      auto const* const row = yes_row(d, extra);
      if (row != nullptr && !out.from) {
        out.from = d;
        out.used = row;
      } else if (row == nullptr && out.from) {
        out.until = d - days{1};
        break;
      }
    }
    return out;
  }

private:
  void add_day(date const d) {
    if (d >= as_of_ && d - as_of_ <= kLookAhead) {
      days_.push_back(d);
    }
  }

  // The row that allows work on day d; null if none does or one forbids it.
  [[nodiscard]] reading const* yes_row(date const d, reading const* const extra) const {
    auto const rank = [](reading const& r) { return std::tuple{!r.firm, step_days(*r.row)}; };
    reading const* best = nullptr;
    for (auto const& r : rows_) {
      if ((r.stands != standing::holds && &r != extra) || !in_play(r, d)) {
        continue;
      }
      if (r.denies) {
        if (r.firm || &r == extra) {
          return nullptr;
        }
      } else if (r.due.value_or(kLongAgo) <= d && (best == nullptr || rank(r) < rank(*best))) {
        best = &r;
      }
    }
    return best;
  }

  std::vector<reading> rows_;
  std::vector<date> days_;
  date as_of_;
};

law rows_for(rule_set const& all, std::string_view const country, std::string_view const subject,
             legal_profile const& person, date const as_of) {
  auto rows = std::vector<reading>{};
  for (auto const& row : all) {
    if (row.subject == subject && (row.jurisdiction == country || row.jurisdiction == "EU") &&
        rules::names_status(row, person.status)) {
      rows.push_back(rules::read_row(row, person, as_of));
    }
  }
  return law{std::move(rows), as_of};
}

// Nothing is certain: the latest day that an open row would give, the longest way to the job.
law::answer most_cautious(law const& l) {
  auto best = law::answer{};
  auto const rank = [](law::answer const& a) { return std::tuple{*a.from, step_days(*a.used->row)}; };
  for (auto const& r : l.rows()) {
    if (r.stands != standing::open || r.denies) {
      continue;
    }
    auto const a = l.solve(&r);
    if (a.from && (!best.from || rank(a) > rank(best))) {
      best = a;
    }
  }
  return best;
}

// Collects why an answer must be confirmed: the rows by id, and the sentences.
struct doubts {
  std::vector<std::string> rows;
  std::vector<reason> reasons;

  void add(reading const& r, reason why) {
    if (std::find(rows.begin(), rows.end(), r.row->id) == rows.end()) {
      rows.push_back(r.row->id);
    }
    reasons.push_back(std::move(why));
  }

  [[nodiscard]] bool any() const { return !reasons.empty(); }
};

void doubt_review(doubts& out, reading const& r, date const as_of) {
  if (r.row->confidence != confidence::v) {
    out.add(r, {"law.unconfirmed", {{"rule", r.row->id}}});
  }
  if (r.row->review_due < as_of) {
    out.add(r, {"law.past_review", {{"rule", r.row->id}, {"date", format_date(r.row->review_due)}}});
  }
}

void doubt_open(doubts& out, law const& l, law::answer const& plain) {
  for (auto const& r : l.rows()) {
    if (r.stands != standing::open || l.solve(&r) == plain) {
      continue;
    }
    for (auto const part : r.missing) {
      out.add(r, {"law.open", {{"rule", r.row->id}, {"part", std::string{part}}}});
    }
  }
}

// A ban that nobody has confirmed was left out: it counts if it would change the answer.
void doubt_unread_denials(doubts& out, law const& l, law::answer const& plain, date const as_of) {
  for (auto const& r : l.rows()) {
    if (r.denies && !r.firm && r.stands == standing::holds && (plain.from ? l.solve(&r) != plain : l.ever_in_play(r))) {
      doubt_review(out, r, as_of);
    }
  }
}

// The row that forbids work for certain, if there is one.
reading const* firm_denial(law const& l) {
  for (auto const& r : l.rows()) {
    if (r.denies && r.firm && r.stands == standing::holds && l.ever_in_play(r)) {
      return &r;
    }
  }
  return nullptr;
}

work_access denied_by(rule const& row) {
  auto out = work_access{};
  out.outcome = access_outcome::denied;
  out.rule_ids = {row.id};
  out.reasons = {{"law.denied", {{"rule", row.id}}}};
  return out;
}

work_access allowed_as_citizen(date const as_of) {
  auto out = work_access{};
  out.outcome = access_outcome::allowed;
  out.from = as_of;
  out.reasons = {{"law.citizen", {}}};
  return out;
}

access_step confirm_step(std::string rule_id, std::uint16_t const length) {
  return {access_step_kind::confirm, std::move(rule_id), "", std::max<std::uint16_t>(length, 1U), true};
}

// The answer with its steps, and with "confirm" before them if there is any doubt.
work_access assemble(law::answer const& a, doubts why, date const as_of, std::uint16_t const confirm_days) {
  auto out = work_access{};
  std::sort(why.rows.begin(), why.rows.end());
  out.provisional = why.any();
  out.from = a.from.value_or(as_of);
  out.until = a.until;
  out.date_hidden = a.used == nullptr || a.used->row->confidence != confidence::v;
  if (a.used != nullptr) {
    out.steps = steps_of(*a.used->row, out.provisional);
    out.rule_ids.push_back(a.used->row->id);
    out.reasons.push_back({"law.allowed", {{"rule", a.used->row->id}, {"date", format_date(*a.from)}}});
  }
  for (auto const& id : why.rows) {
    if (out.rule_ids.empty() || id != out.rule_ids.front()) {
      out.rule_ids.push_back(id);
    }
  }
  if (out.provisional) {
    auto const named_by = out.rule_ids.empty() ? std::string{"no-rule"} : out.rule_ids.front();
    out.steps.insert(out.steps.begin(), confirm_step(named_by, confirm_days));
    out.outcome = access_outcome::ask;
  } else {
    out.outcome = out.steps.empty() ? access_outcome::allowed : access_outcome::conditional;
  }
  std::move(why.reasons.begin(), why.reasons.end(), std::back_inserter(out.reasons));
  return out;
}

}  // namespace

std::string gate_name(access_step const& step) {
  switch (step.kind) {
    case access_step_kind::confirm:
      return step.rule_id + "/confirm";
    case access_step_kind::document:
      return step.rule_id + "/document";
    case access_step_kind::employer:
      return step.rule_id + "/employer";
    case access_step_kind::market_test:
      return step.rule_id + "/market_test";
  }
  return step.rule_id;
}

work_access evaluate(rule_set const& rules, std::string_view const country, std::string_view const subject,
                     legal_profile const& person, date const as_of, std::uint16_t const confirm_days) {
  if (person.status == residence_status::citizen) {
    return allowed_as_citizen(as_of);
  }
  auto const l = rows_for(rules, country, subject, person, as_of);
  auto answer = l.solve();
  auto why = doubts{};
  doubt_open(why, l, answer);
  auto const* const denial = answer.from || why.any() ? nullptr : firm_denial(l);
  if (denial != nullptr) {
    return denied_by(*denial->row);
  }
  doubt_unread_denials(why, l, answer, as_of);
  if (!answer.from) {
    if (!why.any()) {
      why.reasons.push_back({"law.no_row", {{"subject", std::string{subject}}}});
    }
    answer = most_cautious(l);
  }
  if (answer.used != nullptr) {
    doubt_review(why, *answer.used, as_of);
  }
  if (answer.until) {
    why.add(*answer.used, {"law.ends", {{"rule", answer.used->row->id}, {"date", format_date(*answer.until)}}});
  }
  return assemble(answer, std::move(why), as_of, confirm_days);
}

}  // namespace foothold
