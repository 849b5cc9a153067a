#include "api/answers.h"

#include <algorithm>

#include <fmt/format.h>

#include "service/special_hints.h"

namespace foothold::api {
namespace {

// The store names the column of a bad row as "table: column: sentence"; a sentence about ids and types only.
std::vector<field_fault> faults_of(error const& e, record_table const* const table) {
  if (table == nullptr || e.code == errc::not_found) {
    return {};
  }
  auto const prefix = fmt::format("{}: ", table->name);
  if (!e.message.starts_with(prefix)) {
    return {};
  }
  auto const rest = std::string_view{e.message}.substr(prefix.size());
  auto const colon = rest.find(": ");
  if (colon == std::string_view::npos || !table->at(rest.substr(0U, colon))) {
    return {};
  }
  constexpr std::string_view kExpected{"expected "};
  auto says = rest.substr(colon + 2U);
  says.remove_prefix(says.starts_with(kExpected) ? kExpected.size() : 0U);
  return {{fmt::format("/{}", rest.substr(0U, colon)), "another value", std::string{says}}};
}

// Empty where there is nothing to say.
std::string warnings_of(visit const& v, change_terms const& terms) {
  auto out = std::string{};
  for (auto const& hint :
       terms.given.empty() ? std::vector<special_hint>{} : special_hints_of(v.at.body(), terms.given)) {
    auto const text =
        fmt::format("{} {}", v.words.say(fmt::format("special.{}", hint.category)), v.words("special.advice"));
    out += fmt::format(R"({}{{"pointer":{},"category":{},"text":{}}})", out.empty() ? "" : ",", json_text(hint.pointer),
                       json_text(hint.category), json_text(text));
  }
  return out.empty() ? out : ",\"warnings\":[" + out + "]";
}

}  // namespace

http::response answer_error(visit const& v, error const& e) {
  auto const p = problem_of(e.code);
  return answer_problem(p, v.words, p == problem::invalid ? faults_of(e, v.at.table) : std::vector<field_fault>{});
}

http::response answer_wrong(visit const& v, wrong_terms const& wrong) {
  return answer_problem(wrong.is, v.words, wrong.faults);
}

http::response answer_faults(visit const& v, std::vector<field_fault> const& faults) {
  return answer_problem(problem::invalid, v.words, faults);
}

http::response answer_row(visit const& v, result<shown_row> const& found) {
  if (!found) {
    return answer_error(v, found.error());
  }
  auto r = is_known_version(v.request, found->row.version)
               ? http::json({}, 304)
               : http::json(row_as_json(*v.at.table, found->row, found->special));
  r.headers.push_back({"ETag", etag_of(found->row.version)});
  return r;
}

http::response answer_list(visit const& v, result<shown_stretch> const& found) {
  if (!found) {
    return answer_error(v, found.error());
  }
  auto items = std::vector<std::string>{};
  for (auto const& r : found->stretch.rows) {
    items.push_back(row_as_json(*v.at.table, r, found->special));
  }
  return http::json(list_as_json(items, found->stretch.next));
}

http::response answer_written(visit const& v, change_terms const& terms, result<written_row> const& done,
                              std::string const& location) {
  if (!done) {
    return answer_error(v, done.error());
  }
  auto r = v.at.answers == answer_sort::nothing
               ? http::json({}, 204)
               : http::json(fmt::format("{{\"id\":{},\"version\":{}{}}}", json_text(done->id), done->version,
                                        warnings_of(v, terms)),
                            location.empty() ? 200 : 201);
  if (!location.empty()) {
    r.headers.push_back({"Location", location + "/" + done->id});
  }
  if (r.status != 204) {
    r.headers.push_back({"ETag", etag_of(done->version)});
  }
  if (done->repeated) {
    r.headers.push_back({"Idempotency-Replayed", "true"});
  }
  return r;
}

tl::expected<change_terms, http::response> change_terms_of(visit const& v) {
  auto out = change_terms{};
  auto key = key_of(v.request);
  if (!key) {
    return tl::unexpected{answer_wrong(v, key.error())};
  }
  if (v.at.needs_version) {
    auto const version = version_of(v.request);
    if (!version) {
      return tl::unexpected{answer_wrong(v, version.error())};
    }
    out.version = *version;
  }
  out.request = {.key = std::move(*key), .request = request_hash(v.request, word(v.who.why))};
  if (!v.at.has_body) {
    return v.request.body.empty() ? tl::expected<change_terms, http::response>{std::move(out)}
                                  : tl::unexpected{answer_faults(v, {{"", "a body", "none"}})};
  }
  if (!is_json_body(v.request, v.at.takes == body_sort::part)) {
    return tl::unexpected{answer_problem(problem::wrong_type, v.words)};
  }
  auto const body = parse_body(v.request.body);
  if (!body) {
    return tl::unexpected{answer_problem(problem::not_json, v.words, {{"", body.error(), "JSON within the limits"}})};
  }
  auto read = read_fields_of(v.at.body(), *body, v.at.takes, v.at.owner_field);
  if (read.faults.empty()) {
    read.faults = broken_rules(v.at.body(), read.given, v.who.by);
  }
  if (!read.faults.empty()) {
    return tl::unexpected{answer_faults(v, read.faults)};
  }
  out.given = std::move(read.given);
  return out;
}

std::string row_id_of(visit const& v) {
  auto const* const entry = http::find(v.request.parts, "entry");
  return entry != nullptr ? *entry : v.part(v.at.subject);
}

}  // namespace foothold::api
