#include "access/rules.h"

#include <array>
#include <utility>

namespace foothold {
namespace {

using enum category;
using enum action;

// The names of groups of fields and of actions that several rules share.
constexpr auto kWhole =
    categories{identity,     contact,    household, origin, legal,      health,     childcare,   week,
               skills,       background, wishes,    plan,   decisions,  objections, permissions, referrals,
               appointments, tasks,      messages,  notes,  follow_ups, documents,  own_log};
constexpr auto kCase = kWhole - categories{own_log};  // what an office works with
// What a plan or a match needs.
constexpr auto kPlanned = kCase - categories{health, notes, messages, documents, objections};
constexpr auto kProfile = categories{contact, household, childcare, week, skills, background, wishes};
constexpr auto kUrgent =
    categories{identity, contact, household, legal, health, childcare, appointments};  // to help at once

constexpr auto kReading = actions{read, list};
constexpr auto kWriting = actions{add, change, change_part, remove};
constexpr auto kPermitting = actions{permit, withdraw};

constexpr auto kLogged = obligations{obligation::log};
constexpr auto kTold = obligations{obligation::log, obligation::tell_person};
constexpr auto kReviewed = obligations{obligation::log, obligation::tell_person, obligation::tell_owner,
                                       obligation::tell_data_protection_officer, obligation::review_within_seven_days};

constexpr auto kOwnPerson =
    access_rule{.as = role::newcomer,
                .to = relation::own,
                .sort = kind::person,
                .for_what = purpose::own_file,
                .on = ground::own_data,
                .sees = kWhole,
                .changes = kProfile | categories{plan, objections, permissions, appointments, messages, documents},
                .does = kReading | kWriting | kPermitting | actions{export_, erase},
                .owes = kLogged};

// A case that somebody leads: caseworkers and leads alike.
constexpr access_rule counselling_by(role const r) {
  return {.as = r,
          .to = relation::assigned,
          .sort = kind::person,
          .for_what = {purpose::counselling, purpose::assessment},
          .on = ground::task_of_the_office,
          .sees = kCase,
          .changes = kCase,
          .does = kReading | kWriting | actions{search, export_},
          .owes = kLogged};
}
// Whoever is said to have permitted something is told.
constexpr access_rule permitting_by(role const r) {
  return {.as = r,
          .to = relation::assigned,
          .sort = kind::person,
          .for_what = {purpose::counselling, purpose::assessment},
          .on = ground::task_of_the_office,
          .sees = permissions,
          .changes = permissions,
          .does = kPermitting,
          .owes = kTold};
}
// The person is told of the answer.
constexpr access_rule answering_by(role const r, relation const to, purposes const why, flags const needs = {}) {
  return {.as = r,
          .to = to,
          .sort = kind::person,
          .for_what = why,
          .on = ground::task_of_the_office,
          .sees = {decisions, objections},
          .changes = objections,
          .does = answer_objection,
          .needs = needs,
          .owes = kTold};
}
constexpr access_rule planning_by(role const r) {
  return {.as = r,
          .to = relation::assigned,
          .sort = kind::person,
          .for_what = {purpose::planning, purpose::matching, purpose::referral},
          .on = ground::task_of_the_office,
          .sees = kPlanned,
          .changes = {plan, decisions, referrals, appointments, tasks, follow_ups},
          .does = kReading | kWriting | actions{search, refer},
          .owes = kLogged};
}
// Who sits at the desk when somebody comes whose caseworker is away.
constexpr access_rule desk_of(role const r) {
  return {.as = r,
          .to = relation::same_organisation,
          .sort = kind::person,
          .for_what = purpose::counselling,
          .on = ground::task_of_the_office,
          .sees = {identity, contact, appointments, tasks},
          .changes = {appointments, tasks},
          .does = kReading | actions{add, change, change_part, search},
          .owes = kLogged};
}
constexpr access_rule registration_by(role const r) {
  return {.as = r,
          .to = relation::same_organisation,
          .sort = kind::person,
          .for_what = purpose::registration,
          .on = ground::task_of_the_office,
          .sees = {identity, contact},
          .changes = {identity, contact},
          .does = kReading | actions{add, search},
          .owes = kLogged};
}
// Of a case of another organisation that was referred to theirs.
constexpr access_rule referred_to(role const r, purposes const why, categories const sees, categories const changes,
                                  actions const does, flags const needs = {}) {
  return {.as = r,
          .to = relation::referral_accepted,
          .sort = kind::person,
          .for_what = why,
          .on = ground::permission,
          .sees = sees,
          .changes = changes,
          .does = does,
          .needs = needs,
          .owes = kLogged};
}
constexpr access_rule asked_to(role const r, purposes const why, categories const sees, flags const needs = {}) {
  return {.as = r,
          .to = relation::referral_pending,
          .sort = kind::person,
          .for_what = why,
          .on = ground::permission,
          .sees = sees | categories{referrals},
          .changes = {referrals},
          .does = kReading | actions{answer_referral},
          .needs = needs,
          .owes = kLogged};
}
constexpr access_rule opening_by(role const r) {
  return {.as = r,
          .to = relation::other_organisation,
          .sort = kind::person,
          .for_what = purpose::emergency,
          .on = ground::emergency,
          .sees = {},
          .changes = {},
          .does = open_emergency,
          .needs = flag::signed_in_again,
          .owes = kReviewed};
}
// Everybody was told when it was opened; the log has each look.
constexpr access_rule opened_by(role const r) {
  return {.as = r,
          .to = relation::emergency,
          .sort = kind::person,
          .for_what = purpose::emergency,
          .on = ground::emergency,
          .sees = kUrgent,
          .changes = {},
          .does = kReading,
          .owes = kLogged};
}
constexpr access_rule supporter(role const r, relation const to, purpose const why, ground const on,
                                categories const sees, categories const changes) {
  return {.as = r,
          .to = to,
          .sort = kind::person,
          .for_what = why,
          .on = on,
          .sees = sees,
          .changes = changes,
          .does = changes.empty() ? kReading : kReading | actions{add, change_part},
          .needs = flag::vetted,
          .owes = kLogged};
}
constexpr access_rule directory_for(role const r) {
  return {.as = r,
          .to = relation::other_organisation,
          .sort = kind::directory,
          .for_what = purpose::information,
          .on = ground::nobodys_data,
          .sees = category::directory,
          .changes = {},
          .does = kReading | actions{search}};
}

constexpr auto kRules = std::to_array<access_rule>({
    kOwnPerson,
    // A guardian may be who a child needs protection from: no notes, no health, no papers, no log of who helped.
    {.as = role::guardian,
     .to = relation::ward,
     .sort = kind::person,
     .for_what = purpose::own_file,
     .on = ground::own_data,
     .sees = kWhole - categories{health, notes, documents, own_log},
     .changes = {contact, week, skills, background, wishes, plan, objections, permissions, appointments, messages},
     .does = kReading | kWriting | kPermitting,
     .owes = kTold},

    counselling_by(role::caseworker),
    permitting_by(role::caseworker),
    answering_by(role::caseworker, relation::assigned, {purpose::counselling, purpose::assessment}),
    planning_by(role::caseworker),
    desk_of(role::caseworker),
    registration_by(role::caseworker),
    opening_by(role::caseworker),
    opened_by(role::caseworker),
    asked_to(role::caseworker, purpose::referral, kPlanned - categories{identity, contact, decisions}),
    referred_to(role::caseworker, {purpose::counselling, purpose::planning, purpose::referral},
                kCase - categories{notes, messages, decisions, objections},
                {appointments, tasks, skills, follow_ups, referrals},
                kReading | kWriting | actions{refer, answer_referral}),

    counselling_by(role::lead),
    permitting_by(role::lead),
    answering_by(role::lead, relation::assigned, {purpose::counselling, purpose::assessment}),
    planning_by(role::lead),
    desk_of(role::lead),
    registration_by(role::lead),
    opening_by(role::lead),
    opened_by(role::lead),
    {.as = role::lead,
     .to = relation::same_organisation,
     .sort = kind::person,
     .for_what = purpose::supervision,
     .on = ground::task_of_the_office,
     .sees = kPlanned | categories{objections},
     .changes = {identity, appointments, tasks, follow_ups},
     .does = kReading | kWriting | actions{search, change_many},
     .needs = flag::manages,
     .owes = kLogged},
    answering_by(role::lead, relation::same_organisation, purpose::supervision, flag::manages),
    {.as = role::lead,
     .to = relation::same_organisation,
     .sort = kind::team,
     .for_what = purpose::supervision,
     .on = ground::task_of_the_office,
     .sees = team,
     .changes = {},
     .does = kReading,
     .needs = flag::manages,
     .owes = kLogged},

    // Three different permissions: goals and meetings; contact; one appointment.
    supporter(role::mentor, relation::companion, purpose::mentoring, ground::permission,
              {wishes, plan, appointments, follow_ups, messages}, {appointments, follow_ups, messages}),
    supporter(role::buddy, relation::companion, purpose::meeting, ground::permission, {contact, appointments, messages},
              {appointments, messages}),
    supporter(role::mediator, relation::appointment, purpose::appointment, ground::permission, {appointments, contact},
              appointments),
    supporter(role::interpreter, relation::appointment, purpose::appointment, ground::task_of_the_office, appointments,
              {}),
    supporter(role::assessor, relation::appointment, purpose::assessment, ground::task_of_the_office,
              {appointments, skills}, skills),

    // Blind: what somebody can do and when, not who it is. No search, so that nobody fishes.
    {.as = role::employer,
     .to = relation::other_organisation,
     .sort = kind::person,
     .for_what = purpose::matching,
     .on = ground::permission,
     .sees = {skills, week},
     .changes = {},
     .does = kReading,
     .needs = flag::vetted,
     .owes = kLogged},
    asked_to(role::employer, purpose::matching, {skills, week}, flag::vetted),
    referred_to(role::employer, purpose::matching, {identity, contact, week, skills, background, follow_ups, referrals},
                {skills, follow_ups, referrals}, kReading | actions{add, change_part, answer_referral}, flag::vetted),

    asked_to(role::provider, purpose::teaching, {skills, week, childcare}),
    referred_to(role::provider, purpose::teaching,
                {identity, contact, week, skills, childcare, appointments, follow_ups, referrals},
                {skills, appointments, follow_ups, referrals},
                kReading | actions{add, change, change_part, change_many, answer_referral, refer}),

    // Sums, and nothing that names anybody.
    {.as = role::authority,
     .to = relation::other_organisation,
     .sort = kind::indicators,
     .for_what = purpose::statistics,
     .on = ground::nobodys_data,
     .sees = indicators,
     .changes = {},
     .does = kReading | actions{export_},
     .owes = kLogged},

    {.as = role::organisation_admin,
     .to = relation::same_organisation,
     .sort = kind::team,
     .for_what = purpose::administration,
     .on = ground::task_of_the_office,
     .sees = team,
     .changes = team,
     .does = kReading | kWriting | actions{search},
     .owes = kLogged},
    {.as = role::organisation_admin,
     .to = relation::same_organisation,
     .sort = kind::directory,
     .for_what = purpose::administration,
     .on = ground::nobodys_data,
     .sees = directory,
     .changes = directory,
     .does = kReading | kWriting,
     .owes = kLogged},

    // Who guards the data sees what was done with them, not what they say.
    {.as = role::data_protection_officer,
     .to = relation::other_organisation,
     .sort = kind::person,
     .for_what = purpose::protection,
     .on = ground::oversight,
     .sees = {permissions, own_log},
     .changes = {},
     .does = kReading | actions{export_, erase, review_emergency},
     .owes = kTold},
    {.as = role::data_protection_officer,
     .to = relation::other_organisation,
     .sort = kind::log,
     .for_what = purpose::protection,
     .on = ground::oversight,
     .sees = whole_log,
     .changes = {},
     .does = kReading | actions{search, export_},
     .owes = kLogged},

    // The program's own reminders look at last days, over everybody, and ask on days how it went on.
    {.as = role::service,
     .to = relation::other_organisation,
     .sort = kind::person,
     .for_what = purpose::reminding,
     .on = ground::task_of_the_office,
     .sees = {legal, appointments, tasks, referrals, follow_ups},
     .changes = {legal, tasks, referrals, follow_ups},
     .does = kReading | actions{add, change, change_part, change_many},
     .owes = kLogged},
    // Names are read to be found again (src/search), and nothing else; one line in the log for many people.
    {.as = role::service,
     .to = relation::other_organisation,
     .sort = kind::person,
     .for_what = purpose::indexing,
     .on = ground::task_of_the_office,
     .sees = identity,
     .changes = {},
     .does = kReading,
     .owes = kLogged},
    // Cases whose time is over go by themselves, unseen.
    {.as = role::service,
     .to = relation::other_organisation,
     .sort = kind::person,
     .for_what = purpose::protection,
     .on = ground::oversight,
     .sees = own_log,
     .changes = {},
     .does = {read, erase},
     .owes = kTold},
    // Decisions are computed again, unseen, to prove the log.
    {.as = role::service,
     .to = relation::other_organisation,
     .sort = kind::person,
     .for_what = purpose::supervision,
     .on = ground::oversight,
     .sees = {plan, decisions},
     .changes = {},
     .does = kReading,
     .owes = kLogged},
    {.as = role::service,
     .to = relation::other_organisation,
     .sort = kind::machinery,
     .for_what = purpose::operation,
     .on = ground::nobodys_data,
     .sees = machinery,
     .changes = machinery,
     .does = kReading | kWriting},
    {.as = role::operator_,
     .to = relation::other_organisation,
     .sort = kind::machinery,
     .for_what = purpose::operation,
     .on = ground::nobodys_data,
     .sees = machinery,
     .changes = machinery,
     .does = kReading | kWriting,
     .owes = kLogged},
    // Who runs the machine lets the first people of an organisation in, and reads the names of none.
    {.as = role::operator_,
     .to = relation::other_organisation,
     .sort = kind::team,
     .for_what = purpose::administration,
     .on = ground::task_of_the_office,
     .sees = {},
     .changes = {team, directory},
     .does = add,
     .owes = kLogged},

    directory_for(role::anonymous),
    directory_for(role::newcomer),
    directory_for(role::guardian),
    directory_for(role::caseworker),
    directory_for(role::lead),
    directory_for(role::mentor),
    directory_for(role::buddy),
    directory_for(role::mediator),
    directory_for(role::interpreter),
    directory_for(role::assessor),
    directory_for(role::employer),
    directory_for(role::provider),
    directory_for(role::authority),
    directory_for(role::organisation_admin),
    directory_for(role::data_protection_officer),
    directory_for(role::operator_),
});

constexpr categories touched(access_rule const& rule, action const what) {
  switch (what) {
    case action::read:
    case action::list:
    case action::export_:
    case action::erase:
      return rule.sees;
    case action::search:
      return rule.sees & kSearched;
    case action::add:
      return rule.changes - categories{permissions};
    case action::change:
    case action::change_part:
    case action::change_many:
    case action::remove:
      // Permissions are given and withdrawn, objections made and answered; none is edited.
      return rule.changes - categories{permissions, objections};
    case action::answer_objection:
      return rule.changes & categories{objections};
    case action::permit:
    case action::withdraw:
      return rule.changes & categories{permissions};
    case action::refer:
    case action::answer_referral:
      return rule.changes & categories{referrals};
    case action::review_emergency:
      return rule.sees & categories{own_log};
    case action::open_emergency:
      break;
  }
  return {};
}

constexpr auto kChanging = kWriting | kPermitting | actions{change_many, refer, answer_referral, answer_objection};

// What must hold of every row, whatever else is changed: nothing is written that is not seen, each act touches
// something, whoever writes may read, strangers to a case need a permission, only an emergency opens a door without
// showing anything, and who runs the machine may add people of a team without seeing one.
constexpr bool is_in_order(access_rule const& r) {
  if (r.sort == kind::person) {
    auto const strangers = r.to == relation::other_organisation || r.to == relation::referral_pending ||
                           r.to == relation::referral_accepted;
    auto const may_be_stranger =
        r.on == ground::permission || r.on == ground::emergency || r.on == ground::oversight || r.as == role::service;
    if ((strangers && !may_be_stranger) || !r.owes.has(obligation::log) || r.as == role::authority ||
        r.as == role::operator_ || r.as == role::anonymous || !r.sees.within(kWhole)) {
      return false;
    }
  } else if (!(r.sees & kWhole).empty()) {
    return false;
  }
  if (r.to == relation::household || r.to == relation::referral_over || r.to == relation::other_tenant) {
    return false;
  }
  if (r.does == actions{open_emergency}) {
    return r.sees.empty() && r.changes.empty() && r.needs.has(flag::signed_in_again);
  }
  if (r.as == role::operator_ && r.sort == kind::team) {
    return r.sees.empty() && r.does == actions{add} && r.changes.within(categories{team, directory});
  }
  for (auto i = std::size_t{0U}; i != count_of<action>(); ++i) {
    auto const what = static_cast<action>(i);
    if (r.does.has(what) && touched(r, what).empty()) {
      return false;
    }
  }
  // Who may give and withdraw permissions, or answer objections, reads them by another row.
  return (r.does.has(read) || r.does == kPermitting || r.does == actions{answer_objection}) &&
         r.changes.within(r.sees) && r.changes.empty() == (r.does & kChanging).empty();
}
static_assert([] {
  for (auto const& r : kRules) {
    if (!is_in_order(r)) {
      return false;
    }
  }
  return true;
}());

struct basis {
  purpose of;
  std::string_view says;
};
constexpr auto kTask = std::string_view{"Art. 6(1)(e) GDPR: the office's task"};
constexpr auto kBases = std::to_array<basis>({
    {purpose::own_file, "Art. 12 to 21 GDPR: the person's own rights"},
    {purpose::registration, kTask},
    {purpose::counselling, "Art. 6(1)(e) GDPR: the office's task; health Art. 9(2)(b)"},
    {purpose::planning, kTask},
    {purpose::matching, kTask},
    {purpose::referral, kTask},
    {purpose::teaching, kTask},
    {purpose::mentoring, kTask},
    {purpose::meeting, kTask},
    {purpose::appointment, kTask},
    {purpose::assessment, kTask},
    {purpose::supervision, kTask},
    {purpose::administration, kTask},
    {purpose::protection, "Art. 39 GDPR: tasks of the data-protection officer"},
    {purpose::statistics, "none needed: sums without persons"},
    {purpose::reminding, kTask},
    {purpose::indexing, kTask},
    {purpose::emergency, "Art. 6(1)(d) GDPR: vital interests; health Art. 9(2)(c)"},
    {purpose::information, "none needed: public"},
    {purpose::operation, "none needed: no personal data"},
});
static_assert(kBases.size() == count_of<purpose>());

std::string or_dash(std::string text) {
  return text.empty() ? "-" : std::move(text);
}

// A set by what it leaves out where that is shorter to read.
std::string fields_in_words(categories const set) {
  if (kWhole.within(set)) {
    return "whole file";
  }
  auto const missing = kWhole - set;
  if (set.within(kWhole) && missing.size() <= 6 && set.size() > 10) {
    return "whole file without " + words_in(missing, ", ");
  }
  return or_dash(words_in(set, ", "));
}

}  // namespace

std::span<access_rule const> access_rules() {
  return kRules;
}

bool in_order(access_rule const& rule) {
  return is_in_order(rule);
}

categories touched_by(access_rule const& rule, action const what) {
  return touched(rule, what);
}

std::string_view legal_basis_of(purpose const p) {
  return kBases[static_cast<std::size_t>(p)].says;
}

std::string rules_as_text() {
  auto text = std::string{
      "| role | relation | of | for | rests on | sees | writes | does | needs | owes |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"};
  for (auto const& r : kRules) {
    text += "| " + std::string{word(r.as)} + " | " + std::string{word(r.to)} + " | " + std::string{word(r.sort)} +
            " | " + words_in(r.for_what, ", ") + " | " + std::string{word(r.on)} + " | " + fields_in_words(r.sees) +
            " | " + fields_in_words(r.changes) + " | " + words_in(r.does, ", ") + " | " +
            or_dash(words_in(r.needs, ", ")) + " | " + or_dash(words_in(r.owes, ", ")) + " |\n";
  }
  text += "\n| purpose | legal basis |\n| --- | --- |\n";
  for (auto const& b : kBases) {
    text += "| " + std::string{word(b.of)} + " | " + std::string{b.says} + " |\n";
  }
  return text;
}

}  // namespace foothold
