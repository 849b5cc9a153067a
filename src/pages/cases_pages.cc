#include <algorithm>
#include <array>
#include <utility>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "service/caseload.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

constexpr auto kFilters = std::to_array<std::string_view>({"whose", "worker", "state", "tasks", "order", "q"});
constexpr auto kStates = std::to_array<std::string_view>({"open", "paused", "closed", "all"});

// The list's own address with one of its filters set; a page begins anew.
url with_filter(desk_visit const& v, std::string_view const name, std::string_view const value) {
  auto to = v.at({"cases"});
  for (auto const f : kFilters) {
    auto const is = f == name ? std::string{value} : v.asked(f);
    if (!is.empty() && !(name == "whose" && f == "worker")) {
      to.query(f, is);
    }
  }
  return to;
}

cases_question question_of(desk_visit const& v) {
  auto q = cases_question{};
  auto const worker = parse_id_as<staff_id>(v.asked("worker"));
  q.over = v.asked("whose") == "team" || worker ? reach::organisation : reach::caseload;
  q.caseworker = worker;
  auto const state = v.asked("state");
  if (state == "all") {
    q.state.reset();
  } else if (auto const known = field_codec<case_state>::decode(cell{state})) {
    q.state = *known;
  }
  q.overdue = v.asked("tasks") == "overdue";
  q.order = v.asked("order") == "name" ? case_order::name : case_order::attention;
  q.language = v.c.language();
  q.name = v.asked("q");
  q.after = v.asked("after");
  return q;
}

// A lead looks at the team as who answers for it.
purpose purpose_of(desk_visit const& v, reach const over) {
  return over == reach::organisation && manages_team(v.who) ? purpose::supervision : purpose::counselling;
}

void add_filters(desk_visit const& v, cases_question const& q, cases_screen_view& view) {
  auto const& c = v.c;
  auto whose = std::vector<link_view>{
      {c("cases.whose.mine"), with_filter(v, "whose", ""), q.over == reach::caseload},
      {c("cases.whose.team"), with_filter(v, "whose", "team"), q.over == reach::organisation && !q.caseworker}};
  if (q.caseworker) {
    whose.push_back({c("cases.whose.one"), with_filter(v, "worker", format_id(*q.caseworker)), true});
  }
  view.filters.emplace_back(c("cases.whose"), std::move(whose));
  auto states = std::vector<link_view>{};
  auto const is = q.state ? words_of<case_state>::kWords[static_cast<std::size_t>(*q.state)] : kStates.back();
  for (auto const s : kStates) {
    states.push_back({c.say("cases.state." + std::string{s}), with_filter(v, "state", s), s == is});
  }
  view.filters.emplace_back(c("cases.state"), std::move(states));
  view.filters.emplace_back(
      c("cases.tasks"),
      std::vector<link_view>{{c("cases.tasks.all"), with_filter(v, "tasks", ""), !q.overdue},
                             {c("cases.tasks.overdue"), with_filter(v, "tasks", "overdue"), q.overdue}});
  auto const by_name = q.order == case_order::name;
  view.filters.emplace_back(c("cases.order"),
                            std::vector<link_view>{{c("cases.order.attention"), with_filter(v, "order", ""), !by_name},
                                                   {c("cases.order.name"), with_filter(v, "order", "name"), by_name}});
}

// Somebody else's, for whom the visitor stands in.
bool is_covered_by(desk_visit const& v, waiting_case const& c) {
  return c.cover && c.cover->holds(v.today()) && format_id(c.cover->by) == v.who.who.id;
}

case_line line_of(desk_visit const& v, listed_case const& c) {
  auto line = case_line{.id = format_id(c.is.person),
                        .name = c.name,
                        .number = c.is.local_number,
                        .why = why_in_words(v.c, c.why),
                        .urgent = c.why.is <= attention::paper_expires,
                        .to = v.at({"cases", format_id(c.is.person)})};
  line.state =
      v.c.say("cases.state." + std::string{words_of<case_state>::kWords[static_cast<std::size_t>(c.is.state)]});
  if (is_covered_by(v, c.is)) {
    line.state += " · " + v.c("cases.covered", {{"day", plain_date(v.c, c.is.cover->until)}});
  }
  if (c.is.next_appointment) {
    line.next = when_in_words(v, *c.is.next_appointment);
  }
  return line;
}

std::vector<field_view> remind_fields(desk_visit const& v) {
  return {{.kind = field_kind::line, .name = "words", .label = v.c("cases.remind.words"), .hint = {}, .value = {}},
          {.kind = field_kind::day,
           .name = "day",
           .label = v.c("cases.remind.day"),
           .hint = {},
           .value = format_date(v.today() + days{7})}};
}

// To whom a lead may give cases; empty for everybody else.
result<std::vector<field_view>> move_fields(desk_visit const& v) {
  if (!manages_team(v.who)) {
    return std::vector<field_view>{};
  }
  return read_team_load(v.cases(), v.as(purpose::supervision), v.of.office.clock()).map([&](team_load const& load) {
    auto to = field_view{.kind = field_kind::choice, .name = "to", .label = v.c("cases.move.to"), .hint = {}};
    for (auto const& w : load.workers) {
      to.options.push_back(
          {format_id(w.id), w.name + " · " + v.c("team.cases", {{"n", static_cast<std::int64_t>(w.cases)}})});
    }
    return std::vector<field_view>{
        std::move(to),
        {.kind = field_kind::line, .name = "why", .label = v.c("cases.move.why"), .hint = {}, .value = {}}};
  });
}

// The list as it stood when something was pressed.
url list_again(desk_visit const& v) {
  auto to = v.at({"cases"});
  for (auto const f : kFilters) {
    if (auto const value = v.sent("f_" + std::string{f}); !value.empty()) {
      to.query(f, value);
    }
  }
  return to;
}

std::vector<std::string> chosen(desk_visit const& v) {
  auto persons = std::vector<std::string>{};
  for (auto const p : http::all(v.request.form, "person")) {
    persons.emplace_back(p);
  }
  return persons;
}

}  // namespace

http::response cases_page_of(desk_visit const& v) {
  auto const q = question_of(v);
  auto const found = list_cases(v.cases(), v.of.names, v.as(purpose_of(v, q.over)), q, v.of.office.clock());
  if (!found && found.error().code == errc::bad_input) {
    return http::redirect(telling(v.at({"cases"}), {.did = "missing"}).str());
  }
  if (!found) {
    return desk_error(v, found.error());
  }
  auto view = cases_screen_view{};
  view.told = told_of(v);
  view.search = v.at({"cases"});
  view.query = q.name;
  auto hidden = std::vector<std::pair<std::string, std::string>>{};
  for (auto const f : kFilters) {
    if (auto const value = v.asked(f); !value.empty()) {
      hidden.emplace_back("f_" + std::string{f}, value);
      if (f != "q") {
        view.kept.emplace_back(f, value);
      }
    }
  }
  add_filters(v, q, view);
  view.count =
      found->found == 0U ? v.c("cases.none") : v.c("cases.count", {{"n", static_cast<std::int64_t>(found->found)}});
  view.order_note = found->by_number                   ? v.c("cases.by_number")
                    : q.order == case_order::attention ? v.c("cases.why_note")
                                                       : std::string{};
  for (auto const& c : found->cases) {
    view.cases.push_back(line_of(v, c));
  }
  if (!found->next.empty()) {
    view.next = with_filter(v, "", "").query("after", found->next);
  }
  if (!found->cases.empty()) {
    auto move = move_fields(v);
    if (!move) {
      return desk_error(v, move.error());
    }
    view.move = std::move(*move);
    view.remind = remind_fields(v);
    view.bulk = post_to(v, v.at({"cases"}), std::move(hidden));
  }
  return desk_page(cases_screen(desk_frame(v, v.c("cases.title")), v.c, view));
}

http::response change_many_cases(desk_visit const& v) {
  auto const persons = chosen(v);
  auto const back = list_again(v);
  if (persons.empty()) {
    return http::redirect(telling(back, {.did = "nobody_chosen"}).str());
  }
  auto const moves = v.sent("act") == "move";
  auto const day = parse_date(v.sent("day"));
  if (!moves && !day) {
    return http::redirect(telling(back, {.did = "missing"}).str());
  }
  auto const done =
      moves ? move_cases(v.cases(), v.as(purpose::supervision), {persons, v.sent("to"), v.sent("why")}, request_of(v))
            : remind_cases(v.cases(), v.as(purpose::counselling), {persons, v.sent("words"), *day}, request_of(v));
  auto told = told_terms{.did = moves ? "moved" : "reminded"};
  if (done) {
    told.n = static_cast<std::int64_t>(done->done);
    told.left = static_cast<std::int64_t>(done->left);
  }
  return told_back(v, done, back, told);
}

http::response team_page(desk_visit const& v) {
  auto const load = read_team_load(v.cases(), v.as(purpose::supervision), v.of.office.clock());
  if (!load) {
    return desk_error(v, load.error());
  }
  auto view = team_screen_view{};
  view.told = told_of(v);
  for (auto const& w : load->workers) {
    view.workers.push_back({.name = w.name,
                            .role = known_word(v.c, "role", w.role),
                            .cases = w.cases,
                            .overdue = w.overdue,
                            .waiting = w.waiting,
                            .to = v.at({"cases"}).query("worker", format_id(w.id)),
                            .cover = w.cover ? cover_in_words(v.c, *load, *w.cover) : v.c("team.no_cover"),
                            .absence = v.at({"team", format_id(w.id), "absence"})});
  }
  view.nobodys_to = v.at({"cases"}).query("whose", "team");
  if (load->nobodys > 0U) {
    view.nobodys = v.c("team.nobodys", {{"n", static_cast<std::int64_t>(load->nobodys)}});
  }
  return desk_page(team_screen(desk_frame(v, v.c("team.title")), v.c, view));
}

}  // namespace foothold::pages
