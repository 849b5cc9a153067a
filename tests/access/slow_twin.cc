#include "access/slow_twin.h"

#include <algorithm>

namespace foothold {
namespace {

using std::chrono::hours;

word_set const kPersonal{"identity",  "contact",    "household",   "origin",     "legal",        "health",
                         "childcare", "week",       "skills",      "background", "wishes",       "plan",
                         "decisions", "objections", "permissions", "referrals",  "appointments", "tasks",
                         "messages",  "notes",      "follow_ups",  "documents",  "own_log"};

word_set without(word_set from, word_set const& gone) {
  for (auto const& g : gone) {
    from.erase(g);
  }
  return from;
}

// One question, in words.
struct question {
  access_request const& asked;
  relation_facts const& facts;
  moment now;
  std::string act, why, sort;

  [[nodiscard]] bool is(std::initializer_list<char const*> const words) const {
    return std::any_of(words.begin(), words.end(), [&](char const* const w) { return act == w; });
  }
  [[nodiscard]] bool reads() const { return is({"read", "list"}); }
  [[nodiscard]] bool writes() const { return is({"add", "change", "change_part", "remove"}); }
  [[nodiscard]] bool flagged(flag const f) const { return asked.by.has.has(f); }

  [[nodiscard]] bool waiting() const {
    return facts.referral && facts.referral->stage == referral_stage::pending &&
           now - facts.referral->sent < hours{14 * 24};
  }
  [[nodiscard]] bool accepted() const { return facts.referral && facts.referral->stage == referral_stage::accepted; }
  [[nodiscard]] bool meeting() const {
    return facts.appointment && now >= facts.appointment->from - hours{24} &&
           now < facts.appointment->until + hours{24};
  }
  // The person's yes, for this purpose, on this day.
  [[nodiscard]] word_set permitted() const {
    auto fields = word_set{};
    for (auto const& p : facts.permissions) {
      if (p.withdrawn || p.for_what != asked.for_what || now < p.from || now >= p.until) {
        continue;
      }
      if (act == "refer" && !p.onward) {
        continue;
      }
      for (auto i = 0U; i != count_of<category>(); ++i) {
        if (p.fields.has(static_cast<category>(i))) {
          fields.insert(std::string{word(static_cast<category>(i))});
        }
      }
    }
    return fields;
  }
};

class answers {
public:
  explicit answers(question const& q) : q_{q} {}

  // What is shown and written where the act is one of those named.
  answers& may(bool const holds, word_set const& shown, word_set const& written,
               std::initializer_list<char const*> acts, std::string const& on, word_set const& owes) {
    if (!holds || !q_.is(acts)) {
      return *this;
    }
    auto fields = word_set{};
    if (q_.is({"read", "list", "export", "erase"})) {
      fields = shown;
    } else if (q_.act == "search") {
      fields = common(shown, {"identity", "contact", "skills", "directory", "team", "whole_log"});
    } else if (q_.is({"permit", "withdraw"})) {
      fields = common(written, {"permissions"});
    } else if (q_.is({"refer", "answer_referral"})) {
      fields = common(written, {"referrals"});
    } else if (q_.act == "answer_objection") {
      fields = common(written, {"objections"});
    } else if (q_.is({"change", "change_part", "change_many", "remove"})) {
      fields = without(written, {"permissions", "objections"});
    } else if (q_.act == "review_emergency") {
      fields = common(shown, {"own_log"});
    } else {
      fields = without(written, {"permissions"});
    }
    if (on == "permission") {
      fields = common(fields, q_.permitted());
    }
    if (fields.empty() && q_.act != "open_emergency") {
      return *this;
    }
    if (!found_) {
      found_.emplace();
    }
    found_->fields.insert(fields.begin(), fields.end());
    found_->owes.insert(owes.begin(), owes.end());
    found_->on.insert(on);
    return *this;
  }

  [[nodiscard]] std::optional<slow_answer> found() const { return found_; }

private:
  static word_set common(word_set const& a, word_set const& b) {
    auto both = word_set{};
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
    return both;
  }
  question const& q_;
  std::optional<slow_answer> found_{};
};

word_set const kLog{"log"};
word_set const kTold{"log", "tell_person"};
word_set const kAlarm{"log", "tell_person", "tell_owner", "tell_data_protection_officer", "review_within_seven_days"};

// The person: the whole own file; the own words may be written, what offices found may not.
void newcomer(question const& q, answers& a) {
  if (q.sort == "person" && q.why == "own_file" && q.facts.own) {
    a.may(true, kPersonal,
          {"contact", "household", "childcare", "week", "skills", "background", "wishes", "plan", "objections",
           "permissions", "appointments", "messages", "documents"},
          {"read", "list", "add", "change", "change_part", "remove", "permit", "withdraw", "export", "erase"},
          "own_data", kLog);
  }
}

void guardian(question const& q, answers& a) {
  if (q.sort == "person" && q.why == "own_file" && q.facts.ward) {
    a.may(true, without(kPersonal, {"health", "notes", "documents", "own_log"}),
          {"contact", "week", "skills", "background", "wishes", "plan", "objections", "permissions", "appointments",
           "messages"},
          {"read", "list", "add", "change", "change_part", "remove", "permit", "withdraw"}, "own_data", kTold);
  }
}

// Caseworkers, and leads where they do casework.
void casework(question const& q, answers& a) {
  if (q.sort != "person") {
    return;
  }
  auto const file = without(kPersonal, {"own_log"});
  auto const planned = without(file, {"health", "notes", "messages", "documents", "objections"});
  if (q.facts.assigned && q.facts.same_organisation) {
    a.may(q.why == "counselling" || q.why == "assessment", file, file,
          {"read", "list", "add", "change", "change_part", "remove", "search", "export"}, "task_of_the_office", kLog);
    a.may(q.why == "counselling" || q.why == "assessment", {"permissions"}, {"permissions"}, {"permit", "withdraw"},
          "task_of_the_office", kTold);
    a.may(q.why == "counselling" || q.why == "assessment", {"decisions", "objections"}, {"objections"},
          {"answer_objection"}, "task_of_the_office", kTold);
    a.may(q.why == "planning" || q.why == "matching" || q.why == "referral", planned,
          {"plan", "decisions", "referrals", "appointments", "tasks", "follow_ups"},
          {"read", "list", "add", "change", "change_part", "remove", "search", "refer"}, "task_of_the_office", kLog);
  }
  if (q.facts.same_organisation) {
    a.may(q.why == "counselling", {"identity", "contact", "appointments", "tasks"}, {"appointments", "tasks"},
          {"read", "list", "add", "change", "change_part", "search"}, "task_of_the_office", kLog);
    a.may(q.why == "registration", {"identity", "contact"}, {"identity", "contact"}, {"read", "list", "add", "search"},
          "task_of_the_office", kLog);
  }
  if (q.why == "emergency") {
    a.may(q.flagged(flag::signed_in_again), {}, {}, {"open_emergency"}, "emergency", kAlarm);
    auto const open = q.facts.emergency_opened && q.now >= *q.facts.emergency_opened &&
                      q.now - *q.facts.emergency_opened < std::chrono::minutes{60};
    a.may(open, {"identity", "contact", "household", "legal", "health", "childcare", "appointments"}, {},
          {"read", "list"}, "emergency", kLog);
  }
}

void caseworker(question const& q, answers& a) {
  casework(q, a);
  if (q.sort != "person") {
    return;
  }
  a.may(q.waiting() && q.why == "referral",
        without(kPersonal, {"own_log", "health", "notes", "messages", "documents", "identity", "contact", "decisions",
                            "objections"}),
        {"referrals"}, {"read", "list", "answer_referral"}, "permission", kLog);
  a.may(q.accepted() && (q.why == "counselling" || q.why == "planning" || q.why == "referral"),
        without(kPersonal, {"own_log", "notes", "messages", "decisions", "objections"}),
        {"appointments", "tasks", "skills", "follow_ups", "referrals"},
        {"read", "list", "add", "change", "change_part", "remove", "refer", "answer_referral"}, "permission", kLog);
}

void lead(question const& q, answers& a) {
  casework(q, a);
  if (!q.facts.same_organisation || q.why != "supervision" || !q.flagged(flag::manages)) {
    return;
  }
  a.may(q.sort == "person", without(kPersonal, {"own_log", "health", "notes", "messages", "documents"}),
        {"identity", "appointments", "tasks", "follow_ups"},
        {"read", "list", "add", "change", "change_part", "remove", "search", "change_many"}, "task_of_the_office",
        kLog);
  a.may(q.sort == "person", {"decisions", "objections"}, {"objections"}, {"answer_objection"}, "task_of_the_office",
        kTold);
  a.may(q.sort == "team", {"team"}, {}, {"read", "list"}, "task_of_the_office", kLog);
}

// Mentor: goals and meetings. Buddy: contact. Mediator, interpreter, assessor: one appointment.
void supporter(question const& q, answers& a) {
  if (q.sort != "person" || !q.flagged(flag::vetted)) {
    return;
  }
  switch (q.asked.by.as) {
    case role::mentor:
      a.may(q.facts.companion && q.why == "mentoring", {"wishes", "plan", "appointments", "follow_ups", "messages"},
            {"appointments", "follow_ups", "messages"}, {"read", "list", "add", "change_part"}, "permission", kLog);
      break;
    case role::buddy:
      a.may(q.facts.companion && q.why == "meeting", {"contact", "appointments", "messages"},
            {"appointments", "messages"}, {"read", "list", "add", "change_part"}, "permission", kLog);
      break;
    case role::mediator:
      a.may(q.meeting() && q.why == "appointment", {"appointments", "contact"}, {"appointments"},
            {"read", "list", "add", "change_part"}, "permission", kLog);
      break;
    case role::interpreter:
      a.may(q.meeting() && q.why == "appointment", {"appointments"}, {}, {"read", "list"}, "task_of_the_office", kLog);
      break;
    default:
      a.may(q.meeting() && q.why == "assessment", {"appointments", "skills"}, {"skills"},
            {"read", "list", "add", "change_part"}, "task_of_the_office", kLog);
  }
}

void employer(question const& q, answers& a) {
  if (q.sort != "person" || q.why != "matching" || !q.flagged(flag::vetted)) {
    return;
  }
  a.may(true, {"skills", "week"}, {}, {"read", "list"}, "permission", kLog);  // the blind view
  a.may(q.waiting(), {"skills", "week", "referrals"}, {"referrals"}, {"read", "list", "answer_referral"}, "permission",
        kLog);
  a.may(q.accepted(), {"identity", "contact", "week", "skills", "background", "follow_ups", "referrals"},
        {"skills", "follow_ups", "referrals"}, {"read", "list", "add", "change_part", "answer_referral"}, "permission",
        kLog);
}

void provider(question const& q, answers& a) {
  if (q.sort != "person" || q.why != "teaching") {
    return;
  }
  a.may(q.waiting(), {"skills", "week", "childcare", "referrals"}, {"referrals"}, {"read", "list", "answer_referral"},
        "permission", kLog);
  a.may(q.accepted(), {"identity", "contact", "week", "skills", "childcare", "appointments", "follow_ups", "referrals"},
        {"skills", "appointments", "follow_ups", "referrals"},
        {"read", "list", "add", "change", "change_part", "change_many", "answer_referral", "refer"}, "permission",
        kLog);
}

void organisation_admin(question const& q, answers& a) {
  if (!q.facts.same_organisation || q.why != "administration") {
    return;
  }
  a.may(q.sort == "team", {"team"}, {"team"}, {"read", "list", "add", "change", "change_part", "remove", "search"},
        "task_of_the_office", kLog);
  a.may(q.sort == "directory", {"directory"}, {"directory"}, {"read", "list", "add", "change", "change_part", "remove"},
        "nobodys_data", kLog);
}

void data_protection_officer(question const& q, answers& a) {
  if (q.why != "protection") {
    return;
  }
  a.may(q.sort == "person", {"permissions", "own_log"}, {}, {"read", "list", "export", "erase", "review_emergency"},
        "oversight", kTold);
  a.may(q.sort == "log", {"whole_log"}, {}, {"read", "list", "search", "export"}, "oversight", kLog);
}

void service(question const& q, answers& a) {
  a.may(q.sort == "person" && q.why == "reminding", {"legal", "appointments", "tasks", "referrals", "follow_ups"},
        {"legal", "tasks", "referrals", "follow_ups"}, {"read", "list", "add", "change", "change_part", "change_many"},
        "task_of_the_office", kLog);
  a.may(q.sort == "person" && q.why == "indexing", {"identity"}, {}, {"read", "list"}, "task_of_the_office", kLog);
  a.may(q.sort == "person" && q.why == "protection", {"own_log"}, {}, {"read", "erase"}, "oversight",
        {"log", "tell_person"});
  a.may(q.sort == "person" && q.why == "supervision", {"plan", "decisions"}, {}, {"read", "list"}, "oversight", kLog);
  a.may(q.sort == "machinery" && q.why == "operation", {"machinery"}, {"machinery"},
        {"read", "list", "add", "change", "change_part", "remove"}, "nobodys_data", {});
}

void by_role(question const& q, answers& a) {
  switch (q.asked.by.as) {
    case role::newcomer:
      return newcomer(q, a);
    case role::guardian:
      return guardian(q, a);
    case role::caseworker:
      return caseworker(q, a);
    case role::lead:
      return lead(q, a);
    case role::mentor:
    case role::buddy:
    case role::mediator:
    case role::interpreter:
    case role::assessor:
      return supporter(q, a);
    case role::employer:
      return employer(q, a);
    case role::provider:
      return provider(q, a);
    case role::authority:
      a.may(q.sort == "indicators" && q.why == "statistics", {"indicators"}, {}, {"read", "list", "export"},
            "nobodys_data", kLog);
      return;
    case role::organisation_admin:
      return organisation_admin(q, a);
    case role::data_protection_officer:
      return data_protection_officer(q, a);
    case role::service:
      return service(q, a);
    case role::operator_:
      a.may(q.sort == "machinery" && q.why == "operation", {"machinery"}, {"machinery"},
            {"read", "list", "add", "change", "change_part", "remove"}, "nobodys_data", kLog);
      a.may(q.sort == "team" && q.why == "administration", {}, {"team", "directory"}, {"add"}, "task_of_the_office",
            kLog);
      return;
    case role::anonymous:
      return;
  }
}

}  // namespace

std::optional<slow_answer> decide_slowly(access_request const& asked, relation_facts const& facts, moment const now) {
  auto const q = question{.asked = asked,
                          .facts = facts,
                          .now = now,
                          .act = std::string{word(asked.what)},
                          .why = std::string{word(asked.for_what)},
                          .sort = std::string{word(asked.of.sort)}};
  if (asked.by.state != membership::active || (asked.by.until && now >= *asked.by.until)) {
    return std::nullopt;
  }
  if (!asked.by.session.has(asked.what) || !facts.same_tenant) {
    return std::nullopt;
  }
  if (asked.of.over != reach::one && !q.is({"list", "search", "change_many"})) {
    return std::nullopt;
  }
  if (q.act == "open_emergency") {
    auto const& e = asked.emergency;
    if (!e || e->reason_code.empty() || e->reason.size() < 10U || e->opened_today >= 5) {
      return std::nullopt;
    }
  }
  auto a = answers{q};
  by_role(q, a);
  // What is public is for everybody, but for the program's own parts, which need no directory.
  a.may(q.sort == "directory" && q.why == "information" && asked.by.as != role::service, {"directory"}, {},
        {"read", "list", "search"}, "nobodys_data", {});
  return a.found();
}

}  // namespace foothold
