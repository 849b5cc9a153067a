#pragma once
// Which category of fields a table holds. Special categories (`sealed_apart` columns) are health wherever they stand.

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "access/words.h"

namespace foothold {

inline constexpr auto kTableCategories = std::to_array<std::pair<std::string_view, category>>({
    {"organisations", category::directory},
    {"staff", category::team},
    {"employers", category::team},
    {"mentors", category::team},
    {"mediators", category::team},
    {"households", category::contact},
    {"persons", category::identity},
    {"contacts", category::contact},
    {"communications", category::contact},
    {"external_numbers", category::identity},
    {"possible_duplicates", category::identity},
    {"relatives", category::household},
    {"companions", category::household},
    {"origins", category::origin},
    {"status_periods", category::legal},
    {"papers", category::legal},
    {"children", category::childcare},
    {"care_needs", category::childcare},
    {"mobilities", category::week},
    {"languages", category::skills},
    {"scripts", category::skills},
    {"educations", category::background},
    {"experiences", category::background},
    {"skills", category::skills},
    {"skill_evidence", category::skills},
    {"certificates", category::skills},
    {"wishes", category::wishes},
    {"barriers", category::health},
    {"portraits", category::decisions},
    {"plans", category::plan},
    {"plan_answers", category::plan},
    {"decisions", category::decisions},
    {"objections", category::objections},
    {"permissions", category::permissions},
    {"referrals", category::referrals},
    {"appointments", category::appointments},
    {"tasks", category::tasks},
    {"messages", category::messages},
    {"notes", category::notes},
    {"follow_ups", category::follow_ups},
    {"help_answers", category::messages},
    {"emergencies", category::own_log},
    {"files", category::documents},
    {"fund_proofs", category::decisions},
});

// A table without a line here does not compile.
consteval category category_of(std::string_view const table) {
  for (auto const& [name, c] : kTableCategories) {
    if (name == table) {
      return c;
    }
  }
  throw "this table has no category in table_category.h";
}

}  // namespace foothold
