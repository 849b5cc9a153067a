#pragma once
// Random tiny worlds in which steps stand in each other's way: many sessions for few facts, at few hours, with a small
// weekly load, scarce care places that end or settle late, and prices that tie. What the order of two steps, a full
// week or the last care place decides, is decided here.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "check/tiny_town.h"
#include "random_source.h"

namespace foothold {

struct crowded_world : tiny_town {
  std::string goal{"esco:j"};

  explicit crowded_world(std::uint64_t const seed) : r_{seed * 0x9E3779B97F4A7C15U + 7U} {
    place.horizon_days = static_cast<std::uint16_t>(r_.between(60, 140));
    place.weights.per_100_eur_own = r_.one_in(3U) ? 0 : 1000;
    place.weights.per_10_hours = 0;
    place.weights.quality_offset = {0, 0, 0};
    fact(kWorkAccessEmployment);
    fact(kPermitExtended);
    who.max_weekly_minutes = static_cast<std::uint16_t>(std::array{2400, 600, 400}.at(r_.below(3U)));
    who.max_travel_minutes = 30U;
    if (r_.one_in(4U)) {
      who.legal.permit_until = place.as_of + days{r_.between(10, 80)};
    }
    make_courses();
    make_procedures();
    make_care();
    make_job();
  }

private:
  static constexpr auto kFacts =
      std::array<std::string_view, 6>{"module:a", "module:b", "module:c", "module:d", "module:e", "module:f"};
  static constexpr auto kHours =
      std::array<std::string_view, 6>{"Mon 09:00-12:00", "Mon,Tue 09:00-12:00", "Tue 09:00-12:00",
                                      "Mon 09:00-10:30", "Wed 13:00-16:00",     "Mon,Wed 11:00-15:00"};

  std::string_view given() { return given_[r_.below(given_.size())]; }

  void make_courses() {
    auto sessions = 7U + r_.below(4U);
    for (auto n = 0U; n != 6U && sessions != 0U; ++n) {
      auto const id = "o" + std::to_string(n);
      auto needs = std::vector<std::string_view>{};
      if (!given_.empty() && r_.one_in(2U)) {
        needs.push_back(given());
      }
      auto gives = std::vector<std::string_view>{kFacts.at(r_.below(kFacts.size()))};
      if (r_.one_in(2U)) {
        gives.push_back(kFacts.at(n));
      }
      if (who.legal.permit_until && r_.one_in(4U)) {
        gives.push_back(kPermitExtended);
      }
      given_.insert(given_.end(), gives.begin(), gives.end());
      auto& made = add_offer(id, offer_kind::course, needs, gives);
      made.own_cents = static_cast<std::uint32_t>(100U * r_.below(6U) * r_.below(40U));
      made.study_minutes = static_cast<std::uint16_t>(r_.one_in(3U) ? 120U : 0U);
      for (auto i = 1U + r_.below(3U); i != 0U && sessions != 0U; --i, --sessions) {
        make_session(id, r_.between(0, 14 + 8 * static_cast<int>(n)), r_.between(3, 32),
                     kHours.at(r_.below(kHours.size())));
      }
    }
  }

  session& make_session(std::string_view const id, int const start, int const lasts, std::string_view const hours) {
    auto const first = place.as_of + days{start};
    auto& made = add_session("s" + std::to_string(place.sessions.size()), id, format_date(first),
                             format_date(first + days{lasts + 6}), hours);
    made.places_left = static_cast<std::uint16_t>(1U + r_.below(2U));
    return made;
  }

  void make_procedures() {
    for (auto n = r_.below(3U); n != 0U; --n) {
      auto needs = std::vector<std::string_view>{};
      if (!r_.one_in(3U)) {
        needs.push_back(given());
      }
      auto& made =
          add_offer("p" + std::to_string(n), offer_kind::procedure, needs, {kFacts.at(r_.below(kFacts.size()))});
      made.duration_days = static_cast<std::uint16_t>(r_.between(1, 40));
      made.own_cents = r_.one_in(2U) ? 0U : static_cast<std::uint32_t>(100U * r_.below(30U));
    }
  }

  void make_care() {
    if (r_.one_in(2U)) {
      return;
    }
    constexpr auto kCare = std::array<std::string_view, 4>{"Mon-Fri 08:00-13:00", "Mon-Fri 08:00-17:00",
                                                           "Mon-Tue 08:30-12:30", "Wed 12:00-17:00"};
    for (auto n = 1U + r_.below(2U); n != 0U; --n) {
      auto& kid = add_child("k" + std::to_string(n), "2023-06-01", r_.one_in(2U) ? "" : "Mon-Fri 08:00-11:00");
      if (r_.one_in(2U)) {
        kid.covered_until = place.as_of + days{r_.between(5, 70)};
      }
    }
    for (auto offers = 1U + r_.below(2U); offers != 0U; --offers) {
      auto const id = "care" + std::to_string(offers);
      auto needs = std::vector<std::string_view>{};
      if (r_.one_in(3U)) {
        needs.push_back(given());
      }
      auto& care = add_offer(id, offer_kind::childcare, needs, {});
      care.settling_days = static_cast<std::uint8_t>(r_.one_in(2U) ? 0U : r_.below(12U));
      care.own_cents = static_cast<std::uint32_t>(100U * r_.below(20U));
      for (auto n = 1U + r_.below(2U); n != 0U; --n) {
        make_session(id, r_.between(0, 30), r_.between(10, 90), kCare.at(r_.below(kCare.size())));
      }
    }
  }

  void make_job() {
    auto needs = std::vector<std::string_view>{};
    for (auto n = 2U + r_.below(3U); n != 0U; --n) {
      needs.push_back(given());
    }
    add_job(goal, needs, r_.one_in(2U) ? "Sat 09:00-13:00" : kHours.at(r_.below(kHours.size())));
  }

  random_source r_;
  std::vector<std::string_view> given_;
};

}  // namespace foothold
