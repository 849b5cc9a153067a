#include "api/contract_yaml.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "api/collections.h"
#include "api/contract_words.h"
#include "api/json_value.h"
#include "api/record_json.h"
#include "api/routes.h"

namespace foothold::api {
namespace {

// "contacts" -> "contact".
std::string one_of(std::string_view const table) {
  for (auto const list : {file_collections(), team_collections()}) {
    auto const found = std::ranges::find(list, table, &collection::table);
    if (found != list.end()) {
      return std::string{found->one};
    }
  }
  return std::string{table.substr(0U, table.size() - 1U)};
}

std::string spaced(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string verb_name(http::verb const v) {
  auto text = std::string{http::to_string(v)};
  for (auto& c : text) {
    c = static_cast<char>(c + 32);
  }
  return text;
}

std::string type_of(std::string const& name, bool const optional) {
  return optional ? fmt::format("[{}, 'null']", name) : name;
}

std::string schema_of(field_shape const& f) {
  switch (f.sort) {
    case field_sort::text:
      return fmt::format("type: {}", type_of("string", f.optional));
    case field_sort::number:
      return fmt::format("type: {}", type_of("integer", f.optional));
    case field_sort::yes_no:
      return fmt::format("type: {}", type_of("boolean", f.optional));
    case field_sort::day:
      return fmt::format("type: {}, format: date", type_of("string", f.optional));
    case field_sort::point_in_time:
      return fmt::format("type: {}, format: date-time", type_of("string", f.optional));
    case field_sort::week:
      return fmt::format("type: {}, examples: ['Mon-Fri 08:00-12:00']", type_of("string", f.optional));
    case field_sort::id:
      return fmt::format("type: {}, pattern: '^[0-9a-f]{{32}}$'", type_of("string", f.optional));
    case field_sort::word: {
      auto words = std::string{};
      for (auto const w : f.words) {
        words += fmt::format("{}'{}'", words.empty() ? "" : ", ", w);
      }
      return fmt::format("type: {}, enum: [{}{}]", type_of("string", f.optional), words, f.optional ? ", null" : "");
    }
  }
  return {};
}

std::string property(record_table const& t, field_shape const& f) {
  auto const about = about_field(t.name, f.name);
  return fmt::format("        {}: {{{}{}{}}}\n", f.name, schema_of(f),
                     f.keeping == guard::sensitive ? ", x-special-category: true" : "",
                     about.empty() ? "" : ", description: " + json_text(about));
}

std::string list_of(std::vector<std::string> const& names) {
  auto text = std::string{};
  for (auto const& n : names) {
    text += (text.empty() ? "" : ", ") + n;
  }
  return text;
}

// What is answered.
std::string row_schema(record_table const& t) {
  auto out = fmt::format(
      "    {}:\n      type: object\n      x-category: {}\n      description: {}\n      additionalProperties: false\n",
      one_of(t.name), word(t.holds), json_text(about_table(t.name)));
  auto needed = std::vector<std::string>{"id", "version"};
  for (auto const& f : t.fields) {
    if (f.keeping != guard::sensitive) {
      needed.emplace_back(f.name);
    }
  }
  out += fmt::format("      required: [{}]\n      properties:\n", list_of(needed));
  out += "        id: {$ref: '#/components/schemas/id'}\n        version: {$ref: '#/components/schemas/version'}\n";
  for (auto const& f : t.fields) {
    out += property(t, f);
  }
  return out;
}

std::string body_name(route const& r) {
  if (r.sent != nullptr) {
    return std::string{r.sent->name};
  }
  auto const one = one_of(r.table->name);
  if (r.what == action::answer_referral) {
    return "referral_answer";
  }
  return one + (r.takes == body_sort::add ? "_to_add" : r.takes == body_sort::part ? "_part" : "_to_replace");
}

std::string body_schema(route const& r) {
  auto out = fmt::format("    {}:\n      type: object\n      additionalProperties: false\n", body_name(r));
  auto needed = std::vector<std::string>{};
  auto properties = std::string{};
  for (auto const& f : r.body().fields) {
    if (is_asked(r.body(), f, r.takes, r.owner_field)) {
      properties += property(r.body(), f);
    }
    if (is_needed(r.body(), f, r.takes, r.owner_field)) {
      needed.emplace_back(f.name);
    }
  }
  if (!needed.empty()) {
    out += fmt::format("      required: [{}]\n", list_of(needed));
  }
  return out + "      properties:\n" + properties;
}

std::string list_schema(record_table const& t) {
  return fmt::format(
      "    {}_list:\n      type: object\n      additionalProperties: false\n      required: [items, next]\n"
      "      properties:\n        items: {{type: array, maxItems: 100, items: {{$ref: '#/components/schemas/{}'}}}}\n"
      "        next: {{$ref: '#/components/schemas/next'}}\n",
      one_of(t.name), one_of(t.name));
}

std::string media_types(std::initializer_list<char const*> const types, std::size_t const indent) {
  auto out = std::string{};
  for (auto const* const type : types) {
    out += fmt::format("{:{}}{}: {{schema: {{$ref: '#/components/schemas/bytes'}}}}\n", "", indent, type);
  }
  return out;
}

std::string success_of(route const& r) {
  auto const json_of = [](std::string const& schema) {
    return fmt::format("          content: {{application/json: {{schema: {{$ref: '#/components/schemas/{}'}}}}}}\n",
                       schema);
  };
  switch (r.answers) {
    case answer_sort::row:
      return "        '200':\n          description: The row. Its version is the ETag.\n"
             "          headers: {ETag: {$ref: '#/components/headers/ETag'}}\n" +
             json_of(one_of(r.table->name)) + "        '304': {description: You have this version.}\n";
    case answer_sort::list:
      return "        '200':\n          description: A page of the list.\n" + json_of(one_of(r.table->name) + "_list");
    case answer_sort::log:
      return "        '200':\n          description: A page of the log.\n" + json_of("log");
    case answer_sort::receipt:
      return "        '200':\n          description: It is done; what was erased, and until when copies last.\n" +
             json_of("receipt");
    case answer_sort::found:
      return "        '200':\n          description: Those who were found.\n" + json_of("found_persons");
    case answer_sort::noted:
      return "        '200':\n          description: How many are new.\n" + json_of("noted");
    case answer_sort::paper:
      return "        '200':\n          description: The paper.\n"
             "          headers: {Content-Disposition: {$ref: '#/components/headers/Content-Disposition'}}\n"
             "          content:\n" +
             media_types({"application/pdf"}, 12U);
    case answer_sort::file:
      return "        '200':\n          description: The whole file.\n" + json_of("file");
    case answer_sort::bytes:
      return "        '200':\n          description: The bytes.\n"
             "          headers: {Content-Disposition: {$ref: '#/components/headers/Content-Disposition'}}\n"
             "          content:\n" +
             media_types({"image/jpeg", "image/png", "application/pdf"}, 12U);
    case answer_sort::functions:
      return "        '200':\n          description: The register.\n" + json_of("functions");
    case answer_sort::responsibilities:
      return "        '200':\n          description: The sheet.\n" + json_of("responsibilities");
    case answer_sort::explanation:
      return "        '200':\n          description: How the decision came about.\n" + json_of("explanation");
    case answer_sort::nothing:
      return "        '204': {description: It is gone.}\n";
    case answer_sort::written:
      break;
  }
  auto const adds = !r.needs_version;
  return fmt::format("        '{}': {{$ref: '#/components/responses/{}'}}\n", adds ? 201 : 200,
                     adds ? "added" : "changed");
}

std::string summary_of(route const& r) {
  auto text = spaced(r.operation);
  text.front() = static_cast<char>(text.front() - 32);
  return text;
}

std::string operation(route const& r) {
  auto out = fmt::format(
      "    {}:\n      operationId: {}\n      summary: {}\n      tags: [{}]\n", verb_name(r.method), r.operation,
      summary_of(r),
      r.table == nullptr ? std::string_view{r.sort == kind::directory ? "registers" : "log"} : r.table->name);
  auto const about = about_operation(r.operation);
  out += fmt::format(
      "      description: {}\n",
      json_text(fmt::format("{}{}Decided as `{}` of {}{}.", about, about.empty() ? "" : " ", word(r.what), word(r.sort),
                            r.touches ? fmt::format(", fields `{}`", word(*r.touches)) : "")));
  if (r.sort == kind::directory && !r.changes()) {
    out += "      security: [{}, {token: []}]\n";
  }
  auto parameters = std::vector<std::string>{"purpose"};
  if (r.changes()) {
    parameters.emplace_back("key");
  }
  if (r.needs_version) {
    parameters.emplace_back("if_match");
  }
  if (r.answers == answer_sort::row) {
    parameters.emplace_back("if_none_match");
  }
  for (auto const& q : r.query) {
    parameters.emplace_back(q);
  }
  if (r.takes_bytes) {
    parameters.emplace_back("file_name");
  }
  out += "      parameters:\n";
  for (auto const& p : parameters) {
    out += fmt::format("        - {{$ref: '#/components/parameters/{}'}}\n", p);
  }
  if (r.has_body) {
    auto const type = r.takes == body_sort::part ? "application/merge-patch+json" : "application/json";
    out += fmt::format(
        "      requestBody:\n        required: true\n        content: {{{}: {{schema: {{$ref: "
        "'#/components/schemas/{}'}}}}}}\n",
        type, body_name(r));
  }
  if (r.takes_bytes) {
    out += "      requestBody:\n        required: true\n        content:\n" +
           media_types({"application/octet-stream", "image/jpeg", "image/png", "application/pdf"}, 10U);
  }
  return out + "      responses:\n" + success_of(r) +
         "        4XX: {$ref: '#/components/responses/problem'}\n"
         "        5XX: {$ref: '#/components/responses/problem'}\n";
}

std::string path_parameters(std::string const& pattern) {
  auto out = std::string{};
  for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1U)) {
    auto const name = pattern.substr(at + 1U, pattern.find('}', at) - at - 1U);
    out += fmt::format("      - {{$ref: '#/components/parameters/{}'}}\n", name);
  }
  return out.empty() ? out : "    parameters:\n" + out;
}

std::string between(std::string_view const contract, std::string const& name, std::string const& text) {
  auto const begin = contract.find("# " + name + ": written by tests/api/contract_test.cc");
  auto const end = contract.find("# " + name + " end");
  if (begin == std::string_view::npos || end == std::string_view::npos) {
    return {};
  }
  auto const from = contract.find('\n', begin) + 1U;
  auto const to = contract.rfind('\n', end) + 1U;
  return std::string{contract.substr(0U, from)} + text + std::string{contract.substr(to)};
}

}  // namespace

std::string contract_paths() {
  auto order = std::vector<std::string>{};
  auto by_path = std::map<std::string, std::string>{};
  for (auto const& r : routes()) {
    if (!by_path.contains(r.pattern)) {
      order.push_back(r.pattern);
      by_path[r.pattern] = fmt::format("  {}:\n{}", r.pattern, path_parameters(r.pattern));
    }
    by_path[r.pattern] += operation(r);
  }
  auto out = std::string{};
  for (auto const& path : order) {
    out += by_path[path];
  }
  return out;
}

std::string contract_schemas() {
  auto out = std::string{};
  auto made = std::set<std::string>{};
  for (auto const& r : routes()) {
    if (r.table == nullptr) {
      continue;
    }
    if (made.insert(one_of(r.table->name)).second) {
      out += row_schema(*r.table) + list_schema(*r.table);
    }
    if (r.has_body && made.insert(body_name(r)).second) {
      out += body_schema(r);
    }
  }
  return out;
}

std::string renewed_contract(std::string_view const contract) {
  return between(between(contract, "the addresses", contract_paths()), "the records", contract_schemas());
}

}  // namespace foothold::api
