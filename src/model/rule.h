#pragma once
// Facts of law as dated data. One rule is one row of a rules.csv; docs/formats/rules.md says how rows are read.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/ids.h"

namespace foothold {

// V: the value was read in the source. P: source found, value not seen. K: background knowledge, no source read.
enum class confidence : std::uint8_t { v, p, k };

struct rule {
  std::string id;
  std::string jurisdiction;  // ISO 3166 country code or EU
  std::string subject;       // work_access:employment, work_access:self_employment, work_access:internship, ...
  std::string value;         // a number, `allowed` or `denied`
  std::string unit;          // days, weeks, months, ...; empty for allowed and denied
  std::string condition;     // "status=applicant; in_reception_centre=no"
  std::optional<date> valid_from, valid_to;
  std::string source_url;
  std::optional<date> source_date;
  enum confidence confidence { confidence::k };
  std::string reviewed_by;
  date review_due;
  std::string anchor;    // registered, arrived, status_since: the day `value` counts from
  std::string document;  // paper that must be in hand, and how long it takes
  std::uint16_t document_days{0U};
  std::string employer_step;  // what the employer must file
  std::uint16_t employer_days{0U};
  bool market_test{false};  // may somebody else be preferred for the vacancy
  std::uint16_t market_test_days{0U};
  std::string note;

  bool operator==(rule const&) const = default;
};

using rule_set = std::vector<rule>;

}  // namespace foothold
