#pragma once
// The words that stand for enum values in files.

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "model/plan.h"
#include "model/territory.h"

namespace foothold {

template <typename T>
using word = std::pair<std::string_view, T>;

inline constexpr auto kOfferKinds = std::array<word<offer_kind>, 7>{{
    {"course", offer_kind::course},
    {"procedure", offer_kind::procedure},
    {"internship", offer_kind::internship},
    {"job_support", offer_kind::job_support},
    {"childcare", offer_kind::childcare},
    {"mentoring", offer_kind::mentoring},
    {"service", offer_kind::service},
}};

inline constexpr auto kStepKinds = std::array<word<step_kind>, 8>{{
    {"course", step_kind::course},
    {"procedure", step_kind::procedure},
    {"internship", step_kind::internship},
    {"job_support", step_kind::job_support},
    {"childcare", step_kind::childcare},
    {"mentoring", step_kind::mentoring},
    {"service", step_kind::service},
    {"gate", step_kind::gate},
}};

inline constexpr auto kPlanStatuses = std::array<word<plan_status>, 3>{{
    {"exact", plan_status::exact},
    {"best_found", plan_status::best_found},
    {"none", plan_status::none},
}};

inline constexpr auto kModalities = std::array<word<modality>, 2>{{
    {"on_site", modality::on_site},
    {"online", modality::online},
}};

inline constexpr auto kJobQualities = std::array<word<job_quality>, 3>{{
    {"good", job_quality::good},
    {"fair", job_quality::fair},
    {"basic", job_quality::basic},
}};

inline constexpr auto kOccupationKinds = std::array<word<bool>, 2>{{
    {"employment", false},
    {"self_employment", true},
}};

inline constexpr auto kSexes = std::array<word<sex>, 4>{{
    {"unknown", sex::unknown},
    {"female", sex::female},
    {"male", sex::male},
    {"other", sex::other},
}};

inline constexpr auto kOriginGroups = std::array<word<origin_group>, 7>{{
    {"not_stated", origin_group::not_stated},
    {"europe", origin_group::europe},
    {"west_asia_north_africa", origin_group::west_asia_north_africa},
    {"africa_south_of_sahara", origin_group::africa_south_of_sahara},
    {"central_south_asia", origin_group::central_south_asia},
    {"east_asia_pacific", origin_group::east_asia_pacific},
    {"americas", origin_group::americas},
}};

inline constexpr auto kFairnessRules = std::array<word<fairness_rule>, 4>{{
    {"none", fairness_rule::none},
    {"max_min", fairness_rule::max_min},
    {"leximin", fairness_rule::leximin},
    {"floor", fairness_rule::floor},
}};

inline constexpr auto kGroupings = std::array<word<grouping>, 5>{{
    {"sex", grouping::sex},
    {"age_band", grouping::age_band},
    {"care_duty", grouping::care_duty},
    {"origin_group", grouping::origin_group},
    {"municipality", grouping::municipality},
}};

inline constexpr auto kStatuses = std::array<word<residence_status>, 9>{{
    {"applicant", residence_status::applicant},
    {"refugee", residence_status::refugee},
    {"subsidiary_protection", residence_status::subsidiary_protection},
    {"temporary_protection", residence_status::temporary_protection},
    {"tolerated", residence_status::tolerated},
    {"single_permit", residence_status::single_permit},
    {"family_member", residence_status::family_member},
    {"eu_citizen", residence_status::eu_citizen},
    {"citizen", residence_status::citizen},
}};

inline constexpr auto kTravelModes = std::array<word<travel_mode>, 4>{{
    {"walk", kWalk},
    {"bike", kBike},
    {"bus", kBus},
    {"car", kCar},
}};

inline constexpr auto kConfidences = std::array<word<confidence>, 3>{{
    {"V", confidence::v},
    {"P", confidence::p},
    {"K", confidence::k},
}};

inline constexpr auto kYesNo = std::array<word<bool>, 2>{{{"yes", true}, {"no", false}}};

inline constexpr auto kOrganisationKinds = std::array<word<std::string_view>, 9>{{
    {"municipality", "municipality"},
    {"employment_service", "employment_service"},
    {"provider", "provider"},
    {"ngo", "ngo"},
    {"union", "union"},
    {"chamber", "chamber"},
    {"employer", "employer"},
    {"authority", "authority"},
    {"childcare", "childcare"},
}};

// Days that a waiting time can count from.
inline constexpr auto kAnchors = std::array<word<std::string_view>, 3>{{
    {"registered", "registered"},
    {"arrived", "arrived"},
    {"status_since", "status_since"},
}};

template <typename T, std::size_t N>
std::optional<T> value_of(std::array<word<T>, N> const& words, std::string_view const text) {
  for (auto const& [name, value] : words) {
    if (name == text) {
      return value;
    }
  }
  return std::nullopt;
}

template <typename T, std::size_t N>
std::string_view word_of(std::array<word<T>, N> const& words, T const& wanted) {
  for (auto const& [name, value] : words) {
    if (value == wanted) {
      return name;
    }
  }
  return {};
}

}  // namespace foothold
