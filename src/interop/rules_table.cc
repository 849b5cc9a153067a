// rules.csv: facts of law (docs/formats/rules.md).

#include <algorithm>
#include <utility>

#include "interop/pack_reader.h"

namespace foothold {

namespace {

constexpr auto kUnits =
    std::array<word<std::string_view>, 3>{{{"days", "days"}, {"weeks", "weeks"}, {"months", "months"}}};

// Whole numbers from 0 to 9999.
bool is_number(std::string_view const text) {
  return !text.empty() && text.size() <= 4U &&
         std::ranges::all_of(text, [](char const c) { return c >= '0' && c <= '9'; });
}

// `allowed`, `denied`, or a waiting time with its unit and the day it counts from.
void check_work_access_value(row_reader& row, rule const& r) {
  if (r.value == "allowed" || r.value == "denied") {
    return;
  }
  if (!is_number(r.value)) {
    row.wrong("value", r.value, "allowed, denied, or a whole number with a unit");
    return;
  }
  if (!row.needed("unit").empty()) {
    row.one_of("unit", r.unit, kUnits);
  }
  row.needed("anchor");
}

bool is_yes_no_question(std::string_view const key) {
  return key == "in_reception_centre" || key == "safe_origin" || key == "accelerated" || key == "travel_document";
}

// One part of a condition: key=value.
void check_condition_part(row_reader& row, std::string_view const part) {
  auto const equals = part.find('=');
  auto const key = part.substr(0U, equals);
  auto const value = equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1U);
  if (key == "status") {
    auto const statuses = split_list(value);
    if (statuses.empty()) {
      row.wrong("condition", part, "at least one status, as status=applicant|tolerated");
    }
    for (auto const status : statuses) {
      row.one_of("condition", status, kStatuses);
    }
  } else if (is_yes_no_question(key)) {
    row.one_of("condition", value, kYesNo);
  } else if (key == "registered_after") {
    row.day_of("condition", value);
  } else {
    row.wrong("condition", part,
              "parts such as status=applicant|tolerated; in_reception_centre=no; safe_origin=no; accelerated=no; "
              "travel_document=yes; registered_after=2015-08-31");
  }
}

}  // namespace

void read_rule(pack_reader& p, row_reader& row) {
  auto r = rule{};
  r.id = row.id("id");
  r.jurisdiction = row.needed("jurisdiction");
  auto const capital = [](char const c) { return c >= 'A' && c <= 'Z'; };
  if (!r.jurisdiction.empty() && (r.jurisdiction.size() != 2U || !std::ranges::all_of(r.jurisdiction, capital))) {
    row.wrong("jurisdiction", r.jurisdiction, "a country of ISO 3166 with two capital letters, or EU");
  }
  r.subject = row.needed("subject");
  r.value = row.needed("value");
  r.unit = row.text("unit");
  r.anchor = row.word_or<std::string_view>("anchor", kAnchors, "");
  r.condition = row.text("condition");
  r.valid_from = row.maybe_day("valid_from");
  r.valid_to = row.maybe_day("valid_to");
  r.document = row.text("document");
  r.document_days = row.whole<std::uint16_t>("document_days", 0, 0, 3000);
  r.employer_step = row.text("employer_step");
  r.employer_days = row.whole<std::uint16_t>("employer_days", 0, 0, 3000);
  r.market_test = row.yes("market_test");
  r.market_test_days = row.whole<std::uint16_t>("market_test_days", 0, 0, 3000);
  r.source_url = row.needed("source_url");
  r.source_date = row.maybe_day("source_date");
  row.needed("confidence");
  r.confidence = row.word_or("confidence", kConfidences, confidence::k);
  r.reviewed_by = row.text("reviewed_by");
  r.review_due = row.day("review_due");
  r.note = row.text("note");
  if (r.subject.starts_with("work_access:")) {
    if (r.subject != kWorkAccessEmployment && r.subject != kWorkAccessSelfEmployment &&
        r.subject != kWorkAccessInternship) {
      row.wrong("subject", r.subject, "work_access:employment, work_access:self_employment or work_access:internship");
    }
    check_work_access_value(row, r);
    for (auto const part : split_list(r.condition, ';')) {
      check_condition_part(row, part);
    }
  }
  if (r.valid_from && r.valid_to && *r.valid_to < *r.valid_from) {
    row.wrong("valid_to", format_date(*r.valid_to), "a day that is not before valid_from");
  }
  register_id(row, "id", r.id, p.t.rules.size(), p.rules);
  p.t.rules.push_back(std::move(r));
}

}  // namespace foothold
