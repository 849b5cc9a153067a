#pragma once
// From the rows of a person's file to the person whom the planner plans for (docs/formats/portrait.md). Pure: rows, a
// territory and a day in, the same person out. What the rows do not say is told and never guessed; questions of the law
// that nobody answered stay empty. Special categories are not read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/territory.h"
#include "service/question.h"
#include "store/person_records.h"
#include "store/skill_records.h"

namespace foothold {

// What of a file a plan can rest on.
struct case_rows {
  person_record person{};
  std::optional<household_record> household{};
  std::vector<origin_record> origins{};
  std::vector<status_period_record> status_periods{};
  std::vector<paper_record> papers{};
  std::vector<child_record> children{};
  std::vector<care_need_record> care_needs{};
  std::vector<mobility_record> mobilities{};
  std::vector<language_record> languages{};
  std::vector<script_record> scripts{};
  std::vector<education_record> educations{};
  std::vector<certificate_record> certificates{};
  std::vector<wish_record> wishes{};
};

enum class note_kind : std::uint8_t {
  needed,          // without it there is no plan
  not_understood,  // it is there, but in words that no rule knows
  not_here,        // understood, but this territory speaks of no such thing
  assumed,         // something was taken in its place
  left_open,       // nothing was taken
};

// What was not taken over as it stands: of which table and field, and why, in a word of docs/formats/portrait.md.
struct portrait_note {
  note_kind kind{};
  std::string table{};
  std::string field{};
  std::string why{};

  auto operator<=>(portrait_note const&) const = default;
};

struct portrait {
  person who;                   // facts, goals and home in the words of the territory; without name, origin and need
  std::vector<child> children;  // those the person cares for, by id
  std::vector<portrait_note> notes;  // in order, none twice

  // False: something that is needed is missing, and `who` must not be planned for.
  [[nodiscard]] bool complete() const;
};

[[nodiscard]] portrait make_portrait(case_rows const& rows, territory const& t, date as_of);

// As JSON and back. The same portrait gives the same bytes; who is read from it against the same territory is the
// person it was made from. bad_input: no portrait, or one that this territory cannot read.
[[nodiscard]] std::string write_portrait(portrait const& p, territory const& t);
[[nodiscard]] result<plan_question> question_of_portrait(std::string_view text, territory const& t, date as_of);

[[nodiscard]] std::string_view word(note_kind k);

}  // namespace foothold
