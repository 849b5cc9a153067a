#pragma once
// Rows of a case as lines of a page, in the reader's language.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pages/desk_visit.h"
#include "service/case_file.h"
#include "service/caseload.h"
#include "service/help_questions.h"

namespace foothold::pages {

// One more part of a line, with a sign between; nothing where the part is empty.
void add_part(std::string& text, std::string_view part);
// "in person, 45 minutes, room 3"
[[nodiscard]] std::string appointment_in_words(desk_visit const& v, appointment_record const& a);
// With its buttons while it is open; `back` is where a press leads: "home" or "case".
[[nodiscard]] line_view task_line(desk_visit const& v, task_record const& t, std::string_view back);
[[nodiscard]] std::string referral_state_in_words(catalogue const& c, referral_record const& r);
[[nodiscard]] std::string organisation_in_words(std::vector<organisation_name> const& all, organisation_id const& id);
// "Covered by Sara from 2 until 20 March"
[[nodiscard]] std::string cover_in_words(catalogue const& c, team_load const& load, case_cover const& cover);
[[nodiscard]] std::string why_in_words(catalogue const& c, reason_to_look const& why);
// "family, skills, wishes", from the words of a permission.
[[nodiscard]] std::string fields_in_words(catalogue const& c, std::string_view fields);
[[nodiscard]] std::string fields_in_words(catalogue const& c, categories fields);

// What the page before did, with a button that takes it back where that can be done.
[[nodiscard]] std::optional<told_view> told_of(desk_visit const& v);

enum class plan_state : std::uint8_t { active, waits, refused, later, old };
// A plan is active only with the person's newest answer to it, and only the newest such plan.
[[nodiscard]] plan_state state_of(plan_record const& p, case_file const& f);
[[nodiscard]] std::string plan_state_in_words(catalogue const& c, plan_state s);

// Papers, household, contacts, skills: what is known of the person, each section only where it is shown.
[[nodiscard]] std::vector<section_view> known_sections(desk_visit const& v, case_file const& f);
// Who may see what until when; those that hold come first, and may have a button.
using press_for = std::function<press_view(permission_record const& p, std::string const& about)>;
[[nodiscard]] section_view strip_section(desk_visit const& v, case_file const& f,
                                         std::vector<organisation_name> const& organisations,
                                         press_for const& press = {});
// "four weeks later, 3 March 2026"
[[nodiscard]] std::string follow_up_in_words(desk_visit const& v, follow_up_record const& u);
[[nodiscard]] section_view follow_ups_section(desk_visit const& v, case_file const& f);
// What the person said of services.
[[nodiscard]] section_view help_section(desk_visit const& v, case_file const& f,
                                        std::vector<organisation_name> const& organisations);
// "appointment on 2 March 2026" or "School, 2 March 2026"
[[nodiscard]] std::string service_in_words(desk_visit const& v, asked_service const& s,
                                           std::vector<organisation_name> const& organisations);
// The newest first.
[[nodiscard]] section_view timeline_section(desk_visit const& v, case_file const& f,
                                            std::vector<organisation_name> const& organisations);

}  // namespace foothold::pages
