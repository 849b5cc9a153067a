#include "check/law.h"

#include <algorithm>
#include <tuple>

namespace foothold::check {

namespace {

constexpr auto kDaysLookedAt = days{3000};

enum class truth : std::uint8_t { fails, open, holds };

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1U);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1U);
  }
  return text;
}

std::vector<std::string_view> parts_of(std::string_view text, char const separator) {
  auto parts = std::vector<std::string_view>{};
  while (!text.empty()) {
    auto const at = text.find(separator);
    parts.push_back(trimmed(text.substr(0U, at)));
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1U);
  }
  return parts;
}

std::string_view name_of(residence_status const status) {
  switch (status) {
    case residence_status::applicant:
      return "applicant";
    case residence_status::refugee:
      return "refugee";
    case residence_status::subsidiary_protection:
      return "subsidiary_protection";
    case residence_status::temporary_protection:
      return "temporary_protection";
    case residence_status::tolerated:
      return "tolerated";
    case residence_status::single_permit:
      return "single_permit";
    case residence_status::family_member:
      return "family_member";
    case residence_status::eu_citizen:
      return "eu_citizen";
    case residence_status::citizen:
      return "citizen";
  }
  return "";
}

truth yes_no(std::optional<bool> const answer, std::string_view const wanted) {
  if (!answer || (wanted != "yes" && wanted != "no")) {
    return truth::open;
  }
  return *answer == (wanted == "yes") ? truth::holds : truth::fails;
}

// One part of a condition, "status=applicant|tolerated".
truth part_holds(std::string_view const part, legal_profile const& who) {
  auto const equals = part.find('=');
  if (equals == std::string_view::npos) {
    return truth::open;
  }
  auto const key = trimmed(part.substr(0U, equals));
  auto const value = trimmed(part.substr(equals + 1U));
  if (key == "status") {
    auto const names = parts_of(value, '|');
    return std::find(names.begin(), names.end(), name_of(who.status)) != names.end() ? truth::holds : truth::fails;
  }
  if (key == "in_reception_centre") {
    return yes_no(who.in_reception_centre, value);
  }
  if (key == "safe_origin") {
    return yes_no(who.safe_origin_country, value);
  }
  if (key == "accelerated") {
    return yes_no(who.accelerated_procedure, value);
  }
  if (key == "travel_document") {
    return yes_no(who.has_travel_document, value);
  }
  if (key == "registered_after") {
    auto const day = parse_date(value);
    if (!day || !who.registered) {
      return truth::open;
    }
    return *who.registered > *day ? truth::holds : truth::fails;
  }
  return truth::open;
}

bool names_status(rule const& row, legal_profile const& who) {
  for (auto const part : parts_of(row.condition, ';')) {
    if (part.starts_with("status") && part_holds(part, who) == truth::fails) {
      return false;
    }
  }
  return true;
}

std::optional<date> anchor_of(rule const& row, legal_profile const& who) {
  if (row.anchor == "registered") {
    return who.registered;
  }
  if (row.anchor == "arrived") {
    return who.arrived;
  }
  return row.anchor == "status_since" ? who.status_since : std::nullopt;
}

std::optional<int> whole_number(std::string_view const text) {
  if (text.empty() || text.size() > 5U ||
      !std::all_of(text.begin(), text.end(), [](char const c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  return std::stoi(std::string{text});
}

// The day on which a row that is not `denied` allows work; nothing when its anchor, number or unit is not known.
std::optional<date> due_day(rule const& row, legal_profile const& who) {
  if (row.value == "allowed") {
    return date::min();
  }
  auto const anchor = anchor_of(row, who);
  auto const n = whole_number(row.value);
  if (!anchor || !n) {
    return std::nullopt;
  }
  if (row.unit == "days") {
    return *anchor + days{*n};
  }
  if (row.unit == "weeks") {
    return *anchor + days{7 * *n};
  }
  return row.unit == "months" ? std::optional{add_months(*anchor, *n)} : std::nullopt;
}

bool denies(rule const& row) {
  return row.value == "denied";
}

// A row of the subject as it stands for this person on the day of planning.
struct read_row {
  rule const* row{nullptr};
  truth holds{truth::fails};
  bool firm{false};
  bool names_status{false};
  std::optional<date> due{};  // rows that are not `denied`
};

std::vector<law_step> steps_of(rule const& row) {
  auto steps = std::vector<law_step>{};
  if (!row.document.empty()) {
    steps.push_back({row.id + "/document", std::max<unsigned>(1U, row.document_days)});
  }
  if (!row.employer_step.empty()) {
    steps.push_back({row.id + "/employer", std::max<unsigned>(1U, row.employer_days)});
  }
  if (row.market_test) {
    steps.push_back({row.id + "/market_test", std::max<unsigned>(1U, row.market_test_days)});
  }
  return steps;
}

unsigned days_of(std::vector<law_step> const& steps) {
  auto sum = 0U;
  for (auto const& step : steps) {
    sum += step.days;
  }
  return sum;
}

read_row read(rule const& row, legal_profile const& who, date const as_of) {
  auto out = read_row{.row = &row,
                      .holds = truth::holds,
                      .firm = row.confidence == confidence::v && row.review_due >= as_of,
                      .names_status = names_status(row, who)};
  for (auto const part : parts_of(row.condition, ';')) {
    out.holds = std::min(out.holds, part_holds(part, who));
  }
  if (!denies(row)) {
    out.due = due_day(row, who);
    if (!out.due) {
      out.holds = std::min(out.holds, truth::open);
    }
  }
  return out;
}

bool is_law(rule const& row, date const d) {
  return (!row.valid_from || *row.valid_from <= d) && (!row.valid_to || d <= *row.valid_to);
}

// Section Evaluation, 1: the country's rows of that day for the status, else the EU's.
std::vector<read_row> rows_on(std::vector<read_row> const& rows, std::string_view const country, date const d) {
  auto out = std::vector<read_row>{};
  for (auto const jurisdiction : {country, std::string_view{"EU"}}) {
    for (auto const& r : rows) {
      if (r.row->jurisdiction == jurisdiction && r.names_status && is_law(*r.row, d)) {
        out.push_back(r);
      }
    }
    if (!out.empty()) {
      break;
    }
  }
  return out;
}

// 4: does the law say yes on day d, by which row? 3 and 4: does a firm row say no?
struct day_answer {
  bool no{false};
  rule const* used{nullptr};
  bool used_firm{false};
};

day_answer answer_on(std::vector<read_row> const& rows, date const d) {
  auto answer = day_answer{};
  for (auto const& r : rows) {
    if (r.holds != truth::holds) {
      continue;
    }
    if (denies(*r.row)) {
      answer.no = answer.no || r.firm;
    } else if (*r.due <= d) {
      auto const key = [](rule const& x, bool const firm) { return std::tuple{!firm, days_of(steps_of(x)), x.id}; };
      if (answer.used == nullptr || key(*r.row, r.firm) < key(*answer.used, answer.used_firm)) {
        answer.used = r.row;
        answer.used_firm = r.firm;
      }
    }
  }
  if (answer.no) {
    answer.used = nullptr;
  }
  return answer;
}

// The days from the day of planning on which an answer can differ from that of the day before.
std::vector<date> days_of_change(std::vector<read_row> const& rows, date const as_of) {
  auto out = std::vector<date>{as_of};
  for (auto const& r : rows) {
    for (auto const& day : {r.row->valid_from, r.row->valid_to, r.due}) {
      if (day && *day >= as_of && *day < as_of + kDaysLookedAt) {
        out.push_back(*day);
        out.push_back(*day + days{1});
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// 5: from, used row, until.
struct course_of_law {
  std::optional<date> from;
  rule const* used{nullptr};
  std::optional<date> until;

  bool operator==(course_of_law const&) const = default;
};

course_of_law course(std::vector<read_row> const& rows, std::string_view const country, date const as_of) {
  auto out = course_of_law{};
  for (auto const d : days_of_change(rows, as_of)) {
    auto const answer = answer_on(rows_on(rows, country, d), d);
    if (!out.from && answer.used != nullptr) {
      out.from = d;
      out.used = answer.used;
    } else if (out.from && answer.used == nullptr) {
      out.until = d - days{1};
      break;
    }
  }
  return out;
}

// Does a firm row say no on some day?
bool ever_no(std::vector<read_row> const& rows, std::string_view const country, date const as_of) {
  for (auto const d : days_of_change(rows, as_of)) {
    if (answer_on(rows_on(rows, country, d), d).no) {
      return true;
    }
  }
  return false;
}

// Is the row among those in play on some day that is looked at?
bool in_play(std::vector<read_row> const& rows, read_row const& wanted, std::string_view const country,
             date const as_of) {
  for (auto const d : days_of_change(rows, as_of)) {
    for (auto const& r : rows_on(rows, country, d)) {
      if (r.row == wanted.row) {
        return true;
      }
    }
  }
  return false;
}

// The rows with one open row counted as if it held.
std::vector<read_row> as_if_held(std::vector<read_row> rows, std::size_t const i) {
  rows[i].holds = truth::holds;
  rows[i].firm = rows[i].firm || denies(*rows[i].row);
  if (!rows[i].due) {
    rows[i].due = date::min();
  }
  return rows;
}

// No day with yes: each open row that is not denied is added alone; latest day, most days of steps, smallest id.
bool from_open_rows(std::vector<read_row> const& rows, std::string_view const country, date const as_of,
                    law_answer& out, std::string& name) {
  auto best = course_of_law{};
  for (auto i = std::size_t{0U}; i != rows.size(); ++i) {
    if (rows[i].holds != truth::open || denies(*rows[i].row)) {
      continue;
    }
    auto const with = course(as_if_held(rows, i), country, as_of);
    if (!with.from) {
      continue;
    }
    auto const worse = [](course_of_law const& a, course_of_law const& b) {
      auto const a_days = days_of(steps_of(*a.used));
      auto const b_days = days_of(steps_of(*b.used));
      return std::tuple{*a.from, a_days} != std::tuple{*b.from, b_days}
                 ? std::tuple{*a.from, a_days} > std::tuple{*b.from, b_days}
                 : a.used->id < b.used->id;
    };
    if (!best.from || worse(with, best)) {
      best = with;
    }
  }
  if (best.from) {
    out.from = *best.from;
    out.steps = steps_of(*best.used);
    name = best.used->id;
  }
  return best.from.has_value();
}

}  // namespace

law_answer read_law(territory const& place, legal_profile const& who, std::string_view const subject,
                    date const as_of) {
  auto out = law_answer{.from = as_of};
  if (who.status == residence_status::citizen) {
    return out;
  }
  auto rows = std::vector<read_row>{};
  for (auto const& row : place.rules) {
    if (row.subject == subject) {
      rows.push_back(read(row, who, as_of));
    }
  }
  auto const base = course(rows, place.country, as_of);
  auto reasons = std::vector<std::string>{};  // rows that are a reason to ask
  auto could_change = false;
  for (auto i = std::size_t{0U}; i != rows.size(); ++i) {
    auto const& r = rows[i];
    auto const counts = [&] { return !(course(as_if_held(rows, i), place.country, as_of) == base); };
    auto const left_out = r.holds == truth::holds && denies(*r.row) && !r.firm &&
                          (base.from ? counts() : in_play(rows, r, place.country, as_of));
    auto const changes = r.holds == truth::open && counts();
    could_change = could_change || changes;
    if (changes || left_out) {
      reasons.push_back(r.row->id);
    }
  }
  if (!base.from && !could_change && ever_no(rows, place.country, as_of)) {
    out.never = true;
    return out;
  }
  auto used_needs_review = false;
  for (auto const& r : rows) {
    used_needs_review = used_needs_review || (r.row == base.used && !r.firm);
  }
  out.provisional = !base.from || used_needs_review || !reasons.empty() || base.until;

  auto name = base.used != nullptr ? base.used->id : std::string{"no-rule"};
  if (base.from) {
    out.from = *base.from;
    out.steps = steps_of(*base.used);
  } else {
    if (!from_open_rows(rows, place.country, as_of, out, name) && !reasons.empty()) {
      name = *std::min_element(reasons.begin(), reasons.end());
    }
  }
  if (out.provisional) {
    out.steps.insert(out.steps.begin(), {name + "/confirm", std::max<unsigned>(1U, place.confirm_days)});
  }
  return out;
}

std::vector<std::pair<date, date>> earliest_steps(law_answer const& law, date const ready) {
  auto out = std::vector<std::pair<date, date>>{};
  for (auto i = std::size_t{0U}; i != law.steps.size(); ++i) {
    auto start = out.empty() ? ready : out.back().second + days{1};
    if (i != 0U || !law.provisional) {
      start = std::max(start, law.from);
    }
    out.emplace_back(start, start + days{law.steps[i].days} - days{1});
  }
  return out;
}

date allowed_from(law_answer const& law, std::optional<date> const last_end) {
  return last_end ? std::max(law.from, *last_end + days{1}) : law.from;
}

}  // namespace foothold::check
