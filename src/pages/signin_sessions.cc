#include "base/moment.h"
#include "pages/signin_site.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

constexpr std::string_view kForgetAll{"\"cache\", \"cookies\", \"storage\""};

// The day and the hour, in UTC: which zone the reader is in, nobody told.
std::string moment_in_words(catalogue const& c, instant const at) {
  return plain_date(c, std::chrono::floor<days>(at)) + " " + format_moment(at).substr(11U, 5U);
}

http::response sessions_page(signin_visit const& v) {
  return with_session(v, [&](open_session const& s) {
    auto const list = list_sessions_of(v.of.in, s);
    if (!list) {
      return busy_page(v, "sessions");
    }
    auto view = sessions_view{.sessions = {},
                              .form_token = s.who.form_token,
                              .end = signin_url(v.c, "sessions").segment("end"),
                              .end_others = signin_url(v.c, "sessions").segment("end-others"),
                              .lock = signin_url(v.c, "lock"),
                              .sign_out = signin_url(v.c, "sign-out"),
                              .home = signin_url(v.c, "home")};
    for (auto const& line : *list) {
      view.sessions.push_back({.id = format_id(line.id),
                               .device = v.c.say("device." + line.device),
                               .when = v.c("sessions.since", {{"since", moment_in_words(v.c, line.began_at)},
                                                              {"used", moment_in_words(v.c, line.used_at)}}),
                               .here = line.id == s.id,
                               .shared = line.shared});
    }
    return signin_page(v, sessions_screen(signin_frame(v, v.c("sessions.title"), "sessions"), v.c, view));
  });
}

// A change that a form of the session asks for.
http::response changed(signin_visit const& v, std::function<http::response(open_session const&)> const& change) {
  return with_session(v, [&](open_session const& s) { return has_form_token(v, s) ? change(s) : foreign_page(v); });
}

http::response end_one(signin_visit const& v) {
  return changed(v, [&](open_session const& s) {
    auto const done = end_session_of(v.of.in, s, v.field("session"));
    return done || done.error().code == errc::not_found ? to_page(v, "sessions") : busy_page(v, "sessions");
  });
}

http::response end_others(signin_visit const& v) {
  return changed(v, [&](open_session const& s) {
    return end_all_other_sessions(v.of.in, s) ? to_page(v, "sessions") : busy_page(v, "sessions");
  });
}

http::response lock(signin_visit const& v) {
  return changed(v, [&](open_session const& s) {
    auto r = lock_open_session(v.of.in, s) ? to_page(v, "locked") : busy_page(v, "sessions");
    r.headers.push_back({"Clear-Site-Data", "\"cache\""});
    return r;
  });
}

http::response locked_page(signin_visit const& v, open_session const& s, std::string fault) {
  return signin_page(v, locked_screen(signin_frame(v, v.c("locked.title"), "locked", true), v.c,
                                      {.to = signin_url(v.c, "locked"),
                                       .sign_out = signin_url(v.c, "sign-out"),
                                       .pin = s.who.who.as == role::newcomer,
                                       .form_token = s.who.form_token,
                                       .fault = std::move(fault)}));
}

http::response show_locked(signin_visit const& v) {
  auto const s = session_of(v.of.in, v.of.how, v.request);
  if (!s) {
    return to_page(v, "sign-in");
  }
  return s->locked ? locked_page(v, *s, {}) : to_page(v, "home");
}

http::response unlock(signin_visit const& v) {
  auto const s = session_of(v.of.in, v.of.how, v.request);
  if (!s) {
    return to_page(v, "sign-in");
  }
  if (!s->locked) {
    return to_page(v, "home");
  }
  if (!has_form_token(v, *s)) {
    return foreign_page(v);
  }
  auto const done = unlock_with(v.of.in, *s, v.field("pin"));
  if (!done) {
    return busy_page(v, "locked");
  }
  switch (done->how) {
    case proof::good: {
      auto r = to_page(v, "home");
      r.headers.push_back({"Set-Cookie", set_cookie(v.of.how, done->token)});
      return r;
    }
    case proof::over: {
      auto r = to_page(v, s->who.who.as == role::newcomer ? "card" : "sign-in");
      r.headers.push_back({"Set-Cookie", drop_cookie(v.of.how)});
      return r;
    }
    case proof::wrong:
      break;
  }
  return locked_page(v, *s, v.c("locked.wrong"));
}

// Also out of a locked session: who found the phone may do that.
http::response sign_out(signin_visit const& v) {
  auto r = to_page(v, "signed-out");
  if (auto const s = session_of(v.of.in, v.of.how, v.request)) {
    if (!has_form_token(v, *s)) {
      return foreign_page(v);
    }
    if (!end_open_session(v.of.in, *s)) {
      return busy_page(v, "sessions");
    }
  }
  r.headers.push_back({"Set-Cookie", drop_cookie(v.of.how)});
  r.headers.push_back({"Clear-Site-Data", std::string{kForgetAll}});
  return r;
}

http::response signed_out_page(signin_visit const& v) {
  auto const frame = signin_frame(v, v.c("signed_out.title"), "signed-out");
  return signin_page(
      v, sentence_screen(frame, v.c, v.c("signed_out.text"), {{signin_url(v.c, "card"), v.c("signed_out.again")}}));
}

}  // namespace

void add_session_pages(std::function<void(http::verb, std::string, signin_handler)> const& add) {
  add(http::verb::get, "sessions", sessions_page);
  add(http::verb::post, "sessions/end", end_one);
  add(http::verb::post, "sessions/end-others", end_others);
  add(http::verb::post, "lock", lock);
  add(http::verb::get, "locked", show_locked);
  add(http::verb::post, "locked", unlock);
  add(http::verb::post, "sign-out", sign_out);
  add(http::verb::get, "signed-out", signed_out_page);
}

}  // namespace foothold::pages
