#pragma once
// Random tiny worlds for one person: levels, modules, procedures, care places, two zones with a bus, ages, windows,
// permits, load, vacancies, law with gates. Small numbers and few different hours, so that limits meet all the time.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "check/random_law.h"
#include "check/tiny_town.h"

namespace foothold {

struct random_world : tiny_town {
  std::string goal;

  explicit random_world(std::uint64_t const seed, std::size_t const most_sessions = 9U)
      : r_{seed * 0x9E3779B97F4A7C15U + 1U}, sessions_left_{most_sessions} {
    make_place();
    make_person();
    make_children();
    make_law();
    auto const offers = 2U + r_.below(4U);
    for (auto n = 0U; n != offers; ++n) {
      make_offer(n, offers);
    }
    make_care();
    make_jobs();
  }

private:
  template <std::size_t N>
  std::string_view pick(std::array<std::string_view, N> const& from) {
    return from.at(r_.below(N));
  }

  // Facts in an order that leads to a job: an offer gives later ones than it needs.
  static constexpr auto kFacts = std::array<std::string_view, 9>{"document:a",     "language:de:a1", "literacy:latin",
                                                                 "language:de:a2", "module:x:1",     "recognition:y",
                                                                 "language:de:b1", "module:x:2",     "licence:y"};

  std::string_view fact_near(std::size_t const n, std::size_t const of) {
    auto const middle = (n * kFacts.size() + kFacts.size() / 2U) / of;
    auto const at = static_cast<int>(middle) + r_.between(-2, 2);
    return kFacts.at(static_cast<std::size_t>(std::clamp(at, 0, static_cast<int>(kFacts.size()) - 1)));
  }

  // A fact that can be had, mostly.
  std::string_view had(std::size_t const n, std::size_t const of) {
    if (given_.empty() || r_.one_in(8U)) {
      return fact_near(n, of);
    }
    // The later ones more often.
    auto const at = std::max(r_.below(given_.size()), r_.below(given_.size()));
    return given_[at];
  }

  std::string_view hours() {
    constexpr auto kHours =
        std::array<std::string_view, 9>{"Mon-Thu 08:30-12:00",     "Mon-Fri 09:00-11:30", "Mon,Wed 13:00-16:00",
                                        "Tue,Thu 18:00-20:30",     "Tue 09:00-12:00",     "Sat 09:00-13:00",
                                        "Mon,Wed,Fri 08:00-10:00", "Wed 18:15-20:00",     "Mon 10:00-10:45"};
    return pick(kHours);
  }

  date some_day(int const from, int const to) { return place.as_of + days{r_.between(from, to)}; }

  void make_place() {
    place.horizon_days = static_cast<std::uint16_t>(r_.between(90, 260));
    place.confirm_days = static_cast<std::uint16_t>(r_.between(1, 14));
    place.weights.per_100_eur_own = r_.one_in(3U) ? 0 : r_.between(1, 9000);
    place.weights.per_100_eur_public = r_.one_in(2U) ? 0 : r_.between(1, 900);
    place.weights.per_10_hours = r_.one_in(3U) ? 0 : r_.between(1, 3000);
    place.weights.quality_offset = {0, r_.between(0, 20000), r_.between(0, 40000)};
    for (auto const name : {kWorkAccessEmployment, kWorkAccessSelfEmployment, kWorkAccessInternship, kPermitExtended}) {
      fact(name);
    }
    for (auto n = r_.below(4U); n != 0U; --n) {
      place.holidays.push_back(some_day(0, 90));
    }
    if (!r_.one_in(5U)) {
      add_travel(0U, 1U, r_.one_in(3U) ? "08:30" : "06:00", r_.one_in(2U) ? "20:00" : "22:00",
                 static_cast<std::uint16_t>(r_.between(10, 50)), r_.one_in(3U) ? 0x1DU : 0x7FU);
    }
    if (r_.one_in(3U)) {
      add_travel(0U, 1U, "05:00", "24:00", static_cast<std::uint16_t>(r_.between(30, 70)));
      place.travel.back().mode = kBike;
    }
  }

  void make_person() {
    constexpr auto kFree = std::array<std::string_view, 5>{"Mon-Sun 06:00-22:00", "Mon-Fri 07:30-16:30",
                                                           "Mon-Fri 08:00-13:00; Sat 08:00-14:00",
                                                           "Mon-Sun 07:45-21:10", "Mon-Thu 06:00-21:00"};
    who.available = parse_week(!r_.one_in(3U) ? kFree.front() : pick(kFree)).value();
    who.max_weekly_minutes = static_cast<std::uint16_t>(r_.one_in(2U) ? 2400 : r_.between(300, 1500));
    who.max_travel_minutes = static_cast<std::uint16_t>(r_.between(25, 60));
    who.modes = static_cast<std::uint8_t>(r_.one_in(3U) ? kWalk | kBus | kBike : kWalk | kBus);
    who.sex = r_.one_in(2U) ? sex::female : r_.one_in(4U) ? sex::unknown : sex::male;
    // Birthdays often fall into the time that is planned.
    who.birth = add_months(some_day(0, 150), -12 * r_.between(18, 50));
    if (r_.one_in(3U)) {
      who.ready = some_day(-5, 20);
    }
    if (r_.one_in(4U)) {
      who.legal.permit_until = some_day(0, 150);
    }
    for (auto n = r_.below(3U); n != 0U; --n) {
      given_.push_back(fact_near(r_.below(3U), 6U));
      hold(given_.back());
      if (r_.one_in(3U)) {
        who.facts.back().from = some_day(-10, 40);
      }
    }
    if (r_.one_in(8U)) {
      hold(kWorkAccessEmployment);
      who.facts.back().from = some_day(0, 90);
    }
    if (who.legal.permit_until && r_.one_in(3U)) {
      hold(kPermitExtended);
      who.facts.back().from = some_day(0, 90);
    }
  }

  void make_children() {
    if (!r_.one_in(3U)) {
      return;
    }
    constexpr auto kCovered =
        std::array<std::string_view, 4>{"", "Mon-Fri 08:00-12:00", "Mon-Fri 07:30-13:15", "Mon-Fri 08:00-16:30"};
    for (auto n = 1U + r_.below(2U); n != 0U; --n) {
      auto const birth = r_.one_in(3U) ? add_months(some_day(0, 120), -12 * 12) : some_day(-2500, -200);
      auto& kid = add_child("k" + std::to_string(n), format_date(birth), pick(kCovered));
      if (r_.one_in(3U)) {
        kid.covered_until = some_day(0, 150);
      }
    }
  }

  void make_law() {
    if (!r_.one_in(3U)) {
      return;  // a citizen
    }
    auto const permit = who.legal.permit_until;
    who.legal = random_profile(r_, place.as_of);
    who.legal.permit_until = permit;
    constexpr auto kSubjects =
        std::array<std::string_view, 5>{kWorkAccessEmployment, kWorkAccessEmployment, kWorkAccessEmployment,
                                        kWorkAccessSelfEmployment, kWorkAccessInternship};
    for (auto n = 1U + r_.below(4U); n != 0U; --n) {
      place.rules.push_back(random_rule(r_, n, place.as_of, pick(kSubjects)));
    }
  }

  void make_who(offer& made) {
    auto& asks = made.who;
    asks.women_only = r_.one_in(25U);
    auto const age = static_cast<int>((place.as_of - who.birth).count() / 365);
    if (r_.one_in(10U)) {
      asks.age_from = static_cast<std::uint8_t>(age + r_.between(-1, 1));
    }
    if (r_.one_in(10U)) {
      asks.age_to = static_cast<std::uint8_t>(age + r_.between(-1, 1));
    }
    if (r_.one_in(10U)) {
      asks.statuses = {residence_status::applicant, residence_status::citizen};
    }
    if (who.legal.registered && r_.one_in(4U)) {
      asks.window_anchor = r_.one_in(2U) ? "registered" : "arrived";
      asks.window_days = static_cast<std::uint16_t>(r_.between(30, 200));
    }
  }

  void make_offer(std::size_t const n, std::size_t const of) {
    constexpr auto kKinds =
        std::array{offer_kind::course,     offer_kind::course,    offer_kind::course,      offer_kind::procedure,
                   offer_kind::internship, offer_kind::mentoring, offer_kind::job_support, offer_kind::service};
    auto const id = "o" + std::to_string(n);
    auto needs = std::vector<std::string_view>{};
    for (auto i = n == 0U ? 0U : r_.below(3U); i != 0U; --i) {
      needs.push_back(had(n == 0U ? 0U : n - 1U, of));
    }
    if (r_.one_in(10U)) {
      needs.push_back(kWorkAccessInternship);
    }
    auto gives = std::vector<std::string_view>{fact_near(n, of)};
    for (auto i = r_.below(3U); i != 0U; --i) {
      gives.push_back(fact_near(n, of));
    }
    if (who.legal.permit_until && r_.one_in(4U)) {
      gives.push_back(kPermitExtended);
    }
    given_.insert(given_.end(), gives.begin(), gives.end());
    auto& made = add_offer(id, kKinds.at(r_.below(kKinds.size())), needs, gives);
    make_who(made);
    made.own_cents = r_.one_in(2U) ? 0U : static_cast<std::uint32_t>(r_.below(30000U));
    made.public_cents = static_cast<std::uint32_t>(r_.below(90000U));
    made.study_minutes = static_cast<std::uint16_t>(r_.one_in(2U) ? 0U : r_.below(300U));
    made.lessons = static_cast<std::uint16_t>(r_.one_in(2U) ? 0U : r_.below(80U));
    made.modality = r_.one_in(6U) ? modality::online : modality::on_site;
    made.duration_days = static_cast<std::uint16_t>(r_.one_in(5U) ? 1 : r_.between(1, 60));
    if (made.kind != offer_kind::procedure) {
      for (auto i = 1U + r_.below(4U); i != 0U && sessions_left_ != 0U; --i, --sessions_left_) {
        make_session(id, static_cast<int>(n * 100U / of), hours());
      }
    }
  }

  session& make_session(std::string_view const offer_id, int const around, std::string_view const week) {
    constexpr auto kLengths = std::array{1, 1, 3, 7, 14, 28, 61};
    auto const start = some_day(std::max(-3, around - 40), around + 40);
    auto const end = start + days{kLengths.at(r_.below(kLengths.size())) - 1};
    auto& made = add_session("s" + std::to_string(place.sessions.size()), offer_id, format_date(start),
                             format_date(end), week, r_.one_in(4U) ? 1U : 0U);
    made.places_left = static_cast<std::uint16_t>(r_.one_in(15U) ? 0U : 1U + r_.below(3U));
    if (r_.one_in(10U)) {
      made.apply_by = some_day(-5, 30);
    }
    made.women_only = r_.one_in(20U);
    made.care_on_site = r_.one_in(6U);
    return made;
  }

  void make_care() {
    if (who.cares_for.empty()) {
      return;
    }
    constexpr auto kCare = std::array<std::string_view, 4>{"Mon-Fri 07:00-17:00", "Mon-Fri 12:00-17:00",
                                                           "Mon-Sat 07:00-21:00", "Mon-Fri 07:15-16:40"};
    auto& care = add_offer("care", offer_kind::childcare, {}, {});
    care.settling_days = static_cast<std::uint8_t>(r_.one_in(2U) ? 0U : r_.below(20U));
    care.public_cents = static_cast<std::uint32_t>(r_.below(50000U));
    care.care_from_months = static_cast<std::uint8_t>(r_.below(13U));
    care.care_to_months = static_cast<std::uint8_t>(r_.one_in(2U) ? 255U : 20U + r_.below(60U));
    if (r_.one_in(6U)) {
      care.needs = facts({"document:a"});
    }
    make_who(care);
    for (auto n = 1U + r_.below(3U); n != 0U; --n) {
      auto& made = make_session("care", 0, pick(kCare));
      made.start = some_day(-2, 50);
      made.end = made.start + days{r_.between(20, 300)};
    }
  }

  void make_jobs() {
    constexpr auto kWeeks = std::array<std::string_view, 5>{"Mon-Fri 08:00-16:00", "Mon-Fri 08:30-12:30",
                                                            "Sat 09:00-13:00", "Mon-Thu 13:00-16:00", ""};
    auto const jobs = 1U + r_.below(3U);
    for (auto n = 0U; n != jobs; ++n) {
      auto needs = std::vector<std::string_view>{had(5U, 6U)};
      if (r_.one_in(2U)) {
        needs.push_back(had(4U, 6U));
      }
      auto& work = add_job("esco:j" + std::to_string(n), needs, pick(kWeeks), r_.one_in(6U) ? 1U : 0U);
      work.isco = r_.one_in(2U) ? "5321" : "9112";
      work.quality = static_cast<job_quality>(r_.below(3U));
      work.search_days = static_cast<std::uint16_t>(r_.below(30U));
      work.self_employment = r_.one_in(6U);
    }
    auto open = named<vacancy>("v1");
    auto const& like = place.occupations[occupation_idx{0U}];
    open.occupation = occupation_idx{0U};
    open.needs = facts({had(5U, 6U)});
    open.location = like.location;
    open.week = like.week;
    open.from = some_day(-20, 120);
    open.until = open.from + days{r_.between(0, 60)};
    open.quality = job_quality::good;
    place.vacancies.push_back(open);
    constexpr auto kGoals = std::array<std::string_view, 6>{"esco:j0",    "field:53,91",     "field:9",
                                                            "vacancy:v1", "self-employment", "field:5,9"};
    goal = like.self_employment ? "self-employment" : pick(kGoals);
  }

  random_source r_;
  std::size_t sessions_left_;
  std::vector<std::string_view> given_;  // facts that the person or some offer has
};

}  // namespace foothold
