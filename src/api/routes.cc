#include "api/routes.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "api/answers.h"
#include "api/collections.h"
#include "api/file_handlers.h"
#include "api/handlers.h"
#include "media/media_kind.h"
#include "vault/credentials.h"

namespace foothold::api {
namespace {

using http::verb;

constexpr std::string_view kRoot{"/api/v1"};

record_table const& table(std::string_view const name) {
  return *find_record_table(name);
}

struct family {
  std::string under;  // "/persons/{person}"
  std::string_view subject;
  kind sort;
};
family const kPersons{"/persons/{person}", "person", kind::person};
family const kTeams{"/organisations/{organisation}", "organisation", kind::team};

// A route on the rows of one table.
route on(verb const method, std::string pattern, std::string operation, action const what, record_table const& t) {
  auto r = route{};
  r.method = method;
  r.pattern = std::move(pattern);
  r.operation = std::move(operation);
  r.what = what;
  r.table = &t;
  r.touches = t.holds;
  return r;
}

action adding(std::string_view const name) {
  return name == "permissions" ? action::permit : name == "referrals" ? action::refer : action::add;
}

void add_collection(std::vector<route>& to, family const& f, collection const& c) {
  auto const& t = table(c.table);
  auto const list_path = fmt::format("{}/{}", f.under, c.table);
  auto const item_path = list_path + "/{entry}";
  auto const put = [&](route r) -> route& {
    r.sort = f.sort;
    r.subject = f.subject;
    r.owner_field = c.owner_field;
    return to.emplace_back(std::move(r));
  };
  {
    auto& r = put(on(verb::get, list_path, fmt::format("list_{}", c.table), action::list, t));
    r.query = {"limit", "cursor"};
    r.answers = answer_sort::list;
    r.handle = list_rows_of;
  }
  put(on(verb::get, item_path, fmt::format("read_{}", c.one), action::read, t)).handle = read_row_of;
  if (c.adds) {
    auto const what = adding(c.table);
    auto const name = what == action::permit  ? std::string{"permit"}
                      : what == action::refer ? std::string{"refer"}
                                              : fmt::format("add_{}", c.one);
    auto& r = put(on(verb::post, list_path, name, what, t));
    r.has_body = true;
    r.answers = answer_sort::written;
    r.handle = add_row_to;
  }
  if (c.changes) {
    for (auto const part : {false, true}) {
      auto& r = put(on(part ? verb::patch : verb::put, item_path,
                       fmt::format("{}_{}", part ? "change_part_of" : "replace", c.one),
                       part ? action::change_part : action::change, t));
      r.has_body = true;
      r.takes = part ? body_sort::part : body_sort::replace;
      r.needs_version = true;
      r.answers = answer_sort::written;
      r.handle = part ? change_part_of : replace_row_of;
    }
  }
  if (c.removes) {
    auto& r = put(on(verb::del, item_path, fmt::format("remove_{}", c.one), action::remove, t));
    r.needs_version = true;
    r.answers = answer_sort::nothing;
    r.handle = remove_row_of;
  }
}

// GET, PUT and PATCH of what is in no collection: a person, an organisation.
void add_single(std::vector<route>& to, std::string const& path, std::string_view const one, record_table const& t,
                kind const sort, std::string_view const subject) {
  for (auto const method : {verb::get, verb::put, verb::patch}) {
    auto const part = method == verb::patch;
    auto const what = method == verb::get ? action::read : part ? action::change_part : action::change;
    auto const name = method == verb::get ? "read" : part ? "change_part_of" : "replace";
    auto& r = to.emplace_back(on(method, path, fmt::format("{}_{}", name, one), what, t));
    r.sort = sort;
    r.subject = subject;
    r.handle = method == verb::get ? read_row_of : part ? change_part_of : replace_row_of;
    if (method != verb::get) {
      r.has_body = true;
      r.takes = part ? body_sort::part : body_sort::replace;
      r.needs_version = true;
      r.answers = answer_sort::written;
    }
  }
}

route& add_act(std::vector<route>& to, std::string const& path, std::string const& operation, action const what,
               record_table const& t, std::function<http::response(visit const&)> handle) {
  auto& r = to.emplace_back(on(verb::post, path, operation, what, t));
  r.subject = "person";
  r.owner_field = "person";
  r.answers = answer_sort::written;
  r.handle = std::move(handle);
  return r;
}

// What is sent where it is no row of a table.
record_table shape_of_body(std::string_view const name, std::vector<field_shape> fields) {
  auto t = record_table{};
  t.name = name;
  t.fixed = true;
  t.fields = std::move(fields);
  return t;
}

void add_persons(std::vector<route>& to) {
  auto const& people = table("persons");
  {
    auto& r = to.emplace_back(on(verb::get, "/persons", "list_persons", action::list, people));
    r.query = {"of", "limit", "cursor"};
    r.answers = answer_sort::list;
    r.handle = list_persons;
  }
  {
    auto& r = to.emplace_back(on(verb::post, "/persons", "register_person", action::add, people));
    r.has_body = true;
    r.answers = answer_sort::written;
    r.handle = register_person;
  }
  add_single(to, "/persons/{person}", "person", people, kind::person, "person");
  {
    auto& r =
        add_act(to, "/persons/{person}/households", "add_household", action::add, table("households"), add_household);
    r.owner_field = {};
    r.touches = people.holds;  // the person is changed too
    r.has_body = true;
  }
  add_single(to, "/persons/{person}/households/{entry}", "household", table("households"), kind::person, "person");
}

void add_acts(std::vector<route>& to) {
  add_act(to, "/persons/{person}/permissions/{entry}/withdrawal", "withdraw_permission", action::withdraw,
          table("permissions"), static_cast<http::response (*)(visit const&)>(withdraw_permission))
      .needs_version = true;
  auto& answer = add_act(to, "/persons/{person}/referrals/{entry}/answer", "answer_referral", action::answer_referral,
                         table("referrals"), static_cast<http::response (*)(visit const&)>(answer_referral));
  answer.needs_version = true;
  answer.has_body = true;
  answer.takes = body_sort::replace;
  static constexpr auto kAnswers = std::to_array<std::string_view>({"upheld", "changed"});
  static auto const objection_answer = shape_of_body(
      "objection_answer",
      {{.name = "state", .sort = field_sort::word, .words = kAnswers}, {.name = "reason", .sort = field_sort::text}});
  auto& second = add_act(to, "/persons/{person}/objections/{entry}/answer", "answer_objection",
                         action::answer_objection, table("objections"), answer_objection_to);
  second.needs_version = true;
  second.has_body = true;
  second.sent = &objection_answer;
  add_act(to, "/persons/{person}/referrals/{entry}/revocation", "revoke_referral", action::change, table("referrals"),
          static_cast<http::response (*)(visit const&)>(revoke_referral))
      .needs_version = true;
  auto& erasing = add_act(to, "/persons/{person}/erasure", "erase_person", action::erase, table("persons"), erase);
  erasing.answers = answer_sort::receipt;
  erasing.owner_field = {};
  erasing.touches = std::nullopt;
  auto& opening = add_act(to, "/persons/{person}/emergencies", "open_emergency", action::open_emergency,
                          table("emergencies"), static_cast<http::response (*)(visit const&)>(open_emergency));
  opening.has_body = true;
  opening.touches = std::nullopt;
  add_act(to, "/persons/{person}/emergencies/{entry}/review", "review_emergency", action::review_emergency,
          table("emergencies"), static_cast<http::response (*)(visit const&)>(review_emergency))
      .needs_version = true;
}

void add_planning(std::vector<route>& to) {
  auto& told = to.emplace_back(on(verb::get, "/persons/{person}/decisions/{entry}/explanation", "explain_decision",
                                  action::read, table("decisions")));
  told.subject = "person";
  told.owner_field = "person";
  told.answers = answer_sort::explanation;
  told.handle = explain_decision;
  static auto const order = shape_of_body("plan_order", {{.name = "goal", .sort = field_sort::text, .optional = true},
                                                         {.name = "as_of", .sort = field_sort::day, .optional = true}});
  auto& r =
      add_act(to, "/persons/{person}/plans/computed", "compute_plan", action::add, table("plans"), compute_plan_of);
  r.touches = category::decisions;  // it is written there too, and the portrait rests there
  r.has_body = true;
  r.sent = &order;
}

void add_plan_answers(std::vector<route>& to) {
  auto const path = std::string{"/persons/{person}/plans/{plan}/answers"};
  auto const& t = table("plan_answers");
  for (auto const adds : {false, true}) {
    auto& r = to.emplace_back(on(adds ? verb::post : verb::get, path, adds ? "answer_plan" : "list_plan_answers",
                                 adds ? action::add : action::list, t));
    r.subject = "person";
    r.owner_field = "plan";
    r.answers = adds ? answer_sort::written : answer_sort::list;
    r.has_body = adds;
    r.handle = adds ? add_row_to : list_rows_of;
    if (!adds) {
      r.query = {"limit", "cursor"};
    }
  }
  auto& one = to.emplace_back(on(verb::get, path + "/{entry}", "read_plan_answer", action::read, t));
  one.subject = "person";
  one.owner_field = "plan";
  one.handle = read_row_of;
}

void add_findings(std::vector<route>& to) {
  auto& found = to.emplace_back(on(verb::get, "/persons/search", "search_persons", action::search, table("persons")));
  found.query = {"name", "of", "limit", "cursor"};
  found.answers = answer_sort::found;
  found.handle = find_persons;
  auto& file =
      to.emplace_back(on(verb::get, "/persons/{person}/export", "export_person", action::export_, table("persons")));
  file.subject = "person";
  file.touches = std::nullopt;
  file.answers = answer_sort::file;
  file.handle = export_file;
  auto& paper = to.emplace_back(
      on(verb::get, "/persons/{person}/export/paper", "export_person_on_paper", action::export_, table("persons")));
  paper.subject = "person";
  paper.touches = std::nullopt;
  paper.query = {"language"};
  paper.answers = answer_sort::paper;
  paper.handle = export_paper;
  auto& twice = to.emplace_back(on(verb::post, "/persons/{person}/possible_duplicates/found", "look_for_duplicates",
                                   action::add, table("possible_duplicates")));
  twice.subject = "person";
  twice.answers = answer_sort::noted;
  twice.handle = look_for_duplicates;
}

// Files are added by their bytes, and their bytes go with them.
void add_files(std::vector<route>& to) {
  auto const& files = table("files");
  auto const path = std::string{"/persons/{person}/files"};
  std::ranges::find(to, std::string{"remove_uploaded_file"}, &route::operation)->handle = remove_file_of;
  auto& adding_one = to.emplace_back(on(verb::post, path, "add_uploaded_file", action::add, files));
  adding_one.query = {"kind", "certificate", "paper", "education"};
  adding_one.takes_bytes = true;
  adding_one.answers = answer_sort::written;
  adding_one.handle = add_file_to;
  auto& content =
      to.emplace_back(on(verb::get, path + "/{entry}/content", "read_uploaded_file_content", action::read, files));
  content.answers = answer_sort::bytes;
  content.handle = read_content_of;
  for (auto* const r : {&to[to.size() - 2U], &to.back()}) {
    r->subject = "person";
    r->owner_field = "person";
  }
}

void add_logs(std::vector<route>& to) {
  for (auto const whole : {false, true}) {
    auto& r = to.emplace_back();
    r.pattern = whole ? "/log" : "/persons/{person}/log";
    r.operation = whole ? "list_whole_log" : "list_log_of_person";
    r.what = action::list;
    r.sort = whole ? kind::log : kind::person;
    r.touches = whole ? category::whole_log : category::own_log;
    r.subject = whole ? "" : "person";
    r.query = {"limit", "cursor"};
    r.answers = answer_sort::log;
    r.handle = whole ? list_whole_log : list_own_log;
  }
}

void add_organisations(std::vector<route>& to) {
  {
    auto& r =
        to.emplace_back(on(verb::get, "/organisations", "list_organisations", action::list, table("organisations")));
    r.sort = kind::directory;
    r.query = {"limit", "cursor"};
    r.answers = answer_sort::list;
    r.handle = list_rows_of;
  }
  add_single(to, "/organisations/{organisation}", "organisation", table("organisations"), kind::directory,
             "organisation");
}

// What everybody may read and nobody writes.
void add_registers(std::vector<route>& to) {
  for (auto const functions : {true, false}) {
    auto& r = to.emplace_back();
    r.pattern = functions ? "/functions" : "/responsibilities";
    r.operation = functions ? "list_functions" : "list_responsibilities";
    r.what = action::list;
    r.sort = kind::directory;
    r.touches = category::directory;
    r.answers = functions ? answer_sort::functions : answer_sort::responsibilities;
    r.handle = functions ? list_functions : list_responsibilities;
  }
}

// A change that comes with a session must also carry what only a page of that session knows: a foreign page can make
// the browser send the cookie, and cannot set a header.
bool proves_its_page(visitor const& who, http::request const& request) {
  auto const sent = http::all(request.headers, "foothold-form-token");
  return sent.size() == 1U && same_secret(sent.front(), who.form_token);
}

// Who asks. Nobody without a token or a session, but for what everybody may see.
tl::expected<actor, problem> caller_of(context const& of, route const& r, http::request const& request) {
  auto const headers = http::all(request.headers, "authorization");
  if (headers.empty() && of.find_visitor) {
    if (auto const who = of.find_visitor(request)) {
      return !r.changes() || proves_its_page(*who, request) ? tl::expected<actor, problem>{who->who}
                                                            : tl::unexpected{problem::who_are_you};
    }
  }
  if (headers.empty()) {
    return r.sort == kind::directory && !r.changes() ? tl::expected<actor, problem>{nobody_known(of.tenant)}
                                                     : tl::unexpected{problem::who_are_you};
  }
  constexpr std::string_view kBearer{"Bearer "};
  auto const text = headers.front();
  auto const* const known =
      headers.size() == 1U && text.starts_with(kBearer) ? of.tokens.find(text.substr(kBearer.size())) : nullptr;
  return known == nullptr ? tl::unexpected{problem::who_are_you} : tl::expected<actor, problem>{*known};
}

checked<purpose> purpose_of(route const& r, role const as, http::request const& request) {
  auto const said = http::all(request.headers, "foothold-purpose");
  if (said.empty()) {
    return usual_purpose(as, r);
  }
  auto const known = said.size() == 1U ? parse_word<purpose>(said.front()) : std::nullopt;
  if (!known) {
    return tl::unexpected<wrong_terms>{
        {problem::bad_query, {{"Foothold-Purpose", "another word", "one purpose of docs/access.md"}}}};
  }
  return *known;
}

http::response answer(context const& of, route const& r, http::request const& request) {
  auto const& words = of.words.best_of(request.languages);
  auto who = caller_of(of, r, request);
  if (!who) {
    return answer_problem(who.error(), words);
  }
  auto const why = purpose_of(r, who->as, request);
  auto const v = visit{of, r, request, words, {.by = std::move(*who), .why = why.value_or(purpose::information)}};
  if (!why) {
    return answer_wrong(v, why.error());
  }
  if (auto const query = check_query(request, r.query); !query) {
    return answer_wrong(v, query.error());
  }
  return r.handle(v);
}

}  // namespace

std::vector<route> const& routes() {
  static auto const made = [] {
    auto list = std::vector<route>{};
    add_persons(list);
    for (auto const& c : file_collections()) {
      add_collection(list, kPersons, c);
    }
    add_planning(list);
    add_plan_answers(list);
    add_acts(list);
    add_findings(list);
    add_files(list);
    add_logs(list);
    {
      auto& r = list.emplace_back(on(verb::get, "/tasks", "list_own_tasks", action::list, table("tasks")));
      r.query = {"limit", "cursor"};
      r.answers = answer_sort::list;
      r.handle = list_own_tasks;
    }
    add_organisations(list);
    add_registers(list);
    for (auto const& c : team_collections()) {
      add_collection(list, kTeams, c);
    }
    return list;
  }();
  return made;
}

purpose usual_purpose(role const as, route const& r) {
  if (r.what == action::open_emergency) {
    return purpose::emergency;
  }
  if (r.sort == kind::directory && !r.changes()) {
    return purpose::information;
  }
  if (r.operation == "register_person") {
    return purpose::registration;
  }
  if (r.operation == "compute_plan" && (as == role::caseworker || as == role::lead)) {
    return purpose::planning;
  }
  switch (as) {
    case role::newcomer:
    case role::guardian:
      return purpose::own_file;
    case role::caseworker:
      return r.what == action::refer ? purpose::referral : purpose::counselling;
    case role::lead:
      return r.sort == kind::team      ? purpose::supervision
             : r.what == action::refer ? purpose::referral
                                       : purpose::counselling;
    case role::mentor:
      return purpose::mentoring;
    case role::buddy:
      return purpose::meeting;
    case role::mediator:
    case role::interpreter:
      return purpose::appointment;
    case role::assessor:
      return purpose::assessment;
    case role::employer:
      return purpose::matching;
    case role::provider:
      return purpose::teaching;
    case role::authority:
      return purpose::statistics;
    case role::organisation_admin:
      return purpose::administration;
    case role::data_protection_officer:
      return purpose::protection;
    case role::service:
    case role::operator_:
      return purpose::operation;
    case role::anonymous:
      break;
  }
  return purpose::information;
}

void add_routes(http::router& to, std::shared_ptr<context const> of) {
  for (auto const& r : routes()) {
    to.add(
        r.method, std::string{kRoot} + r.pattern,
        [of, &r](http::request const& request) { return answer(*of, r, request); },
        r.takes_bytes ? kMostUploadBytes : std::size_t{0U});
  }
}

http::response error_answer(texts const& words, http::request const& r, int const status) {
  return answer_problem(problem_of_status(status), words.best_of(r.languages));
}

bool is_api_path(std::string_view const path) {
  return path == kRoot || path.starts_with("/api/v1/");
}

}  // namespace foothold::api
