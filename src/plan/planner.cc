#include "plan/planner.h"

#include "plan/decode.h"
#include "plan/explain.h"

namespace foothold {

planner::planner(territory const& t) : times_{t}, compiler_{times_} {}

plan planner::make(person const& who, goal_wish const& goal, planner_options const& options) {
  return make(make_case(of(), who, options.as_of.value_or(of().as_of)), goal, options);
}

plan planner::make(planning_case const& c, goal_wish const& goal, planner_options const& options) {
  auto const problem = compiler_.compile(c, goal);
  auto found = search_result{};
  if (problem.too_large) {
    found.status = search_status::best_found;
    found.bound = 0;
  } else {
    found = search(problem.p, options.search);
  }
  auto out = decode(c, goal, problem, found, times_);
  if (options.explain) {
    out.tight = tightest(compiler_, c, goal, out, options.search);
    if (found.status == search_status::none) {
      out.missing = missing_requirements(compiler_, c, goal);
    }
  }
  return out;
}

plan make_plan(territory const& t, person const& who, goal_wish const& goal, planner_options const& options) {
  return planner{t}.make(who, goal, options);
}

std::optional<goal_wish> find_goal(territory const& t, std::string_view const text) {
  auto out = goal_wish{};
  out.text = std::string{text};
  if (text == "self-employment") {
    out.kind = goal_kind::self_employment;
    return out;
  }
  if (text.starts_with("vacancy:")) {
    out.kind = goal_kind::vacancy;
    for (auto const v : t.vacancies.ids()) {
      if (t.vacancies[v].id == text.substr(8U)) {
        out.vacancy = v;
        return out;
      }
    }
    return std::nullopt;
  }
  if (text.starts_with("field:")) {
    out.kind = goal_kind::fields;
    auto code = std::string{};
    for (auto const c : text.substr(6U)) {
      if (c == ',') {
        out.isco.push_back(code);
        code.clear();
      } else if (c >= '0' && c <= '9') {
        code += c;
      } else {
        return std::nullopt;
      }
    }
    out.isco.push_back(code);
    for (auto const& prefix : out.isco) {
      if (prefix.empty()) {
        return std::nullopt;
      }
    }
    return out;
  }
  out.kind = goal_kind::occupation;
  for (auto const o : t.occupations.ids()) {
    if (t.occupations[o].uri == text) {
      out.occupation = o;
      return out;
    }
  }
  return std::nullopt;
}

}  // namespace foothold
