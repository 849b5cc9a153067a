#include "access/decide.h"

#include <algorithm>

namespace foothold {
namespace {

// Acts over many people at once.
constexpr auto kOverMany = actions{action::list, action::search, action::change_many};
constexpr auto kWriting =
    actions{action::add,    action::change,   action::change_part, action::change_many,     action::remove,
            action::permit, action::withdraw, action::refer,       action::answer_referral, action::answer_objection};

verdict denied(denial const why) {
  return {.allowed = false, .why = why};
}

void end_by(std::optional<moment>& until, moment const end) {
  until = until ? std::min(*until, end) : end;
}

// Permissions for this purpose that hold now, put together.
struct permitted {
  categories fields{};
  std::optional<moment> until{};
};
permitted permitted_now(access_request const& asked, relation_facts const& facts, moment const now) {
  auto found = permitted{};
  for (auto const& p : facts.permissions) {
    auto const holds = p.for_what == asked.for_what && !p.withdrawn && p.from <= now && now < p.until;
    if (holds && (asked.what != action::refer || p.onward)) {
      found.fields |= p.fields;
      end_by(found.until, p.until);
    }
  }
  return found;
}

// How far a request comes along a row: the last obstacle met is the best reason for a refusal.
std::optional<denial> obstacle(access_rule const& rule, access_request const& asked, relations const held) {
  if (!held.has(rule.to)) {
    return denial::no_relation;
  }
  if (!rule.for_what.has(asked.for_what)) {
    return denial::not_for_this_purpose;
  }
  if (!rule.does.has(asked.what)) {
    return denial::not_this_action;
  }
  if (!rule.needs.within(asked.by.has)) {
    return denial::flag_missing;
  }
  return std::nullopt;
}

std::optional<denial> wrong_opening(access_request const& asked) {
  if (asked.what != action::open_emergency) {
    return std::nullopt;
  }
  if (!asked.emergency || asked.emergency->reason_code.empty() || asked.emergency->reason.size() < kShortestReason) {
    return denial::no_reason;
  }
  return asked.emergency->opened_today < kMostEmergencies ? std::nullopt : std::optional{denial::too_many_emergencies};
}

std::optional<denial> wrong_actor(access_request const& asked, relation_facts const& facts, moment const now) {
  if (asked.by.state != membership::active || (asked.by.until && *asked.by.until <= now)) {
    return denial::not_active;
  }
  if (!asked.by.session.has(asked.what)) {
    return denial::outside_the_session;
  }
  if (!facts.same_tenant) {
    return denial::other_tenant;
  }
  if (asked.of.over != reach::one && !kOverMany.has(asked.what)) {
    return denial::not_this_action;
  }
  return wrong_opening(asked);
}

// Where what a row gives comes to an end by itself.
void end_of(std::optional<moment>& until, access_rule const& rule, relation_facts const& facts,
            permitted const& allowed) {
  if (rule.on == ground::permission && allowed.until) {
    end_by(until, *allowed.until);
  }
  if (rule.to == relation::appointment && facts.appointment) {
    end_by(until, facts.appointment->until + kAroundAppointment);
  }
  if (rule.to == relation::emergency && facts.emergency_opened) {
    end_by(until, *facts.emergency_opened + kEmergencyLasts);
  }
}

}  // namespace

relations relations_at(relation_facts const& facts, moment const now) {
  if (!facts.same_tenant) {
    return relation::other_tenant;
  }
  auto held = relations{relation::other_organisation};
  auto const add = [&](bool const holds, relation const r) { held |= holds ? relations{r} : relations{}; };
  add(facts.own, relation::own);
  add(facts.ward, relation::ward);
  add(facts.household, relation::household);
  add(facts.assigned && facts.same_organisation, relation::assigned);
  add(facts.same_organisation, relation::same_organisation);
  add(facts.companion, relation::companion);
  if (facts.referral) {
    auto const waits = now < facts.referral->sent + kReferralWaits;
    auto const pending = facts.referral->stage == referral_stage::pending;
    auto const accepted = facts.referral->stage == referral_stage::accepted;
    add(pending && waits, relation::referral_pending);
    add(accepted, relation::referral_accepted);
    add(!accepted && !(pending && waits), relation::referral_over);
  }
  if (facts.appointment) {
    add(facts.appointment->from - kAroundAppointment <= now && now < facts.appointment->until + kAroundAppointment,
        relation::appointment);
  }
  if (facts.emergency_opened) {
    add(*facts.emergency_opened <= now && now < *facts.emergency_opened + kEmergencyLasts, relation::emergency);
  }
  return held;
}

verdict judge(access_request const& asked, relation_facts const& facts, moment const now,
              std::span<access_rule const> const rules) {
  if (auto const wrong = wrong_actor(asked, facts, now)) {
    return denied(*wrong);
  }
  auto const held = relations_at(facts, now);
  auto const allowed = permitted_now(asked, facts, now);
  auto out = denied(denial::no_relation);
  for (auto const& rule : rules) {
    if (rule.as != asked.by.as || rule.sort != asked.of.sort) {
      continue;
    }
    if (auto const met = obstacle(rule, asked, held)) {
      out.why = std::max(out.why, *met);
      continue;
    }
    auto fields = touched_by(rule, asked.what);
    if (rule.on == ground::permission) {
      fields = fields & allowed.fields;
    }
    if (fields.empty() && asked.what != action::open_emergency) {
      out.why = std::max(out.why, rule.on == ground::permission ? denial::no_permission : denial::not_this_action);
      continue;
    }
    out.allowed = true;
    out.fields |= fields;
    out.owes |= rule.owes;
    out.on |= rule.on;
    end_of(out.until, rule, facts, allowed);
  }
  out.why = out.allowed ? denial{} : out.why;
  return out;
}

result<grant> decide(access_request const& asked, relation_facts const& facts, moment const now) {
  auto const found = judge(asked, facts, now);
  if (!found.allowed) {
    return tl::make_unexpected(no_such_entry());
  }
  auto g = grant{};
  g.by_ = asked.by.id;
  g.as_ = asked.by.as;
  g.what_ = asked.what;
  g.sort_ = asked.of.sort;
  g.subject_ = asked.of.subject;
  g.over_ = asked.of.over;
  g.for_what_ = asked.for_what;
  g.fields_ = found.fields;
  g.writing_ = kWriting.has(asked.what);
  g.shown_ = found.fields;
  if (g.writing_) {
    auto reading = asked;
    reading.what = asked.of.over == reach::one ? action::read : action::list;
    g.shown_ = judge(reading, facts, now).fields;
  }
  g.owes_ = found.owes;
  g.on_ = found.on;
  g.until_ = found.until;
  return g;
}

error no_such_entry() {
  return {errc::not_found, "there is no such entry"};
}

}  // namespace foothold
