#include <algorithm>
#include <utility>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "service/caseload.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

cover_order order_of(desk_visit const& v) {
  return {.of = v.part("member"),
          .by = v.sent("by"),
          .from = parse_date(v.sent("from")).value_or(date{}),
          .until = parse_date(v.sent("until")).value_or(date{})};
}

std::string fault_of(desk_visit const& v, std::vector<std::string_view> const& wrong, std::string_view const field) {
  return std::ranges::find(wrong, field) == wrong.end() ? std::string{}
                                                        : v.c.say("absence.fault." + std::string{field});
}

form_view absence_form(desk_visit const& v, team_load const& load, cover_order const& o,
                       std::vector<std::string_view> const& wrong) {
  auto const& c = v.c;
  auto by = field_view{.kind = field_kind::choice,
                       .name = "by",
                       .label = c("absence.by"),
                       .hint = {},
                       .value = {},
                       .options = {},
                       .fault = fault_of(v, wrong, "by")};
  for (auto const& w : load.workers) {
    if (auto const id = format_id(w.id); id != o.of) {
      by.options.push_back(
          {id, w.name + " · " + c("team.cases", {{"n", static_cast<std::int64_t>(w.cases)}}), id == o.by});
    }
  }
  auto const day = [&](char const* const name, std::string label, date const is) {
    return field_view{.kind = field_kind::day,
                      .name = name,
                      .label = std::move(label),
                      .hint = {},
                      .value = is == date{} ? std::string{} : format_date(is),
                      .needed = true,
                      .options = {},
                      .fault = fault_of(v, wrong, name)};
  };
  return {.id = "cover",
          .title = c("absence.form"),
          .lead = {},
          .post = post_to(v, v.at({"team", o.of, "absence"})),
          .fields = {std::move(by), day("from", c("absence.from"), o.from), day("until", c("absence.until"), o.until)},
          .button = c("absence.go"),
          .folded = false};
}

section_view cover_now(desk_visit const& v, team_load const& load, worker_load const& of) {
  auto s = section_view{.id = "now", .title = v.c("absence.now"), .lead = {}, .empty = v.c("absence.none")};
  if (of.cover) {
    s.lines.push_back({.what = cover_in_words(v.c, load, *of.cover),
                       .presses = {{.words = v.c("absence.end"),
                                    .post = post_to(v, v.at({"team", format_id(of.id), "absence", "end"})),
                                    .about = of.name}}});
  }
  return s;
}

http::response absence_page_with(desk_visit const& v, cover_order const& o,
                                 std::vector<std::string_view> const& wrong) {
  auto const load = read_team_load(v.cases(), v.as(purpose::supervision), v.of.office.clock());
  if (!load) {
    return desk_error(v, load.error());
  }
  auto const id = parse_id_as<staff_id>(o.of);
  auto const of = std::ranges::find_if(load->workers, [&](worker_load const& w) { return id == w.id; });
  if (of == load->workers.end()) {
    return desk_not_found(v);
  }
  auto view = sections_screen_view{};
  view.lead = v.c("absence.lead");
  view.sections = {cover_now(v, *load, *of)};
  view.forms = {absence_form(v, *load, o, wrong)};
  view.links = {{v.c("team.title"), v.at({"team"})}};
  view.links_label = v.c("desk.links");
  return desk_page(sections_screen(desk_frame(v, v.c("absence.title", {{"name", of->name}})), v.c, view),
                   wrong.empty() ? 200 : 422);
}

told_terms told(std::string_view const did, result<changed_cases> const& done) {
  auto t = told_terms{.did = std::string{did}};
  if (done) {
    t.n = static_cast<std::int64_t>(done->done);
    t.left = static_cast<std::int64_t>(done->left);
  }
  return t;
}

}  // namespace

std::string cover_in_words(catalogue const& c, team_load const& load, case_cover const& cover) {
  auto const by = std::ranges::find_if(load.workers, [&](worker_load const& w) { return w.id == cover.by; });
  return c("absence.covered", {{"name", by == load.workers.end() ? c("role.other") : by->name},
                               {"from", plain_date(c, cover.from)},
                               {"until", plain_date(c, cover.until)}});
}

http::response absence_page(desk_visit const& v) {
  return absence_page_with(v, {.of = v.part("member"), .by = {}, .from = v.today(), .until = {}}, {});
}

http::response arrange_cover(desk_visit const& v) {
  auto const o = order_of(v);
  if (auto const wrong = faults_of(o, v.today()); !wrong.empty()) {
    return absence_page_with(v, o, wrong);
  }
  auto const done = cover_cases(v.cases(), v.as(purpose::supervision), o, request_of(v), v.of.office.clock());
  return told_back(v, done, v.at({"team"}), told("covered", done));
}

http::response end_cover_now(desk_visit const& v) {
  auto const done =
      end_cover(v.cases(), v.as(purpose::supervision), v.part("member"), request_of(v), v.of.office.clock());
  return told_back(v, done, v.at({"team"}), told("cover_ended", done));
}

}  // namespace foothold::pages
