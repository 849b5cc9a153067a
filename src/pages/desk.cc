#include "pages/desk.h"

#include "pages/desk_handlers.h"
#include "ui/screens.h"

namespace foothold {
namespace {

using pages::desk_visit;
using handle = http::response (*)(desk_visit const&);

// Nobody is known: where to sign in, and nothing else.
http::response sign_in_first(desk const& of, catalogue const& c) {
  auto f = page_frame{};
  f.title = c("desk.unauthorised.title");
  for (auto const& other : of.words.languages) {
    f.languages.push_back(
        {other->language(), (*other)("language.name"), url{}.segment(other->language()).segment("sign-in")});
  }
  f.home = url{}.segment(c.language()).segment("sign-in");
  f.about = f.home;
  f.demo = false;
  f.menu = {{c("desk.unauthorised.title"), f.home, false}};
  f.menu_label = c("menu.label");
  auto view = sections_screen_view{};
  view.lead = c("desk.unauthorised.text");
  return pages::desk_page(sections_screen(f, c, view), 401);
}

http::handler guarded(std::shared_ptr<desk const> const& of, handle const fn, bool const changes) {
  return [of, fn, changes](http::request const& r) {
    auto const* const c = of->words.find(http::value_or(r.parts, "lang"));
    auto const& words = c == nullptr ? of->words.best_of(r.languages) : *c;
    auto who = of->find_visitor(r);
    if (!who) {
      return sign_in_first(*of, words);
    }
    auto const v = desk_visit{*of, words, r, std::move(*who)};
    if (c == nullptr) {
      return pages::desk_not_found(v);
    }
    if (changes && !pages::carries_token(v)) {
      return pages::desk_page(
          error_screen(pages::desk_frame(v, words("desk.form.title")), words, words("desk.form.text")), 403);
    }
    return fn(v);
  };
}

}  // namespace

void add_desk_pages(http::router& to, std::shared_ptr<desk const> const& of) {
  auto const get = [&](std::string const& path, handle const fn) { to.get("/{lang}" + path, guarded(of, fn, false)); };
  auto const post = [&](std::string const& path, handle const fn) { to.post("/{lang}" + path, guarded(of, fn, true)); };
  get("/home", pages::today_page);
  get("/cases", pages::cases_page_of);
  post("/cases", pages::change_many_cases);
  get("/team", pages::team_page);
  get("/team/{member}/absence", pages::absence_page);
  post("/team/{member}/absence", pages::arrange_cover);
  post("/team/{member}/absence/end", pages::end_cover_now);
  get("/cases/{person}", pages::case_page);
  post("/cases/{person}/notes", pages::add_note);
  post("/cases/{person}/notes/{entry}/removal", pages::remove_note);
  post("/cases/{person}/tasks", pages::add_task);
  post("/cases/{person}/tasks/{entry}/{what}", pages::change_task);
  post("/cases/{person}/appointments", pages::add_appointment);
  post("/cases/{person}/appointments/moving", pages::move_appointment);
  post("/cases/{person}/appointments/{entry}/{what}", pages::change_appointment);
  post("/cases/{person}/follow-ups", pages::note_follow_up);
  get("/cases/{person}/messages", pages::case_messages_page);
  post("/cases/{person}/messages", pages::send_case_message);
  post("/cases/{person}/messages/read", pages::read_case_messages);
  get("/cases/{person}/referral", pages::referral_form);
  post("/cases/{person}/referral/review", pages::referral_review);
  post("/cases/{person}/referral/sending", pages::referral_sending);
  post("/cases/{person}/referrals/{entry}/revocation", pages::referral_revocation);
  get("/cases/{person}/emergency", pages::emergency_form);
  post("/cases/{person}/emergency", pages::open_file_in_emergency);
  get("/emergencies", pages::emergencies_page);
  get("/emergencies/{person}", pages::emergency_file_page);
  post("/emergencies/{person}/{entry}/review", pages::emergency_review);
  get("/received", pages::received_page);
  get("/received/{person}", pages::received_case_page);
  post("/received/{person}/answer", pages::received_answer);
  get("/my-messages", pages::my_messages_page);
  post("/my-messages", pages::send_my_message);
  post("/my-messages/read", pages::read_my_messages);
  post("/my-messages/help", pages::answer_my_help_question);
  get("/my-data", pages::my_data_page);
  get("/my-data/file.json", pages::my_file_json);
  get("/my-data/file.pdf", pages::my_file_paper);
  post("/my-data/permissions/{entry}/withdrawal", pages::withdraw_my_permission);
  post("/my-data/plans/{entry}/answer", pages::answer_my_plan);
  post("/my-data/objections", pages::object_to_my_decision);
  get("/my-data/erasure", pages::my_erasure_form);
  post("/my-data/erasure", pages::erase_me);
  get("/my-data/entries/{table}/{entry}", pages::my_entry_form);
  post("/my-data/entries/{table}/{entry}", pages::correct_my_entry);
}

}  // namespace foothold
