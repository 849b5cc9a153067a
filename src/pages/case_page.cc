#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "pages/message_lines.h"
#include "service/case_file.h"
#include "service/follow_ups.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

constexpr std::size_t kMessagesShown{3U};
constexpr days kNotedWithin{14};  // an appointment that was is kept or missed

class case_builder {
public:
  case_builder(desk_visit const& v, case_file const& f, std::vector<organisation_name> const& organisations,
               shown_thread const& thread)
      : v_{v}, f_{f}, organisations_{organisations}, thread_{thread}, person_{v.part("person")} {}

  [[nodiscard]] sections_screen_view view() const {
    auto view = sections_screen_view{};
    view.told = told_of(v_);
    view.lead = lead();
    view.contents = true;
    view.contents_label = v_.c("desk.sections");
    auto& s = view.sections;
    if (f_.shown.has(category::permissions)) {
      s.push_back(strip_section(v_, f_, organisations_));
    }
    if (f_.shown.has(category::tasks)) {
      s.push_back(tasks());
    }
    if (f_.shown.has(category::messages)) {
      s.push_back(messages());
    }
    if (f_.shown.has(category::appointments)) {
      s.push_back(appointments());
    }
    if (f_.shown.has(category::plan)) {
      s.push_back(plans());
    }
    if (f_.shown.has(category::referrals)) {
      s.push_back(referrals());
    }
    if (f_.shown.has(category::follow_ups)) {
      s.push_back(follow_ups_section(v_, f_));
    }
    if (f_.shown.has(category::messages) && !f_.help_answers.empty()) {
      s.push_back(help_section(v_, f_, organisations_));
    }
    s.push_back(timeline_section(v_, f_, organisations_));
    std::ranges::move(known_sections(v_, f_), std::back_inserter(s));
    add_forms(view);
    return view;
  }

private:
  [[nodiscard]] url place(std::initializer_list<std::string_view> const parts) const {
    auto to = v_.at({"cases", person_});
    for (auto const p : parts) {
      to.segment(p);
    }
    return to;
  }

  [[nodiscard]] std::string lead() const {
    if (!f_.person) {
      return {};
    }
    auto const& p = *f_.person;
    auto text = v_.c("case.number", {{"number", p.local_number}});
    if (p.birth) {
      text += " · " + v_.c("case.born", {{"day", plain_date(v_.c, *p.birth)}});
    } else if (p.birth_year_estimated) {
      text += " · " + v_.c("case.born_about", {{"year", std::to_string(*p.birth_year_estimated)}});
    }
    text +=
        " · " + v_.c.say("cases.state." + std::string{words_of<case_state>::kWords[static_cast<std::size_t>(p.state)]});
    if (p.cover && p.cover_from && p.cover_until && *p.cover_from <= v_.today() && v_.today() <= *p.cover_until) {
      auto const day = plain_date(v_.c, *p.cover_until);
      text += " · " + (format_id(*p.cover) == v_.who.who.id ? v_.c("cases.covered", {{"day", day}})
                                                            : v_.c("case.covered", {{"day", day}}));
    }
    return text;
  }

  [[nodiscard]] section_view tasks() const {
    auto s = section_view{.id = "tasks", .title = v_.c("case.open_tasks"), .lead = {}, .empty = v_.c("case.nothing")};
    auto open = std::vector<task_record>{};
    std::ranges::copy_if(f_.tasks, std::back_inserter(open),
                         [](task_record const& t) { return t.state == task_state::open; });
    std::ranges::stable_sort(open, {}, &task_record::due_on);
    for (auto const& t : open) {
      s.lines.push_back(task_line(v_, t, "case"));
    }
    return s;
  }

  [[nodiscard]] section_view messages() const {
    auto s =
        section_view{.id = "messages", .title = v_.c("table.messages"), .lead = {}, .empty = v_.c("messages.none")};
    auto const& all = thread_.thread.messages;
    for (auto m = all.rbegin(); m != all.rend() && s.lines.size() != kMessagesShown; ++m) {
      s.lines.push_back(message_line(v_, thread_, *m));
      s.lines.back().to = place({"messages"});
    }
    if (thread_.thread.waits_since) {
      s.lead = v_.c("messages.waits", {{"day", day_in_words(v_, *thread_.thread.waits_since)}});
    }
    return s;
  }

  // Over, and nobody has said how it was.
  [[nodiscard]] bool is_to_note(appointment_record const& a) const {
    return a.starts_at < v_.now() && v_.now() < a.starts_at + kNotedWithin &&
           (a.state == appointment_state::planned || a.state == appointment_state::confirmed);
  }
  [[nodiscard]] press_view appointment_press(appointment_record const& a, std::string words,
                                             std::string_view const what) const {
    return {
        .words = std::move(words),
        .post = post_to(v_, place({"appointments", format_id(a.id), what}), {{"version", std::to_string(a.version)}}),
        .about = when_in_words(v_, a.starts_at)};
  }

  [[nodiscard]] static bool is_ahead(appointment_record const& a, instant const now) {
    return a.starts_at >= now && (a.state == appointment_state::planned || a.state == appointment_state::confirmed);
  }
  [[nodiscard]] std::vector<appointment_record> ahead() const {
    auto list = std::vector<appointment_record>{};
    std::ranges::copy_if(f_.appointments, std::back_inserter(list),
                         [&](appointment_record const& a) { return is_ahead(a, v_.now()); });
    std::ranges::stable_sort(list, {}, &appointment_record::starts_at);
    return list;
  }
  [[nodiscard]] section_view appointments() const {
    auto s = section_view{
        .id = "appointments", .title = v_.c("table.appointments"), .lead = {}, .empty = v_.c("case.nothing")};
    auto const in_line = [&](appointment_record const& a) {
      auto line = line_view{.what = when_in_words(v_, a.starts_at), .detail = appointment_in_words(v_, a)};
      line.mark = known_word(v_.c, "word", words_of<appointment_state>::kWords[static_cast<std::size_t>(a.state)]);
      return line;
    };
    for (auto const& a : f_.appointments) {
      if (is_to_note(a)) {
        s.lines.push_back(in_line(a));
        s.lines.back().presses = {appointment_press(a, v_.c("press.kept"), "kept"),
                                  appointment_press(a, v_.c("press.missed"), "missed")};
      }
    }
    for (auto const& a : ahead()) {
      s.lines.push_back(in_line(a));
      s.lines.back().presses = {appointment_press(a, v_.c("press.cancel"), "cancelled")};
    }
    return s;
  }

  [[nodiscard]] section_view plans() const {
    auto s = section_view{.id = "plans", .title = v_.c("table.plans"), .lead = {}, .empty = v_.c("case.nothing")};
    for (auto const& p : f_.plans) {
      auto const state = state_of(p, f_);
      auto line = line_view{.what = v_.c("case.plan", {{"n", p.number}}), .detail = day_in_words(v_, p.made_at)};
      line.mark = plan_state_in_words(v_.c, state);
      line.urgent = state == plan_state::active;
      s.lines.push_back(std::move(line));
    }
    std::ranges::reverse(s.lines);
    return s;
  }

  [[nodiscard]] section_view referrals() const {
    auto s =
        section_view{.id = "referrals", .title = v_.c("table.referrals"), .lead = {}, .empty = v_.c("case.nothing")};
    for (auto const& r : f_.referrals) {
      auto line = line_view{.what = organisation_in_words(organisations_, r.to_organisation),
                            .detail = v_.c("referral.sent", {{"day", day_in_words(v_, r.sent_at)},
                                                             {"until", plain_date(v_.c, r.answer_by)}})};
      line.mark = referral_state_in_words(v_.c, r);
      line.urgent = r.state == referral_state::rejected || r.state == referral_state::void_ || r.outcome.has_value();
      if (r.why) {
        line.facts.emplace_back(v_.c("referral.why"), *r.why);
      }
      auto const permission = std::ranges::find_if(
          f_.permissions, [&](permission_record const& p) { return r.permission && p.id == *r.permission; });
      if (permission != f_.permissions.end()) {
        line.facts.emplace_back(v_.c("referral.shared"), fields_in_words(v_.c, permission->fields));
      }
      if (r.reason) {
        line.facts.emplace_back(v_.c("referral.answer"), *r.reason);
      }
      if ((r.state == referral_state::pending || r.state == referral_state::accepted) &&
          format_id(r.from_organisation) == v_.who.who.organisation) {
        line.presses = {{.words = v_.c("refer.revoke"),
                         .post = post_to(v_, place({"referrals", format_id(r.id), "revocation"}),
                                         {{"version", std::to_string(r.version)}}),
                         .about = line.what}};
      }
      s.lines.push_back(std::move(line));
    }
    std::ranges::reverse(s.lines);
    return s;
  }

  // Forms stand where the rules let some of it be written; whether this case may be, is decided when it is sent.
  void add_forms(sections_screen_view& view) const {
    view.links_label = v_.c("desk.links");
    if (f_.shown.has(category::notes)) {
      view.forms.push_back(note_form());
    }
    if (f_.shown.has(category::tasks)) {
      view.forms.push_back(task_form());
    }
    if (f_.shown.has(category::follow_ups)) {
      if (auto form = follow_up_form(); !form.fields.front().options.empty()) {
        view.forms.push_back(std::move(form));
      }
    }
    if (f_.shown.has(category::messages)) {
      view.links.push_back({v_.c("messages.write"), place({"messages"})});
    }
    if (f_.shown.has(category::appointments)) {
      view.forms.push_back(appointment_form());
      if (auto const list = ahead(); !list.empty()) {
        view.forms.push_back(moving_form(list));
      }
    }
    if (f_.shown.has(category::referrals) && f_.shown.has(category::notes)) {
      view.links.push_back({v_.c("refer.link"), place({"referral"})});
    } else if (!f_.shown.has(category::legal)) {
      view.links.push_back({v_.c("emergency.link"), place({"emergency"})});
    }
  }

  [[nodiscard]] form_view follow_up_form() const {
    auto which = field_view{
        .kind = field_kind::choice, .name = "which", .label = v_.c("follow_up.which"), .hint = {}, .value = {}};
    for (auto const& u : f_.follow_ups) {
      if (!u.done_on) {
        which.options.push_back({fmt::format("{}-{}", format_id(u.id), u.version), follow_up_in_words(v_, u)});
      }
    }
    auto outcome = field_view{
        .kind = field_kind::one_of, .name = "outcome", .label = v_.c("follow_up.outcome"), .hint = {}, .value = {}};
    for (auto const code : kFollowUpOutcomes) {
      outcome.options.push_back({std::string{code}, known_word(v_.c, "follow_up.outcome", code)});
    }
    return {.id = "follow_up",
            .title = v_.c("follow_up.note"),
            .lead = v_.c("follow_up.note.lead"),
            .post = post_to(v_, place({"follow-ups"})),
            .fields = {std::move(which),
                       std::move(outcome),
                       {.kind = field_kind::text,
                        .name = "words",
                        .label = v_.c("follow_up.words"),
                        .hint = v_.c("note.hint"),
                        .value = {}}},
            .button = v_.c("follow_up.go")};
  }
  [[nodiscard]] form_view note_form() const {
    return {.id = "note",
            .title = v_.c("note.add"),
            .lead = {},
            .post = post_to(v_, place({"notes"})),
            .fields = {{.kind = field_kind::text,
                        .name = "words",
                        .label = v_.c("note.words"),
                        .hint = v_.c("note.hint"),
                        .value = {},
                        .needed = true}},
            .button = v_.c("note.go")};
  }
  [[nodiscard]] form_view task_form() const {
    return {.id = "task",
            .title = v_.c("task.add"),
            .lead = {},
            .post = post_to(v_, place({"tasks"})),
            .fields = {{.kind = field_kind::line,
                        .name = "words",
                        .label = v_.c("task.words"),
                        .hint = {},
                        .value = {},
                        .needed = true},
                       {.kind = field_kind::day,
                        .name = "day",
                        .label = v_.c("task.day"),
                        .hint = {},
                        .value = format_date(v_.today() + days{7}),
                        .needed = true}},
            .button = v_.c("task.go")};
  }
  [[nodiscard]] std::vector<field_view> day_and_time() const {
    return {{.kind = field_kind::day,
             .name = "day",
             .label = v_.c("appointment.day"),
             .hint = {},
             .value = format_date(v_.today() + days{1}),
             .needed = true},
            {.kind = field_kind::time,
             .name = "time",
             .label = v_.c("appointment.time"),
             .hint = {},
             .value = "10:00",
             .needed = true}};
  }
  [[nodiscard]] form_view appointment_form() const {
    auto f = form_view{.id = "appointment",
                       .title = v_.c("appointment.add"),
                       .lead = {},
                       .post = post_to(v_, place({"appointments"})),
                       .fields = day_and_time(),
                       .button = v_.c("appointment.go")};
    f.fields.push_back({.kind = field_kind::number,
                        .name = "minutes",
                        .label = v_.c("appointment.minutes"),
                        .hint = {},
                        .value = "30"});
    f.fields.push_back({.kind = field_kind::choice,
                        .name = "channel",
                        .label = v_.c("appointment.channel"),
                        .hint = {},
                        .value = {},
                        .options = {{"in_person", v_.c("channel.in_person"), true},
                                    {"phone", v_.c("channel.phone")},
                                    {"video", v_.c("channel.video")}}});
    f.fields.push_back(
        {.kind = field_kind::line, .name = "place", .label = v_.c("appointment.place"), .hint = {}, .value = {}});
    f.fields.push_back(
        {.kind = field_kind::line, .name = "subject", .label = v_.c("appointment.subject"), .hint = {}, .value = {}});
    return f;
  }
  [[nodiscard]] form_view moving_form(std::vector<appointment_record> const& list) const {
    auto f = form_view{.id = "moving",
                       .title = v_.c("appointment.move"),
                       .lead = {},
                       .post = post_to(v_, place({"appointments", "moving"})),
                       .fields = {},
                       .button = v_.c("appointment.move.go")};
    auto which = field_view{
        .kind = field_kind::choice, .name = "which", .label = v_.c("appointment.move.which"), .hint = {}, .value = {}};
    for (auto const& a : list) {
      which.options.push_back({fmt::format("{}-{}", format_id(a.id), a.version), when_in_words(v_, a.starts_at)});
    }
    f.fields.push_back(std::move(which));
    std::ranges::move(day_and_time(), std::back_inserter(f.fields));
    return f;
  }

  desk_visit const& v_;
  case_file const& f_;
  std::vector<organisation_name> const& organisations_;
  shown_thread const& thread_;
  std::string person_;
};

}  // namespace

http::response case_page(desk_visit const& v) {
  auto const f = read_case_file(v.cases(), v.as(work_purpose(v.who.who.as)), v.part("person"));
  if (!f) {
    return desk_error(v, f.error());
  }
  auto const organisations = list_organisations(v.cases(), v.who.who);
  if (!organisations) {
    return desk_error(v, organisations.error());
  }
  auto const thread = thread_shown(v, *f);
  if (!thread) {
    return desk_error(v, thread.error());
  }
  auto const title = f->person ? f->person->name : v.c("case.unnamed");
  return desk_page(sections_screen(desk_frame(v, title), v.c, case_builder{v, *f, *organisations, *thread}.view()));
}

}  // namespace foothold::pages
