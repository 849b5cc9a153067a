#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "service/casework.h"
#include "service/erasing.h"
#include "service/exporting.h"
#include "service/help_questions.h"
#include "service/own_entries.h"
#include "service/row_fields.h"
#include "service/row_words.h"
#include "service/staff.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

constexpr std::size_t kLogShown{50U};

caller self(desk_visit const& v) {
  return v.as(purpose::own_file);
}

row_place own_place(desk_visit const& v, std::string_view const table) {
  return {.table = find_record_table(table),
          .of = {.sort = kind::person, .subject = v.who.who.id},
          .by = "person",
          .owner = v.who.who.id};
}

class mine_builder {
public:
  mine_builder(desk_visit const& v, case_file const& f, exported_file const& all,
               std::vector<organisation_name> const& organisations, std::map<std::string, staff_role> const& roles)
      : v_{v}, f_{f}, all_{all}, organisations_{organisations}, roles_{roles} {}

  [[nodiscard]] sections_screen_view view() const {
    auto const& c = v_.c;
    auto view = sections_screen_view{};
    view.told = told_of(v_);
    view.lead = c("mine.lead");
    view.links = {{c("messages.link"), v_.at({"my-messages"})},
                  {c("mine.download.pdf"), v_.at({"my-data", "file.pdf"})},
                  {c("mine.download.json"), v_.at({"my-data", "file.json"})},
                  {c("mine.erase.link"), v_.at({"my-data", "erasure"})}};
    view.links_label = c("desk.links");
    view.contents = true;
    view.contents_label = c("desk.sections");
    if (!open_help_questions(f_, v_.now()).empty()) {
      view.links.push_back({c("help.link"), v_.at({"my-messages"}).anchor("help")});
    }
    view.sections = {plans(), permissions(), referrals(), log(), decisions()};
    for (auto const& t : all_.tables) {
      if (!t.rows.empty()) {
        view.sections.push_back(held(t));
      }
    }
    if (!f_.decisions.empty()) {
      view.forms.push_back(objection_form());
    }
    return view;
  }

private:
  [[nodiscard]] section_view plans() const {
    auto s = section_view{
        .id = "plans", .title = v_.c("mine.plans"), .lead = v_.c("mine.plans.lead"), .empty = v_.c("mine.plans.none")};
    for (auto const& p : f_.plans) {
      auto const state = state_of(p, f_);
      auto line = line_view{.what = v_.c("case.plan", {{"n", p.number}}), .detail = day_in_words(v_, p.made_at)};
      line.mark = plan_state_in_words(v_.c, state);
      line.urgent = state == plan_state::active;
      if (state != plan_state::old) {
        auto const place = v_.at({"my-data", "plans", format_id(p.id), "answer"});
        auto const press = [&](std::string words, char const* const answer) {
          return press_view{
              .words = std::move(words), .post = post_to(v_, place, {{"answer", answer}}), .about = line.what};
        };
        if (state != plan_state::active) {
          line.presses.push_back(press(v_.c("press.yes_plan"), "yes"));
        }
        if (state != plan_state::refused) {
          line.presses.push_back(press(v_.c("press.no_plan"), "no"));
        }
        if (state == plan_state::waits) {
          line.presses.push_back(press(v_.c("press.later_plan"), "later"));
        }
      }
      s.lines.push_back(std::move(line));
    }
    std::ranges::reverse(s.lines);
    return s;
  }

  [[nodiscard]] section_view permissions() const {
    auto s = strip_section(v_, f_, organisations_, [&](permission_record const& p, std::string const& about) {
      return press_view{.words = v_.c("press.withdraw"),
                        .post = post_to(v_, v_.at({"my-data", "permissions", format_id(p.id), "withdrawal"}),
                                        {{"version", std::to_string(p.version)}}),
                        .about = about};
    });
    s.id = "permissions";
    s.title = v_.c("mine.permissions");
    s.lead += (s.lead.empty() ? "" : " ") + v_.c("mine.permissions.lead");
    s.empty = v_.c("mine.permissions.none");
    return s;
  }

  [[nodiscard]] section_view referrals() const {
    auto s =
        section_view{.id = "referrals", .title = v_.c("mine.referrals"), .lead = {}, .empty = v_.c("case.nothing")};
    for (auto const& r : f_.referrals) {
      auto line = line_view{.what = organisation_in_words(organisations_, r.to_organisation),
                            .detail = v_.c("referral.sent", {{"day", day_in_words(v_, r.sent_at)},
                                                             {"until", plain_date(v_.c, r.answer_by)}})};
      line.mark = referral_state_in_words(v_.c, r);
      if (r.why) {
        line.facts.emplace_back(v_.c("referral.why"), *r.why);
      }
      if (r.reason) {
        line.facts.emplace_back(v_.c("referral.answer"), *r.reason);
      }
      s.lines.push_back(std::move(line));
    }
    std::ranges::reverse(s.lines);
    return s;
  }

  [[nodiscard]] std::string who(audit_line const& l) const {
    if (l.actor == v_.who.who.id) {
      return v_.c("mine.log.you");
    }
    auto const found = roles_.find(l.actor);
    if (found == roles_.end()) {
      return v_.c("mine.log.program");
    }
    auto const key = "role." + found->second.role;
    auto const role = v_.c.has(key) ? v_.c.say(key) : v_.c("role.other");
    return v_.c("mine.log.staff", {phrase("role", role), {"organisation", found->second.organisation_name}});
  }

  [[nodiscard]] section_view log() const {
    auto s = section_view{
        .id = "log", .title = v_.c("mine.log"), .lead = v_.c("mine.log.lead"), .empty = v_.c("case.nothing")};
    for (auto l = all_.log.rbegin(); l != all_.log.rend() && s.lines.size() != kLogShown; ++l) {
      auto line = line_view{.what = who(*l), .detail = act_in_words(v_.c, *l)};
      line.mark = when_in_words(v_, l->at);
      if (l->basis.starts_with("denied")) {
        line.detail += " · " + v_.c("mine.log.refused");
      }
      s.lines.push_back(std::move(line));
    }
    return s;
  }

  [[nodiscard]] std::string decision_name(decision_record const& d) const {
    auto const key = fmt::format("functions.{}.name", d.function);
    return (v_.c.has(key) ? v_.c.say(key) : d.function) + ", " + when_in_words(v_, d.at);
  }
  [[nodiscard]] section_view decisions() const {
    auto s = section_view{.id = "decisions",
                          .title = v_.c("mine.decisions"),
                          .lead = v_.c("mine.decisions.lead"),
                          .empty = v_.c("case.nothing")};
    for (auto const& d : f_.decisions) {
      auto line = line_view{.what = decision_name(d), .detail = d.reason.value_or("")};
      for (auto const& o : f_.objections) {
        if (o.decision == d.id) {
          line.facts.emplace_back(v_.c("table.objections"), o.words);
          if (o.reason) {
            line.facts.emplace_back(v_.c("referral.answer"), *o.reason);
          }
        }
      }
      s.lines.push_back(std::move(line));
    }
    return s;
  }

  [[nodiscard]] form_view objection_form() const {
    auto which = field_view{
        .kind = field_kind::choice, .name = "decision", .label = v_.c("mine.object.which"), .hint = {}, .value = {}};
    for (auto const& d : f_.decisions) {
      which.options.push_back({format_id(d.id), decision_name(d)});
    }
    return {.id = "objection",
            .title = v_.c("mine.object"),
            .lead = {},
            .post = post_to(v_, v_.at({"my-data", "objections"})),
            .fields = {std::move(which),
                       {.kind = field_kind::text,
                        .name = "words",
                        .label = v_.c("mine.object.words"),
                        .hint = {},
                        .value = {},
                        .needed = true}},
            .button = v_.c("mine.object.go")};
  }

  // Everything of one table, folded: what stands above in words stands here whole.
  [[nodiscard]] section_view held(exported_table const& t) const {
    auto s = section_view{.id = "t-" + std::string{t.table->name},
                          .title = table_in_words(v_.c, t.table->name),
                          .lead = {},
                          .empty = {},
                          .lines = {},
                          .folded = true};
    for (auto const& r : t.rows) {
      auto line = line_view{.what = table_in_words(v_.c, t.table->name), .detail = {}};
      for (auto& [name, value] : row_in_words(v_.c, *t.table, r, all_.special)) {
        line.facts.emplace_back(std::move(name), std::move(value));
      }
      if (may_correct(*t.table, r)) {
        line.what = v_.c("mine.correct");
        line.to = v_.at({"my-data", "entries", t.table->name, r.id});
      }
      s.lines.push_back(std::move(line));
    }
    return s;
  }

  desk_visit const& v_;
  case_file const& f_;
  exported_file const& all_;
  std::vector<organisation_name> const& organisations_;
  std::map<std::string, staff_role> const& roles_;
};

bool is_newcomer(desk_visit const& v) {
  return v.who.who.as == role::newcomer;
}

http::response download(std::string bytes, std::string_view const type, std::string_view const name) {
  auto r = http::response{};
  r.content_type = type;
  r.body = std::move(bytes);
  r.headers.push_back({"content-disposition", fmt::format("attachment; filename=\"{}\"", name)});
  return r;
}

result<exported_file> exported(desk_visit const& v) {
  return export_person(v.cases(), self(v), v.who.who.id, v.of.office.clock());
}

std::string text_of(cell const& c) {
  if (auto const* const text = std::get_if<std::string>(&c)) {
    return *text;
  }
  auto const* const number = std::get_if<std::int64_t>(&c);
  return number == nullptr ? std::string{} : std::to_string(*number);
}

field_view field_of(catalogue const& c, field_shape const& shape, cell const& value) {
  auto f = field_view{.kind = field_kind::line,
                      .name = std::string{shape.name},
                      .label = column_in_words(c, shape.name),
                      .hint = {},
                      .value = text_of(value)};
  if (shape.sort == field_sort::day) {
    f.kind = field_kind::day;
  } else if (shape.sort == field_sort::number) {
    f.kind = field_kind::number;
  } else if (shape.sort == field_sort::yes_no) {
    f.kind = field_kind::choice;
    f.options = {{"1", c("word.yes"), f.value == "1"}, {"0", c("word.no"), f.value != "1"}};
  } else if (shape.sort == field_sort::word) {
    f.kind = field_kind::choice;
    for (auto const w : shape.words) {
      f.options.push_back({std::string{w}, known_word(c, "word", w), f.value == w});
    }
  }
  return f;
}

}  // namespace

http::response my_data_page(desk_visit const& v) {
  if (!is_newcomer(v)) {
    return desk_not_found(v);
  }
  auto const f = read_case_file(v.cases(), self(v), v.who.who.id);
  if (!f) {
    return desk_error(v, f.error());
  }
  auto const all = show_person(v.cases(), self(v), v.who.who.id, v.of.office.clock());
  if (!all) {
    return desk_error(v, all.error());
  }
  auto const organisations = list_organisations(v.cases(), v.who.who);
  if (!organisations) {
    return desk_error(v, organisations.error());
  }
  auto actors = std::set<std::string>{};
  for (auto const& l : all->log) {
    actors.insert(l.actor);
  }
  auto const roles = roles_of(v.cases(), {actors.begin(), actors.end()});
  if (!roles) {
    return desk_error(v, roles.error());
  }
  return desk_page(
      sections_screen(desk_frame(v, v.c("mine.title")), v.c, mine_builder{v, *f, *all, *organisations, *roles}.view()));
}

http::response my_file_json(desk_visit const& v) {
  auto const file = exported(v);
  return file ? download(v.of.as_json(*file), "application/json", "my-data.json") : desk_error(v, file.error());
}

http::response my_file_paper(desk_visit const& v) {
  auto const pdf = exported(v).and_then([&](exported_file const& file) { return v.of.as_paper(file, v.c); });
  return pdf ? download(*pdf, "application/pdf", "my-data.pdf") : desk_error(v, pdf.error());
}

http::response withdraw_my_permission(desk_visit const& v) {
  return told_back(v,
                   withdraw_permission(v.cases(), self(v), own_place(v, "permissions"), request_of(v), v.part("entry"),
                                       version_sent(v)),
                   v.at({"my-data"}), {.did = "withdrawn"});
}

http::response answer_my_plan(desk_visit const& v) {
  auto sent = row_fields{"plan_answers"};
  auto const answer = field_codec<plan_consent>::decode(cell{v.sent("answer")});
  if (!answer) {
    return desk_not_found(v);
  }
  sent.set("answer", cell_of(*answer));
  auto const place = row_place{.table = &sent.table(),
                               .of = {.sort = kind::person, .subject = v.who.who.id},
                               .by = "plan",
                               .owner = v.part("entry")};
  return told_back(v,
                   add_row(v.cases(), self(v), action::add, place, request_of(v), format_id(random_id()), sent.given()),
                   v.at({"my-data"}), {.did = "plan_answered"});
}

http::response object_to_my_decision(desk_visit const& v) {
  if (v.sent("words").empty()) {
    return http::redirect(telling(v.at({"my-data"}), {.did = "missing"}).str());
  }
  auto sent = row_fields{"objections"};
  sent.set("decision", v.sent("decision")).set("words", v.sent("words"));
  return told_back(v,
                   add_row(v.cases(), self(v), action::add, own_place(v, "objections"), request_of(v),
                           format_id(random_id()), sent.given()),
                   v.at({"my-data"}), {.did = "objected"});
}

http::response my_entry_form(desk_visit const& v) {
  auto const* const table = find_record_table(v.part("table"));
  if (!is_newcomer(v) || table == nullptr) {
    return desk_not_found(v);
  }
  auto const found = read_own_entry(v.cases(), self(v), *table, v.part("entry"));
  if (!found) {
    return desk_error(v, found.error());
  }
  auto const name = table_in_words(v.c, table->name);
  auto form = form_view{.id = "entry",
                        .title = name,
                        .lead = {},
                        .post = post_to(v, v.at({"my-data", "entries", table->name, v.part("entry")}),
                                        {{"version", std::to_string(found->version)}}),
                        .fields = {},
                        .button = v.c("mine.correct.go"),
                        .folded = false};
  for (auto i = std::size_t{0U}; i != table->fields.size(); ++i) {
    if (may_correct(*table, table->fields[i])) {
      form.fields.push_back(field_of(v.c, table->fields[i], found->fields[i]));
    }
  }
  auto view = sections_screen_view{};
  view.forms = {std::move(form)};
  view.links = {{v.c("mine.title"), v.at({"my-data"})}};
  view.links_label = v.c("desk.links");
  return desk_page(sections_screen(desk_frame(v, v.c("mine.correct.title", {phrase("table", name)})), v.c, view));
}

http::response correct_my_entry(desk_visit const& v) {
  auto const* const table = find_record_table(v.part("table"));
  if (!is_newcomer(v) || table == nullptr) {
    return desk_not_found(v);
  }
  auto sent = std::vector<sent_text>{};
  for (auto const& f : table->fields) {
    if (auto const* const text = http::find(v.request.form, f.name)) {
      sent.push_back({f.name, *text});
    }
  }
  return told_back(v,
                   correct_own_entry(v.cases(), self(v), *table, request_of(v), v.part("entry"), version_sent(v), sent),
                   v.at({"my-data"}), {.did = "corrected"});
}

namespace {

http::response erasure_page(desk_visit const& v, std::string fault) {
  auto const all = show_person(v.cases(), self(v), v.who.who.id, v.of.office.clock());
  if (!all) {
    return desk_error(v, all.error());
  }
  auto const& c = v.c;
  auto s = section_view{.id = "what", .title = c("mine.erase.title"), .lead = {}, .empty = {}};
  s.lines.push_back({.what = c("mine.erase.lead", {{"days", kKeyCopiesLast.count()}}), .detail = {}});
  auto kept = std::optional<date>{};
  for (auto const& t : all->tables) {
    for (auto const& r : t.rows) {
      if (t.table->name == "fund_proofs") {
        auto const until = parse_date(text_of(r.fields[t.table->at("until_on").value()]));
        kept = until && (!kept || *kept < *until) ? until : kept;
      }
    }
  }
  s.lines.push_back(
      {.what = kept ? c("mine.erase.kept", {{"day", plain_date(c, *kept)}}) : c("mine.erase.kept_log"), .detail = {}});
  s.lines.push_back({.what = c("mine.erase.help"), .detail = {}});
  auto view = sections_screen_view{};
  view.sections = {std::move(s)};
  view.forms = {{.id = "erase",
                 .title = c("mine.erase.go"),
                 .lead = {},
                 .post = post_to(v, v.at({"my-data", "erasure"})),
                 .fields = {{.kind = field_kind::some_of,
                             .name = "sure",
                             .label = c("mine.erase.title"),
                             .hint = {},
                             .value = {},
                             .options = {{"yes", c("mine.erase.sure"), false}},
                             .fault = fault}},
                 .button = c("mine.erase.go"),
                 .folded = false}};
  view.links = {{c("mine.title"), v.at({"my-data"})}, {c("mine.download.pdf"), v.at({"my-data", "file.pdf"})}};
  view.links_label = c("desk.links");
  return desk_page(sections_screen(desk_frame(v, c("mine.erase.title")), c, view), fault.empty() ? 200 : 422);
}

}  // namespace

http::response my_erasure_form(desk_visit const& v) {
  return is_newcomer(v) ? erasure_page(v, {}) : desk_not_found(v);
}

http::response erase_me(desk_visit const& v) {
  if (!is_newcomer(v)) {
    return desk_not_found(v);
  }
  if (v.sent("sure") != "yes") {
    return erasure_page(v, v.c("mine.erase.not_sure"));
  }
  auto const asked = access_request{.by = v.who.who,
                                    .what = action::erase,
                                    .of = {.sort = kind::person, .subject = v.who.who.id},
                                    .for_what = purpose::own_file,
                                    .emergency = std::nullopt};
  auto const done = erase_person(v.of.office, asked, request_of(v));
  if (!done) {
    return desk_error(v, done.error());
  }
  if (v.of.names != nullptr) {
    v.of.names->forget(parse_id_as<person_id>(asked.of.subject).value());
  }
  auto view = sections_screen_view{};
  view.lead = v.c("mine.erased.text",
                  {{"number", std::to_string(done->entry.number)}, {"day", plain_date(v.c, done->gone_everywhere_on)}});
  return desk_page(sections_screen(desk_frame(v, v.c("mine.erased.title")), v.c, view));
}

}  // namespace foothold::pages
