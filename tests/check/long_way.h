#pragma once
// One person, one job, one plan that touches every rule: two language courses, an evening module in the village, a care
// place, two procedures, a waiting time with a document, a permit that ends. Worked out by hand.

#include "check/tiny_town.h"

namespace foothold {

struct long_way : tiny_town {
  plan way;

  long_way() {
    make_person();
    make_offers();
    make_plan();
  }

  plan_step& step(std::string_view const id) {
    for (auto& s : way.steps) {
      if (s.session == id || (s.session.empty() && s.offer == id)) {
        return s;
      }
    }
    throw std::out_of_range{std::string{id}};
  }
  session& meeting(std::string_view const id) {
    for (auto& s : place.sessions) {
      if (s.id == id) {
        return s;
      }
    }
    throw std::out_of_range{std::string{id}};
  }
  offer& offer_of(std::string_view const id) {
    for (auto& o : place.offers) {
      if (o.id == id) {
        return o;
      }
    }
    throw std::out_of_range{std::string{id}};
  }

private:
  void make_person() {
    who.legal.status = residence_status::applicant;
    who.legal.registered = on("2026-01-10");
    who.legal.permit_until = on("2026-07-31");
    who.max_weekly_minutes = 1100U;
    who.modes = kBus;
    hold("document:diploma");
    add_child("k1", "2023-06-01", "Mon-Fri 08:00-12:00").covered_until = on("2026-12-31");
    auto law = named<rule>("DE-1");
    law.jurisdiction = "DE";
    law.subject = "work_access:employment";
    law.value = "3";
    law.unit = "months";
    law.anchor = "registered";
    law.condition = "status=applicant";
    law.confidence = confidence::v;
    law.review_due = on("2027-01-01");
    law.document = "work permit";
    law.document_days = 14U;
    place.rules.push_back(law);
    fact("work_access:employment");
    add_travel(0U, 1U, "06:00", "21:00", 20U);
  }

  void make_offers() {
    add_offer("a1", offer_kind::course, {}, {"language:de:a1"});
    offer_of("a1").lessons = 100U;
    offer_of("a1").own_cents = 5000U;
    add_session("s-a1", "a1", "2026-03-09", "2026-05-29", "Mon-Thu 09:00-11:30");
    add_session("s-a1-later", "a1", "2026-03-16", "2026-06-05", "Mon-Thu 09:00-11:30");
    add_offer("a2", offer_kind::course, {"language:de:a1"}, {"language:de:a2"});
    offer_of("a2").study_minutes = 60U;
    add_session("s-a2", "a2", "2026-06-01", "2026-08-28", "Mon-Thu 13:00-16:00");
    add_offer("kita", offer_kind::childcare, {}, {});
    offer_of("kita").settling_days = 14U;
    offer_of("kita").public_cents = 100000U;
    offer_of("kita").care_from_months = 12U;
    offer_of("kita").care_to_months = 71U;
    add_session("k-a", "kita", "2026-05-18", "2027-07-31", "Mon-Fri 12:00-17:00");
    add_offer("recognition", offer_kind::procedure, {"document:diploma"}, {"recognition:care"});
    offer_of("recognition").duration_days = 60U;
    offer_of("recognition").own_cents = 20000U;
    add_offer("extension", offer_kind::procedure, {}, {"permit:extended"});
    offer_of("extension").duration_days = 30U;
    add_offer("module", offer_kind::course, {"language:de:a1", "recognition:care"}, {"module:care:1"});
    add_session("s-m", "module", "2026-06-01", "2026-06-26", "Tue 18:00-20:00", 1U).care_on_site = true;
    place.holidays = {on("2026-06-09")};  // a Tuesday
    add_job("care", {"language:de:a2", "module:care:1"}, "Mon-Fri 08:30-16:00");
    place.occupations[occupation_idx{0U}].search_days = 10U;
    place.occupations[occupation_idx{0U}].quality = job_quality::fair;
  }

  void add(step_kind const kind, std::string offer_id, std::string session_id, std::string_view const from,
           std::string_view const to, std::vector<std::string> gives, milli_days const price,
           std::uint32_t const minutes) {
    auto made = plan_step{};
    made.kind = kind;
    made.offer = std::move(offer_id);
    made.session = std::move(session_id);
    made.start = on(from);
    made.end = on(to);
    made.gives = std::move(gives);
    made.price = price;
    made.minutes = minutes;
    way.steps.push_back(std::move(made));
  }

  void make_plan() {
    way.person = "p-1";
    way.goal = "care";
    way.reached = "care";
    way.as_of = way.ready = on("2026-03-02");
    way.status = plan_status::exact;
    // 200.00 EUR own money at 3,000 a hundred.
    add(step_kind::procedure, "recognition", "", "2026-03-02", "2026-04-30", {"recognition:care"}, 6000, 0U);
    add(step_kind::procedure, "extension", "", "2026-03-02", "2026-03-31", {"permit:extended"}, 0, 0U);
    // 100 lessons of 45 minutes and 12 weeks of 4 x 20 minutes = 5,460; 50 EUR = 1,500; 91 hours = 6,370.
    add(step_kind::course, "a1", "s-a1", "2026-03-09", "2026-05-29", {"language:de:a1"}, 7870, 5460U);
    add(step_kind::gate, "DE-1/document", "", "2026-04-10", "2026-04-23", {"work_access:employment"}, 0, 0U);
    // 1,000 EUR of public money at 100 a hundred.
    add(step_kind::childcare, "kita", "k-a", "2026-05-18", "2027-07-31", {}, 1000, 0U);
    way.steps.back().child = "k1";
    // 51 meetings (one is a holiday) of 180 + 20 minutes and 13 weeks of 60 = 10,980.
    add(step_kind::course, "a2", "s-a2", "2026-06-01", "2026-08-28", {"language:de:a2"}, 12810, 10980U);
    // Three Tuesdays (one of four is a holiday) of 120 + 40 minutes = 480.
    add(step_kind::course, "module", "s-m", "2026-06-01", "2026-06-26", {"module:care:1"}, 560, 480U);
    way.goal_day = on("2026-08-29");
    way.goal_offset = 14000 + 10 * 1000;
    way.value = way.goal_offset + 180 * 1000 + 6000 + 7870 + 1000 + 12810 + 560;
    way.bound = way.value;
  }
};

}  // namespace foothold
