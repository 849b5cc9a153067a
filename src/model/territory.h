#pragma once
// A territory: the timetable of offers, jobs, travel and law that plans are made from. Read once, then shared and
// never changed. docs/formats/territory.md describes the files.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/vec_map.h"
#include "model/fact.h"
#include "model/ids.h"
#include "model/label.h"
#include "model/person.h"
#include "model/policy.h"
#include "model/rule.h"
#include "model/week.h"

namespace foothold {

enum class offer_kind : std::uint8_t { course, procedure, internship, job_support, childcare, mentoring, service };
enum class modality : std::uint8_t { on_site, online };

struct organisation {
  std::string id;
  label name;
  std::string kind;  // municipality, employment_service, provider, ngo, union, chamber, employer, authority, childcare
  std::string phone;
  std::string url;

  bool operator==(organisation const&) const = default;
};

struct location {
  std::string id;
  label name;
  zone_idx zone;

  bool operator==(location const&) const = default;
};

// Who may take an offer. Empty or unset means no limit.
struct eligibility {
  bool women_only{false};
  std::uint8_t age_from{0U};  // years on the first day
  std::uint8_t age_to{255U};  // last age that may take part
  std::vector<residence_status> statuses;
  std::string window_anchor;      // registered, arrived, status_since
  std::uint16_t window_days{0U};  // the step must start at most so many days after the anchor; 0: no window

  bool operator==(eligibility const&) const = default;
};

struct offer {
  std::string id;
  organisation_idx organisation;
  offer_kind kind{offer_kind::course};
  label title;
  std::vector<fact_idx> needs;  // all of them hold on the first day
  std::vector<fact_idx> gives;  // hold from the day after the end (childcare: see docs)
  eligibility who;
  enum modality modality { modality::on_site };
  std::uint32_t own_cents{0U};          // what the person pays
  std::uint32_t public_cents{0U};       // what the place costs the public
  std::uint16_t lessons{0U};            // whole course, lessons of territory.minutes_per_lesson
  std::uint8_t language_percent{0U};    // embedded language: share of the lessons that counts as language learning
  std::uint16_t study_minutes{0U};      // home study a week
  std::uint16_t duration_days{0U};      // procedure: from complete file to answer
  std::uint16_t passed{0U}, taken{0U};  // the provider's own results; 0 of 0: unknown
  std::uint8_t attendance_percent{0U};  // less attendance loses the certificate; 0: none
  std::uint8_t settling_days{0U};       // childcare: days until the place carries a full day
  std::uint8_t care_from_months{0U};    // childcare: age of the child on the first day
  std::uint8_t care_to_months{255U};

  bool operator==(offer const&) const = default;
};

struct session {
  std::string id;
  offer_idx offer;
  location_idx location;
  date start, end;  // inclusive
  week_pattern week;
  std::uint16_t places{0U};
  std::uint16_t places_left{0U};
  std::uint16_t min_group{0U};  // starts only with so many people
  std::uint16_t enrolled{0U};
  std::optional<date> apply_by;  // last day to apply
  bool women_only{false};
  bool care_on_site{false};  // children of those who take part are looked after

  bool operator==(session const&) const = default;
};

struct occupation {
  std::string uri;
  bool self_employment{false};
  label title;
  std::string isco;  // ISCO-08 code, four digits
  std::vector<fact_idx> needs;
  week_pattern week;      // usual working hours
  location_idx location;  // where such work is usually found
  job_quality quality{job_quality::fair};
  std::uint16_t search_days{0U};
  bool regulated{false};
  bool shortage{false};

  bool operator==(occupation const&) const = default;
};

struct vacancy {
  std::string id;
  organisation_idx organisation;
  occupation_idx occupation;
  label title;
  std::vector<fact_idx> needs;  // in place of the occupation's
  location_idx location;
  week_pattern week;
  date from, until;  // first and last possible first day
  job_quality quality{job_quality::fair};
  std::uint32_t hourly_cents{0U};

  bool operator==(vacancy const&) const = default;
};

struct service_entry {
  std::string id;
  organisation_idx organisation;
  label name;
  std::string category;
  location_idx location;
  week_pattern open;
  std::vector<std::string> languages;
  std::string phone;
  std::string cost;
  date checked;

  bool operator==(service_entry const&) const = default;
};

// Minutes from zone to zone for one mode in a time band. A trip uses the row whose band holds its fixed end: the
// arrival when going to a step, the departure when coming home. No row: there is no way at that hour.
struct travel_row {
  std::string id;
  zone_idx from, to;
  travel_mode mode{kBus};
  std::uint8_t days{0x7FU};  // bit 0 = Monday
  std::uint16_t band_from{0U}, band_to{kMinutesPerDay};
  std::uint16_t minutes{0U};
  std::string line;

  bool operator==(travel_row const&) const = default;
};

struct shortage {
  std::string isco;
  std::uint32_t open_jobs{0U};
  std::string source;

  bool operator==(shortage const&) const = default;
};

struct territory {
  std::string id;
  label name;
  std::string country;  // ISO 3166
  std::string nuts;
  std::vector<std::string> languages;
  std::string currency;
  date as_of;  // the day plans start from unless another is given
  std::uint16_t minutes_per_lesson{45U};
  std::uint16_t confirm_days{14U};     // "confirm with an adviser"
  std::uint8_t care_until_years{12U};  // younger children need care
  std::uint16_t horizon_days{1100U};   // plans end within so many days
  std::vector<date> holidays;
  std::vector<std::string> sources;

  fact_table facts;
  vec_map<zone_idx, std::string> zones;
  vec_map<organisation_idx, organisation> organisations;
  vec_map<location_idx, location> locations;
  vec_map<offer_idx, offer> offers;
  vec_map<session_idx, session> sessions;
  vec_map<occupation_idx, occupation> occupations;
  vec_map<vacancy_idx, vacancy> vacancies;
  std::vector<service_entry> services;
  std::vector<travel_row> travel;
  std::vector<shortage> shortages;
  rule_set rules;
  policy weights;
  vec_map<household_idx, household> households;
  vec_map<child_idx, child> children;
  vec_map<person_idx, person> people;
  std::vector<std::pair<std::string, label>> fact_labels;  // texts/facts.csv: fact or prefix -> words

  std::string hash, rules_hash, policy_hash;  // of the files' bytes, hex
};

}  // namespace foothold
