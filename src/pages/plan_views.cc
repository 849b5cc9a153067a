#include "pages/plan_views.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "text/when.h"
#include "ui/words.h"

namespace foothold {

namespace {

constexpr std::array<std::string_view, 9> kStatusKeys{"residence.applicant",
                                                      "residence.refugee",
                                                      "residence.subsidiary_protection",
                                                      "residence.temporary_protection",
                                                      "residence.tolerated",
                                                      "residence.single_permit",
                                                      "residence.family_member",
                                                      "residence.eu_citizen",
                                                      "residence.citizen"};

constexpr std::array<std::string_view, 5> kPaperFamilies{
    "document:", "certificate:", "recognition:", "notice:", "licence:"};

bool is_paper(std::string_view const fact) {
  return std::ranges::any_of(kPaperFamilies, [&](auto const family) { return fact.starts_with(family); });
}

date monday_of(date const d) {
  return d - days{weekday_of(d)};
}

session const* session_of(plan_step const& step, territory const& t, territory_index const& index) {
  auto const s = index.session(step.session);
  return s.valid() ? &t.sessions[s] : nullptr;
}

// A rule that was not read in its source keeps its dates to itself.
bool hides_dates(plan_step const& step, territory const& t) {
  if (step.kind != step_kind::gate) {
    return false;
  }
  auto const id = std::string_view{step.offer}.substr(0U, step.offer.rfind('/'));
  auto const it = std::ranges::find(t.rules, id, &rule::id);
  return it == t.rules.end() || it->confidence != confidence::v;
}

class plan_writer {
public:
  plan_writer(speaker const& say, speaker const& host, plan_question const& q, plan const& p)
      : say_{say}, host_{host}, c_{say.texts()}, t_{say.place()}, q_{q}, p_{p} {}

  plan_view write() {
    auto v = plan_view{};
    v.goal = say_.goal(q_.goal);
    v.reached = say_.job(p_.reached);
    v.as_of = p_.as_of;
    v.ready = p_.ready;
    v.goal_day = p_.goal_day;
    v.status = p_.status;
    v.provisional = p_.provisional;
    v.gap = p_.value - p_.bound;
    for (auto i = std::size_t{0U}; i != p_.steps.size(); ++i) {
      v.steps.push_back(step(i));
      v.own_cents += v.steps.back().own_cents;
      v.minutes += v.steps.back().minutes;
    }
    for (auto const& tight : p_.tight) {
      v.tight.push_back({say_.reason(tight.what, p_.as_of), tight.sooner, tight.gain, tight.opens});
    }
    for (auto const& r : p_.missing) {
      add_once(v.missing, say_.reason(r, p_.as_of));
    }
    papers(v);
    return v;
  }

private:
  static void add_once(std::vector<std::string>& to, std::string words) {
    if (std::ranges::find(to, words) == to.end()) {
      to.push_back(std::move(words));
    }
  }

  step_view step(std::size_t const i) const {
    auto const& s = p_.steps[i];
    auto v = step_view{};
    v.number = static_cast<unsigned>(i) + 1U;
    v.kind = s.kind;
    v.title = say_.step(s.offer);
    v.host_title = host_.step(s.offer);
    if (v.host_title == v.title || c_.language() == host_.texts().language()) {
      v.host_title.clear();
    }
    v.start = s.start;
    v.end = s.end;
    v.minutes = s.minutes;
    v.provisional = s.provisional;
    v.critical = s.critical;
    describe_offer(s, v);
    for (auto const& r : s.reasons) {
      if (!(r.key == "step.date_gate" && hides_dates(s, t_))) {
        add_once(v.reasons, say_.reason(r, p_.as_of));
      }
      add_unlocks(r, i, v);
    }
    return v;
  }

  void describe_offer(plan_step const& s, step_view& v) const {
    auto const o = say_.index().offer(s.offer);
    if (o.valid()) {
      auto const& offer = t_.offers[o];
      auto const& organisation = t_.organisations[offer.organisation];
      v.organisation = organisation.name.in(c_.language());
      v.phone = organisation.phone;
      v.own_cents = offer.own_cents;
      v.online = offer.modality == modality::online;
    }
    if (auto const* const run = session_of(s, t_, say_.index())) {
      v.week = run->week;
      if (run->location.valid()) {
        v.place = t_.locations[run->location].name.in(c_.language());
      }
    }
  }

  void add_unlocks(reason const& r, std::size_t const i, step_view& v) const {
    if (r.key == "step.needed_by_goal") {
      v.unlocks_goal = true;
    }
    if (r.key != "step.needed_by" && r.key != "step.care_for") {
      return;
    }
    for (auto const& [name, value] : r.args) {
      for (auto j = std::size_t{0U}; name == "step" && j != p_.steps.size(); ++j) {
        auto const number = static_cast<unsigned>(j) + 1U;
        if (j != i && p_.steps[j].offer == value && p_.steps[j].end >= p_.steps[i].start &&
            std::ranges::find(v.unlocks, number) == v.unlocks.end()) {
          v.unlocks.push_back(number);
        }
      }
    }
  }

  void papers(plan_view& v) const {
    for (auto const& s : p_.steps) {
      for (auto const& need : s.needs) {
        auto const held =
            std::ranges::any_of(q_.who.facts, [&](held_fact const& f) { return t_.facts.name(f.fact) == need; });
        if (held && is_paper(need)) {
          add_once(v.papers_held, say_.fact(need));
        }
      }
      for (auto const& gift : s.gives) {
        if (is_paper(gift)) {
          add_once(v.papers_gained, say_.fact(gift));
        }
      }
    }
  }

  speaker const& say_;
  speaker const& host_;
  catalogue const& c_;
  territory const& t_;
  plan_question const& q_;
  plan const& p_;
};

std::string modes_in_words(catalogue const& c, std::uint8_t const modes) {
  constexpr auto keys = std::array{std::pair{kWalk, "mode.walk"}, std::pair{kBike, "mode.bike"},
                                   std::pair{kBus, "mode.bus"}, std::pair{kCar, "mode.car"}};
  auto words = std::vector<std::string>{};
  for (auto const& [mode, key] : keys) {
    if ((modes & mode) != 0) {
      words.push_back(c.say(key));
    }
  }
  return joined(c, words);
}

// Of several levels of one ladder the person names each; the highest says it all.
std::vector<std::string> facts_in_words(speaker const& say, person const& who) {
  auto const& facts = say.place().facts;
  auto out = std::vector<std::string>{};
  for (auto const& held : who.facts) {
    auto const higher = std::ranges::any_of(who.facts, [&](held_fact const& other) {
      auto const below = facts.implied(other.fact);
      return other.fact != held.fact && std::ranges::find(below, held.fact) != below.end();
    });
    if (!higher) {
      out.push_back(say.fact(facts.name(held.fact)));
    }
  }
  return out;
}

bool needs_care(child const& kid, territory const& t, date const on) {
  return age_on(kid.birth, on) < static_cast<int>(t.care_until_years);
}

// Hours of a week in which every child that needs care has it.
week_pattern all_cared_for(plan_question const& q, plan const& p, territory const& t, territory_index const& index,
                           date const monday) {
  auto all = std::optional<week_grid>{};
  for (auto const& kid : q.children) {
    if (!needs_care(kid, t, monday)) {
      continue;
    }
    auto grid = week_grid{};
    if (!kid.covered_until || *kid.covered_until >= monday) {
      grid = to_grid(kid.covered);
    }
    for (auto const& step : p.steps) {
      auto const* const run = session_of(step, t, index);
      if (step.kind == step_kind::childcare && step.child == kid.id && run != nullptr &&
          step.start <= monday + days{6} && step.end >= monday) {
        grid |= to_grid(run->week);
      }
    }
    if (all) {
      for (auto i = std::size_t{0U}; i != grid.words.size(); ++i) {
        grid.words[i] &= all->words[i];
      }
    }
    all = grid;
  }
  return all ? to_pattern(*all) : week_pattern{};
}

// The job's usual hours: of the vacancy, or of the occupation.
week_pattern hours_of_job(std::string_view const reached, territory const& t, territory_index const& index) {
  constexpr auto vacancy = std::string_view{"vacancy:"};
  constexpr auto own = std::string_view{"self-employment:"};
  if (reached.starts_with(vacancy)) {
    auto const v = index.vacancy(reached.substr(vacancy.size()));
    return v.valid() ? t.vacancies[v].week : week_pattern{};
  }
  auto const o = index.occupation(reached.starts_with(own) ? reached.substr(own.size()) : reached);
  return o.valid() ? t.occupations[o].week : week_pattern{};
}

// The days of a pattern on which the step really runs in this week.
week_pattern within(week_pattern const& week, date const monday, date const start, date const end) {
  auto out = week_pattern{};
  std::ranges::copy_if(week, std::back_inserter(out), [&](week_block const& block) {
    auto const d = monday + days{block.weekday};
    return d >= start && d <= end;
  });
  return out;
}

}  // namespace

int age_on(date const birth, date const day) {
  using std::chrono::year_month_day;
  auto const born = year_month_day{birth};
  auto const now = year_month_day{day};
  auto const had = now.month() > born.month() || (now.month() == born.month() && now.day() >= born.day());
  return static_cast<int>(now.year()) - static_cast<int>(born.year()) - (had ? 0 : 1);
}

std::string status_in_words(catalogue const& c, residence_status const status) {
  return c.say(kStatusKeys.at(static_cast<std::size_t>(status)));
}

plan_view make_plan_view(speaker const& say, speaker const& host, plan_question const& q, plan const& p) {
  return plan_writer{say, host, q, p}.write();
}

person_view make_person_view(speaker const& say, plan_question const& q) {
  auto const& c = say.texts();
  auto const& t = say.place();
  auto v = person_view{};
  v.id = q.who.id;
  v.name = q.who.name;
  v.age = age_on(q.who.birth, q.as_of);
  auto const status = status_in_words(c, q.who.legal.status);
  auto const& until = q.who.legal.permit_until;
  v.status = until ? c("residence.until", {phrase("status", status), phrase("date", plain_date(c, *until))}) : status;
  v.home = t.zones[q.who.home];
  v.has = facts_in_words(say, q.who);
  for (auto const& kid : q.children) {
    auto const care = !kid.covered_until || *kid.covered_until >= q.as_of;
    v.children.push_back({say.child(kid, q.as_of), care ? kid.covered : week_pattern{}});
  }
  v.travel = c("person.travel_words", {phrase("modes", modes_in_words(c, q.who.modes)),
                                       phrase("time", minutes_in_words(c, q.who.max_travel_minutes))});
  v.available = q.who.available;
  v.weekly_minutes = q.who.max_weekly_minutes;
  return v;
}

std::vector<date> phases_of(plan const& p, territory const& t, territory_index const& index) {
  auto out = std::vector<date>{};
  for (auto const& step : p.steps) {
    if (step.kind != step_kind::childcare && session_of(step, t, index) != nullptr) {
      out.push_back(monday_of(step.start));
    }
  }
  if (has_way(p)) {
    out.push_back(monday_of(p.goal_day + days{6}));
  }
  std::ranges::sort(out);
  auto const same = std::ranges::unique(out);
  out.erase(same.begin(), same.end());
  return out;
}

week_view make_week_view(speaker const& say, plan_question const& q, plan const& p, date const monday) {
  auto const& t = say.place();
  auto v = week_view{};
  v.monday = monday_of(monday);
  v.free = q.who.available;
  v.care = all_cared_for(q, p, t, say.index(), v.monday);
  for (auto i = std::size_t{0U}; i != p.steps.size(); ++i) {
    auto const& step = p.steps[i];
    auto const* const run = session_of(step, t, say.index());
    if (run == nullptr || step.kind == step_kind::childcare) {
      continue;
    }
    auto hours = within(run->week, v.monday, step.start, step.end);
    if (!hours.empty()) {
      v.blocks.push_back({static_cast<unsigned>(i) + 1U, step.kind, say.step(step.offer), std::move(hours)});
    }
  }
  if (has_way(p) && p.goal_day <= v.monday + days{6}) {
    auto hours = within(hours_of_job(p.reached, t, say.index()), v.monday, p.goal_day, date::max());
    if (!hours.empty()) {
      v.blocks.push_back({0U, step_kind::job_support, say.job(p.reached), std::move(hours)});
    }
  }
  return v;
}

date busiest_phase(speaker const& say, plan_question const& q, plan const& p) {
  auto best = p.as_of;
  auto most = 0U;
  for (auto const monday : phases_of(p, say.place(), say.index())) {
    if (has_way(p) && p.goal_day <= monday) {
      continue;  // the weeks on the way tell more than the week in the job
    }
    auto minutes = 0U;
    for (auto const& block : make_week_view(say, q, p, monday).blocks) {
      minutes += weekly_minutes(block.week);
    }
    if (minutes > most) {
      most = minutes;
      best = monday;
    }
  }
  return most == 0U && has_way(p) ? monday_of(p.goal_day + days{6}) : monday_of(best);
}

}  // namespace foothold
