#include <algorithm>
#include <array>
#include <utility>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "service/referring.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

struct reply_word {
  std::string_view word;
  referral_reply is;
  referral_state in;  // the state in which it can be said
};
constexpr auto kReplies =
    std::to_array<reply_word>({{"accept", referral_reply::accept, referral_state::pending},
                               {"decline", referral_reply::decline, referral_state::pending},
                               {"finish", referral_reply::finish, referral_state::accepted},
                               {"give_back", referral_reply::give_back, referral_state::accepted}});

// What who received it reads files for; nothing for roles to whom nobody is referred.
std::optional<caller> receiver(desk_visit const& v) {
  auto const why = purpose_of_receiver(v.who.who.as);
  return why ? std::optional{v.as(*why)} : std::nullopt;
}

line_view line_of(desk_visit const& v, received_referral const& r, std::vector<organisation_name> const& known) {
  auto line = line_view{.what = r.name.value_or(v.c("case.unnamed")),
                        .detail = v.c("received.from", {{"name", organisation_in_words(known, r.is.from_organisation)},
                                                        {"day", day_in_words(v, r.is.sent_at)}}),
                        .to = v.at({"received", format_id(r.is.person)})};
  if (r.is.why) {
    line.facts.emplace_back(v.c("referral.why"), *r.is.why);
  }
  if (r.is.state == referral_state::pending) {
    auto const left = std::max<std::int64_t>((r.is.answer_by - v.today()).count(), 0);
    line.mark = v.c("received.left", {{"n", left}});
    line.urgent = left <= 4;
  } else {
    line.mark = v.c("case.strip.until", {{"day", plain_date(v.c, r.permitted_until)}});
  }
  return line;
}

form_view answer_form(desk_visit const& v, referral_record const& r) {
  auto const& c = v.c;
  auto form = form_view{.id = "answer",
                        .title = c("received.answer"),
                        .lead = c("received.onward"),
                        .post = post_to(v, v.at({"received", format_id(r.person), "answer"}),
                                        {{"entry", format_id(r.id)}, {"version", std::to_string(r.version)}}),
                        .fields = {},
                        .button = c("received.go"),
                        .folded = false};
  auto reply =
      field_view{.kind = field_kind::one_of, .name = "reply", .label = c("received.reply"), .hint = {}, .value = {}};
  for (auto const& w : kReplies) {
    if (w.in == r.state) {
      reply.options.push_back(
          {std::string{w.word}, c.say("received.reply." + std::string{w.word}), reply.options.empty()});
    }
  }
  form.fields.push_back(std::move(reply));
  form.fields.push_back({.kind = field_kind::text,
                         .name = "reason",
                         .label = c("received.reason"),
                         .hint = c("received.reason.hint"),
                         .value = {}});
  return form;
}

}  // namespace

http::response received_page(desk_visit const& v) {
  auto const who = receiver(v);
  if (!who) {
    return desk_not_found(v);
  }
  auto const list = waiting_referrals(v.cases(), *who);
  if (!list) {
    return desk_error(v, list.error());
  }
  auto const organisations = list_organisations(v.cases(), v.who.who);
  if (!organisations) {
    return desk_error(v, organisations.error());
  }
  auto view = sections_screen_view{};
  view.told = told_of(v);
  view.lead = v.c("received.lead");
  view.sections = {
      {.id = "waits", .title = v.c("received.waits"), .lead = {}, .empty = v.c("received.waits.none")},
      {.id = "accepted", .title = v.c("received.accepted"), .lead = {}, .empty = v.c("received.accepted.none")}};
  for (auto const& r : *list) {
    view.sections[r.is.state == referral_state::pending ? 0U : 1U].lines.push_back(line_of(v, r, *organisations));
  }
  return desk_page(sections_screen(desk_frame(v, v.c("received.title")), v.c, view));
}

http::response received_case_page(desk_visit const& v) {
  auto const who = receiver(v);
  if (!who) {
    return desk_not_found(v);
  }
  auto const f = read_case_file(v.cases(), *who, v.part("person"));
  if (!f) {
    return desk_error(v, f.error());
  }
  auto const organisations = list_organisations(v.cases(), v.who.who);
  if (!organisations) {
    return desk_error(v, organisations.error());
  }
  auto view = sections_screen_view{};
  view.told = told_of(v);
  if (f->until) {
    view.lead = v.c("case.until", {{"day", day_in_words(v, *f->until - std::chrono::microseconds{1})}});
  }
  auto ours = section_view{.id = "referral", .title = v.c("table.referrals"), .lead = {}, .empty = v.c("case.nothing")};
  for (auto const& r : f->referrals) {
    if (format_id(r.to_organisation) != v.who.who.organisation) {
      continue;
    }
    auto line =
        line_of(v, {.is = r, .name = organisation_in_words(*organisations, r.from_organisation)}, *organisations);
    line.to.reset();
    line.mark = referral_state_in_words(v.c, r);
    if (!r.offer.empty()) {
      line.facts.emplace_back(v.c("refer.offer"), r.offer);
    }
    ours.lines.push_back(std::move(line));
    if (r.state == referral_state::pending || r.state == referral_state::accepted) {
      view.forms = {answer_form(v, r)};
    }
  }
  view.sections.push_back(std::move(ours));
  std::ranges::move(known_sections(v, *f), std::back_inserter(view.sections));
  auto const title = f->person ? f->person->name : v.c("case.unnamed");
  return desk_page(sections_screen(desk_frame(v, title), v.c, view));
}

http::response received_answer(desk_visit const& v) {
  auto const who = receiver(v);
  auto const reply = std::ranges::find(kReplies, std::string_view{v.sent("reply")}, &reply_word::word);
  if (!who || reply == kReplies.end()) {
    return desk_not_found(v);
  }
  auto const person = v.part("person");
  auto const done = reply_to_referral(v.cases(), *who, person, request_of(v), v.sent("entry"), version_sent(v),
                                      reply->is, v.sent("reason"));
  auto const stays = reply->is == referral_reply::accept || !done;
  return told_back(v, done, stays ? v.at({"received", person}) : v.at({"received"}), {.did = "referral_answered"});
}

}  // namespace foothold::pages
