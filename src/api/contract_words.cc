#include "api/contract_words.h"

#include <algorithm>
#include <array>
#include <span>

namespace foothold::api {
namespace {

struct line {
  std::string_view table, field, says;
};

// An empty field: the table itself. An empty table: fields of this name everywhere.
constexpr auto kLines = std::to_array<line>({
    {"organisations", "", "Who works with newcomers: offices, providers, employers. Everybody may look at this list."},
    {"organisations", "kind", "municipality, provider, employer, ... as in territory packs"},
    {"organisations", "verified_on", "When somebody last looked whether this is right."},
    {"staff", "", "People who work in an organisation, with the role in which they may do something."},
    {"staff", "role", "A role of docs/access.md."},
    {"staff", "until_on", "Last day."},
    {"employers", "", "What an organisation is asked before it may post vacancies."},
    {"employers", "sector", "NACE."},
    {"mentors", "", "People who stand by newcomers, and when they have time."},
    {"mentors", "checked_on", "When a certificate of good conduct was seen."},
    {"mentors", "places", "People at the same time."},
    {"mentors", "sectors", "NACE, with | between them."},
    {"mediators", "", "People who interpret or mediate in one appointment."},
    {"households", "", "Where a person lives, and with whom. It is made for a person who has none."},
    {"households", "area", "A coarse zone of the territory."},
    {"persons", "", "A person and how far their case is. Everything else about them is in the collections below."},
    {"persons", "caseworker", "Who leads the case."},
    {"persons", "local_number", "The number of the office. It means nothing and is given once."},
    {"persons", "name", "In its own script."},
    {"persons", "birth_year_estimated", "Where no paper tells the day."},
    {"persons", "organisation", "That answers for the case: the one that registered it."},
    {"persons", "closed_on", "Set when the case is closed; from then on the time of keeping counts."},
    {"contacts", "", "Ways to reach a person, and whether they are safe."},
    {"contacts", "channel", "phone, messenger, mail, post, through somebody"},
    {"contacts", "safe", "always, at the hours, never alone, no: who else sees it?"},
    {"contacts", "hours", "When to call."},
    {"communications", "", "How to speak with a person: language, pictures, sound, interpreter. One row a person."},
    {"communications", "language", "Of screens and letters."},
    {"communications", "connection", "own data, only Wi-Fi, none"},
    {"communications", "device", "smartphone, shared phone, none"},
    {"external_numbers", "", "Under which number another office knows a person."},
    {"external_numbers", "source", "Which office."},
    {"possible_duplicates", "", "Two entries that may be one person. A human looks and decides."},
    {"relatives", "", "A partner or another adult of the family, as far as the person tells of them."},
    {"relatives", "entry", "Their own entry, where there is one."},
    {"relatives", "care_need", "What somebody must do for them."},
    {"companions", "", "Who acts for a person or stands by them: guardian, mentor, buddy."},
    {"companions", "companion", "Id of a person or of a mentor."},
    {"companions", "until_on", "Last day."},
    {"origins", "", "Where a person comes from. One row a person."},
    {"origins", "registration", "Number in the asylum or protection register."},
    {"status_periods", "", "The legal timeline, one stretch a row."},
    {"status_periods", "work_from", "From when on they may work."},
    {"status_periods", "pending", "A decision that is awaited."},
    {"papers", "", "Papers that open doors, until they expire."},
    {"papers", "state", "original, copy, lost, applied for"},
    {"papers", "remind_on", "Day for a task to renew it."},
    {"children", "", "Children whom the person cares for."},
    {"care_needs", "", "The hours of a week in which a child needs care, and which of them are covered."},
    {"mobilities", "", "Where and when a person could take part. One row a person."},
    {"mobilities", "modes", "Ways to travel, as the sum of their bits: walking 1, bicycle 2, bus and train 4, car 8."},
    {"mobilities", "most_minutes", "One way."},
    {"mobilities", "limits", "Of health or religion, told freely."},
    {"languages", "", "One of the four skills in one language, a row each."},
    {"languages", "level", "a1 to c2, native"},
    {"scripts", "", "Reading and writing in one script."},
    {"scripts", "script", "ISO 15924."},
    {"scripts", "reads", "no, slowly, well"},
    {"scripts", "writes", "no, slowly, well"},
    {"educations", "", "Schools, courses and degrees, also unfinished ones and such with lost papers."},
    {"educations", "level", "ISCED."},
    {"educations", "field", "ISCED-F."},
    {"educations", "recognised_level", "EQF."},
    {"educations", "recognition", "How far the procedure is."},
    {"experiences", "", "Work of any kind: waged, own, family, volunteer, on the journey."},
    {"experiences", "occupation", "ESCO."},
    {"skills", "", "What a person can do, in the words of ESCO. How it is known is skill evidence."},
    {"skills", "skill", "ESCO."},
    {"skills", "wanted", "The person wants to use it."},
    {"skill_evidence", "", "How a skill is known: told, seen, tested, recognised; by whom, when, where."},
    {"skill_evidence", "source", "picture, interview, cv, test, workplace"},
    {"skill_evidence", "confidence", "Thousandths."},
    {"skill_evidence", "item", "Of the item bank."},
    {"certificates", "", "Certificates and licences, until they expire."},
    {"certificates", "fact", "What it proves, in the words of the territory: licence:forklift."},
    {"wishes", "", "What a person wants, and what not."},
    {"wishes", "rank", "1 comes first."},
    {"wishes", "kind", "occupation, vacancy, fields, self_employment, sector, language"},
    {"wishes", "refused", "The opposite of a wish."},
    {"barriers", "", "What stands in the way, asked for one purpose and kept until a day only. A special category."},
    {"portraits", "",
     "What a plan was made for: the person as the file had them on a day, without name and contact. A version each, "
     "never changed."},
    {"plans", "", "Plans as they were made: a version each, never changed."},
    {"plan_order", "goal",
     "As `foothold plan` takes it: an occupation's URI, vacancy:ID, field:51,53 or self-employment. Without one the "
     "first wish that is a goal."},
    {"plan_order", "as_of", "The day from which it is planned, within a year of today. Without one today."},
    {"plan_answers", "", "What the person said to a plan. A plan needs their yes."},
    {"decisions", "", "What an automated function found and what a human made of it. Never changed."},
    {"decisions", "outcome", "positive, negative, none. A negative one needs a reason and whoever answers for it."},
    {"objections", "",
     "What a person says against a decision, and what another human than who decided answered. Never edited."},
    {"objections", "decision", "A decision of this file."},
    {"objections", "writer", "Id of the person, or of who wrote it down for them."},
    {"objections", "state",
     "open; upheld: the decision stays; changed: it does not, and a new decision says what holds instead."},
    {"objections", "answered_by", "Who answered: nobody who decided it."},
    {"objection_answer", "state", "upheld: the decision stays; changed: it does not."},
    {"objection_answer", "reason", "Why, in words that the person understands."},
    {"fund_proofs", "", "What a fund's auditors may ask of somebody who took part. It outlives the file, until a day."},
    {"permissions", "",
     "Permission to share: which fields, with whom, for what, until when. Given and withdrawn, never edited."},
    {"permissions", "fields", "Categories of docs/access.md, with | between them."},
    {"permissions", "purpose", "A purpose of docs/access.md."},
    {"permissions", "onward", "The receiver may refer on."},
    {"permissions", "text_version", "Of what the person was shown."},
    {"referrals", "", "A person is referred to another organisation, which answers within 14 days."},
    {"appointments", "", "Meetings, with whom, where and when."},
    {"tasks", "", "What somebody has to do for a person, and by when."},
    {"tasks", "origin", "What made it; one task for each origin."},
    {"messages", "", "Between a person and the office."},
    {"messages", "writer", "Id of a person or of staff."},
    {"messages", "reader",
     "Id of a person or of staff; of the organisation that answers for the case where nobody leads it."},
    {"messages", "phrase",
     "Id of a ready sentence of data/phrases, which `words` are as it was sent. Set by pages only."},
    {"messages", "language", "Tag of the language of `words`."},
    {"notes", "", "What a caseworker or the person wrote down."},
    {"notes", "writer", "Id of a person or of staff."},
    {"follow_ups", "", "How it went on: in a job, after a course."},
    {"follow_ups", "target", "Vacancy or offer."},
    {"follow_ups", "kind", "exit, day_28, month_6, month_12 where the program made it; else any word."},
    {"follow_ups", "outcome", "same_job, other_job, training, looking, not_reached; empty until it is known."},
    {"follow_ups", "origin", "What made it; one follow-up for each origin."},
    {"help_answers", "", "Did a service help? What the person answered; asked once, and never changed."},
    {"help_answers", "about", "appointment:ID or referral:ID"},
    {"help_answers", "answer", "left: the person does not want to say."},
    {"files", "", "Certificates, papers and photos, as pictures of what was sent in. Their bytes are at .../content."},
    {"files", "media", "Told from the bytes alone."},
    {"files", "bytes", "Length of what is kept."},
    {"files", "width", "Pixels; 0 for a document."},
    {"files", "height", "Pixels; 0 for a document."},
    {"files", "pages", "0 for a picture."},
    {"files", "name", "As it was called where it came from."},
    {"files", "content_hash", "BLAKE2b of what is kept."},
    {"files", "certificate", "That it shows."},
    {"files", "paper", "That it shows."},
    {"files", "education", "That it shows."},
    {"files", "added_by", "Id of a person or of staff."},
    {"emergencies", "", "Files that were opened in an emergency, and who reviewed it."},
    {"", "languages", "Tags, with | between them."},
    {"", "content", "JSON, as text."},
    {"", "content_hash", "BLAKE2b of the content."},
    {"", "words", "In somebody's own words."},
    {"", "available", "Hours of a week: Mon-Fri 08:00-12:00"},
});

struct operation_line {
  std::string_view operation, says;
};
constexpr auto kOperations = std::to_array<operation_line>({
    {"list_persons", "The cases that you lead, or those that your organisation answers for."},
    {"search_persons",
     "People by any part of a name in any spelling or script, a year of birth or a number, likeliest first; within the "
     "own cases or the own organisation. How many there are elsewhere is not told."},
    {"export_person", "Everything that is kept of a person, and who looked at it: docs/formats/export.md."},
    {"list_responsibilities",
     "Which organisation answers for which table and field of a file (Art. 26 GDPR): docs/formats/responsible.md."},
    {"export_person_on_paper",
     "The same as a PDF to read, in the language that was asked for, else the person's, else English."},
    {"look_for_duplicates",
     "Looks in your organisation for people who may be this one, and notes those who were not noted before as open "
     "rows. A human looks and decides."},
    {"register_person", "A new person; your organisation answers for the case."},
    {"add_household", "A household for a person who has none: they live there from then on."},
    {"permit", "The person permits to share. If the office notes it, the person is told."},
    {"withdraw_permission", "The permission ends at once."},
    {"refer", "Refer the person to another organisation. Who received the person needs a permission that says so."},
    {"answer_referral", "The organisation that received it accepts, rejects, or says how it ended."},
    {"add_objection", "The person objects to a decision, or somebody writes it down for them. Another human answers."},
    {"answer_objection",
     "By a member of staff who did not decide: the decision is upheld or changed, with a reason. The person is told."},
    {"revoke_referral", "The organisation that sent it takes it back."},
    {"open_emergency",
     "Open one file for an hour. The person, who leads the case and the data-protection officer are told, and somebody "
     "reviews it within seven days."},
    {"review_emergency", "Somebody looked at why the file was opened."},
    {"erase_person",
     "Everything of the person, for ever: rows, keys, and what copies hold. The answer is the receipt; it says when "
     "the "
     "last copy of anything is gone."},
    {"add_uploaded_file",
     "Add a JPEG, PNG or PDF of at most 10 MiB, 40 million pixels, 50 pages. It is drawn anew, and only what can be "
     "seen is kept: no places of photos, scripts, forms, hidden text. What it is is told from the bytes alone."},
    {"read_uploaded_file_content", "The bytes, as an attachment."},
    {"compute_plan",
     "A plan from what the file says today: a new portrait if the last one says something else, the plan, and a "
     "decision with all that a replay needs. Asked for `planning` only; special categories are not read. 422 says what "
     "the file lacks. The plan begins nothing without the person's yes."},
    {"explain_decision",
     "How the planner came to it, from its own trace and in your language: every reason of every step, and the data "
     "that were really used. 422 for what a human wrote down."},
    {"answer_plan", "What the person says to a plan."},
    {"list_log_of_person", "Who did or saw what of this file."},
    {"list_whole_log", "Who did or saw what, of everybody."},
    {"list_functions",
     "Everything that the program works out by itself and that touches people: what it reads, who decides, how to "
     "object. No token is needed."},
    {"list_own_tasks", "The tasks that are yours."},
    {"list_organisations", "Who works with newcomers. No token is needed."},
    {"read_organisation", "No token is needed."},
});

}  // namespace

std::string_view about_table(std::string_view const table) {
  return about_field(table, {});
}

std::string_view about_field(std::string_view const table, std::string_view const field) {
  for (auto const whose : {table, std::string_view{}}) {
    auto const found =
        std::ranges::find_if(kLines, [&](line const& l) { return l.table == whose && l.field == field; });
    if (found != kLines.end()) {
      return found->says;
    }
  }
  return {};
}

std::string_view about_operation(std::string_view const operation) {
  auto const found = std::ranges::find(kOperations, operation, &operation_line::operation);
  return found == kOperations.end() ? std::string_view{} : found->says;
}

}  // namespace foothold::api
