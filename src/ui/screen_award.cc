#include "text/when.h"
#include "ui/plan_parts.h"
#include "ui/report.h"
#include "ui/words.h"

namespace foothold {

namespace {

class award_page {
public:
  award_page(html_writer& w, catalogue const& c, award_view const& v) : w_{w}, c_{c}, v_{v}, plan_{v.plan} {}

  void write() {
    about();
    changed();
    if (has_way(plan_)) {
      yes();
      way();
    }
    why();
    if (has_way(plan_)) {
      auto const section = w_.in("section");
      plan_steps(w_, c_, plan_, v_.host_language);
    }
    instead();
    object();
  }

private:
  void about() {
    w_.leaf("p", {}, c_("award.date", {phrase("date", plain_date(c_, plan_.as_of))}));
    auto const section = w_.in("section", {{"class", "hero"}});
    {
      auto const dl = w_.in("dl");
      term_line(w_, c_("award.name"), v_.name);
      term_line(w_, c_("person.fact.number"), v_.id);
      term_line(w_, c_("person.goal"), plan_.goal);
    }
    auto const day = w_.in("div");
    if (has_way(plan_)) {
      w_.leaf("p", {{"class", "small"}}, c_("person.day_one"));
      w_.leaf("p", {{"class", "day"}}, long_date(c_, plan_.goal_day));
      if (plan_.goal_day > plan_.as_of) {
        w_.leaf("p", {}, c_("person.time_to", {phrase("time", span_in_words(c_, plan_.goal_day - plan_.as_of))}));
      }
    } else {
      w_.leaf("p", {{"class", "day"}}, c_("award.none"));
    }
  }

  void changed() {
    if (v_.changed.empty()) {
      return;
    }
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("award.changed"));
    bullet_list(w_, "why", v_.changed);
  }

  void yes() {
    auto const div = w_.in("section", {{"class", "banner good"}});
    w_.leaf("h2", {}, c_("award.yes"));
    w_.leaf("p", {}, c_("award.yes.text"));
  }

  void way() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("award.get"));
    if (plan_.provisional) {
      auto const div = w_.in("div", {{"class", "banner"}});
      w_.leaf("p", {}, c_("plan.provisional"));
    }
    if (plan_.steps.empty()) {
      w_.leaf("p", {}, c_("plan.empty"));
      return;
    }
    w_.leaf("p", {{"class", "note"}}, c_("plan.way_hint"));
    plan_pictures(w_, c_, plan_);
    plan_table(w_, c_, plan_);
  }

  void why() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, has_way(plan_) ? c_("award.why") : c_("award.why_none"));
    {
      auto const list = w_.in("ul", {{"class", "why"}});
      for (auto const& sentences : v_.reasons) {
        auto const item = w_.in("li");
        for (auto const& s : sentences) {
          w_.leaf("p", {}, s);
        }
      }
    }
    auto const weeks = phrase("weeks", exact_weeks(c_, v_.value));
    auto const best = phrase("best", exact_weeks(c_, v_.alone));
    if (v_.alone < v_.value) {
      w_.leaf("p", {}, has_way(plan_) ? c_("award.weeks", {weeks, best}) : c_("award.weeks_none", {weeks, best}));
    }
    w_.leaf("p", {{"class", "note"}}, c_("award.weight", {{"n", std::int64_t{v_.weight}}}));
  }

  void instead() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("award.instead"));
    bullet_list(w_, "why", {c_("award.instead.ask"), c_("award.instead.change")});
  }

  void object() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("award.object"));
    w_.leaf("p", {}, c_("award.object.text"));
    office_lines(w_, c_, v_.office);
  }

  html_writer& w_;
  catalogue const& c_;
  award_view const& v_;
  plan_view const& plan_;
};

}  // namespace

std::string award_screen(page_frame const& frame, catalogue const& c, award_view const& v) {
  return html_file(frame, c, [&](html_writer& w) { award_page{w, c, v}.write(); });
}

}  // namespace foothold
