#include <array>
#include <utility>

#include <fmt/format.h>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "pages/message_lines.h"
#include "service/help_questions.h"
#include "service/phrases.h"
#include "service/row_fields.h"
#include "service/special_hints.h"

namespace foothold::pages {
namespace {

// What somebody began to write and was asked about.
struct draft_view {
  std::string words{}, fault{};
};

// The thread as both sides see it; what differs are the forms.
section_view thread_section(desk_visit const& v, shown_thread const& t, url const& read, bool const unread) {
  auto s = section_view{
      .id = "thread", .title = v.c("table.messages"), .lead = {}, .empty = v.c("messages.none"), .lines = {}};
  if (unread) {
    auto line = line_view{.what = v.c("messages.some_new"), .detail = {}, .to = std::nullopt};
    line.presses = {{.words = v.c("press.read"), .post = post_to(v, read), .about = {}}};
    s.lines.push_back(std::move(line));
  }
  auto const& all = t.thread.messages;
  for (auto m = all.rbegin(); m != all.rend(); ++m) {
    s.lines.push_back(message_line(v, t, *m));
  }
  return s;
}

form_view words_form(desk_visit const& v, url const& to, std::string lead, draft_view const& draft) {
  auto form = form_view{.id = "message",
                        .title = v.c("messages.write"),
                        .lead = std::move(lead),
                        .post = post_to(v, to),
                        .fields = {{.kind = field_kind::text,
                                    .name = "words",
                                    .label = v.c("messages.words"),
                                    .hint = {},
                                    .value = draft.words,
                                    .needed = true,
                                    .options = {},
                                    .fault = draft.fault}},
                        .button = v.c("messages.go"),
                        .folded = false};
  if (!draft.fault.empty()) {
    form.fields.push_back({.kind = field_kind::some_of,
                           .name = "sure",
                           .label = v.c("messages.sure.title"),
                           .hint = {},
                           .value = {},
                           .options = {{"yes", v.c("messages.sure"), false}}});
  }
  return form;
}

http::response missing(url const& to) {
  return http::redirect(telling(to, {.did = "missing"}).str());
}

// The office's side.
namespace office {

caller self(desk_visit const& v) {
  return v.as(work_purpose(v.who.who.as));
}
url place(desk_visit const& v) {
  return v.at({"cases", v.part("person"), "messages"});
}

form_view phrase_form(desk_visit const& v) {
  auto which = field_view{
      .kind = field_kind::choice, .name = "phrase", .label = v.c("messages.phrase"), .hint = {}, .value = {}};
  for (auto const& id : ready_phrases().ids) {
    which.options.push_back({id, v.c.say(phrase_key(id))});
  }
  return {.id = "phrase",
          .title = v.c("messages.phrase.title"),
          .lead = v.c("messages.phrase.lead"),
          .post = post_to(v, place(v)),
          .fields = {std::move(which)},
          .button = v.c("messages.phrase.go"),
          .folded = false};
}

http::response page(desk_visit const& v, draft_view const& draft) {
  auto const f = read_case_file(v.cases(), self(v), v.part("person"));
  if (!f) {
    return desk_error(v, f.error());
  }
  if (!f->shown.has(category::messages)) {
    return desk_not_found(v);
  }
  auto const t = thread_shown(v, *f);
  if (!t) {
    return desk_error(v, t.error());
  }
  auto view = sections_screen_view{};
  view.told = told_of(v);
  view.lead =
      t->thread.waits_since ? v.c("messages.waits", {{"day", day_in_words(v, *t->thread.waits_since)}}) : std::string{};
  view.links = {{t->person, v.at({"cases", v.part("person")})}};
  view.links_label = v.c("desk.links");
  view.sections = {thread_section(v, *t, place(v).segment("read"), t->thread.unread_by_office != 0U)};
  view.forms = {phrase_form(v), words_form(v, place(v), v.c("messages.office.lead"), draft)};
  auto const title = v.c("messages.with", {{"name", t->person}});
  return desk_page(sections_screen(desk_frame(v, title), v.c, view), draft.fault.empty() ? 200 : 422);
}

// Nothing that was sent comes back, so the warning stands before it.
std::string warning_about(desk_visit const& v, std::string const& words) {
  auto sent = row_fields{"messages"};
  sent.set("words", words);
  auto text = std::string{};
  for (auto const& hint : special_hints_of(sent.table(), sent.given())) {
    text += v.c.say(fmt::format("special.{}", hint.category)) + " ";
  }
  return text.empty() ? text : text + v.c("messages.special");
}

}  // namespace office

// The person's side.
namespace own {

caller self(desk_visit const& v) {
  return v.as(purpose::own_file);
}
bool is_newcomer(desk_visit const& v) {
  return v.who.who.as == role::newcomer;
}

std::string office_times_in_words(desk_visit const& v, message_thread const& t) {
  if (!t.office) {
    return {};
  }
  return v.c("messages.times", {{"n", static_cast<std::int64_t>(t.office->answers)},
                                {"days", static_cast<std::int64_t>(t.office->half_within.count())}});
}

form_view help_form(desk_visit const& v, asked_service const& s, std::vector<organisation_name> const& organisations) {
  return {.id = "help",
          .title = v.c("help.title"),
          .lead = service_in_words(v, s, organisations),
          .post = post_to(v, v.at({"my-messages", "help"}), {{"about", s.about}}),
          .fields = {{.kind = field_kind::one_of,
                      .name = "answer",
                      .label = v.c("help.question"),
                      .hint = v.c("help.hint"),
                      .value = {},
                      .options = {{"yes", "🙂 " + v.c("help.yes")},
                                  {"a_little", "😐 " + v.c("help.a_little")},
                                  {"no", "🙁 " + v.c("help.no")},
                                  {"left", v.c("help.left")}}},
                     {.kind = field_kind::text, .name = "words", .label = v.c("help.words"), .hint = {}, .value = {}}},
          .button = v.c("help.go"),
          .folded = false};
}

}  // namespace own
}  // namespace

http::response case_messages_page(desk_visit const& v) {
  return office::page(v, {});
}

http::response send_case_message(desk_visit const& v) {
  auto draft = message_draft{.words = v.sent("words"), .phrase = v.sent("phrase"), .language = v.c.language()};
  if (!draft.phrase.empty()) {
    draft.words = is_phrase(draft.phrase) ? v.c.say(phrase_key(draft.phrase)) : std::string{};
  } else if (auto fault = office::warning_about(v, draft.words); !fault.empty() && v.sent("sure") != "yes") {
    return office::page(v, {.words = draft.words, .fault = std::move(fault)});
  }
  if (draft.words.empty()) {
    return missing(office::place(v));
  }
  return told_back(v, send_message(v.cases(), office::self(v), v.part("person"), request_of(v), draft),
                   office::place(v), {.did = "message_sent"});
}

http::response read_case_messages(desk_visit const& v) {
  return told_back(v, mark_messages_read(v.cases(), office::self(v), v.part("person"), request_of(v)), office::place(v),
                   {.did = "messages_read"});
}

http::response my_messages_page(desk_visit const& v) {
  if (!own::is_newcomer(v)) {
    return desk_not_found(v);
  }
  auto const f = read_case_file(v.cases(), own::self(v), v.who.who.id);
  if (!f) {
    return desk_error(v, f.error());
  }
  auto const t = thread_shown(v, *f);
  if (!t) {
    return desk_error(v, t.error());
  }
  auto const organisations = list_organisations(v.cases(), v.who.who);
  if (!organisations) {
    return desk_error(v, organisations.error());
  }
  auto view = sections_screen_view{};
  view.told = told_of(v);
  view.lead = v.c("messages.lead");
  view.links = {{v.c("mine.title"), v.at({"my-data"})}};
  view.links_label = v.c("desk.links");
  view.sections = {thread_section(v, *t, v.at({"my-messages", "read"}), t->thread.unread_by_person != 0U)};
  view.sections.front().lead = own::office_times_in_words(v, t->thread);
  view.forms = {words_form(v, v.at({"my-messages"}), v.c("messages.own.lead"), {})};
  if (auto const asked = open_help_questions(*f, v.now()); !asked.empty()) {
    view.forms.push_back(own::help_form(v, asked.front(), *organisations));
  }
  return desk_page(sections_screen(desk_frame(v, v.c("messages.title")), v.c, view));
}

http::response send_my_message(desk_visit const& v) {
  if (!own::is_newcomer(v)) {
    return desk_not_found(v);
  }
  auto const words = v.sent("words");
  if (words.empty()) {
    return missing(v.at({"my-messages"}));
  }
  auto const draft = message_draft{.words = words, .phrase = {}, .language = v.c.language()};
  return told_back(v, send_message(v.cases(), own::self(v), v.who.who.id, request_of(v), draft), v.at({"my-messages"}),
                   {.did = "message_sent"});
}

http::response read_my_messages(desk_visit const& v) {
  if (!own::is_newcomer(v)) {
    return desk_not_found(v);
  }
  return told_back(v, mark_messages_read(v.cases(), own::self(v), v.who.who.id, request_of(v)), v.at({"my-messages"}),
                   {.did = "messages_read"});
}

http::response answer_my_help_question(desk_visit const& v) {
  if (!own::is_newcomer(v)) {
    return desk_not_found(v);
  }
  auto const answer = field_codec<help_answer>::decode(cell{v.sent("answer")});
  if (!answer) {
    return missing(v.at({"my-messages"}));
  }
  auto const reply = help_reply{.about = v.sent("about"), .answer = *answer, .words = v.sent("words")};
  return told_back(v, answer_help_question(v.cases(), own::self(v), v.who.who.id, request_of(v), reply),
                   v.at({"my-messages"}), {.did = "help_answered"});
}

}  // namespace foothold::pages
