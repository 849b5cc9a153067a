#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "service/case_file.h"
#include "service/casework.h"
#include "service/row_fields.h"
#include "service/staff.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

constexpr auto kCodes = std::to_array<std::string_view>({"life", "violence", "child", "authority", "other"});

bool may_open(desk_visit const& v) {
  return v.who.who.as == role::caseworker || v.who.who.as == role::lead;
}

form_view reason_form(desk_visit const& v, std::string fault) {
  auto code = field_view{
      .kind = field_kind::one_of, .name = "reason_code", .label = v.c("emergency.code"), .hint = {}, .value = {}};
  for (auto const c : kCodes) {
    code.options.push_back({std::string{c}, v.c.say(fmt::format("emergency.code.{}", c)), c == v.sent("reason_code")});
  }
  return {.id = "open",
          .title = v.c("emergency.form"),
          .lead = {},
          .post = post_to(v, v.at({"cases", v.part("person"), "emergency"})),
          .fields = {std::move(code),
                     {.kind = field_kind::text,
                      .name = "reason",
                      .label = v.c("emergency.reason"),
                      .hint = {},
                      .value = v.sent("reason"),
                      .needed = true,
                      .options = {},
                      .fault = std::move(fault)}},
          .button = v.c("emergency.go"),
          .folded = false};
}

// Who does not prove a second time who they are is told how.
http::response form_page(desk_visit const& v, std::string fault) {
  auto view = sections_screen_view{};
  view.told = told_of(v);
  view.lead = v.c("emergency.lead");
  auto const status = fault.empty() ? 200 : 422;
  if (v.who.who.has.has(flag::signed_in_again)) {
    view.forms = {reason_form(v, std::move(fault))};
  } else {
    view.lead += " " + v.c("emergency.again");
  }
  view.links = {{v.c("case.back"), v.at({"cases", v.part("person")})}};
  view.links_label = v.c("desk.links");
  return desk_page(sections_screen(desk_frame(v, v.c("emergency.title")), v.c, view), status);
}

std::string in_words(desk_visit const& v, std::string_view const code) {
  return known_word(v.c, "emergency.code", code);
}

std::string who_in_words(desk_visit const& v, std::map<std::string, staff_role> const& roles, std::string const& id) {
  auto const found = roles.find(id);
  if (found == roles.end()) {
    return v.c("role.other");
  }
  return known_word(v.c, "role", found->second.role) + ", " + found->second.organisation_name;
}

line_view line_of(desk_visit const& v, emergency_record const& e, std::map<std::string, staff_role> const& roles) {
  auto line = line_view{.what = in_words(v, e.reason_code), .detail = e.reason, .to = std::nullopt};
  line.mark = v.c("emergencies.due", {{"day", plain_date(v.c, e.review_by)}});
  line.urgent = e.review_by < v.today();
  line.facts = {{v.c("emergencies.who"), who_in_words(v, roles, e.opened_by)},
                {v.c("emergencies.when"), when_in_words(v, e.opened_at)},
                {v.c("emergencies.person"), format_id(e.person)}};
  line.presses = {{.words = v.c("emergencies.review"),
                   .post = post_to(v, v.at({"emergencies", format_id(e.person), format_id(e.id), "review"}),
                                   {{"version", std::to_string(e.version)}}),
                   .about = line.what}};
  return line;
}

}  // namespace

http::response emergency_form(desk_visit const& v) {
  return may_open(v) && parse_id(v.part("person")) ? form_page(v, {}) : desk_not_found(v);
}

http::response open_file_in_emergency(desk_visit const& v) {
  if (!may_open(v) || !parse_id(v.part("person"))) {
    return desk_not_found(v);
  }
  if (v.sent("reason").size() < kShortestReason || v.sent("reason_code").empty()) {
    return form_page(v, v.c("emergency.fault"));
  }
  auto sent = row_fields{"emergencies"};
  sent.set("reason_code", v.sent("reason_code")).set("reason", v.sent("reason"));
  return told_back(v,
                   open_emergency(v.cases(), v.as(purpose::emergency), v.part("person"), request_of(v), sent.given()),
                   v.at({"emergencies", v.part("person")}), {.did = "emergency_opened"});
}

http::response emergency_file_page(desk_visit const& v) {
  auto const f = read_case_file(v.cases(), v.as(purpose::emergency), v.part("person"));
  if (!f) {
    return desk_error(v, f.error());
  }
  auto view = sections_screen_view{};
  view.told = told_of(v);
  if (f->until) {
    view.lead = v.c("emergency.until", {{"time", when_in_words(v, *f->until)}});
  }
  view.sections = known_sections(v, *f);
  view.links = {{v.c("menu.cases"), v.at({"cases"})}};
  view.links_label = v.c("desk.links");
  auto const title = f->person ? f->person->name : v.c("case.unnamed");
  return desk_page(sections_screen(desk_frame(v, title), v.c, view));
}

http::response emergencies_page(desk_visit const& v) {
  auto const list = emergencies_to_review(v.cases(), v.as(purpose::protection));
  if (!list) {
    return desk_error(v, list.error());
  }
  auto actors = std::set<std::string>{};
  for (auto const& e : *list) {
    actors.insert(e.opened_by);
  }
  auto const roles = roles_of(v.cases(), {actors.begin(), actors.end()});
  if (!roles) {
    return desk_error(v, roles.error());
  }
  auto s = section_view{.id = "open", .title = v.c("emergencies.open"), .lead = {}, .empty = v.c("emergencies.none")};
  for (auto const& e : *list) {
    s.lines.push_back(line_of(v, e, *roles));
  }
  auto view = sections_screen_view{};
  view.told = told_of(v);
  view.lead = v.c("emergencies.lead");
  view.sections = {std::move(s)};
  return desk_page(sections_screen(desk_frame(v, v.c("emergencies.title")), v.c, view));
}

http::response emergency_review(desk_visit const& v) {
  return told_back(v,
                   review_emergency(v.cases(), v.as(purpose::protection), v.part("person"), request_of(v),
                                    v.part("entry"), version_sent(v)),
                   v.at({"emergencies"}), {.did = "emergency_reviewed"});
}

}  // namespace foothold::pages
