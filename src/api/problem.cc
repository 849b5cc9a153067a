#include "api/problem.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "api/json_value.h"

namespace foothold::api {
namespace {

constexpr auto kTable = std::to_array<problem_line>({
    {problem::bad_request, 400, "bad_request"},
    {problem::not_json, 400, "not_json"},
    {problem::bad_query, 400, "bad_query"},
    {problem::key_missing, 400, "key_missing"},
    {problem::who_are_you, 401, "who_are_you"},
    {problem::no_such_entry, 404, "no_such_entry"},
    {problem::no_such_method, 405, "no_such_method"},
    {problem::too_slow, 408, "too_slow"},
    {problem::exists, 409, "exists"},
    {problem::stale, 412, "stale"},
    {problem::too_large, 413, "too_large"},
    {problem::wrong_type, 415, "wrong_type"},
    {problem::key_reused, 422, "key_reused"},
    {problem::invalid, 422, "invalid"},
    {problem::version_missing, 428, "version_missing"},
    {problem::broken, 500, "broken"},
    {problem::busy, 503, "busy"},
    {problem::in_doubt, 503, "in_doubt"},
    {problem::no_room, 507, "no_room"},
    {problem::no_uploads, 501, "no_uploads"},
});

std::string errors_of(std::vector<field_fault> const& faults) {
  auto out = std::string{};
  for (auto const& f : faults) {
    out += fmt::format("{}{{\"pointer\":{},\"found\":{},\"expected\":{}}}", out.empty() ? "" : ",",
                       json_text(f.pointer), json_text(f.found), json_text(f.expected));
  }
  return out.empty() ? out : ",\"errors\":[" + out + "]";
}

}  // namespace

std::span<problem_line const> problem_table() {
  return kTable;
}

problem_line const& line_of(problem const p) {
  return kTable[static_cast<std::size_t>(p)];
}

problem problem_of(errc const code) {
  switch (code) {
    case errc::not_found:
      return problem::no_such_entry;
    case errc::conflict:
      return problem::exists;
    case errc::stale:
      return problem::stale;
    case errc::key_reused:
      return problem::key_reused;
    case errc::wrong_use:
    case errc::bad_input:
    case errc::infeasible:
      return problem::invalid;
    case errc::out_of_time:
      return problem::busy;
    case errc::no_room:
      return problem::no_room;
    case errc::in_doubt:
      return problem::in_doubt;
    case errc::broken:
      break;
  }
  return problem::broken;
}

problem problem_of_status(int const status) {
  auto const found = std::ranges::find(kTable, status, &problem_line::status);
  return found == kTable.end() ? problem::broken : found->is;
}

http::response answer_problem(problem const p, catalogue const& words, std::vector<field_fault> const& faults) {
  auto const& line = line_of(p);
  auto const key = fmt::format("problem.{}.", line.name);
  auto r = http::json(fmt::format("{{\"type\":\"/api#{}\",\"title\":{},\"status\":{},\"detail\":{}{}}}", line.name,
                                  json_text(words.say(key + "title")), line.status, json_text(words.say(key + "text")),
                                  errors_of(faults)),
                      line.status);
  r.content_type = "application/problem+json";
  r.headers.push_back({"Content-Language", words.language()});
  if (p == problem::who_are_you) {
    r.headers.push_back({"WWW-Authenticate", "Bearer"});
  }
  if (p == problem::in_doubt || p == problem::busy || p == problem::no_room) {
    r.headers.push_back({"Retry-After", p == problem::no_room ? "60" : "2"});
  }
  return r;
}

}  // namespace foothold::api
