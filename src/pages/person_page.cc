#include <algorithm>
#include <array>

#include "interop/plan_json.h"
#include "pages/handlers.h"
#include "pages/plan_views.h"
#include "pages/query.h"
#include "text/when.h"
#include "ui/pathway_svg.h"
#include "ui/screens.h"

namespace foothold::pages {

namespace {

struct preset {
  std::string_view hours, key;
};

constexpr std::array<preset, 5> kHours{{{"", "change.hours.now"},
                                        {"Mon-Fri 08:00-12:00", "change.hours.mornings"},
                                        {"Mon-Fri 08:00-17:00", "change.hours.day"},
                                        {"Mon-Fri 17:00-21:00", "change.hours.evenings"},
                                        {"Mon-Sun 06:00-22:00", "change.hours.always"}}};
constexpr std::array<std::uint16_t, 6> kTravel{15U, 30U, 45U, 60U, 90U, 120U};
constexpr std::array kCare{care_answer::now, care_answer::none, care_answer::mornings, care_answer::day};

std::vector<option_view> hours_options(visit const& v) {
  auto const chosen = http::value_or(v.request.query, "hours");
  auto out = std::vector<option_view>{};
  for (auto const& p : kHours) {
    out.push_back({std::string{p.hours}, v.c.say(p.key), p.hours == chosen});
  }
  if (std::ranges::none_of(out, &option_view::chosen)) {
    out.push_back({std::string{chosen}, v.c("change.hours.own"), true});
  }
  return out;
}

std::vector<option_view> travel_options(visit const& v, std::uint16_t const minutes) {
  auto all = std::vector<std::uint16_t>{kTravel.begin(), kTravel.end()};
  if (std::ranges::find(all, minutes) == all.end()) {
    all.push_back(minutes);
    std::ranges::sort(all);
  }
  auto out = std::vector<option_view>{};
  for (auto const m : all) {
    out.push_back({std::to_string(m), minutes_in_words(v.c, m), m == minutes});
  }
  return out;
}

std::vector<option_view> care_options(visit const& v, plan_question const& q, care_answer const chosen) {
  auto const& t = v.of.where.place();
  auto const young = [&](child const& kid) { return age_on(kid.birth, q.as_of) < int{t.care_until_years}; };
  auto out = std::vector<option_view>{};
  if (std::ranges::any_of(q.children, young)) {
    for (auto const answer : kCare) {
      auto const name = std::string{name_of(answer)};
      out.push_back({name, v.c.say("change.care." + name), answer == chosen});
    }
  }
  return out;
}

change_view make_change(visit const& v, plan_question const& q, answers const& a, bool const changed) {
  auto const base = person_url(v.c, q.who.id);
  auto out = change_view{};
  out.to = base;
  out.reset = base;
  out.grid = with_kept(url{base}.segment("week"), v.request.query);
  if (a.goal) {
    out.hidden = {{"goal", *a.goal}};
  }
  out.hours = hours_options(v);
  out.travel = travel_options(v, q.who.max_travel_minutes);
  out.care = care_options(v, q, a.care);
  out.changed = changed;
  return out;
}

// What the change does to the first day in the job, in a sentence; true when it is good news.
std::pair<std::string, bool> compared(catalogue const& c, plan const& before, plan const& now) {
  auto const was = has_way(before);
  auto const is = has_way(now);
  if (was && is) {
    auto const sooner = before.goal_day - now.goal_day;
    auto const time = span_in_words(c, sooner);
    if (sooner > days{0}) {
      return {c("compare.sooner", {phrase("time", time)}), true};
    }
    return sooner < days{0} ? std::pair{c("compare.later", {phrase("time", time)}), false}
                            : std::pair{c("compare.same"), true};
  }
  if (is) {
    return {c("compare.opens"), true};
  }
  return was ? std::pair{c("compare.closes", {phrase("date", plain_date(c, before.goal_day))}), false}
             : std::pair{c("compare.none"), false};
}

void add_week(visit const& v, plan_question const& q, plan const& p, std::optional<date> const asked,
              person_screen_view& view) {
  if (!has_way(p)) {
    return;
  }
  auto const say = v.say();
  view.week = make_week_view(say, q, p, asked ? *asked : busiest_phase(say, q, p));
  for (auto const monday : phases_of(p, v.of.where.place(), v.of.where.index())) {
    auto to = with_kept(person_url(v.c, q.who.id), v.request.query);
    to.query("week", format_date(monday)).anchor("week");
    view.weeks.push_back(
        {v.c("week.from", {phrase("date", short_date(v.c, monday))}), to, monday == view.week->monday});
  }
}

// The question of a request, or the page that says what is wrong with it.
struct reading {
  answers given;
  plan_question question;
};

tl::expected<reading, http::response> read(visit const& v, person_idx const who) {
  auto const given = read_answers(v.request.query);
  if (!given) {
    return tl::unexpected{bad_query(v, given.error())};
  }
  auto question = v.of.where.asked(who, *given);
  if (!question) {
    return tl::unexpected{bad_query(v, "error.what.goal")};
  }
  return reading{*given, std::move(*question)};
}

}  // namespace

http::response person_page(visit const& v, person_idx const who) {
  auto const asked = read(v, who);
  if (!asked) {
    return asked.error();
  }
  auto week = std::optional<date>{};
  if (auto const text = http::value_or(v.request.query, "week"); !text.empty()) {
    week = parse_date(text);
    if (!week) {
      return bad_query(v, "error.what.week");
    }
  }
  auto const& [given, q] = *asked;
  auto const recorded = v.of.where.recorded(who);
  auto const changed = !same_question(q, recorded);
  auto const p = v.of.where.make(q, effort::explained);
  auto const say = v.say();
  auto const host = v.host();

  auto view = person_screen_view{};
  view.person = make_person_view(say, q);
  view.plan = make_plan_view(say, host, q, p);
  add_week(v, q, p, week, view);
  view.change = make_change(v, q, given, changed);
  if (changed) {
    std::tie(view.compare, view.compare_good) = compared(v.c, v.of.where.make(recorded, effort::whole), p);
  }
  auto const base = person_url(v.c, q.who.id);
  view.goal_page = with_kept(url{base}.segment("goal"), v.request.query);
  view.svg = with_kept(url{base}.segment("plan.svg"), v.request.query);
  view.json = with_kept(url{base}.segment("plan.json"), v.request.query);
  view.host_language = v.of.host().language();
  auto const title = [&](catalogue const& c) { return c("person.title", {{"name", q.who.name}}); };
  return page(v.of, person_screen(make_frame(v, title(v.c), title(v.of.host())), v.c, view));
}

http::response plan_svg(visit const& v, person_idx const who) {
  auto const asked = read(v, who);
  if (!asked) {
    return asked.error();
  }
  auto const p = v.of.where.make(asked->question, effort::whole);
  if (!has_way(p)) {
    return not_found(v);
  }
  auto r = http::response{};
  r.content_type = "image/svg+xml";
  r.body = wide_pathway_svg(make_plan_view(v.say(), v.host(), asked->question, p), v.c, {.standalone = true});
  return r;
}

http::response plan_json(visit const& v, person_idx const who) {
  auto const asked = read(v, who);
  if (!asked) {
    return asked.error();
  }
  return http::json(write_plan(v.of.where.make(asked->question, effort::explained)));
}

}  // namespace foothold::pages
