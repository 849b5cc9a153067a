#include "ui/plan_parts.h"

#include <algorithm>

#include "text/when.h"
#include "ui/frame.h"
#include "ui/kinds.h"
#include "ui/pathway_svg.h"
#include "ui/words.h"

namespace foothold {

namespace {

std::string unlocks_words(catalogue const& c, step_view const& s) {
  auto out = std::vector<std::string>{};
  for (auto const n : s.unlocks) {
    out.push_back(std::to_string(n));
  }
  if (s.unlocks_goal) {
    out.push_back(c("plan.job_lane"));
  }
  return joined(c, out);
}

std::string where_line(catalogue const& c, step_view const& s) {
  auto parts = std::vector<std::string>{};
  for (auto const& part : {s.organisation, where_words(c, s)}) {
    if (!part.empty() && std::ranges::find(parts, part) == parts.end()) {
      parts.push_back(part);
    }
  }
  return joined(c, parts);
}

void step(html_writer& w, catalogue const& c, step_view const& s, std::string_view const host_language) {
  auto const css = "step " + std::string{look_of(s.kind).css_class} + (s.critical ? " crit" : "");
  auto const item = w.in("li", {{"class", css}, {"id", "step-" + std::to_string(s.number)}});
  w.leaf("span", {{"class", "num"}, {"aria-hidden", "true"}}, std::to_string(s.number));
  w.leaf("h3", {}, s.title);
  host_line(w, s.host_title, host_language);
  {
    auto const tags = w.in("ul", {{"class", "tags"}});
    w.leaf("li", {}, kind_word(c, s.kind));
    if (s.critical) {
      w.leaf("li", {}, c("plan.critical"));
    }
    if (s.provisional) {
      w.leaf("li", {}, c("plan.provisional_step"));
    }
  }
  w.leaf("p", {{"class", "when"}}, date_range(c, s.start, s.end));
  {
    auto const dl = w.in("dl");
    term_line(w, c("plan.field.hours"), week_in_words(c, s.week));
    term_line(w, c("plan.field.where"), where_line(c, s));
    term_line(w, c("plan.field.cost"), s.own_cents == 0U ? std::string{} : euros(c, s.own_cents));
    phone_line(w, c, s.phone);
  }
  bullet_list(w, "why", s.reasons);
}

}  // namespace

void plan_pictures(html_writer& w, catalogue const& c, plan_view const& plan) {
  auto const wide = wide_pathway_svg(plan, c, {.id = "wide"});
  auto const tall = tall_pathway_svg(plan, c, {.id = "tall"});
  w.raw(raw_html{wide});
  w.raw(raw_html{tall});
}

void plan_table(html_writer& w, catalogue const& c, plan_view const& plan) {
  auto const details = w.in("details");
  w.leaf("summary", {}, c("plan.as_table"));
  auto const scroll =
      w.in("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "region"}, {"aria-label", c("plan.as_table")}});
  auto const element = w.in("table");
  {
    auto const head = w.in("thead");
    auto const row = w.in("tr");
    for (auto const& word :
         {c("plan.col.step"), c("plan.col.when"), c("plan.col.hours"), c("plan.col.where"), c("plan.field.unlocks")}) {
      w.leaf("th", {{"scope", "col"}}, word);
    }
  }
  auto const body = w.in("tbody");
  for (auto const& s : plan.steps) {
    auto const row = w.in("tr");
    w.leaf("th", {{"scope", "row"}}, std::to_string(s.number) + ". " + s.title);
    w.leaf("td", {}, date_range(c, s.start, s.end));
    w.leaf("td", {}, week_in_words(c, s.week));
    w.leaf("td", {}, where_words(c, s));
    w.leaf("td", {}, unlocks_words(c, s));
  }
  auto const row = w.in("tr");
  w.leaf("th", {{"scope", "row"}}, c("plan.job", {{"job", plan.reached}}));
  w.leaf("td", {}, plain_date(c, plan.goal_day));
  w.leaf("td", {{"colspan", 3}}, "");
}

void plan_steps(html_writer& w, catalogue const& c, plan_view const& plan, std::string_view const host_language) {
  w.leaf("h2", {}, c("plan.steps"));
  if (std::ranges::any_of(plan.steps, &step_view::critical)) {
    w.leaf("p", {{"class", "note"}}, c("plan.critical_hint"));
  }
  {
    auto const ol = w.in("ol", {{"class", "steps"}});
    for (auto const& s : plan.steps) {
      step(w, c, s, host_language);
    }
    auto const goal = w.in("li", {{"class", "step goalstep"}});
    w.leaf("span", {{"class", "num"}, {"aria-hidden", "true"}}, "★");
    w.leaf("h3", {}, c("plan.job", {{"job", plan.reached}}));
    w.leaf("p", {{"class", "when"}}, long_date(c, plan.goal_day));
  }
  w.leaf("p", {}, totals_words(c, plan));
}

void term_line(html_writer& w, std::string_view const name, std::string_view const value) {
  if (!value.empty()) {
    w.leaf("dt", {}, name);
    w.leaf("dd", {}, value);
  }
}

void phone_line(html_writer& w, catalogue const& c, std::string_view const phone) {
  if (phone.empty()) {
    return;
  }
  w.leaf("dt", {}, c("plan.field.phone"));
  auto const dd = w.in("dd");
  w.leaf("bdi", {{"dir", "ltr"}}, phone);
}

void bullet_list(html_writer& w, std::string_view const css, std::vector<std::string> const& lines) {
  if (lines.empty()) {
    return;
  }
  auto const ul = w.in("ul", {{"class", css}});
  for (auto const& l : lines) {
    w.leaf("li", {}, l);
  }
}

}  // namespace foothold
