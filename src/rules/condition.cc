#include "rules/condition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace foothold::rules {

namespace {

constexpr auto kMaxWait = 10'000;  // of any unit; more is a slip of the pen

std::string_view trim(std::string_view text) {
  auto const is_space = [](char const c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1U);
  }
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1U);
  }
  return text;
}

// Cuts the text before the next separator off `rest`.
std::string_view next_part(std::string_view& rest, char const separator) {
  auto const end = std::min(rest.find(separator), rest.size());
  auto const part = trim(rest.substr(0U, end));
  rest.remove_prefix(std::min(end + 1U, rest.size()));
  return part;
}

struct condition_part {
  std::string_view key, value;
};

// Calls visit(part) for each "key=value" of a condition; stops when it returns false.
template <typename Visit>
bool all_parts(std::string_view condition, Visit&& visit) {
  while (!condition.empty()) {
    auto const text = next_part(condition, ';');
    auto const equals = std::min(text.find('='), text.size());
    auto const part =
        condition_part{trim(text.substr(0U, equals)), trim(text.substr(std::min(equals + 1U, text.size())))};
    if (!text.empty() && !visit(part)) {
      return false;
    }
  }
  return true;
}

bool lists(std::string_view list, std::string_view const word) {
  while (!list.empty()) {
    if (next_part(list, '|') == word) {
      return true;
    }
  }
  return false;
}

standing stand_of(bool const holds) {
  return holds ? standing::holds : standing::fails;
}

standing stand_of(std::string_view const wanted, std::optional<bool> const& answer) {
  if (!answer || (wanted != "yes" && wanted != "no")) {
    return standing::open;
  }
  return stand_of(*answer == (wanted == "yes"));
}

standing stand_of(condition_part const& part, legal_profile const& person) {
  if (part.key == "status") {
    return stand_of(lists(part.value, status_word(person.status)));
  }
  if (part.key == "in_reception_centre") {
    return stand_of(part.value, person.in_reception_centre);
  }
  if (part.key == "safe_origin") {
    return stand_of(part.value, person.safe_origin_country);
  }
  if (part.key == "accelerated") {
    return stand_of(part.value, person.accelerated_procedure);
  }
  if (part.key == "travel_document") {
    return stand_of(part.value, person.has_travel_document);
  }
  if (part.key == "registered_after") {
    auto const day = parse_date(part.value);
    return day && person.registered ? stand_of(*person.registered > *day) : standing::open;
  }
  return standing::open;  // a part nobody can read must not allow anything in silence
}

std::optional<date> anchor_of(rule const& row, legal_profile const& person) {
  if (row.anchor == "registered") {
    return person.registered;
  }
  if (row.anchor == "arrived") {
    return person.arrived;
  }
  if (row.anchor == "status_since") {
    return person.status_since;
  }
  return std::nullopt;
}

std::optional<date> add_wait(date const anchor, std::string_view const value, std::string_view const unit) {
  auto n = 0;
  auto const [end, fault] = std::from_chars(value.data(), value.data() + value.size(), n);
  if (fault != std::errc{} || end != value.data() + value.size() || n < 0 || n > kMaxWait) {
    return std::nullopt;
  }
  if (unit == "days") {
    return anchor + days{n};
  }
  if (unit == "weeks") {
    return anchor + days{7 * n};
  }
  if (unit == "months") {
    return add_months(anchor, n);
  }
  return std::nullopt;
}

std::optional<date> due_of(rule const& row, legal_profile const& person, date const as_of) {
  if (row.value == "allowed") {
    return as_of;
  }
  auto const anchor = anchor_of(row, person);
  return anchor ? add_wait(*anchor, row.value, row.unit) : std::nullopt;
}

// What is unknown about the waiting time, in the words of the columns.
std::string_view unknown_of_wait(rule const& row) {
  return row.anchor.empty() ? "value" : std::string_view{row.anchor};
}

}  // namespace

std::string_view status_word(residence_status const status) {
  constexpr auto kWords =
      std::array<std::string_view, 9>{"applicant", "refugee",       "subsidiary_protection", "temporary_protection",
                                      "tolerated", "single_permit", "family_member",         "eu_citizen",
                                      "citizen"};
  return kWords[static_cast<std::size_t>(status)];
}

bool names_status(rule const& row, residence_status const status) {
  return all_parts(row.condition, [&](condition_part const& part) {
    return part.key != "status" || lists(part.value, status_word(status));
  });
}

reading read_row(rule const& row, legal_profile const& person, date const as_of) {
  auto out = reading{.row = &row,
                     .of_country = row.jurisdiction != "EU",
                     .denies = row.value == "denied",
                     .firm = row.confidence == confidence::v && row.review_due >= as_of,
                     .stands = standing::holds,
                     .due = std::nullopt,
                     .missing = {}};
  auto const not_failed = all_parts(row.condition, [&](condition_part const& part) {
    auto const stands = stand_of(part, person);
    if (stands == standing::open) {
      out.stands = standing::open;
      out.missing.push_back(part.key == "registered_after" ? "registered" : part.key);
    }
    return stands != standing::fails;
  });
  if (!not_failed) {
    out.stands = standing::fails;
    return out;
  }
  if (!out.denies) {
    out.due = due_of(row, person, as_of);
    if (!out.due) {
      out.stands = standing::open;
      out.missing.push_back(unknown_of_wait(row));
    }
  }
  return out;
}

}  // namespace foothold::rules
