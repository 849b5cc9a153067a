#pragma once
// The dense ids of a territory. Outside, the same things have text ids (the first column of each file).

#include "base/strong_id.h"

namespace foothold {

using zone_idx = strong_id<struct zone_tag>;
using location_idx = strong_id<struct location_tag>;
using organisation_idx = strong_id<struct organisation_tag>;
using offer_idx = strong_id<struct offer_tag>;
using session_idx = strong_id<struct session_tag>;
using vacancy_idx = strong_id<struct vacancy_tag>;
using occupation_idx = strong_id<struct occupation_tag>;
using household_idx = strong_id<struct household_tag>;
using child_idx = strong_id<struct child_tag>;
using person_idx = strong_id<struct person_tag>;
using fact_idx = strong_id<struct fact_tag>;
using rule_idx = strong_id<struct rule_tag>;

}  // namespace foothold
