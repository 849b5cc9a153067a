#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "service/casework.h"
#include "service/referring.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

constexpr std::string_view kTextVersion{"referral-review-1"};  // of the page that the person is shown
constexpr auto kWaysToAsk = std::to_array<std::string_view>({"in_person", "interpreter", "phone", "paper"});
constexpr auto kTerms = std::to_array<std::string_view>({"to", "until", "why", "offer"});

struct known_case {
  case_file file;
  std::vector<organisation_name> organisations;
};
result<known_case> known_of(desk_visit const& v) {
  auto f = read_case_file(v.cases(), v.as(purpose::counselling), v.part("person"));
  if (!f) {
    return tl::make_unexpected(f.error());
  }
  auto organisations = list_organisations(v.cases(), v.who.who);
  if (!organisations) {
    return tl::make_unexpected(organisations.error());
  }
  return known_case{std::move(*f), std::move(*organisations)};
}

organisation_name const* organisation_of(known_case const& k, std::string const& id) {
  auto const found = std::ranges::find(k.organisations, id, &organisation_name::id);
  return found == k.organisations.end() ? nullptr : &*found;
}

std::string name_of(desk_visit const& v, known_case const& k) {
  return k.file.person ? k.file.person->name : v.c("case.unnamed");
}

// The language in which the person is spoken to; empty: not known.
std::string spoken(known_case const& k) {
  return k.file.communications.empty() ? std::string{} : k.file.communications.front().language;
}

// As it was sent, the yes included.
referral_order order_of(desk_visit const& v, organisation_name const& to) {
  auto o = referral_order{.person = v.part("person"),
                          .to_organisation = v.sent("to"),
                          .receiver_reads_for = purpose_of_receiver(to.kind),
                          .fields = {},
                          .until = parse_date(v.sent("until")).value_or(date{}),
                          .offer = v.sent("offer"),
                          .why = v.sent("why"),
                          .asked = v.sent("asked"),
                          .language = v.sent("language"),
                          .text_version = std::string{kTextVersion}};
  for (auto const name : http::all(v.request.form, "fields")) {
    if (auto const one = parse_word<category>(name)) {
      o.fields |= *one;
    }
  }
  return o;
}

std::string fault_of(desk_visit const& v, std::vector<std::string_view> const& wrong, std::string_view const field) {
  auto const is_wrong = std::ranges::find(wrong, field) != wrong.end();
  return is_wrong ? v.c.say(fmt::format("refer.fault.{}", field)) : std::string{};
}

std::vector<option_view> options_of(catalogue const& c, categories const all, categories const chosen) {
  auto options = std::vector<option_view>{};
  for (auto i = std::size_t{0U}; i != count_of<category>(); ++i) {
    auto const one = static_cast<category>(i);
    if (all.has(one)) {
      auto const name = std::string{word(one)};
      options.push_back({name, known_word(c, "category", name), chosen.has(one)});
    }
  }
  return options;
}

// First to whom, because that says what can be shared at all.
section_view choice_of_organisation(desk_visit const& v, known_case const& k) {
  auto s = section_view{.id = "to", .title = v.c("refer.to"), .lead = {}, .empty = v.c("case.nothing")};
  for (auto const& o : k.organisations) {
    if (o.id != v.who.who.organisation) {
      s.lines.push_back(
          {.what = o.name, .detail = {}, .to = v.at({"cases", v.part("person"), "referral"}).query("to", o.id)});
    }
  }
  return s;
}

http::response terms_page(desk_visit const& v, known_case const& k, organisation_name const& to,
                          referral_order const& o, std::vector<std::string_view> const& wrong) {
  auto const& c = v.c;
  auto form = form_view{.id = "terms",
                        .title = to.name,
                        .lead = {},
                        .post = post_to(v, v.at({"cases", o.person, "referral", "review"}), {{"to", to.id}}),
                        .fields = {},
                        .button = c("refer.review"),
                        .folded = false};
  form.fields.push_back({.kind = field_kind::some_of,
                         .name = "fields",
                         .label = c("refer.fields"),
                         .hint = c("refer.fields.hint"),
                         .value = {},
                         .options = options_of(c, sharable_for(o.receiver_reads_for), o.fields),
                         .fault = fault_of(v, wrong, "fields")});
  form.fields.push_back({.kind = field_kind::text,
                         .name = "why",
                         .label = c("refer.why"),
                         .hint = c("refer.why.hint"),
                         .value = o.why,
                         .needed = true,
                         .options = {},
                         .fault = fault_of(v, wrong, "why")});
  form.fields.push_back(
      {.kind = field_kind::line, .name = "offer", .label = c("refer.offer"), .hint = {}, .value = o.offer});
  form.fields.push_back({.kind = field_kind::day,
                         .name = "until",
                         .label = c("refer.until"),
                         .hint = {},
                         .value = format_date(o.until == date{} ? v.today() + days{90} : o.until),
                         .needed = true,
                         .options = {},
                         .fault = fault_of(v, wrong, "until")});
  auto view = sections_screen_view{};
  view.forms.push_back(std::move(form));
  view.links = {{name_of(v, k), v.at({"cases", o.person})}};
  view.links_label = c("desk.links");
  return desk_page(sections_screen(desk_frame(v, c("refer.title", {{"name", name_of(v, k)}})), c, view),
                   wrong.empty() ? 200 : 422);
}

// What of the file they would see, in the state in which it is.
case_file shared_part(case_file f, categories const fields) {
  f.shown = f.shown & fields;
  auto const keep = [&](category const c, auto&... tables) {
    if (!fields.has(c)) {
      (tables.clear(), ...);
    }
  };
  keep(category::contact, f.contacts, f.communications);
  keep(category::household, f.relatives, f.companions);
  keep(category::childcare, f.children);
  keep(category::legal, f.status_periods, f.papers);
  keep(category::skills, f.languages, f.skills, f.certificates);
  keep(category::background, f.educations, f.experiences);
  keep(category::wishes, f.wishes);
  if (!fields.has(category::contact)) {
    f.household.reset();
  }
  return f;
}

form_view yes_form(desk_visit const& v, known_case const& k, referral_order const& o,
                   std::vector<std::string_view> const& wrong) {
  auto const& c = v.c;
  auto hidden = std::vector<std::pair<std::string, std::string>>{};
  for (auto const name : kTerms) {
    hidden.emplace_back(name, v.sent(name));
  }
  for (auto i = std::size_t{0U}; i != count_of<category>(); ++i) {
    if (o.fields.has(static_cast<category>(i))) {
      hidden.emplace_back("fields", word(static_cast<category>(i)));
    }
  }
  auto form = form_view{.id = "yes",
                        .title = c("refer.yes"),
                        .lead = c("refer.yes.lead"),
                        .post = post_to(v, v.at({"cases", o.person, "referral", "sending"}), std::move(hidden)),
                        .fields = {},
                        .button = c("refer.send"),
                        .folded = false};
  auto how = field_view{.kind = field_kind::choice,
                        .name = "asked",
                        .label = c("refer.asked"),
                        .hint = {},
                        .value = {},
                        .options = {},
                        .fault = fault_of(v, wrong, "asked")};
  for (auto const way : kWaysToAsk) {
    how.options.push_back({std::string{way}, c.say(fmt::format("asked.{}", way)), way == o.asked});
  }
  form.fields.push_back(std::move(how));
  auto language = field_view{.kind = field_kind::choice,
                             .name = "language",
                             .label = c("refer.language"),
                             .hint = {},
                             .value = {},
                             .options = {},
                             .fault = fault_of(v, wrong, "language")};
  auto const own = spoken(k);
  if (!own.empty() && v.of.words.find(own) == nullptr) {
    language.options.push_back({own, own, true});
  }
  for (auto const& l : v.of.words.languages) {
    language.options.push_back({l->language(), (*l)("language.name"), l->language() == own});
  }
  form.fields.push_back(std::move(language));
  form.fields.push_back({.kind = field_kind::some_of,
                         .name = "agreed",
                         .label = c("refer.yes"),
                         .hint = {},
                         .value = {},
                         .options = {{"yes", c("refer.agreed"), false}},
                         .fault = fault_of(v, wrong, "agreed")});
  return form;
}

http::response review_page(desk_visit const& v, known_case const& k, organisation_name const& to,
                           referral_order const& o, std::vector<std::string_view> const& wrong) {
  auto const& c = v.c;
  auto view = review_screen_view{};
  view.lead = c("refer.review.lead");
  view.terms = {{c("refer.to"), to.name},
                {c("refer.purpose"), known_word(c, "purpose", word(o.receiver_reads_for))},
                {c("refer.why"), o.why},
                {c("refer.until"), plain_date(c, o.until)},
                {c("refer.fields"), fields_in_words(c, o.fields)}};
  if (!o.offer.empty()) {
    view.terms.emplace_back(c("refer.offer"), o.offer);
  }
  auto shown = section_view{.id = "who", .title = c("refer.once_accepted"), .lead = c("refer.once_accepted.lead")};
  if (o.fields.has(category::identity)) {
    shown.lines.push_back({.what = name_of(v, k), .detail = {}, .to = std::nullopt});
  } else {
    shown.empty = c("case.unnamed");
  }
  view.sections.push_back(std::move(shown));
  std::ranges::move(known_sections(v, shared_part(k.file, o.fields)), std::back_inserter(view.sections));
  auto const hidden = k.file.shown - o.fields;
  for (auto const& option : options_of(c, hidden - categories{category::referrals}, {})) {
    view.not_shared.push_back(option.words);
  }
  view.yes = yes_form(v, k, o, wrong);
  view.back = v.at({"cases", o.person, "referral"}).query("to", to.id);
  return desk_page(review_screen(desk_frame(v, c("refer.review.title")), c, view), wrong.empty() ? 200 : 422);
}

// Those of the terms that the first form asks for.
std::vector<std::string_view> terms_faults(referral_order const& o, date const today) {
  auto wrong = faults_of(o, today);
  std::erase_if(wrong, [](std::string_view const f) { return f == "asked" || f == "language"; });
  return wrong;
}

// What comes after the first form: with a receiver that cannot be, back to the choice; with faulty terms, that form.
template <typename Next>
http::response with_receiver(desk_visit const& v, Next const next) {
  auto const k = known_of(v);
  if (!k) {
    return desk_error(v, k.error());
  }
  auto const* const to = organisation_of(*k, v.sent("to"));
  if (to == nullptr || to->id == v.who.who.organisation) {
    return http::redirect(v.at({"cases", v.part("person"), "referral"}).str());
  }
  auto const o = order_of(v, *to);
  auto const wrong = terms_faults(o, v.today());
  return wrong.empty() ? next(*k, *to, o) : terms_page(v, *k, *to, o, wrong);
}

}  // namespace

http::response referral_form(desk_visit const& v) {
  auto const k = known_of(v);
  if (!k) {
    return desk_error(v, k.error());
  }
  if (auto const* const to = organisation_of(*k, v.asked("to"))) {
    auto o = referral_order{.person = v.part("person"), .receiver_reads_for = purpose_of_receiver(to->kind)};
    return terms_page(v, *k, *to, o, {});
  }
  auto view = sections_screen_view{};
  view.sections = {choice_of_organisation(v, *k)};
  return desk_page(sections_screen(desk_frame(v, v.c("refer.title", {{"name", name_of(v, *k)}})), v.c, view));
}

http::response referral_review(desk_visit const& v) {
  return with_receiver(v, [&](known_case const& k, organisation_name const& to, referral_order const& o) {
    return review_page(v, k, to, o, {});
  });
}

http::response referral_sending(desk_visit const& v) {
  return with_receiver(v, [&](known_case const& k, organisation_name const& to, referral_order const& o) {
    auto wrong = faults_of(o, v.today());
    if (v.sent("agreed") != "yes") {
      wrong.emplace_back("agreed");
    }
    return wrong.empty() ? told_back(v, send_referral(v.cases(), v.who.who, o, request_of(v), v.today()),
                                     v.at({"cases", o.person}), {.did = "referral_sent"})
                         : review_page(v, k, to, o, wrong);
  });
}

http::response referral_revocation(desk_visit const& v) {
  auto const person = v.part("person");
  auto const place = row_place{.table = find_record_table("referrals"),
                               .of = {.sort = kind::person, .subject = person},
                               .by = "person",
                               .owner = person};
  return told_back(
      v, revoke_referral(v.cases(), v.as(purpose::counselling), place, request_of(v), v.part("entry"), version_sent(v)),
      v.at({"cases", person}), {.did = "referral_revoked"});
}

}  // namespace foothold::pages
