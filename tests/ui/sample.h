#pragma once
// An invented person and plan, to draw: four kinds of steps, one of them waiting for a confirmation.

#include <string>
#include <string_view>

#include "service/texts.h"
#include "text/when.h"
#include "ui/screens.h"

namespace foothold::sample {

inline texts const& all_texts() {
  static auto const loaded = load_texts();
  return *loaded;
}

inline catalogue const& in(std::string_view const language) {
  return *all_texts().find(language);
}

struct words {
  std::string_view en, de, ar;

  [[nodiscard]] std::string of(catalogue const& c) const {
    return std::string{c.language() == "de" ? de : c.language() == "ar" ? ar : en};
  }
};

inline date day(std::string_view const text) {
  return *parse_date(text);
}
inline week_pattern hours(std::string_view const text) {
  return *parse_week(text);
}

inline step_view step(catalogue const& c, unsigned const number, step_kind const kind, words const& title,
                      std::string_view const start, std::string_view const end, std::string_view const week) {
  auto s = step_view{};
  s.number = number;
  s.kind = kind;
  s.title = title.of(c);
  s.host_title = c.language() == "de" ? "" : std::string{title.de};
  s.organisation = "VHS Lindental";
  s.place = words{"Town hall, Lindental", "Rathaus Lindental", "بلدية ليندنتال"}.of(c);
  s.start = day(start);
  s.end = day(end);
  s.week = hours(week);
  return s;
}

inline plan_view plan(catalogue const& c) {
  auto p = plan_view{};
  p.goal = words{"Nursing assistant", "Pflegehelferin", "مساعدة تمريض"}.of(c);
  p.reached = p.goal;
  p.as_of = day("2026-03-02");
  p.ready = p.as_of;
  p.goal_day = day("2027-03-15");
  p.status = plan_status::exact;
  p.provisional = true;
  auto const a2 = words{"German course A2", "Deutschkurs A2", "دورة ألماني A2"};
  auto const b1 = words{"German course B1 with exam", "Deutschkurs B1 mit Prüfung", "دورة ألماني B1 مع امتحان"};
  auto const care = words{"Place in the Linden kindergarten", "Platz in der Kita Linden", "مكان في روضة ليندن"};
  auto const confirm = words{"Confirm with an adviser", "Mit einer Beratung klären", "تأكيد مع مستشار"};
  auto const diploma = words{"Recognition of your diploma", "Anerkennung Ihres Abschlusses", "الاعتراف بشهادتك"};
  auto const internship =
      words{"Internship at the Seeblick care home", "Praktikum im Pflegeheim Seeblick", "تدريب في دار رعاية زيبليك"};
  auto s1 = step(c, 1U, step_kind::gate, confirm, "2026-03-02", "2026-03-15", "");
  s1.organisation.clear();
  s1.place.clear();
  s1.provisional = true;
  s1.reasons = {c("step.confirm", {{"rule", "DE-AP-2"}})};
  s1.unlocks = {6U};
  auto s2 = step(c, 2U, step_kind::childcare, care, "2026-04-01", "2027-07-31", "Mon-Fri 07:30-13:30");
  s2.phone = "+49 000 1234";
  s2.reasons = {c("step.care_for", {phrase("child", c("child.aged", {{"n", std::int64_t{3}}})), {"step", a2.of(c)}})};
  s2.critical = true;
  s2.unlocks = {3U, 5U};
  auto s3 = step(c, 3U, step_kind::course, a2, "2026-04-20", "2026-08-28", "Mon-Thu 08:30-12:00");
  s3.critical = true;
  s3.minutes = 18900U;
  s3.reasons = {c("step.gives", {{"fact", words{"German A2", "Deutsch A2", "ألماني A2"}.of(c)}}),
                c("step.needed_by", {{"step", b1.of(c)}}), c("step.date_session_next"),
                c("step.apply_by", {phrase("date", plain_date(c, day("2026-04-06")))})};
  s3.unlocks = {5U};
  auto s4 = step(c, 4U, step_kind::procedure, diploma, "2026-05-04", "2026-09-04", "");
  s4.own_cents = 20000U;
  s4.reasons = {c("step.needed_by_goal")};
  s4.unlocks_goal = true;
  auto s5 = step(c, 5U, step_kind::course, b1, "2026-09-14", "2027-01-22", "Mon-Thu 08:30-12:00; Fri 09:00-11:15");
  s5.critical = true;
  s5.own_cents = 1250U;
  s5.minutes = 24000U;
  s5.reasons = {c("step.gives", {{"fact", words{"German B1", "Deutsch B1", "ألماني B1"}.of(c)}}),
                c("step.needed_by", {{"step", internship.of(c)}}),
                c("step.attendance", {{"percent", std::int64_t{80}}}),
                c("step.min_group", {{"min", std::int64_t{8}}, {"enrolled", std::int64_t{5}}})};
  s5.unlocks = {6U};
  auto s6 = step(c, 6U, step_kind::internship, internship, "2027-02-01", "2027-03-12", "Mon-Fri 08:00-13:00");
  s6.critical = true;
  s6.minutes = 9600U;
  s6.reasons = {c("step.needed_by_goal"),
                c("step.date_waits_for", {{"fact", words{"German B1", "Deutsch B1", "ألماني B1"}.of(c)},
                                          phrase("date", plain_date(c, day("2027-01-23")))})};
  s6.unlocks_goal = true;
  p.steps = {s1, s2, s3, s4, s5, s6};
  auto const what =
      c("tight.care", {phrase("child", c("child.aged", {{"n", std::int64_t{3}}})), phrase("days", weekday_name(c, 1U)),
                       phrase("from", "08:00"), phrase("to", "12:00")});
  p.tight = {tight_view{what, days{63}, 63000, false},
             tight_view{c("tight.travel", {{"minutes", std::int64_t{75}}}), days{21}, 21000, false},
             tight_view{c("tight.load", {{"hours", std::int64_t{35}}}), days{0}, 14000, false}};
  p.papers_held = {words{"Diploma", "Abschlusszeugnis", "شهادة"}.of(c)};
  p.papers_gained = {words{"German B1 certificate", "Zertifikat Deutsch B1", "شهادة ألماني B1"}.of(c)};
  p.own_cents = 21250U;
  p.minutes = 52500U;
  return p;
}

inline plan_view no_plan(catalogue const& c) {
  auto p = plan_view{};
  p.goal = words{"Doctor", "Ärztin", "طبيبة"}.of(c);
  p.as_of = day("2026-03-02");
  p.status = plan_status::none;
  p.missing = {c("missing.no_offer", {{"fact", words{"German C1", "Deutsch C1", "ألماني C1"}.of(c)}})};
  p.tight = {tight_view{c("relax.travel", {{"minutes", std::int64_t{90}}}), days{0}, 0, true}};
  return p;
}

inline person_view person(catalogue const& c) {
  auto p = person_view{};
  p.id = "p-017";
  p.name = words{"Amina", "Amina", "أمينة"}.of(c);
  p.age = 34;
  p.status = c("residence.until",
               {phrase("status", c("residence.applicant")), phrase("date", plain_date(c, day("2027-09-30")))});
  p.home = "Lindental";
  p.has = {words{"German A1", "Deutsch A1", "ألماني A1"}.of(c)};
  p.children = {child_view{c("child.aged", {{"n", std::int64_t{3}}}), {}},
                child_view{c("child.aged", {{"n", std::int64_t{8}}}), hours("Mon-Fri 08:00-12:00")}};
  p.travel = c("person.travel_words", {phrase("modes", c("mode.bus")), phrase("time", minutes_in_words(c, 60U))});
  p.available = hours("Mon-Fri 07:30-14:00; Sat 09:00-12:00");
  p.weekly_minutes = 1800U;
  return p;
}

inline page_frame frame(catalogue const& c, std::string const& title, std::string const& host) {
  auto f = page_frame{};
  f.title = title;
  f.host_title = c.language() == "de" ? "" : host;
  f.host_language = "de";
  for (auto const& other : all_texts().languages) {
    f.languages.push_back(
        {other->language(), other->operator()("language.name"), url{}.segment(other->language()).slash()});
  }
  f.home = url{}.segment(c.language()).slash();
  f.about = url{}.segment(c.language()).segment("about");
  return f;
}

inline person_screen_view screen(catalogue const& c, plan_view p) {
  auto v = person_screen_view{};
  v.person = person(c);
  v.plan = std::move(p);
  auto const base = url{}.segment(c.language()).segment("people").segment("p-017");
  v.goal_page = url{base}.segment("goal");
  v.svg = url{base}.segment("plan.svg");
  v.json = url{base}.segment("plan.json");
  v.host_language = "de";
  v.change.to = base;
  v.change.reset = base;
  v.change.grid = url{base}.segment("week");
  v.change.hidden = {{"goal", "field:53"}};
  v.change.changed = true;
  v.change.hours = {{"", c("change.hours.now"), true}, {"Mon-Fri 08:00-12:00", c("change.hours.mornings"), false}};
  v.change.care = {{"now", c("change.care.now"), true}, {"day", c("change.care.day"), false}};
  v.change.travel = {{"30", minutes_in_words(c, 30U), false}, {"60", minutes_in_words(c, 60U), true}};
  if (v.plan.status != plan_status::none) {
    auto w = week_view{};
    w.monday = day("2026-04-20");
    w.free = v.person.available;
    w.care = hours("Mon-Fri 08:00-12:00");
    w.blocks = {{3U, step_kind::course, v.plan.steps[2].title, v.plan.steps[2].week}};
    v.week = w;
    v.weeks = {{c("week.from", {phrase("date", plain_date(c, day("2026-04-20")))}), base, true},
               {c("week.from", {phrase("date", plain_date(c, day("2026-09-14")))}), base, false}};
    v.compare = c("compare.sooner", {phrase("time", span_in_words(c, days{21}))});
    v.compare_good = true;
  }
  return v;
}

}  // namespace foothold::sample
