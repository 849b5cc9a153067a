#include "service/program_fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "access/word_list.h"
#include "service/functions.h"
#include "store/field_codec.h"
#include "sys/hash.h"

namespace foothold {
namespace {

using enum field_origin;

constexpr auto kRules = std::to_array<field_rule>({
    {"persons", "organisation", organisation},
    {"persons", "registered_on", today},
    {"persons", "closed_on", nothing},
    {"persons", "cover", nothing},
    {"persons", "cover_from", nothing},
    {"persons", "cover_until", nothing},
    {"possible_duplicates", "other", asked},
    {"possible_duplicates", "looked_at_by", nothing},
    {"skill_evidence", "seen_by", writing_staff},
    {"barriers", "asked_by", writing_staff},
    {"portraits", "number", nothing},
    {"portraits", "made_at", nothing},
    {"portraits", "made_by", writer},
    {"portraits", "content_hash", hash_of_content},
    {"plans", "number", nothing},
    {"plans", "made_at", nothing},
    {"plans", "made_by", writer},
    {"plans", "content_hash", hash_of_content},
    {"plan_answers", "answered_at", at_once},
    {"decisions", "at", at_once},
    {"decisions", "decided_by", writing_staff},
    {"objections", "decision", asked},
    {"objections", "at", at_once},
    {"objections", "writer", writer},
    {"objections", "words", asked},
    {"objections", "state", nothing},
    {"objections", "answered_by", nothing},
    {"objections", "answered_at", nothing},
    {"objections", "reason", nothing},
    {"permissions", "given_on", today},
    {"permissions", "withdrawn_at", nothing},
    {"companions", "ended_at", nothing, true},
    {"referrals", "from_organisation", organisation},
    {"referrals", "to_organisation", asked},
    {"referrals", "permission", asked},
    {"referrals", "offer", asked},
    {"referrals", "why", asked},
    {"referrals", "state", nothing, true},
    {"referrals", "sent_at", at_once},
    {"referrals", "answer_by", last_day_to_answer},
    {"referrals", "answered_at", nothing},
    {"referrals", "reason", nothing, true},
    {"referrals", "outcome", nothing, true},
    {"emergencies", "opened_by", writer},
    {"emergencies", "opened_at", at_once},
    {"emergencies", "review_by", nothing},
    {"emergencies", "reviewed_by", nothing},
    {"emergencies", "reviewed_at", nothing},
    {"messages", "writer", writer},
    {"messages", "reader", asked},
    {"messages", "channel", asked},
    {"messages", "sent_at", at_once},
    {"messages", "read_at", nothing, true},
    {"messages", "words", asked},
    {"messages", "phrase", nothing},
    {"messages", "language", asked},
    {"follow_ups", "origin", nothing},
    {"help_answers", "about", asked},
    {"help_answers", "answer", asked},
    {"help_answers", "answered_at", at_once},
    {"help_answers", "words", asked},
    {"files", "media", nothing},
    {"files", "bytes", nothing},
    {"files", "width", nothing},
    {"files", "height", nothing},
    {"files", "pages", nothing},
    {"files", "content_hash", nothing},
    {"files", "added_by", writer},
    {"files", "added_at", at_once},
    {"notes", "writer", writer},
    {"notes", "written_at", at_once},
});

// Clear texts that say something where they are there; every other text must be sent.
constexpr auto kLeftOut = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"organisations", "area"},
    {"organisations", "website"},
    {"employers", "sector"},
    {"employers", "size"},
    {"mentors", "languages"},
    {"mentors", "sectors"},
    {"mentors", "area"},
    {"mediators", "languages"},
    {"mediators", "area"},
    {"persons", "closed_because"},
    {"communications", "dialect"},
    {"communications", "device"},
    {"communications", "connection"},
    {"mobilities", "area"},
    {"educations", "field"},
    {"educations", "recognition"},
    {"educations", "recognised_level"},
    {"skills", "level"},
    {"skill_evidence", "item"},
    {"wishes", "target"},
    {"wishes", "relocation"},
    {"follow_ups", "target"},
    {"follow_ups", "outcome"},
    {"certificates", "fact"},
});

cell text_or_nothing(std::string_view const text) {
  return text.empty() ? cell{} : cell{std::string{text}};
}

cell value_of(record_table const& table, field_shape const& f, field_origin const from, field_facts const& facts,
              row_values const& r) {
  switch (from) {
    case writer:
      return facts.by.id;
    case writing_staff:
      return text_or_nothing(is_staff(facts.by.as) ? facts.by.id : "");
    case organisation:
      return facts.by.organisation;
    case at_once:
      return cell_of(instant{facts.now});
    case today:
      return cell_of(date{std::chrono::floor<days>(facts.now)});
    case last_day_to_answer:
      return cell_of(date{std::chrono::floor<days>(facts.now) + kReferralWaits});
    case hash_of_content: {
      auto const content = table.at("content");
      auto const* const text = content ? std::get_if<std::string>(&r.fields[*content]) : nullptr;
      return hash_hex(text == nullptr ? std::string_view{} : std::string_view{*text});
    }
    default:
      return empty_cell(f);
  }
}

std::string_view text_sent(record_table const& table, given_fields const& given, std::string_view const field) {
  auto const at = table.at(field);
  auto const* const t = at && given[*at] ? std::get_if<std::string>(&*given[*at]) : nullptr;
  return t == nullptr ? std::string_view{} : std::string_view{*t};
}

bool says(record_table const& table, given_fields const& given, std::string_view const field,
          std::string_view const text) {
  return text_sent(table, given, field) == text;
}

// The rules refuse it too, but as an entry that is not there.
void check_opening(record_table const& table, given_fields const& given, std::vector<field_fault>& found) {
  if (text_sent(table, given, "reason_code").empty()) {
    found.push_back({"/reason_code", "an empty text", "life, violence, child, authority, ..."});
  }
  if (text_sent(table, given, "reason").size() < kShortestReason) {
    found.push_back({"/reason", "a text that is too short", "a sentence"});
  }
}

// A word that is none would permit nothing, and nobody would notice.
void check_permission(record_table const& table, given_fields const& given, std::vector<field_fault>& found) {
  if (!parse_word<purpose>(text_sent(table, given, "purpose"))) {
    found.push_back({"/purpose", "another word", "a purpose of docs/access.md"});
  }
  if (!parse_words<category>(text_sent(table, given, "fields")).whole) {
    found.push_back({"/fields", "another word", "categories of docs/access.md, with | between them"});
  }
}

bool sent(record_table const& table, given_fields const& given, std::string_view const field) {
  auto const at = table.at(field);
  return at && given[*at] && !std::holds_alternative<std::monostate>(*given[*at]);
}

}  // namespace

field_rule rule_of(record_table const& table, std::string_view const field) {
  auto const found =
      std::ranges::find_if(kRules, [&](field_rule const& r) { return r.table == table.name && r.field == field; });
  return found == kRules.end() ? field_rule{table.name, field, asked, true} : *found;
}

void set_by_program(record_table const& table, field_facts const& facts, row_values& r) {
  // In two turns: a hash is of what else is there.
  for (auto const hashes : {false, true}) {
    for (auto i = std::size_t{0U}; i != table.fields.size(); ++i) {
      auto const& f = table.fields[i];
      if (f.name == facts.owner_field) {
        r.fields[i] = std::string{facts.owner};
        continue;
      }
      if (names_the_person(f.name) && !facts.person.empty()) {
        r.fields[i] = std::string{facts.person};
        continue;
      }
      auto const from = rule_of(table, f.name).at_first;
      if (from != asked && (from == hash_of_content) == hashes) {
        r.fields[i] = value_of(table, f, from, facts, r);
      }
    }
  }
}

void set_closing_day(record_table const& table, date const today_is, row_values& r) {
  auto const at = table.at("closed_on");
  auto const state = table.at("state");
  if (!at || !state) {
    return;
  }
  auto& day = r.fields[*at];
  if (r.fields[*state] != cell{std::string{"closed"}}) {
    day = cell{};
  } else if (std::holds_alternative<std::monostate>(day)) {
    day = cell_of(today_is);
  }
}

bool names_the_person(std::string_view const field) {
  return field == "person" || field == "carer";
}

std::string_view own_table_of(record_table const& table, std::string_view const field) {
  constexpr auto kOwn = std::to_array<std::array<std::string_view, 3U>>({{"plan_answers", "plan", "plans"},
                                                                         {"plans", "portrait", "portraits"},
                                                                         {"objections", "decision", "decisions"},
                                                                         {"skill_evidence", "skill", "skills"},
                                                                         {"care_needs", "child", "children"},
                                                                         {"children", "household", "households"},
                                                                         {"referrals", "permission", "permissions"},
                                                                         {"files", "certificate", "certificates"},
                                                                         {"files", "paper", "papers"},
                                                                         {"files", "education", "educations"}});
  auto const found = std::ranges::find_if(kOwn, [&](auto const& o) { return o[0] == table.name && o[1] == field; });
  return found == kOwn.end() ? std::string_view{} : (*found)[2];
}

bool may_be_left_out(record_table const& table, field_shape const& f) {
  if (f.optional || f.sort == field_sort::number || f.sort == field_sort::yes_no || f.sort == field_sort::week) {
    return true;
  }
  return f.sort == field_sort::text && std::ranges::find(kLeftOut, std::pair{table.name, f.name}) != kLeftOut.end();
}

std::vector<field_fault> broken_rules(record_table const& table, given_fields const& given, actor const& by) {
  auto found = std::vector<field_fault>{};
  auto const own_words = by.as == role::newcomer || by.as == role::guardian;
  if (own_words && sent(table, given, "evidence") && !says(table, given, "evidence", "told")) {
    found.push_back({"/evidence", "another word", "told: what people say of themselves"});
  }
  if (table.name == "permissions") {
    check_permission(table, given, found);
  }
  if (table.name == "emergencies") {
    check_opening(table, given, found);
  }
  if (table.name == "decisions" && !function_of(text_sent(table, given, "function"))) {
    found.push_back({"/function", "another word", "a function of the register: GET /functions"});
  }
  if (table.name == "decisions" && says(table, given, "outcome", "negative")) {
    if (!is_staff(by.as)) {
      found.push_back({"/outcome", "negative", "a member of staff who answers for it"});
    }
    if (!sent(table, given, "reason")) {
      found.push_back({"/reason", "nothing", "a reason, as the outcome is negative"});
    }
  }
  return found;
}

}  // namespace foothold
