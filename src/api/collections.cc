#include "api/collections.h"

#include <array>

namespace foothold::api {
namespace {

// Portraits, plans and decisions are never changed; permissions are given and withdrawn, referrals answered and
// revoked, emergencies reviewed, by addresses of their own. A message that was sent can only be read.
constexpr auto kFile = std::to_array<collection>({
    {"contacts", "person", "contact"},
    {"communications", "person", "communication"},
    {"external_numbers", "person", "external_number"},
    {"possible_duplicates", "person", "possible_duplicate"},
    {"relatives", "person", "relative"},
    {"companions", "person", "companion"},
    {"origins", "person", "origin"},
    {"status_periods", "person", "status_period"},
    {"papers", "person", "paper"},
    {"children", "carer", "child"},
    {"care_needs", "carer", "care_need"},
    {"mobilities", "person", "mobility"},
    {"languages", "person", "language"},
    {"scripts", "person", "script"},
    {"educations", "person", "education"},
    {"experiences", "person", "experience"},
    {"skills", "person", "skill"},
    {"skill_evidence", "person", "piece_of_skill_evidence"},
    {"certificates", "person", "certificate"},
    {"wishes", "person", "wish"},
    {"barriers", "person", "barrier"},
    {"portraits", "person", "portrait", true, false, false},
    {"plans", "person", "plan", true, false, false},
    {"decisions", "person", "decision", true, false, false},
    {"objections", "person", "objection", true, false, false},
    {"fund_proofs", "participant", "fund_proof", true, false, false},
    {"permissions", "person", "permission", true, false, false},
    {"referrals", "person", "referral", true, false, false},
    {"appointments", "person", "appointment"},
    {"tasks", "person", "task"},
    {"messages", "person", "message", true, true, false},
    {"notes", "person", "note"},
    {"follow_ups", "person", "follow_up"},
    {"help_answers", "person", "help_answer", true, false, false},
    {"files", "person", "uploaded_file", false, true, true},
    {"emergencies", "person", "emergency", false, false, false},
});

constexpr auto kTeam = std::to_array<collection>({
    {"staff", "organisation", "member_of_staff"},
    {"employers", "organisation", "employer"},
    {"mentors", "organisation", "mentor"},
    {"mediators", "organisation", "mediator"},
});

}  // namespace

std::span<collection const> file_collections() {
  return kFile;
}

std::span<collection const> team_collections() {
  return kTeam;
}

}  // namespace foothold::api
