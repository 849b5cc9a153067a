#pragma once
// Rows of law and people in one line each, for tests.
//
//   row("DE-1 | DE | employment | 3 months | arrived | status=applicant; in_reception_centre=no")
//   optional further cells, in any order: V|P|K (default V), review=, from=, to=, doc=N, employer=N, market=N
//   who("applicant registered=2026-01-10 arrived=2026-01-01 centre=no safe=no accelerated=no travel=yes since=")

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "rules/access.h"
#include "rules/condition.h"

namespace foothold::law_test {

inline std::vector<std::string> cells(std::string_view text, char const separator) {
  auto out = std::vector<std::string>{};
  while (true) {
    auto const end = text.find(separator);
    auto cell = std::string{text.substr(0U, end)};
    cell.erase(0U, cell.find_first_not_of(" \n"));
    cell.erase(cell.find_last_not_of(" \n") + 1U);
    if (!cell.empty() || separator != ' ') {
      out.push_back(cell);
    }
    if (end == std::string_view::npos) {
      return out;
    }
    text.remove_prefix(end + 1U);
  }
}

inline date day(std::string_view const text) {
  auto const d = parse_date(text);
  if (!d) {
    throw std::invalid_argument{"not a date: " + std::string{text}};
  }
  return *d;
}

inline void set_option(rule& r, std::string const& cell) {
  auto const equals = cell.find('=');
  auto const key = cell.substr(0U, equals);
  auto const value = equals == std::string::npos ? std::string{} : cell.substr(equals + 1U);
  auto const number = [&] { return static_cast<std::uint16_t>(std::stoi(value)); };
  if (key == "V" || key == "P" || key == "K") {
    r.confidence = key == "V" ? confidence::v : key == "P" ? confidence::p : confidence::k;
  } else if (key == "review") {
    r.review_due = day(value);
  } else if (key == "from") {
    r.valid_from = day(value);
  } else if (key == "to") {
    r.valid_to = day(value);
  } else if (key == "doc") {
    r.document = "permit";
    r.document_days = number();
  } else if (key == "employer") {
    r.employer_step = "form";
    r.employer_days = number();
  } else if (key == "market") {
    r.market_test = true;
    r.market_test_days = number();
  } else if (!key.empty()) {
    throw std::invalid_argument{"unknown cell: " + cell};
  }
}

inline rule row(std::string_view const text) {
  auto const c = cells(text, '|');
  auto r = rule{};
  r.id = c.at(0U);
  r.jurisdiction = c.at(1U);
  r.subject = "work_access:" + c.at(2U);
  auto const value = cells(c.at(3U), ' ');
  r.value = value.at(0U);
  r.unit = value.size() > 1U ? value[1U] : "";
  r.anchor = c.at(4U);
  // A "|" inside a list of statuses is written "," here.
  r.condition = c.at(5U);
  std::replace(r.condition.begin(), r.condition.end(), ',', '|');
  r.confidence = confidence::v;
  r.review_due = day("2030-01-01");
  for (auto i = std::size_t{6U}; i != c.size(); ++i) {
    set_option(r, c[i]);
  }
  return r;
}

inline rule_set rows(std::string_view const text) {
  auto out = rule_set{};
  for (auto const& line : cells(text, '\n')) {
    if (!line.empty()) {
      out.push_back(row(line));
    }
  }
  return out;
}

inline residence_status status_of(std::string_view const word) {
  for (auto i = 0U; i != 9U; ++i) {
    if (rules::status_word(static_cast<residence_status>(i)) == word) {
      return static_cast<residence_status>(i);
    }
  }
  throw std::invalid_argument{"unknown status: " + std::string{word}};
}

inline legal_profile who(std::string_view const text) {
  auto p = legal_profile{};
  auto const words = cells(text, ' ');
  p.status = status_of(words.at(0U));
  for (auto i = std::size_t{1U}; i != words.size(); ++i) {
    auto const pair = cells(words[i], '=');
    auto const& key = pair.at(0U);
    auto const& value = pair.at(1U);
    if (key == "registered") {
      p.registered = day(value);
    } else if (key == "arrived") {
      p.arrived = day(value);
    } else if (key == "since") {
      p.status_since = day(value);
    } else if (key == "centre") {
      p.in_reception_centre = value == "yes";
    } else if (key == "safe") {
      p.safe_origin_country = value == "yes";
    } else if (key == "accelerated") {
      p.accelerated_procedure = value == "yes";
    } else if (key == "travel") {
      p.has_travel_document = value == "yes";
    } else {
      throw std::invalid_argument{"unknown word: " + words[i]};
    }
  }
  return p;
}

// "ask from 2026-04-15 until 2027-03-04: DE-1/confirm 14, DE-1/document 7"
inline std::string say(work_access const& a) {
  constexpr std::string_view kOutcome[] = {"allowed", "conditional", "denied", "ask"};
  auto out = std::string{kOutcome[static_cast<std::size_t>(a.outcome)]};
  if (a.from) {
    out += " from " + format_date(*a.from);
  }
  if (a.until) {
    out += " until " + format_date(*a.until);
  }
  auto separator = std::string{": "};
  for (auto const& step : a.steps) {
    out += separator + gate_name(step) + " " + std::to_string(step.days);
    separator = ", ";
  }
  return out;
}

// What say() gives, and why: "... (allowed DE-AP-1; open DE-AP-3 safe_origin)".
inline std::string explain(work_access const& a) {
  auto out = say(a);
  auto separator = std::string_view{" ("};
  for (auto const& r : a.reasons) {
    out += separator;
    out += r.key.substr(std::string_view{"law."}.size());
    for (auto const& [name, value] : r.args) {
      out += name == "date" ? "" : " " + value;
    }
    separator = "; ";
  }
  return out + ")";
}

// The reasons as "key rule part date", one per line.
inline std::string say_reasons(work_access const& a) {
  auto out = std::string{};
  for (auto const& r : a.reasons) {
    out += r.key;
    for (auto const& [name, value] : r.args) {
      out += " " + value;
    }
    out += "\n";
  }
  return out;
}

}  // namespace foothold::law_test
