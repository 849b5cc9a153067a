#include "api/handlers.h"

#include <chrono>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "access/decide.h"
#include "api/answers.h"
#include "api/export_json.h"
#include "api/export_paper.h"
#include "base/moment.h"
#include "print/paper.h"
#include "service/case_planning.h"
#include "service/casework.h"
#include "service/erasing.h"
#include "service/explaining.h"
#include "service/exporting.h"
#include "service/functions.h"
#include "service/person_search.h"
#include "service/responsible.h"
#include "store/audit.h"

namespace foothold::api {
namespace {

// The address of a collection, for the Location of what was added to it.
std::string own_address(visit const& v) {
  return v.request.path;
}

// What was sent takes the place of what is there; a whole row also empties what it does not mention.
row_edit edit_with(visit const& v, given_fields const& given) {
  return [&v, &given](row_values& r, transaction& /*t*/) -> result<void> {
    auto const& table = *v.at.table;
    for (auto i = std::size_t{0U}; i != given.size(); ++i) {
      if (given[i]) {
        r.fields[i] = *given[i];
      } else if (v.at.takes == body_sort::replace &&
                 is_asked(table, table.fields[i], body_sort::replace, v.at.owner_field)) {
        r.fields[i] = empty_cell(table.fields[i]);
      }
    }
    return {};
  };
}

http::response change_with(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  return answer_written(v, *terms,
                        change_row(v.cases(), v.who, v.at.what, place_of(v), terms->request, row_id_of(v),
                                   terms->version, edit_with(v, terms->given)));
}

http::response answer_receipt(erasure_receipt const& done) {
  auto recipients = std::string{};
  for (auto const& r : done.rows.recipients) {
    recipients += (recipients.empty() ? "" : ",") + json_text(r);
  }
  auto kept = std::string{};
  for (auto const& k : done.rows.kept) {
    kept += fmt::format(R"({}{{"fund":{},"until_on":{}}})", kept.empty() ? "" : ",", json_text(k.fund),
                        json_text(format_date(k.until_on)));
  }
  auto r = http::json(fmt::format(
      R"({{"person":{},"number":{},"at":{},"rows":{},"recipients":[{}],"kept":[{}],"gone_everywhere_on":{}}})",
      json_text(done.person), done.entry.number, json_text(format_moment(done.entry.at)), done.rows.rows, recipients,
      kept, json_text(format_date(done.gone_everywhere_on))));
  if (done.repeated) {
    r.headers.push_back({"Idempotency-Replayed", "true"});
  }
  return r;
}

}  // namespace

row_place place_of(visit const& v) {
  auto place = row_place{.table = v.at.table, .of = {.sort = v.at.sort, .subject = v.part(v.at.subject)}};
  if (!v.at.owner_field.empty()) {
    place.by = v.at.owner_field;
    auto const* const plan = http::find(v.request.parts, "plan");
    place.owner = plan != nullptr ? *plan : place.of.subject;
  }
  if (v.at.subject.empty()) {
    place.of.over = reach::tenant;
  }
  return place;
}

http::response list_rows_of(visit const& v) {
  auto const terms = list_terms_of(v.request, false);
  return terms ? answer_list(v, list_rows(v.cases(), v.who, place_of(v), terms->after, terms->limit))
               : answer_wrong(v, terms.error());
}

http::response read_row_of(visit const& v) {
  return answer_row(v, read_row(v.cases(), v.who, place_of(v), row_id_of(v)));
}

http::response add_row_to(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  return answer_written(
      v, *terms,
      add_row(v.cases(), v.who, v.at.what, place_of(v), terms->request, format_id(random_id()), terms->given),
      own_address(v));
}

http::response replace_row_of(visit const& v) {
  return change_with(v);
}

http::response change_part_of(visit const& v) {
  return change_with(v);
}

http::response remove_row_of(visit const& v) {
  auto const terms = change_terms_of(v);
  return terms ? answer_written(v, *terms,
                                remove_row(v.cases(), v.who, place_of(v), terms->request, row_id_of(v), terms->version))
               : terms.error();
}

http::response list_persons(visit const& v) {
  auto const terms = list_terms_of(v.request, false);
  if (!terms) {
    return answer_wrong(v, terms.error());
  }
  auto const whose = http::value_or(v.request.query, "of", "caseload");
  if (whose != "caseload" && whose != "organisation") {
    return answer_wrong(v, {problem::bad_query, {{"query of", "another word", "caseload or organisation"}}});
  }
  auto const own = whose == "caseload";
  auto const place = row_place{.table = v.at.table,
                               .of = {.sort = kind::person, .over = own ? reach::caseload : reach::organisation},
                               .by = own ? "caseworker" : "organisation",
                               .owner = own ? v.who.by.id : v.who.by.organisation};
  return answer_list(v, list_rows(v.cases(), v.who, place, terms->after, terms->limit));
}

http::response register_person(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  auto const id = format_id(random_id());
  auto const place = row_place{.table = v.at.table, .of = {.sort = kind::person, .subject = id}};
  return answer_written(v, *terms, add_row(v.cases(), v.who, action::add, place, terms->request, id, terms->given),
                        own_address(v));
}

http::response list_own_tasks(visit const& v) {
  auto const terms = list_terms_of(v.request, false);
  if (!terms) {
    return answer_wrong(v, terms.error());
  }
  auto const place = row_place{.table = v.at.table,
                               .of = {.sort = kind::person, .over = reach::caseload},
                               .by = "assignee",
                               .owner = v.who.by.id};
  return answer_list(v, list_rows(v.cases(), v.who, place, terms->after, terms->limit));
}

http::response add_household(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  auto const place = place_of(v);
  return answer_written(v, *terms, found_household(v.cases(), v.who, place.of.subject, terms->request, terms->given),
                        own_address(v));
}

namespace {

// A text of a body; empty where it was not sent.
std::string sent_text(visit const& v, change_terms const& terms, std::string_view const field) {
  auto const& c = terms.given[*v.at.body().at(field)];
  auto const* const text = c ? std::get_if<std::string>(&*c) : nullptr;
  return text == nullptr ? std::string{} : *text;
}

}  // namespace

http::response compute_plan_of(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  auto const order = plan_order{.person = v.part("person"),
                                .goal = sent_text(v, *terms, "goal"),
                                .as_of = parse_date(sent_text(v, *terms, "as_of"))};
  auto const done = compute_plan(v.cases(), v.of.ground, v.who, order, terms->request, v.of.office.clock());
  if (done && !done->lacking.empty()) {
    return answer_faults(v, done->lacking);
  }
  return answer_written(v, *terms, done.map([](computed_plan const& p) { return p.row; }),
                        fmt::format("/api/v1/persons/{}/plans", order.person));
}

http::response withdraw_permission(visit const& v) {
  auto const terms = change_terms_of(v);
  return terms ? answer_written(
                     v, *terms,
                     withdraw_permission(v.cases(), v.who, place_of(v), terms->request, row_id_of(v), terms->version))
               : terms.error();
}

http::response answer_referral(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  return answer_written(
      v, *terms,
      answer_referral(v.cases(), v.who, place_of(v), terms->request, row_id_of(v), terms->version, terms->given));
}

http::response answer_objection_to(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  auto const answer =
      objection_answer{.changed = sent_text(v, *terms, "state") == "changed", .reason = sent_text(v, *terms, "reason")};
  if (answer.reason.empty()) {
    return answer_faults(v, {{"/reason", "an empty text", "a reason, in words that the person understands"}});
  }
  return answer_written(
      v, *terms, answer_objection(v.cases(), v.who, place_of(v), terms->request, row_id_of(v), terms->version, answer));
}

http::response revoke_referral(visit const& v) {
  auto const terms = change_terms_of(v);
  return terms ? answer_written(
                     v, *terms,
                     revoke_referral(v.cases(), v.who, place_of(v), terms->request, row_id_of(v), terms->version))
               : terms.error();
}

http::response open_emergency(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  auto const opened = open_emergency(v.cases(), v.who, v.part("person"), terms->request, terms->given);
  return answer_written(v, *terms, opened, own_address(v));
}

http::response review_emergency(visit const& v) {
  auto const terms = change_terms_of(v);
  return terms ? answer_written(
                     v, *terms,
                     review_emergency(v.cases(), v.who, v.part("person"), terms->request, row_id_of(v), terms->version))
               : terms.error();
}

namespace {

// Over the cases of the caller, or those of the organisation.
result<reach> reach_of(visit const& v) {
  auto const whose = http::value_or(v.request.query, "of", "caseload");
  if (whose == "caseload") {
    return reach::caseload;
  }
  return whose == "organisation" ? result<reach>{reach::organisation} : fail(errc::bad_input, "of");
}

std::string found_as_json(found_person const& p) {
  return fmt::format(
      R"({{"id":{},"name":{},"name_transliterated":{},"birth_year":{},"year_estimated":{},"local_number":{},"state":{}}})",
      json_text(format_id(p.id)), json_text(p.name), p.name_transliterated ? json_text(*p.name_transliterated) : "null",
      p.birth_year ? fmt::format("{}", *p.birth_year) : "null", p.year_estimated, json_text(p.local_number),
      json_text(words_of<case_state>::kWords[static_cast<std::size_t>(p.state)]));
}

}  // namespace

http::response find_persons(visit const& v) {
  auto const wrong = [&](std::string const& where, std::string const& expected) {
    return answer_wrong(v, {problem::bad_query, {{where, "another text", expected}}});
  };
  auto const over = reach_of(v);
  if (!over) {
    return wrong("query of", "caseload or organisation");
  }
  auto const limit = limit_of(v.request);
  if (!limit) {
    return answer_wrong(v, limit.error());
  }
  auto const name = std::string{http::value_or(v.request.query, "name")};
  if (name.empty()) {
    return wrong("query name", "a part of a name, a year of birth or a number");
  }
  if (v.of.names == nullptr) {
    return answer_problem(problem::busy, v.words);
  }
  auto const asked = access_request{.by = v.who.by,
                                    .what = action::search,
                                    .of = {.sort = kind::person, .subject = {}, .over = *over},
                                    .for_what = v.who.why,
                                    .emergency = std::nullopt};
  auto const found = search_persons(v.cases(), *v.of.names, asked,
                                    {.text = name,
                                     .limit = static_cast<std::size_t>(*limit),
                                     .after = std::string{http::value_or(v.request.query, "cursor")}});
  if (!found) {
    return answer_error(v, found.error());
  }
  auto items = std::vector<std::string>{};
  for (auto const& p : found->people) {
    items.push_back(found_as_json(p));
  }
  return http::json(list_as_json(items, found->next));
}

http::response export_file(visit const& v) {
  auto const file = export_person(v.cases(), v.who, v.part("person"), v.of.office.clock());
  return file ? http::json(export_as_json(*file)) : answer_error(v, file.error());
}

http::response export_paper(visit const& v) {
  auto const file = export_person(v.cases(), v.who, v.part("person"), v.of.office.clock());
  if (!file) {
    return answer_error(v, file.error());
  }
  auto const* const asked = http::find(v.request.query, "language");
  auto const words = language_of_paper(v.of.words, asked == nullptr ? "" : *asked, *file);
  if (!words) {
    return answer_wrong(v, {problem::bad_query, {{"query language", "another text", "a language of this server"}}});
  }
  auto printed = print_paper(paper_of_export(*file, **words));
  if (!printed) {
    return answer_error(v, printed.error());
  }
  auto r = http::response{};
  r.content_type = "application/pdf";
  r.security_policy = "sandbox; default-src 'none'";
  r.headers.push_back({"Content-Disposition", "attachment; filename*=UTF-8''file.pdf"});
  r.headers.push_back({"Content-Language", (*words)->language()});
  r.body = std::move(printed->pdf);
  return r;
}

http::response look_for_duplicates(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  if (v.of.names == nullptr) {
    return answer_problem(problem::busy, v.words);
  }
  auto const noted = note_duplicates(v.cases(), *v.of.names,
                                     asked_by(v.who, action::add, {.sort = kind::person, .subject = v.part("person")}),
                                     terms->request);
  return noted ? http::json(fmt::format("{{\"noted\":{}}}", *noted)) : answer_error(v, noted.error());
}

http::response erase(visit const& v) {
  auto const terms = change_terms_of(v);
  if (!terms) {
    return terms.error();
  }
  auto const asked = access_request{.by = v.who.by,
                                    .what = action::erase,
                                    .of = {.sort = kind::person, .subject = v.part("person")},
                                    .for_what = v.who.why,
                                    .emergency = std::nullopt};
  if (!parse_id(asked.of.subject)) {
    return answer_problem(problem::no_such_entry, v.words);
  }
  auto const done = erase_person(v.of.office, asked, terms->request);
  if (done && v.of.names != nullptr) {
    v.of.names->forget(parse_id_as<person_id>(asked.of.subject).value());
  }
  return done ? answer_receipt(*done) : answer_error(v, done.error());
}

namespace {

std::string line_as_json(audit_line const& line) {
  return fmt::format(R"({{"number":{},"at":{},"who":{},"act":{},"of":{},"purpose":{},"basis":{},"fields":{}}})",
                     line.number, json_text(format_moment(line.at)), json_text(line.actor), json_text(line.name),
                     json_text(line.subject), json_text(line.purpose), json_text(line.basis), json_text(line.fields));
}

http::response list_log(visit const& v, std::string const& subject) {
  auto const terms = list_terms_of(v.request, true);
  if (!terms) {
    return answer_wrong(v, terms.error());
  }
  auto const after = terms->after.empty() ? std::int64_t{0} : std::int64_t{std::stoll(terms->after)};
  auto const lines = list_log(v.cases(), v.who, subject, after, terms->limit);
  if (!lines) {
    return answer_error(v, lines.error());
  }
  auto items = std::vector<std::string>{};
  for (auto const& line : *lines) {
    items.push_back(line_as_json(line));
  }
  auto const full = static_cast<std::int64_t>(lines->size()) == terms->limit;
  return http::json(list_as_json(items, full ? fmt::format("{}", lines->back().number) : std::string{}));
}

}  // namespace

namespace {

std::string function_as_json(registered_function const& f, catalogue const& words) {
  auto const key = fmt::format("functions.{}.", id_of(f.is));
  auto const says = [&](std::string_view const what) { return json_text(words.say(key + std::string{what})); };
  auto tables = std::string{};
  for (auto const& t : f.reads) {
    tables += (tables.empty() ? "" : ",") + json_text(t);
  }
  return fmt::format(
      R"({{"id":{},"name":{},"does":{},"reads":{},"tables":[{}],"who_decides":{},"human_act":{},"may_be_negative":{},)"
      R"("how_to_object":{},"classified":{},"article":{},"source":{},"reviewed_on":{},"review_due":{}}})",
      json_text(id_of(f.is)), says("name"), says("does"), says("reads"), tables, says("after"), f.human_act,
      f.may_be_negative, json_text(words("functions.object_to_decision")), json_text(f.classified),
      json_text(f.article), json_text(f.source), json_text(format_date(f.reviewed_on)),
      json_text(format_date(f.review_due)));
}

}  // namespace

namespace {

std::string reasons_as_json(std::vector<explained_reason> const& reasons) {
  auto out = std::string{"["};
  for (auto const& r : reasons) {
    out += fmt::format(R"({}{{"key":{},"text":{}}})", out.size() == 1U ? "" : ",", json_text(r.key), json_text(r.text));
  }
  return out + "]";
}

std::string explanation_as_json(explanation const& e) {
  auto steps = std::string{};
  for (auto const& s : e.steps) {
    steps +=
        fmt::format(R"({}{{"what":{},"start":{},"end":{},"reasons":{}}})", steps.empty() ? "" : ",", json_text(s.what),
                    json_text(format_date(s.start)), json_text(format_date(s.end)), reasons_as_json(s.reasons));
  }
  auto used = std::string{};
  for (auto const& u : e.used) {
    used += fmt::format(R"({}{{"member":{},"which":{},"table":{}}})", used.empty() ? "" : ",", json_text(u.member),
                        json_text(u.which), json_text(u.table));
  }
  return fmt::format(
      R"({{"plan":{},"portrait":{},"goal":{},"as_of":{},"status":{},"reached":{},"steps":[{}],"tight":{},"missing":{},)"
      R"("used":[{}]}})",
      json_text(e.head.plan), json_text(e.head.portrait), json_text(e.head.goal), json_text(format_date(e.head.as_of)),
      json_text(e.status), json_text(e.reached), steps, reasons_as_json(e.tight), reasons_as_json(e.missing), used);
}

}  // namespace

http::response explain_decision(visit const& v) {
  auto const found = read_row(v.cases(), v.who, place_of(v), row_id_of(v));
  if (!found) {
    return answer_error(v, found.error());
  }
  auto const text = [&](std::string_view const field) {
    return std::get<std::string>(found->row.fields[*v.at.table->at(field)]);
  };
  auto const trace = text("trace");
  if (!read_trace_head(trace)) {
    return answer_faults(v, {{"", "a decision that a human wrote down", "one that the planner computed"}});
  }
  auto const ground = open_snapshot(v.of.office.options().data.folder, text("snapshot_hash"));
  if (!ground) {
    return answer_problem(problem::broken, v.words);
  }
  auto const e = explain_plan(trace, *ground->place, v.words);
  if (!e) {
    return answer_error(v, e.error());
  }
  auto r = http::json(explanation_as_json(*e));
  r.headers.push_back({"Content-Language", v.words.language()});
  return r;
}

namespace {

// A list that is nobody's data: no state of the store is needed to decide.
http::response answer_register(visit const& v, std::function<std::vector<std::string>()> const& items) {
  auto const asked = asked_by(v.who, v.at.what, {.sort = v.at.sort});
  auto const now = std::chrono::floor<std::chrono::microseconds>(v.of.office.clock().now());
  auto const may = judge(asked, {.same_tenant = true}, now);
  if (!may.allowed || !may.fields.has(category::directory)) {
    return answer_problem(problem::no_such_entry, v.words);
  }
  auto r = http::json(list_as_json(items(), {}));
  r.headers.push_back({"Content-Language", v.words.language()});
  return r;
}

std::string owner_as_json(field_owner const& owner, catalogue const& words) {
  return fmt::format(R"("owner":{},"column":{},"who":{})", json_text(word(owner.is)), json_text(owner.column),
                     json_text(who_answers(words, owner)));
}

std::string table_owner_as_json(table_owner const& t, catalogue const& words) {
  auto others = std::string{};
  for (auto const& [field, owner] : t.others) {
    others += fmt::format(R"({}{{"field":{},"name":{},{}}})", others.empty() ? "" : ",", json_text(field),
                          json_text(words.say("column." + field)), owner_as_json(owner, words));
  }
  return fmt::format(R"({{"table":{},"name":{},{},"others":[{}]}})", json_text(t.table),
                     json_text(words.say("table." + t.table)), owner_as_json(t.all, words), others);
}

}  // namespace

http::response list_functions(visit const& v) {
  return answer_register(v, [&] {
    auto items = std::vector<std::string>{};
    for (auto const& f : registered_functions()) {
      items.push_back(function_as_json(f, v.words));
    }
    return items;
  });
}

http::response list_responsibilities(visit const& v) {
  return answer_register(v, [&] {
    auto items = std::vector<std::string>{};
    for (auto const& t : responsibilities().tables) {
      items.push_back(table_owner_as_json(t, v.words));
    }
    return items;
  });
}

http::response list_own_log(visit const& v) {
  return list_log(v, v.part("person"));
}

http::response list_whole_log(visit const& v) {
  return list_log(v, {});
}

}  // namespace foothold::api
