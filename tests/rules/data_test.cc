// The law that ships in data/rules: its form, the answers it gives, and that every row of it counts.

#include <algorithm>
#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "law.h"
#include "rule_files.h"
#include "rules/access.h"

using namespace foothold;
using namespace foothold::law_test;

namespace {

rule_set const& shipped() {
  static auto const law = [] {
    auto out = rule_set{};
    for (auto const& [name, file] : read_rule_files()) {
      out.insert(out.end(), file.rules.begin(), file.rules.end());
    }
    return out;
  }();
  return law;
}

struct fact_case {
  std::string country, subject, person, today, expected;
};

// country | subject | person | day of planning | answer
std::vector<fact_case> fact_cases() {
  auto out = std::vector<fact_case>{};
  constexpr std::string_view kTable = R"(
    DE | employment | applicant arrived=2026-01-15 registered=2026-01-20 centre=no safe=no accelerated=no | 2026-03-02 | conditional from 2026-04-15: DE-AP-1/document 28, DE-AP-1/employer 7 (allowed DE-AP-1)
    DE | employment | applicant arrived=2026-01-15 registered=2026-01-20 centre=yes safe=no accelerated=no | 2026-03-02 | conditional from 2026-07-20: DE-AP-2/document 28, DE-AP-2/employer 7 (allowed DE-AP-2)
    DE | employment | applicant arrived=2025-01-15 registered=2025-01-20 centre=yes safe=no accelerated=no | 2026-03-02 | conditional from 2026-03-02: DE-AP-2/document 28, DE-AP-2/employer 7 (allowed DE-AP-2)
    DE | employment | applicant arrived=2025-01-15 registered=2025-01-20 centre=no safe=no accelerated=no | 2026-03-02 | conditional from 2026-03-02: DE-AP-1/document 28, DE-AP-1/employer 7 (allowed DE-AP-1)
    DE | employment | applicant arrived=2025-01-15 registered=2025-01-20 centre=no safe=yes accelerated=no | 2026-03-02 | denied (denied DE-AP-3)
    DE | employment | applicant arrived=2015-07-15 registered=2015-08-31 centre=no safe=yes accelerated=no | 2026-03-02 | conditional from 2026-03-02: DE-AP-1/document 28, DE-AP-1/employer 7 (allowed DE-AP-1)
    DE | employment | applicant arrived=2026-01-15 registered=2026-01-20 safe=no accelerated=no | 2026-03-02 | ask from 2026-07-20: DE-AP-2/confirm 14, DE-AP-2/document 28, DE-AP-2/employer 7 (allowed DE-AP-2; open DE-AP-1 in_reception_centre; open DE-AP-2 in_reception_centre)
    DE | employment | applicant arrived=2025-01-15 registered=2025-01-20 centre=no safe=no accelerated=yes | 2026-03-02 | ask from 2026-03-02: DE-AP-1/confirm 14, DE-AP-1/document 28, DE-AP-1/employer 7 (allowed DE-AP-1; unconfirmed DE-AP-5)
    DE | employment | applicant arrived=2025-01-15 registered=2025-01-20 centre=no safe=no accelerated=yes | 2026-11-23 | ask from 2026-11-23: DE-AP-1/confirm 14, DE-AP-1/document 28, DE-AP-1/employer 7 (allowed DE-AP-1; unconfirmed DE-AP-5)
    DE | employment | applicant arrived=2025-01-15 registered=2025-01-20 centre=no safe=no accelerated=no | 2027-07-01 | ask from 2027-07-01: DE-AP-1/confirm 14, DE-AP-1/document 28, DE-AP-1/employer 7 (allowed DE-AP-1; past_review DE-AP-1)
    DE | employment | applicant arrived=2025-01-15 registered=2025-01-20 centre=no | 2026-03-02 | ask from 2026-03-02: DE-AP-1/confirm 14, DE-AP-1/document 28, DE-AP-1/employer 7 (allowed DE-AP-1; open DE-AP-3 safe_origin; open DE-AP-5 accelerated)
    DE | self_employment | applicant arrived=2020-01-15 registered=2020-01-20 centre=no safe=no accelerated=no | 2026-03-02 | denied (denied DE-AP-4)
    DE | self_employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-2)
    DE | internship | applicant arrived=2026-01-15 registered=2026-01-20 centre=no safe=no | 2026-03-02 | ask from 2026-04-15: DE-AP-6/confirm 14, DE-AP-6/document 28 (allowed DE-AP-6; unconfirmed DE-AP-6)
    DE | internship | applicant arrived=2026-01-15 registered=2026-01-20 centre=no safe=yes | 2026-03-02 | denied (denied DE-AP-7)
    DE | internship | applicant arrived=2015-01-15 registered=2015-01-20 centre=no safe=yes | 2026-03-02 | ask from 2026-03-02: DE-AP-6/confirm 14, DE-AP-6/document 28 (allowed DE-AP-6; unconfirmed DE-AP-6)
    DE | internship | applicant registered=2026-01-20 safe=no | 2026-03-02 | ask from 2026-03-02: DE-AP-6/confirm 14, DE-AP-6/document 28 (allowed DE-AP-6; open DE-AP-6 arrived; unconfirmed DE-AP-6)
    DE | employment | tolerated arrived=2026-01-15 since=2026-02-20 registered=2026-01-20 centre=no safe=no | 2026-03-02 | ask from 2026-04-15: DE-TOL-1/confirm 14, DE-TOL-1/document 28, DE-TOL-1/employer 7 (allowed DE-TOL-1; unconfirmed DE-TOL-1)
    DE | employment | tolerated arrived=2026-01-15 since=2026-02-20 registered=2026-01-20 centre=yes safe=no | 2026-03-02 | ask from 2026-08-20: DE-TOL-2/confirm 14, DE-TOL-2/document 28, DE-TOL-2/employer 7 (allowed DE-TOL-2; unconfirmed DE-TOL-2)
    DE | employment | tolerated arrived=2020-01-15 since=2022-02-20 registered=2020-01-20 centre=no safe=yes | 2026-03-02 | ask from 2026-03-02: DE-TOL-1/confirm 14, DE-TOL-1/document 28, DE-TOL-1/employer 7 (allowed DE-TOL-1; unconfirmed DE-TOL-3; unconfirmed DE-TOL-1)
    DE | internship | tolerated arrived=2026-01-15 | 2026-03-02 | ask from 2026-03-02: DE-TOL-4/confirm 14, DE-TOL-4/document 28 (allowed DE-TOL-4; unconfirmed DE-TOL-4)
    DE | self_employment | tolerated arrived=2020-01-15 | 2026-03-02 | ask from 2026-03-02: DE-TOL-5/confirm 14 (unconfirmed DE-TOL-5)
    DE | employment | family_member arrived=2025-01-15 | 2026-03-02 | ask from 2026-03-02: DE-FAM-1/confirm 14 (allowed DE-FAM-1; unconfirmed DE-FAM-1)
    DE | self_employment | family_member arrived=2025-01-15 | 2026-03-02 | ask from 2026-03-02: DE-FAM-2/confirm 14 (allowed DE-FAM-2; unconfirmed DE-FAM-2)
    DE | internship | family_member arrived=2025-01-15 | 2026-03-02 | ask from 2026-03-02: no-rule/confirm 14 (no_row work_access:internship)
    DE | employment | refugee since=2026-02-01 | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    DE | employment | subsidiary_protection since=2026-02-01 | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    DE | internship | refugee since=2026-02-01 | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-3)
    DE | internship | subsidiary_protection since=2026-02-01 | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-3)
    DE | self_employment | subsidiary_protection | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-2)
    DE | employment | refugee since=2026-02-01 | 2027-07-01 | ask from 2027-07-01: EU-BIP-1/confirm 14 (allowed EU-BIP-1; past_review EU-BIP-1)
    DE | employment | temporary_protection | 2026-03-02 | ask from 2026-03-02 until 2027-03-04: EU-TP-1/confirm 14 (allowed EU-TP-1; ends EU-TP-1)
    DE | employment | temporary_protection | 2027-03-05 | ask from 2027-03-05: no-rule/confirm 14 (no_row work_access:employment)
    DE | employment | temporary_protection | 2022-03-01 | ask from 2022-03-04 until 2027-03-04: EU-TP-1/confirm 14 (allowed EU-TP-1; ends EU-TP-1)
    DE | self_employment | temporary_protection | 2026-03-02 | ask from 2026-03-02 until 2027-03-04: EU-TP-2/confirm 14 (allowed EU-TP-2; unconfirmed EU-TP-2; ends EU-TP-2)
    DE | self_employment | temporary_protection | 2022-03-01 | ask from 2022-03-04 until 2027-03-04: EU-TP-2/confirm 14 (allowed EU-TP-2; unconfirmed EU-TP-2; ends EU-TP-2)
    DE | internship | temporary_protection | 2026-03-02 | ask from 2026-03-02 until 2027-03-04: EU-TP-3/confirm 14 (allowed EU-TP-3; unconfirmed EU-TP-3; ends EU-TP-3)
    DE | internship | temporary_protection | 2022-03-01 | ask from 2022-03-04 until 2027-03-04: EU-TP-3/confirm 14 (allowed EU-TP-3; unconfirmed EU-TP-3; ends EU-TP-3)
    DE | employment | single_permit since=2025-02-01 | 2026-11-23 | conditional from 2026-11-23: EU-SP-2/employer 45 (allowed EU-SP-2)
    DE | employment | single_permit since=2025-02-01 | 2026-03-02 | conditional from 2026-05-22: EU-SP-2/employer 45 (allowed EU-SP-2)
    DE | self_employment | single_permit since=2025-02-01 | 2026-11-23 | ask from 2026-11-23: no-rule/confirm 14 (no_row work_access:self_employment)
    DE | employment | eu_citizen | 2026-03-02 | allowed from 2026-03-02 (allowed EU-FM-1)
    DE | self_employment | eu_citizen | 2026-03-02 | allowed from 2026-03-02 (allowed EU-FM-2)
    DE | internship | eu_citizen | 2026-03-02 | allowed from 2026-03-02 (allowed EU-FM-3)
    DE | employment | citizen | 2026-03-02 | allowed from 2026-03-02 (citizen)
    AT | employment | applicant registered=2025-02-01 accelerated=no | 2026-03-02 | allowed from 2026-03-02 (allowed EU-APP-5)
    AT | employment | applicant registered=2025-10-01 accelerated=no | 2026-03-02 | ask from 2026-06-12: EU-APP-1/confirm 14, EU-APP-1/market_test 14 (allowed EU-APP-1; unconfirmed EU-APP-1)
    AT | employment | applicant registered=2026-02-01 accelerated=no | 2026-11-23 | ask from 2026-11-23: EU-APP-1/confirm 14, EU-APP-1/market_test 14 (allowed EU-APP-1; unconfirmed EU-APP-1)
    AT | employment | applicant registered=2026-08-01 accelerated=no | 2026-11-23 | ask from 2027-02-01: EU-APP-1/confirm 14, EU-APP-1/market_test 14 (allowed EU-APP-1; unconfirmed EU-APP-1)
    AT | employment | applicant registered=2026-08-01 accelerated=yes | 2026-11-23 | denied (denied EU-APP-2)
    AT | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02 until 2026-06-11: EU-APP-5/confirm 14 (allowed EU-APP-5; ends EU-APP-5)
    AT | employment | applicant registered=2025-02-01 accelerated=no | 2026-05-20 | allowed from 2026-05-20 (allowed EU-APP-5)
    AT | employment | applicant registered=2025-12-01 accelerated=no | 2026-05-20 | ask from 2026-06-12: EU-APP-1/confirm 14, EU-APP-1/market_test 14 (allowed EU-APP-1; unconfirmed EU-APP-1)
    AT | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    AT | employment | family_member | 2026-03-02 | ask from 2026-03-02: no-rule/confirm 14 (no_row work_access:employment)
    IT | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | conditional from 2026-04-02: IT-AP-1/document 1 (allowed IT-AP-1)
    IT | employment | applicant registered=2025-02-01 accelerated=no | 2026-03-02 | conditional from 2026-03-02: IT-AP-1/document 1 (allowed IT-AP-1)
    IT | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: IT-AP-1/confirm 14, IT-AP-1/document 1 (allowed IT-AP-1; unconfirmed IT-AP-2)
    IT | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: IT-AP-1/confirm 14, IT-AP-1/document 1 (allowed IT-AP-1; unconfirmed IT-AP-2)
    EL | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | conditional from 2026-04-02: EL-AP-1/document 1 (allowed EL-AP-1)
    EL | employment | applicant registered=2023-10-01 accelerated=no | 2023-11-05 | conditional from 2023-12-01: EL-AP-1/document 1 (allowed EL-AP-1)
    EL | employment | applicant registered=2023-05-10 accelerated=no | 2023-11-05 | allowed from 2023-11-10 (allowed EL-AP-2)
    EL | employment | applicant registered=2023-05-01 accelerated=no | 2023-10-01 | allowed from 2023-11-01 (allowed EL-AP-2)
    EL | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: EL-AP-1/confirm 14, EL-AP-1/document 1 (allowed EL-AP-1; unconfirmed EL-AP-3)
    EL | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: EL-AP-1/confirm 14, EL-AP-1/document 1 (allowed EL-AP-1; unconfirmed EL-AP-3)
    SI | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | allowed from 2026-05-01 (allowed SI-AP-1)
    SI | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: SI-AP-1/confirm 14 (allowed SI-AP-1; unconfirmed SI-AP-2)
    SI | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: SI-AP-1/confirm 14 (allowed SI-AP-1; unconfirmed SI-AP-2)
    HR | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | conditional from 2026-05-01: HR-AP-1/document 30 (allowed HR-AP-1)
    HR | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: HR-AP-1/confirm 14, HR-AP-1/document 30 (allowed HR-AP-1; unconfirmed HR-AP-2)
    HR | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: HR-AP-1/confirm 14, HR-AP-1/document 30 (allowed HR-AP-1; unconfirmed HR-AP-2)
    FI | employment | applicant registered=2026-02-01 travel=yes accelerated=no | 2026-03-02 | ask from 2026-05-01: FI-AP-1/confirm 14, FI-AP-1/document 14 (allowed FI-AP-1; unconfirmed FI-AP-1; past_review FI-AP-1)
    FI | employment | applicant registered=2026-02-01 travel=no accelerated=no | 2026-03-02 | ask from 2026-08-01: FI-AP-2/confirm 14, FI-AP-2/document 14 (allowed FI-AP-2; unconfirmed FI-AP-2; past_review FI-AP-2)
    FI | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | ask from 2026-08-01: FI-AP-2/confirm 14, FI-AP-2/document 14 (allowed FI-AP-2; open FI-AP-1 travel_document; unconfirmed FI-AP-2; past_review FI-AP-2)
    FI | employment | applicant registered=2019-02-01 travel=yes accelerated=no | 2019-03-02 | ask from 2019-05-01: FI-AP-1/confirm 14, FI-AP-1/document 14 (allowed FI-AP-1; unconfirmed FI-AP-1)
    FI | employment | applicant registered=2025-02-01 travel=yes accelerated=yes | 2026-11-23 | ask from 2026-11-23: FI-AP-1/confirm 14, FI-AP-1/document 14 (allowed FI-AP-1; unconfirmed FI-AP-3; unconfirmed FI-AP-1; past_review FI-AP-1)
    FI | employment | applicant registered=2025-02-01 travel=yes accelerated=yes | 2026-03-02 | ask from 2026-03-02: FI-AP-1/confirm 14, FI-AP-1/document 14 (allowed FI-AP-1; unconfirmed FI-AP-3; unconfirmed FI-AP-1; past_review FI-AP-1)
    NL | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | conditional from 2026-08-01: NL-AP-1/employer 35 (allowed NL-AP-1)
    NL | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: NL-AP-1/confirm 14, NL-AP-1/employer 35 (allowed NL-AP-1; unconfirmed NL-AP-2)
    NL | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: NL-AP-1/confirm 14, NL-AP-1/employer 35 (allowed NL-AP-1; unconfirmed NL-AP-2)
    SE | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | ask from 2026-03-02: SE-AP-1/confirm 14, SE-AP-1/document 14 (allowed SE-AP-1; unconfirmed SE-AP-1; past_review SE-AP-1)
    SE | employment | applicant registered=2014-02-01 accelerated=no | 2014-03-02 | ask from 2014-03-02: SE-AP-1/confirm 14, SE-AP-1/document 14 (allowed SE-AP-1; unconfirmed SE-AP-1)
    SE | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: SE-AP-1/confirm 14, SE-AP-1/document 14 (allowed SE-AP-1; unconfirmed SE-AP-2; unconfirmed SE-AP-1; past_review SE-AP-1)
    SE | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: SE-AP-1/confirm 14, SE-AP-1/document 14 (allowed SE-AP-1; unconfirmed SE-AP-2; unconfirmed SE-AP-1; past_review SE-AP-1)
    ES | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | ask from 2026-08-01: ES-AP-1/confirm 14 (allowed ES-AP-1; unconfirmed ES-AP-1)
    ES | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: ES-AP-1/confirm 14 (allowed ES-AP-1; unconfirmed ES-AP-2; unconfirmed ES-AP-1)
    ES | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: ES-AP-1/confirm 14 (allowed ES-AP-1; unconfirmed ES-AP-2; unconfirmed ES-AP-1)
    BE | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | ask from 2026-06-01: BE-AP-1/confirm 14 (allowed BE-AP-1; past_review BE-AP-1)
    BE | employment | applicant registered=2021-02-01 accelerated=no | 2021-03-02 | allowed from 2021-06-01 (allowed BE-AP-1)
    BE | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: BE-AP-1/confirm 14 (allowed BE-AP-1; unconfirmed BE-AP-2; past_review BE-AP-1)
    BE | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: BE-AP-1/confirm 14 (allowed BE-AP-1; unconfirmed BE-AP-2; past_review BE-AP-1)
    PT | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | allowed from 2026-03-02 (allowed PT-AP-1)
    PT | employment | applicant registered=2026-02-01 accelerated=no | 2022-06-01 | allowed from 2022-12-31 (allowed PT-AP-1)
    PT | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: PT-AP-1/confirm 14 (allowed PT-AP-1; unconfirmed PT-AP-2)
    PT | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: PT-AP-1/confirm 14 (allowed PT-AP-1; unconfirmed PT-AP-2)
    PL | employment | applicant registered=2026-02-01 accelerated=no | 2026-03-02 | ask from 2026-08-01: PL-AP-1/confirm 14, PL-AP-1/document 30 (allowed PL-AP-1; unconfirmed PL-AP-1)
    PL | employment | applicant registered=2025-02-01 accelerated=yes | 2026-11-23 | ask from 2026-11-23: PL-AP-1/confirm 14, PL-AP-1/document 30 (allowed PL-AP-1; unconfirmed PL-AP-2; unconfirmed PL-AP-1)
    PL | employment | applicant registered=2025-02-01 accelerated=yes | 2026-03-02 | ask from 2026-03-02: PL-AP-1/confirm 14, PL-AP-1/document 30 (allowed PL-AP-1; unconfirmed PL-AP-2; unconfirmed PL-AP-1)
    PL | employment | temporary_protection | 2026-03-02 | ask from 2026-03-02: PL-TP-1/confirm 14, PL-TP-1/employer 1 (allowed PL-TP-1; past_review PL-TP-1)
    PL | employment | temporary_protection | 2025-03-02 | conditional from 2025-03-02: PL-TP-1/employer 1 (allowed PL-TP-1)
    PL | employment | temporary_protection | 2024-05-31 | conditional from 2024-05-31: PL-TP-2/employer 1 (allowed PL-TP-2)
    PL | employment | temporary_protection | 2024-06-15 | conditional from 2024-06-15: PL-TP-2/employer 1 (allowed PL-TP-2)
    PL | self_employment | temporary_protection | 2026-03-02 | ask from 2026-03-02 until 2027-03-04: EU-TP-2/confirm 14 (allowed EU-TP-2; unconfirmed EU-TP-2; ends EU-TP-2)
    BE | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    EL | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    ES | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    FI | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    HR | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    IT | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    NL | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    PL | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    PT | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    SE | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    SI | employment | refugee | 2026-03-02 | allowed from 2026-03-02 (allowed EU-BIP-1)
    PL | employment | refugee | 2024-06-15 | allowed from 2024-06-15 (allowed EU-BIP-1)
    PL | employment | temporary_protection | 2024-07-10 | conditional from 2024-07-10: PL-TP-1/employer 1 (allowed PL-TP-1)
    EL | employment | refugee | 2023-06-15 | allowed from 2023-06-15 (allowed EU-BIP-1)
    FI | employment | applicant registered=2019-02-01 travel=no accelerated=no | 2019-03-02 | ask from 2019-08-01: FI-AP-2/confirm 14, FI-AP-2/document 14 (allowed FI-AP-2; unconfirmed FI-AP-2)
    DE | employment | refugee | 2026-11-23 | allowed from 2026-11-23 (allowed EU-BIP-1)
)";
  for (auto const& line : cells(kTable, '\n')) {
    if (line.empty()) {
      continue;
    }
    auto const c = cells(line, '|');
    out.push_back({c.at(0U), c.at(1U), c.at(2U), c.at(3U), c.at(4U)});
  }
  return out;
}

std::string answer(rule_set const& law, fact_case const& c) {
  return explain(evaluate(law, c.country, "work_access:" + c.subject, who(c.person), day(c.today), 14U));
}

bool some_answer_differs(rule_set const& law) {
  static auto const cases = fact_cases();
  return std::any_of(cases.begin(), cases.end(), [&](auto const& c) { return answer(law, c) != c.expected; });
}

}  // namespace

TEST(rules_data, every_row_has_its_source_confidence_and_review) {
  auto ids = std::set<std::string>{};
  auto const files = read_rule_files();
  for (auto const* name : {"EU", "DE", "SE", "PL", "SI", "IT", "EL", "FI", "NL", "ES", "BE", "HR", "PT"}) {
    EXPECT_TRUE(files.contains(name)) << name;
  }
  for (auto const& [name, file] : files) {
    EXPECT_THAT(file.wrong, testing::IsEmpty()) << name;
    EXPECT_FALSE(file.rules.empty()) << name;
    for (auto const& r : file.rules) {
      EXPECT_TRUE(ids.insert(r.id).second) << r.id;
      EXPECT_EQ(r.jurisdiction, name) << r.id;
      EXPECT_TRUE(r.id.starts_with(name + "-")) << r.id;
      EXPECT_TRUE(r.source_url.starts_with("http")) << r.id;
      EXPECT_FALSE(r.note.empty()) << r.id;
    }
  }
}

TEST(rules_data, every_condition_and_wait_can_be_read) {
  auto const person = who(
      "applicant registered=2026-01-01 arrived=2026-01-01 since=2026-01-01 centre=no safe=no accelerated=no travel=no");
  for (auto const& r : shipped()) {
    if (r.subject.starts_with("work_access:")) {
      EXPECT_NE(rules::read_row(r, person, day("2026-03-02")).stands, rules::standing::open) << r.id;
    }
  }
}

// REQ D6
TEST(rules_data, status_country_and_day_give_the_expected_answer) {
  for (auto const& c : fact_cases()) {
    EXPECT_EQ(answer(shipped(), c), c.expected) << c.country << " " << c.subject << " " << c.person << " " << c.today;
  }
}

// REQ J10
TEST(rules_data, a_changed_cell_changes_the_answer) {
  auto const with = [](std::string_view const id, auto&& change) {
    auto law = shipped();
    auto const r = std::find_if(law.begin(), law.end(), [&](auto const& x) { return x.id == id; });
    EXPECT_NE(r, law.end());
    change(*r);
    return law;
  };
  auto const c = fact_case{"SI", "employment", "applicant registered=2026-01-20 accelerated=no", "2026-03-02", ""};
  EXPECT_EQ(answer(shipped(), c), "allowed from 2026-04-20 (allowed SI-AP-1)");
  EXPECT_EQ(answer(with("SI-AP-1", [](rule& r) { r.value = "9"; }), c), "allowed from 2026-10-20 (allowed SI-AP-1)");
  EXPECT_EQ(answer(with("SI-AP-1", [](rule& r) { r.valid_from = day("2026-06-12"); }), c),
            "allowed from 2026-06-12 (allowed SI-AP-1)");
  EXPECT_EQ(answer(with("SI-AP-1", [](rule& r) { r.review_due = day("2026-03-01"); }), c),
            "ask from 2026-04-20: SI-AP-1/confirm 14 (allowed SI-AP-1; past_review SI-AP-1)");
  EXPECT_EQ(answer(with("SI-AP-1", [](rule& r) { r.value = "denied"; }), c), "denied (denied SI-AP-1)");
}

// REQ D6
TEST(rules_data, a_mistake_in_any_row_is_noticed_by_the_table) {
  using change = std::pair<char const*, std::function<bool(rule&)>>;
  auto const changes = std::vector<change>{
      {"denied or allowed", [](rule& r) { return r.value = r.value == "denied" ? "allowed" : "denied", true; }},
      {"longer wait",
       [](rule& r) {
         auto const waits = r.value != "denied" && r.value != "allowed";
         r.value = waits ? r.value + "0" : r.value;
         return waits;
       }},
      {"other anchor",
       [](rule& r) {
         auto const waits = !r.anchor.empty();
         r.anchor = r.anchor == "arrived" ? "registered" : "arrived";
         return waits;
       }},
      {"confidence",
       [](rule& r) { return r.confidence = r.confidence == confidence::v ? confidence::k : confidence::v, true; }},
      {"no condition", [](rule& r) { return !std::exchange(r.condition, "").empty(); }},
      {"start of validity",
       [](rule& r) {
         // An unread denial leads to ask whenever it is to come: its first day changes nothing.
         auto const counts = r.valid_from && (r.value != "denied" || r.confidence == confidence::v);
         r.valid_from = counts ? *r.valid_from + days{30} : r.valid_from;
         return counts;
       }},
      {"end of validity", [](rule& r) { return r.valid_to && (r.valid_to = *r.valid_to - days{30}, true); }},
      {"document", [](rule& r) { return !std::exchange(r.document, "").empty(); }},
      {"document days", [](rule& r) { return r.document_days++ != 0U; }},
      {"employer step", [](rule& r) { return !std::exchange(r.employer_step, "").empty(); }},
      {"employer days", [](rule& r) { return r.employer_days++ != 0U; }},
      {"market test", [](rule& r) { return std::exchange(r.market_test, false); }},
      {"subject", [](rule& r) { return r.subject = "other", true; }},
  };
  for (auto i = std::size_t{0U}; i != shipped().size(); ++i) {
    if (!shipped()[i].subject.starts_with("work_access:")) {
      continue;
    }
    for (auto const& [name, apply] : changes) {
      auto law = shipped();
      if (apply(law[i])) {
        EXPECT_TRUE(some_answer_differs(law)) << law[i].id << ": " << name;
      }
    }
  }
}
