#include "pages/case_lines.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "access/word_list.h"
#include "text/when.h"
#include "ui/words.h"

namespace foothold::pages {
namespace {

std::string days_in_words(catalogue const& c, std::optional<date> const& from, std::optional<date> const& until) {
  if (from && until) {
    return date_range(c, *from, *until);
  }
  return from ? plain_date(c, *from) : until ? plain_date(c, *until) : std::string{};
}

}  // namespace

void add_part(std::string& text, std::string_view const part) {
  if (!part.empty()) {
    text += text.empty() ? "" : " · ";
    text += part;
  }
}

std::string appointment_in_words(desk_visit const& v, appointment_record const& a) {
  auto text = known_word(v.c, "channel", a.channel);
  if (a.minutes > 0) {
    add_part(text, minutes_in_words(v.c, static_cast<std::uint64_t>(a.minutes)));
  }
  add_part(text, a.place.value_or(""));
  add_part(text, a.subject.value_or(""));
  return text;
}

line_view task_line(desk_visit const& v, task_record const& t, std::string_view const back) {
  auto const known = v.c.has("task.kind." + t.kind);
  auto line = line_view{};
  line.what = known ? v.c.say("task.kind." + t.kind) : t.words.value_or(t.kind);
  if (known && t.words) {
    line.detail = *t.words;
    if (t.kind == "task" || t.kind == "reminder") {
      line.what = std::exchange(line.detail, std::string{});
    }
  }
  if (t.state != task_state::open) {
    line.mark = known_word(v.c, "word", words_of<task_state>::kWords[static_cast<std::size_t>(t.state)]);
    return line;
  }
  line.urgent = t.due_on < v.today();
  line.mark = v.c("today.due", {{"day", plain_date(v.c, t.due_on)}});
  if (!t.person) {
    return line;
  }
  auto const is_follow_up = t.kind == "follow_up";
  if (is_follow_up) {
    line.to = v.at({"cases", format_id(*t.person)}).anchor("follow_up");
  }
  auto const place = v.at({"cases", format_id(*t.person), "tasks", format_id(t.id)});
  auto const press = [&](std::string words, std::string_view const what) {
    return press_view{.words = std::move(words),
                      .post = post_to(v, url{place}.segment(what),
                                      {{"version", std::to_string(t.version)}, {"back", std::string{back}}}),
                      .about = line.what};
  };
  // What was found out is noted; that alone closes it.
  if (!is_follow_up) {
    line.presses.push_back(press(v.c("press.done"), "done"));
  }
  line.presses.push_back(press(v.c("press.later"), "later"));
  return line;
}

std::string referral_state_in_words(catalogue const& c, referral_record const& r) {
  if (r.outcome == kGivenBack) {
    return c("referral.given_back");
  }
  return known_word(c, "word", words_of<referral_state>::kWords[static_cast<std::size_t>(r.state)]);
}

std::string organisation_in_words(std::vector<organisation_name> const& all, organisation_id const& id) {
  auto const wanted = format_id(id);
  auto const found = std::ranges::find(all, wanted, &organisation_name::id);
  return found == all.end() ? wanted.substr(0U, 8U) : found->name;
}

std::string why_in_words(catalogue const& c, reason_to_look const& why) {
  static constexpr auto kKeys =
      std::to_array<std::string_view>({"nobody_leads", "task_overdue", "referral_late", "paper_expires",
                                       "task_this_week", "appointment_soon", "referral_waits"});
  if (why.is == attention::nothing) {
    return {};
  }
  auto const args = std::array{message_arg{"day", why.day ? plain_date(c, *why.day) : std::string{}}};
  return c.say(fmt::format("attention.{}", kKeys.at(static_cast<std::size_t>(why.is))), args);
}

std::string fields_in_words(catalogue const& c, categories const fields) {
  auto names = std::vector<std::string>{};
  for (auto i = std::size_t{0U}; i != count_of<category>(); ++i) {
    auto const one = static_cast<category>(i);
    if (fields.has(one) && one != category::referrals) {
      names.push_back(known_word(c, "category", word(one)));
    }
  }
  return joined(c, names);
}

std::string fields_in_words(catalogue const& c, std::string_view const fields) {
  return fields_in_words(c, parse_words<category>(fields).known);
}

std::optional<told_view> told_of(desk_visit const& v) {
  auto const told = told_terms_of(v);
  if (!told) {
    return std::nullopt;
  }
  auto const args = std::array{message_arg{"n", told->n}};
  auto view = told_view{.words = v.c.say("told." + told->did, args), .warnings = {}, .undo = std::nullopt};
  constexpr auto kBad =
      std::to_array<std::string_view>({"stale", "gone", "not_possible", "missing", "nobody_chosen", "search_busy"});
  view.bad = std::ranges::find(kBad, told->did) != kBad.end();
  if (told->left > 0) {
    view.warnings.push_back(v.c("told.left_over", {{"n", told->left}}));
  }
  for (auto const& hint : told->hints) {
    view.warnings.push_back(v.c.say(fmt::format("special.{}", hint.category)) + " " + v.c("special.advice"));
  }
  struct undo {
    std::string_view did, table, what;
  };
  constexpr auto kUndo = std::to_array<undo>({{"task_done", "tasks", "again"},
                                              {"note_added", "notes", "removal"},
                                              {"appointment_cancelled", "appointments", "planned"},
                                              {"appointment_kept", "appointments", "planned"},
                                              {"appointment_missed", "appointments", "planned"},
                                              {"appointment_added", "appointments", "cancelled"}});
  auto const can = std::ranges::find(kUndo, std::string_view{told->did}, &undo::did);
  if (can != kUndo.end() && parse_id(told->person) && parse_id(told->entry)) {
    auto const back = v.request.path.ends_with("/home") ? "home" : "case";
    view.undo = press_view{.words = v.c("press.undo"),
                           .post = post_to(v, v.at({"cases", told->person, can->table, told->entry, can->what}),
                                           {{"version", std::to_string(told->version)}, {"back", back}}),
                           .about = {}};
  }
  return view;
}

plan_state state_of(plan_record const& p, case_file const& f) {
  auto const answer_to = [&](plan_id const& id) {
    plan_answer_record const* newest = nullptr;
    for (auto const& a : f.plan_answers) {
      if (a.plan == id && (newest == nullptr || newest->answered_at <= a.answered_at)) {
        newest = &a;
      }
    }
    return newest;
  };
  auto const newer_yes = std::ranges::any_of(f.plans, [&](plan_record const& other) {
    auto const* const a = answer_to(other.id);
    return other.number > p.number && a != nullptr && a->answer == plan_consent::yes;
  });
  if (newer_yes) {
    return plan_state::old;
  }
  auto const* const answer = answer_to(p.id);
  if (answer == nullptr) {
    return plan_state::waits;
  }
  return answer->answer == plan_consent::yes  ? plan_state::active
         : answer->answer == plan_consent::no ? plan_state::refused
                                              : plan_state::later;
}

std::string plan_state_in_words(catalogue const& c, plan_state const s) {
  constexpr auto kKeys = std::to_array<std::string_view>({"active", "waits", "refused", "later", "old"});
  return c.say(fmt::format("plan_state.{}", kKeys.at(static_cast<std::size_t>(s))));
}

namespace {

section_view papers_section(desk_visit const& v, case_file const& f) {
  auto s = section_view{.id = "papers", .title = v.c("table.papers"), .lead = {}, .empty = v.c("case.nothing")};
  for (auto const& p : f.status_periods) {
    s.lines.push_back({.what = p.status, .detail = days_in_words(v.c, p.from, p.until), .to = std::nullopt});
  }
  for (auto const& p : f.papers) {
    auto line = line_view{.what = p.kind, .detail = known_word(v.c, "word", p.state), .to = std::nullopt};
    add_part(line.detail, p.number.value_or(""));
    add_part(line.detail, p.issuer.value_or(""));
    if (!p.until) {
      line.mark = v.c("case.no_end");
    } else if (*p.until < v.today()) {
      line.mark = v.c("case.expired", {{"day", plain_date(v.c, *p.until)}});
      line.urgent = true;
    } else {
      line.mark = v.c("case.expires", {{"day", plain_date(v.c, *p.until)}});
      line.urgent = *p.until <= v.today() + days{90};
    }
    s.lines.push_back(std::move(line));
  }
  return s;
}

section_view household_section(desk_visit const& v, case_file const& f) {
  auto s = section_view{.id = "household", .title = v.c("case.household"), .lead = {}, .empty = v.c("case.nothing")};
  if (f.household) {
    s.lines.push_back({.what = f.household->address.value_or(f.household->area), .detail = {}, .to = std::nullopt});
  }
  for (auto const& r : f.relatives) {
    auto line = line_view{.what = r.name.value_or(r.relation), .detail = r.name ? r.relation : "", .to = std::nullopt};
    if (r.birth) {
      add_part(line.detail, v.c("case.born", {{"day", plain_date(v.c, *r.birth)}}));
    }
    s.lines.push_back(std::move(line));
  }
  for (auto const& k : f.children) {
    auto line = line_view{.what = k.name.value_or(v.c("table.children")),
                          .detail = v.c("case.born", {{"day", plain_date(v.c, k.birth)}}),
                          .to = std::nullopt};
    s.lines.push_back(std::move(line));
  }
  return s;
}

section_view contact_section(desk_visit const& v, case_file const& f) {
  auto s = section_view{.id = "contacts", .title = v.c("case.contacts"), .lead = {}, .empty = v.c("case.nothing")};
  for (auto const& c : f.contacts) {
    auto line = line_view{.what = c.address, .detail = known_word(v.c, "word", c.channel), .to = std::nullopt};
    add_part(line.detail, c.safe);
    add_part(line.detail, c.note.value_or(""));
    s.lines.push_back(std::move(line));
  }
  for (auto const& c : f.communications) {
    s.lines.push_back({.what = known_word(v.c, "language", c.language),
                       .detail = c.interpreter_wish.value_or(c.dialect),
                       .to = std::nullopt});
  }
  return s;
}

section_view skill_section(desk_visit const& v, case_file const& f) {
  auto s = section_view{.id = "skills", .title = v.c("case.skills"), .lead = {}, .empty = v.c("case.nothing")};
  auto const add = [&](std::string what, std::string detail) {
    s.lines.push_back({.what = std::move(what), .detail = std::move(detail), .to = std::nullopt});
  };
  for (auto const& l : f.languages) {
    auto detail = known_word(v.c, "word", words_of<language_skill>::kWords[static_cast<std::size_t>(l.skill)]);
    add_part(detail, known_word(v.c, "word", words_of<evidence_level>::kWords[static_cast<std::size_t>(l.evidence)]));
    add(fmt::format("{} {}", l.language, l.level), std::move(detail));
  }
  for (auto const& k : f.skills) {
    add(k.skill, k.level);
  }
  for (auto const& e : f.educations) {
    add(e.title.value_or(e.level), e.institution.value_or(""));
  }
  for (auto const& e : f.experiences) {
    add(e.words.value_or(e.occupation), days_in_words(v.c, e.from, e.until));
  }
  for (auto const& k : f.certificates) {
    add(k.name, k.issuer.value_or(""));
  }
  for (auto const& w : f.wishes) {
    add(w.words.value_or(w.target), v.c("table.wishes"));
  }
  return s;
}

}  // namespace

std::vector<section_view> known_sections(desk_visit const& v, case_file const& f) {
  auto all = std::vector<section_view>{};
  if (f.shown.has(category::legal)) {
    all.push_back(papers_section(v, f));
  }
  if (f.shown.has(category::contact)) {
    all.push_back(contact_section(v, f));
  }
  if (f.shown.has(category::household) || f.shown.has(category::childcare)) {
    all.push_back(household_section(v, f));
  }
  if (f.shown.has(category::skills) || f.shown.has(category::background) || f.shown.has(category::wishes)) {
    all.push_back(skill_section(v, f));
  }
  return all;
}

section_view strip_section(desk_visit const& v, case_file const& f, std::vector<organisation_name> const& organisations,
                           press_for const& press) {
  auto s = section_view{.id = "strip", .title = v.c("case.strip"), .lead = {}, .empty = v.c("case.strip.none")};
  if (f.person) {
    s.lead = v.c("case.strip.own", {{"name", organisation_in_words(organisations, f.person->organisation)}});
  }
  for (auto const& p : f.permissions) {
    auto line = line_view{.what = organisation_in_words(organisations, p.organisation),
                          .detail = fields_in_words(v.c, p.fields),
                          .to = std::nullopt};
    if (p.withdrawn_at) {
      line.mark = v.c("case.strip.withdrawn", {{"day", day_in_words(v, *p.withdrawn_at)}});
    } else if (p.until_on < v.today()) {
      line.mark = v.c("case.strip.over", {{"day", plain_date(v.c, p.until_on)}});
    } else {
      line.mark = v.c("case.strip.until", {{"day", plain_date(v.c, p.until_on)}});
      line.urgent = true;
      if (press) {
        line.presses = {press(p, line.what)};
      }
    }
    s.lines.push_back(std::move(line));
  }
  std::ranges::stable_partition(s.lines, [](line_view const& l) { return l.urgent; });
  return s;
}

std::string follow_up_in_words(desk_visit const& v, follow_up_record const& u) {
  return fmt::format("{}, {}", known_word(v.c, "follow_up.kind", u.kind), plain_date(v.c, u.due_on));
}

section_view follow_ups_section(desk_visit const& v, case_file const& f) {
  auto s = section_view{.id = "follow_ups", .title = v.c("table.follow_ups"), .lead = {}, .empty = v.c("case.nothing")};
  auto all = f.follow_ups;
  std::ranges::stable_sort(all, std::greater{}, &follow_up_record::due_on);
  for (auto const& u : all) {
    auto line = line_view{.what = follow_up_in_words(v, u),
                          .detail = known_word(v.c, "follow_up.outcome", u.outcome),
                          .to = std::nullopt};
    add_part(line.detail, u.words.value_or(""));
    line.mark = u.done_on ? v.c("follow_up.done", {{"day", plain_date(v.c, *u.done_on)}}) : v.c("follow_up.open");
    line.urgent = !u.done_on;
    s.lines.push_back(std::move(line));
  }
  return s;
}

std::string service_in_words(desk_visit const& v, asked_service const& s,
                             std::vector<organisation_name> const& organisations) {
  auto const day = day_in_words(v, s.appointment ? s.appointment->starts_at : s.at);
  return s.referral ? v.c("help.referral",
                          {{"name", organisation_in_words(organisations, s.referral->to_organisation)}, {"day", day}})
                    : v.c("help.appointment", {{"day", day}});
}

section_view help_section(desk_visit const& v, case_file const& f,
                          std::vector<organisation_name> const& organisations) {
  auto s = section_view{.id = "help", .title = v.c("help.title"), .lead = v.c("help.staff.lead"), .empty = {}};
  for (auto a = f.help_answers.rbegin(); a != f.help_answers.rend(); ++a) {
    auto const service = service_of(f, a->about);
    auto line = line_view{.what = service ? service_in_words(v, *service, organisations) : v.c("help.gone"),
                          .detail = a->words.value_or(""),
                          .to = std::nullopt};
    line.mark = known_word(v.c, "help", words_of<help_answer>::kWords[static_cast<std::size_t>(a->answer)]);
    s.lines.push_back(std::move(line));
  }
  return s;
}

section_view timeline_section(desk_visit const& v, case_file const& f,
                              std::vector<organisation_name> const& organisations) {
  auto const& c = v.c;
  auto events = std::vector<std::pair<instant, line_view>>{};
  auto const add = [&](instant const at, std::string what, std::string detail = {}) {
    auto line = line_view{.what = std::move(what), .detail = std::move(detail), .to = std::nullopt};
    line.mark = day_in_words(v, at);
    events.emplace_back(at, std::move(line));
  };
  auto const noon = [](date const d) { return instant{d} + std::chrono::hours{12}; };
  if (f.person) {
    add(noon(f.person->registered_on), c("timeline.registered"));
    if (f.person->closed_on) {
      add(noon(*f.person->closed_on), c("timeline.closed"), f.person->closed_because);
    }
  }
  for (auto const& p : f.plans) {
    add(p.made_at, c("timeline.plan", {{"n", p.number}}));
  }
  for (auto const& a : f.plan_answers) {
    auto const plan = std::ranges::find(f.plans, a.plan, &plan_record::id);
    auto const answer = known_word(c, "word", words_of<plan_consent>::kWords[static_cast<std::size_t>(a.answer)]);
    add(a.answered_at,
        c("timeline.plan_answer",
          {{"n", plan == f.plans.end() ? std::int64_t{0} : plan->number}, phrase("answer", answer)}),
        a.words.value_or(""));
  }
  for (auto const& p : f.permissions) {
    auto const name = organisation_in_words(organisations, p.organisation);
    add(noon(p.given_on), c("timeline.permission", {{"name", name}}), fields_in_words(c, p.fields));
    if (p.withdrawn_at) {
      add(*p.withdrawn_at, c("timeline.withdrawn", {{"name", name}}));
    }
  }
  for (auto const& r : f.referrals) {
    auto const name = organisation_in_words(organisations, r.to_organisation);
    add(r.sent_at, c("timeline.referred", {{"name", name}}), r.why.value_or(""));
    if (r.answered_at) {
      add(*r.answered_at, c("timeline.answered", {{"name", name}, phrase("answer", referral_state_in_words(c, r))}),
          r.reason.value_or(""));
    }
  }
  for (auto const& a : f.appointments) {
    if (a.starts_at <= v.now()) {
      auto const state = known_word(c, "word", words_of<appointment_state>::kWords[static_cast<std::size_t>(a.state)]);
      add(a.starts_at, c("timeline.appointment", {phrase("state", state)}), appointment_in_words(v, a));
    }
  }
  for (auto const& n : f.notes) {
    add(n.written_at, c("timeline.note"), n.words);
  }
  std::ranges::stable_sort(events, [](auto const& a, auto const& b) { return a.first > b.first; });
  auto s = section_view{.id = "timeline", .title = c("case.timeline"), .lead = {}, .empty = c("case.nothing")};
  for (auto& e : events) {
    s.lines.push_back(std::move(e.second));
  }
  return s;
}

}  // namespace foothold::pages
