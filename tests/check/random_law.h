#pragma once
// Random rows of law and people to ask about: few values, so that rows meet, contradict, end and stay open often.

#include "check/tiny_town.h"
#include "random_source.h"

namespace foothold {

inline rule random_rule(random_source& r, std::size_t const n, date const as_of, std::string_view const subject) {
  auto row = named<rule>("R" + std::to_string(r.below(90U) + 10U) + "-" + std::to_string(n));
  row.jurisdiction = r.one_in(3U) ? "EU" : r.one_in(6U) ? "FR" : "DE";
  row.subject = subject;
  auto const values = std::array<std::string_view, 6>{"allowed", "denied", "20", "3", "2", "40"};
  auto const pick = r.below(values.size());
  row.value = values.at(pick);
  if (pick >= 2U) {
    row.unit = pick == 3U ? "months" : pick == 4U ? "weeks" : "days";
    row.anchor = r.one_in(3U) ? "arrived" : r.one_in(2U) ? "status_since" : "registered";
  }
  auto const conditions = std::array<std::string_view, 9>{"",
                                                          "status=applicant",
                                                          "status=applicant|tolerated",
                                                          "status=refugee",
                                                          "status=applicant; in_reception_centre=no",
                                                          "safe_origin=no",
                                                          "accelerated=yes; status=applicant",
                                                          "registered_after=2026-01-01",
                                                          "travel_document=yes"};
  row.condition = conditions.at(r.below(conditions.size()));
  if (r.one_in(4U)) {
    row.valid_from = as_of + days{static_cast<int>(r.below(60U)) - 30};
  }
  if (r.one_in(4U)) {
    row.valid_to = as_of + days{static_cast<int>(r.below(90U)) - 10};
  }
  row.confidence = r.one_in(6U) ? confidence::p : r.one_in(9U) ? confidence::k : confidence::v;
  row.review_due = as_of + days{static_cast<int>(r.below(100U)) - 10};
  if (r.one_in(3U)) {
    row.document = "permit";
    row.document_days = static_cast<std::uint16_t>(r.below(20U));
  }
  if (r.one_in(4U)) {
    row.employer_step = "notice";
    row.employer_days = static_cast<std::uint16_t>(r.below(10U));
  }
  row.market_test = r.one_in(5U);
  row.market_test_days = static_cast<std::uint16_t>(r.below(15U));
  return row;
}

inline std::optional<bool> random_answer(random_source& r) {
  return r.one_in(4U) ? std::nullopt : std::optional{r.one_in(2U)};
}

inline std::optional<date> random_past_day(random_source& r, date const as_of) {
  return r.one_in(5U) ? std::nullopt : std::optional{as_of - days{r.below(120U)}};
}

inline legal_profile random_profile(random_source& r, date const as_of) {
  auto who = legal_profile{};
  auto const statuses = std::array{residence_status::applicant, residence_status::applicant,
                                   residence_status::tolerated, residence_status::refugee, residence_status::citizen};
  who.status = statuses.at(r.below(statuses.size()));
  who.arrived = random_past_day(r, as_of);
  who.registered = random_past_day(r, as_of);
  who.status_since = random_past_day(r, as_of);
  who.in_reception_centre = random_answer(r);
  who.safe_origin_country = random_answer(r);
  who.accelerated_procedure = random_answer(r);
  who.has_travel_document = random_answer(r);
  return who;
}

}  // namespace foothold
