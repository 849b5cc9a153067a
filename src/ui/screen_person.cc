#include <algorithm>

#include "text/when.h"
#include "ui/plan_parts.h"
#include "ui/screens.h"
#include "ui/week_grid_view.h"
#include "ui/words.h"

namespace foothold {

namespace {

class person_page {
public:
  person_page(html_writer& w, catalogue const& c, person_screen_view const& v) : w_{w}, c_{c}, v_{v}, plan_{v.plan} {}

  void write() {
    hero();
    banners();
    if (has_way(plan_)) {
      way();
    } else {
      no_way();
    }
    auto const two = w_.in("div", {{"class", "two"}});
    {
      auto const main = w_.in("div");
      if (has_way(plan_)) {
        auto const section = w_.in("section");
        plan_steps(w_, c_, plan_, v_.host_language);
      }
      week();
    }
    auto const side = w_.in("div");
    tight();
    change();
    papers();
    about();
  }

private:
  void hero() {
    auto const section = w_.in("section", {{"class", "hero"}});
    {
      auto const words = w_.in("div");
      auto const p = w_.in("p", {{"class", "goal"}});
      w_.leaf("span", {{"class", "small"}}, c_("person.goal") + ": ");
      w_.leaf("strong", {}, plan_.goal);
    }
    if (has_way(plan_)) {
      auto const day = w_.in("div");
      w_.leaf("p", {{"class", "small"}}, c_("person.day_one"));
      w_.leaf("p", {{"class", "day"}}, long_date(c_, plan_.goal_day));
      w_.leaf("p", {}, c_("person.time_to", {phrase("time", span_in_words(c_, plan_.goal_day - plan_.as_of))}));
    }
    auto const row = w_.in("p", {{"class", "row noprint"}});
    w_.leaf("a", {{"class", "btn second"}, href(v_.goal_page)}, c_("person.other_goal"));
    w_.leaf("a", {{"class", "btn second"}, href(url{}.anchor("change"))}, c_("change.title"));
  }

  void banners() {
    if (!v_.compare.empty()) {
      auto const div = w_.in("div", {{"class", v_.compare_good ? "banner good" : "banner"}, {"role", "status"}});
      w_.leaf("p", {}, v_.compare);
    }
    if (has_way(plan_) && plan_.provisional) {
      auto const div = w_.in("div", {{"class", "banner"}});
      w_.leaf("p", {}, c_("plan.provisional"));
    }
  }

  void way() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("plan.way"));
    if (plan_.steps.empty()) {
      w_.leaf("p", {}, c_("plan.empty"));
      return;
    }
    w_.leaf("p", {{"class", "note"}}, c_("plan.way_hint"));
    plan_pictures(w_, c_, plan_);
    w_.leaf("p", {{"class", "note"}}, proof_words(c_, plan_));
    plan_table(w_, c_, plan_);
    auto const row = w_.in("p", {{"class", "row noprint"}});
    w_.leaf("a", {{"class", "btn second"}, href(v_.svg)}, c_("plan.download"));
    w_.leaf("a", {{"class", "btn second"}, href(v_.json)}, c_("plan.download_json"));
  }

  void no_way() {
    auto const section = w_.in("section");
    auto const open = plan_.status != plan_status::none;
    w_.leaf("h2", {}, open ? c_("plan.open") : c_("plan.none"));
    if (open) {
      w_.leaf("p", {}, c_("plan.open_hint"));
    }
    if (!plan_.missing.empty()) {
      w_.leaf("h3", {}, c_("plan.none_why"));
      bullet_list(w_, "why", plan_.missing);
    }
    if (!plan_.tight.empty()) {
      w_.leaf("h3", {}, c_("plan.none_relax"));
      bullet_list(w_, "why", tight_lines());
    }
    w_.leaf("p", {}, c_("plan.none_ask"));
  }

  [[nodiscard]] std::vector<std::string> tight_lines() const {
    auto out = std::vector<std::string>{};
    for (auto const& t : plan_.tight) {
      out.push_back(tight_words(c_, t));
    }
    return out;
  }

  void tight() {
    if (!has_way(plan_) || plan_.tight.empty()) {
      return;
    }
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("plan.tight"));
    bullet_list(w_, "why", tight_lines());
    w_.leaf("p", {{"class", "note"}}, c_("plan.tight_hint"));
  }

  void change() {
    auto const section = w_.in("section", {{"class", "noprint"}, {"id", "change"}});
    w_.leaf("h2", {}, c_("change.title"));
    w_.leaf("p", {{"class", "note"}}, c_("change.lead"));
    {
      auto const form = w_.in("form", {{"method", "get"}, action(v_.change.to)});
      for (auto const& [name, value] : v_.change.hidden) {
        hidden_field(w_, name, value);
      }
      radio_group(w_, "hours", c_("change.hours"), v_.change.hours);
      {
        auto const p = w_.in("p");
        w_.leaf("a", {{"class", "btn second"}, href(v_.change.grid)}, c_("change.hours.grid"));
      }
      if (!v_.change.care.empty()) {
        radio_group(w_, "care", c_("change.care"), v_.change.care);
      }
      select_field(w_, "travel", c_("change.travel"), v_.change.travel);
      w_.leaf("button", {{"type", "submit"}}, c_("change.show"));
    }
    if (v_.change.changed) {
      auto const p = w_.in("p");
      w_.leaf("a", {{"class", "tapline"}, href(v_.change.reset)}, c_("change.reset"));
    }
  }

  void papers() {
    if (plan_.papers_held.empty() && plan_.papers_gained.empty()) {
      return;
    }
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("plan.papers"));
    if (!plan_.papers_held.empty()) {
      w_.leaf("h3", {}, c_("plan.papers_held"));
      bullet_list(w_, "why", plan_.papers_held);
    }
    if (!plan_.papers_gained.empty()) {
      w_.leaf("h3", {}, c_("plan.papers_get"));
      bullet_list(w_, "why", plan_.papers_gained);
    }
  }

  void week() {
    if (!v_.week) {
      return;
    }
    auto const section = w_.in("section", {{"id", "week"}});
    w_.leaf("h2", {}, c_("week.title"));
    w_.leaf("p", {}, c_("week.lead", {phrase("date", plain_date(c_, v_.week->monday))}));
    if (v_.weeks.size() > 1U) {
      auto const nav = w_.in("nav", {{"aria-label", c_("week.choose")}, {"class", "noprint"}});
      auto const ul = w_.in("ul", {{"class", "chips"}});
      for (auto const& l : v_.weeks) {
        auto const item = w_.in("li");
        w_.leaf("a", {href(l.to), l.current ? html_attr{"aria-current", "true"} : html_attr{"aria-current", false}},
                l.words);
      }
    }
    auto const svg = week_svg(*v_.week, c_);
    w_.raw(raw_html{svg});
    week_key(w_, *v_.week, c_);
    auto const details = w_.in("details");
    w_.leaf("summary", {}, c_("week.as_table"));
    week_table(w_, *v_.week, c_);
  }

  void about() {
    auto const& p = v_.person;
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("person.about", {{"name", p.name}}));
    auto const dl = w_.in("dl");
    term_line(w_, c_("person.fact.number"), p.id);
    term_line(w_, c_("person.fact.age"), c_("person.age", {{"n", std::int64_t{p.age}}}));
    term_line(w_, c_("person.fact.status"), p.status);
    term_line(w_, c_("person.fact.home"), p.home);
    w_.leaf("dt", {}, c_("person.fact.children"));
    {
      auto const dd = w_.in("dd");
      for (auto const& child : p.children) {
        w_.leaf("div", {},
                child.covered.empty() ? c_("person.child_no_care", {phrase("child", child.words)})
                                      : c_("person.child_care", {phrase("child", child.words),
                                                                 phrase("hours", week_in_words(c_, child.covered))}));
      }
      if (p.children.empty()) {
        w_.text(c_("person.none"));
      }
    }
    term_line(w_, c_("person.fact.has"), p.has.empty() ? c_("person.nothing") : joined(c_, p.has));
    term_line(w_, c_("person.fact.travel"), p.travel);
    term_line(w_, c_("person.fact.hours"), week_in_words(c_, p.available));
    term_line(w_, c_("person.fact.load"),
              c_("person.load_words", {phrase("hours", minutes_in_words(c_, p.weekly_minutes))}));
  }

  html_writer& w_;
  catalogue const& c_;
  person_screen_view const& v_;
  plan_view const& plan_;
};

}  // namespace

std::string person_screen(page_frame const& frame, catalogue const& c, person_screen_view const& v) {
  return html_page(frame, c, [&](html_writer& w) { person_page{w, c, v}.write(); });
}

}  // namespace foothold
