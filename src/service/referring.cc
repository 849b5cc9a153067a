#include "service/referring.h"

#include <algorithm>
#include <array>
#include <utility>

#include "access/decide.h"
#include "access/rules.h"
#include "service/casework.h"
#include "service/row_fields.h"
#include "store/caseload.h"
#include "store/repository.h"

namespace foothold {
namespace {

auto const kLook = installation_act{.actor = "referrals", .name = "referrals.look"};

constexpr auto kWaysToAsk = std::to_array<std::string_view>({"in_person", "interpreter", "phone", "paper"});

row_place place_of(std::string_view const table, std::string const& person) {
  return {.table = find_record_table(table),
          .of = {.sort = kind::person, .subject = person},
          .by = "person",
          .owner = person};
}

cell or_nothing(std::string const& text) {
  return text.empty() ? cell{} : cell{text};
}

change_request part_of(change_request const& request, std::string_view const part) {
  return {.key = request.key + std::string{part}, .request = request.request};
}

result<written_row> permit(store& cases, actor const& by, referral_order const& o, change_request const& request) {
  auto const place = place_of("permissions", o.person);
  auto sent = row_fields{place.table->name};
  sent.set("organisation", o.to_organisation)
      .set("purpose", std::string{word(o.receiver_reads_for)})
      .set("fields", words_in(o.fields | category::referrals, "|"))
      .set("until_on", cell_of(o.until))
      .set("text_version", o.text_version)
      .set("language", o.language)
      .set("explained_by", o.asked + ":" + by.id);
  return add_row(cases, {.by = by, .why = purpose::counselling}, action::permit, place, part_of(request, "-permit"),
                 format_id(random_id()), sent.given());
}

result<void> look_at(store& cases, caller const& who, referral_place const& at, std::vector<received_referral>& to) {
  auto const person = parse_id_as<person_id>(at.person);
  auto const id = parse_id_as<decltype(referral_record::id)>(at.id);
  if (!person || !id) {
    return {};
  }
  auto const asked = asked_by(who, action::read, {.sort = kind::person, .subject = at.person});
  auto one = received_referral{};
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    auto const referral = find<referral_record>(s, *id);
    if (!referral) {
      return tl::make_unexpected(referral.error());
    }
    one = {.is = *referral, .name = std::nullopt};
    if (auto const p = find<person_record>(s, *person)) {
      one.name = p->name;
    }
    if (auto const until = s.granted().until()) {
      one.permitted_until = std::chrono::floor<days>(*until - std::chrono::microseconds{1});
    }
    return {};
  });
  if (done) {
    to.push_back(std::move(one));
  }
  // Withdrawn, over, or for another role there: then it is not on the list.
  return done || done.error().code == errc::not_found ? result<void>{} : done;
}

}  // namespace

purpose purpose_of_receiver(std::string_view const kind_of_organisation) {
  return kind_of_organisation == "employer"   ? purpose::matching
         : kind_of_organisation == "provider" ? purpose::teaching
                                              : purpose::referral;
}

std::optional<purpose> purpose_of_receiver(role const as) {
  switch (as) {
    case role::caseworker:
    case role::lead:
      return purpose::referral;
    case role::provider:
      return purpose::teaching;
    case role::employer:
      return purpose::matching;
    default:
      return std::nullopt;
  }
}

categories sharable_for(purpose const why) {
  auto all = categories{};
  for (auto const& rule : access_rules()) {
    if (rule.sort == kind::person && rule.to == relation::referral_accepted && rule.for_what.has(why)) {
      all |= rule.sees;
    }
  }
  return all - categories{category::referrals};
}

std::vector<std::string_view> faults_of(referral_order const& o, date const today) {
  auto wrong = std::vector<std::string_view>{};
  auto const check = [&](bool const fine, std::string_view const field) {
    if (!fine) {
      wrong.push_back(field);
    }
  };
  check(parse_id(o.to_organisation).has_value(), "to_organisation");
  check(!o.fields.empty() && o.fields.within(sharable_for(o.receiver_reads_for)), "fields");
  check(o.until >= today && o.until <= today + kLongestReferral, "until");
  check(!o.why.empty(), "why");
  check(std::ranges::find(kWaysToAsk, o.asked) != kWaysToAsk.end(), "asked");
  check(!o.language.empty(), "language");
  return wrong;
}

result<written_row> send_referral(store& cases, actor const& by, referral_order const& order,
                                  change_request const& request, date const today) {
  if (auto const wrong = faults_of(order, today); !wrong.empty()) {
    return fail(errc::bad_input, "referral: " + std::string{wrong.front()} + ": expected another value");
  }
  if (order.to_organisation == by.organisation) {
    return fail(errc::bad_input, "referral: to_organisation: expected another organisation");
  }
  auto const permitted = permit(cases, by, order, request);
  if (!permitted) {
    return permitted;
  }
  auto const place = place_of("referrals", order.person);
  auto sent = row_fields{place.table->name};
  sent.set("to_organisation", order.to_organisation)
      .set("permission", permitted->id)
      .set("offer", order.offer)
      .set("why", or_nothing(order.why));
  return add_row(cases, {.by = by, .why = purpose::referral}, action::refer, place, part_of(request, "-refer"),
                 format_id(random_id()), sent.given());
}

result<std::vector<received_referral>> waiting_referrals(store& cases, caller const& who, std::int64_t const limit) {
  auto const to = parse_id_as<organisation_id>(who.by.organisation);
  if (!to || purpose_of_receiver(who.by.as) != who.why) {
    return tl::make_unexpected(no_such_entry());
  }
  auto places = std::vector<referral_place>{};
  auto const looked = cases.read(kLook, [&](installation_view& s) -> result<void> {
    places = referrals_to(s, *to, "", limit);
    return {};
  });
  if (!looked) {
    return tl::make_unexpected(looked.error());
  }
  std::ranges::sort(places, {}, [](referral_place const& p) { return std::pair{p.sent_at, p.id}; });
  auto list = std::vector<received_referral>{};
  for (auto const& p : places) {
    if (auto const done = look_at(cases, who, p, list); !done) {
      return tl::make_unexpected(done.error());
    }
  }
  return list;
}

result<written_row> reply_to_referral(store& cases, caller const& who, std::string const& person,
                                      change_request const& request, std::string const& id, std::int64_t const version,
                                      referral_reply const reply, std::string const& reason) {
  auto const needs_reason = reply == referral_reply::decline || reply == referral_reply::give_back;
  if (needs_reason && reason.empty()) {
    return fail(errc::bad_input, "referrals: reason: expected a reason");
  }
  auto const place = place_of("referrals", person);
  auto sent = row_fields{place.table->name};
  auto const state = reply == referral_reply::accept    ? referral_state::accepted
                     : reply == referral_reply::decline ? referral_state::rejected
                                                        : referral_state::done;
  sent.set("state", cell_of(state));
  if (!reason.empty()) {
    sent.set("reason", reason);
  }
  if (reply == referral_reply::give_back) {
    sent.set("outcome", std::string{kGivenBack});
  }
  return answer_referral(cases, who, place, request, id, version, sent.given());
}

}  // namespace foothold
