#include "ui/signin_screens.h"

#include <array>

#include "ui/form.h"

namespace foothold {
namespace {

struct field_view {
  std::string name{}, words{}, hint{}, value{};
  std::string sort{"text"};   // type
  std::string fills{"off"};   // autocomplete
  std::string look{};         // class
  bool digits{false};         // a keypad on phones
  int longest{0};             // maxlength; 0: none
  bool from_fragment{false};  // filled out of the address, where there is JavaScript
  bool wanted{true};
};

void field(html_writer& w, field_view const& f) {
  auto const id = "f-" + f.name;
  auto const hint = "h-" + f.name;
  auto const div = w.in("div", {{"class", "field"}});
  w.leaf("label", {{"class", "label"}, {"for", id}}, f.words);
  if (!f.hint.empty()) {
    w.leaf("p", {{"class", "note"}, {"id", hint}}, f.hint);
  }
  auto const on = [](bool const there, html_attr const& a) { return there ? a : html_attr{"data-none", false}; };
  w.empty("input", {{"type", f.sort},
                    {"id", id},
                    {"name", f.name},
                    on(!f.value.empty(), {"value", f.value}),
                    {"autocomplete", f.fills},
                    on(!f.look.empty(), {"class", f.look}),
                    on(f.digits, {"inputmode", "numeric"}),
                    on(f.longest != 0, {"maxlength", f.longest}),
                    on(!f.hint.empty(), {"aria-describedby", hint}),
                    {"autocapitalize", "none"},
                    {"spellcheck", "false"},
                    {"data-from-fragment", f.from_fragment},
                    {"required", f.wanted}});
}

void alert(html_writer& w, std::string_view const sentence) {
  if (!sentence.empty()) {
    auto const div = w.in("div", {{"class", "banner"}, {"role", "alert"}});
    w.leaf("p", {}, sentence);
  }
}

void button(html_writer& w, std::string_view const words) {
  w.leaf("button", {{"type", "submit"}, {"class", "full"}}, words);
}

void other_way(html_writer& w, url const& to, std::string_view const words) {
  auto const p = w.in("p");
  w.leaf("a", {{"class", "btn second"}, href(to)}, words);
}

// Large digits for a finger; shown where there is JavaScript, which types for it.
void pad(html_writer& w, catalogue const& c) {
  auto const div = w.in("div", {{"class", "pad"},
                                {"data-pad", "f-pin"},
                                {"role", "group"},
                                {"aria-label", c("card.pin.pad")},
                                {"hidden", true}});
  for (auto const* const d : {"1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
    w.leaf("button", {{"type", "button"}, {"value", d}}, d);
  }
  w.leaf("button", {{"type", "button"}, {"value", "erase"}, {"class", "erase"}}, c("card.pin.erase"));
  w.leaf("button", {{"type", "button"}, {"value", "0"}}, "0");
}

void pin_field(html_writer& w, std::string const& words) {
  field(w, {.name = "pin",
            .words = words,
            .sort = "password",
            .fills = "one-time-code",
            .look = "pin",
            .digits = true,
            .longest = 6});
}

// A form of one button.
void press(html_writer& w, url const& to, std::string_view const token, std::string_view const words,
           std::string_view const id = {}) {
  auto const form = w.in("form", {{"method", "post"}, action(to), {"class", "inline"}});
  hidden_field(w, "form_token", token);
  if (!id.empty()) {
    hidden_field(w, "session", id);
  }
  w.leaf("button", {{"type", "submit"}, {"class", "btn second"}}, words);
}

}  // namespace

std::string card_screen(plain_frame const& f, catalogue const& c, card_view const& v) {
  return plain_page(f, c, [&](html_writer& w) {
    alert(w, v.fault);
    {
      auto const section = w.in("section");
      w.leaf("p", {}, c("card.lead"));
      auto const form = w.in("form", {{"method", "post"}, action(v.to)});
      field(w, {.name = "card",
                .words = c("card.number"),
                .hint = c("card.number.hint"),
                .look = "digits",
                .digits = true,
                .longest = 80,
                .from_fragment = true});
      button(w, c("signin.next"));
    }
    w.leaf("p", {{"class", "note"}}, c("card.lost"));
    other_way(w, v.staff, c("card.staff"));
  });
}

std::string pin_screen(plain_frame const& f, catalogue const& c, pin_view const& v) {
  return plain_page(f, c, [&](html_writer& w) {
    alert(w, v.fault);
    auto const section = w.in("section");
    auto const form = w.in("form", {{"method", "post"}, action(v.to)});
    hidden_field(w, "card", v.card);
    pin_field(w, c("card.pin"));
    pad(w, c);
    radio_group(w, "phone", c("card.phone"),
                {{"own", c("card.phone.own"), !v.shared}, {"shared", c("card.phone.shared"), v.shared}});
    w.leaf("p", {{"class", "note"}}, c("card.phone.hint"));
    button(w, c("signin.go"));
  });
}

std::string staff_sign_in_screen(plain_frame const& f, catalogue const& c, staff_sign_in_view const& v) {
  return plain_page(f, c, [&](html_writer& w) {
    alert(w, v.fault);
    {
      auto const section = w.in("section");
      w.leaf("p", {}, c("signin.staff.lead"));
      auto const form = w.in("form", {{"method", "post"}, action(v.to)});
      field(w, {.name = "name", .words = c("signin.staff.name"), .value = v.name, .fills = "username", .longest = 64});
      field(w, {.name = "password",
                .words = c("signin.staff.password"),
                .sort = "password",
                .fills = "current-password",
                .longest = 256});
      field(w, {.name = "code",
                .words = c("signin.staff.code"),
                .hint = c("signin.staff.code.hint"),
                .fills = "one-time-code",
                .look = "digits",
                .digits = true,
                .longest = 20});
      button(w, c("signin.go"));
    }
    other_way(w, v.card, c("signin.staff.to_card"));
  });
}

std::string invitation_screen(plain_frame const& f, catalogue const& c, invitation_view const& v) {
  return plain_page(f, c, [&](html_writer& w) {
    alert(w, v.fault);
    auto const section = w.in("section");
    auto const form = w.in("form", {{"method", "post"}, action(v.to)});
    field(w, {.name = "invitation",
              .words = c("invitation.code"),
              .hint = c("invitation.code.hint"),
              .look = "digits",
              .digits = true,
              .longest = 60,
              .from_fragment = true});
    button(w, c("signin.next"));
  });
}

std::string account_screen(plain_frame const& f, catalogue const& c, account_view const& v) {
  return plain_page(f, c, [&](html_writer& w) {
    alert(w, v.fault);
    auto const section = w.in("section");
    auto const form = w.in("form", {{"method", "post"}, action(v.to)});
    hidden_field(w, "invitation", v.invitation);
    field(w, {.name = "name",
              .words = c("signin.staff.name"),
              .hint = c("invitation.name.hint"),
              .value = v.name,
              .fills = "username",
              .longest = 64});
    field(w, {.name = "password",
              .words = c("signin.staff.password"),
              .hint = c("invitation.password.hint"),
              .sort = "password",
              .fills = "new-password",
              .longest = 256});
    w.leaf("h2", {}, c("invitation.app"));
    w.leaf("p", {}, c("invitation.app.lead"));
    {
      auto const side = std::to_string(v.picture.side);
      auto const svg = w.in("svg", {{"class", "qr"},
                                    {"viewBox", "0 0 " + side + " " + side},
                                    {"role", "img"},
                                    {"aria-label", c("invitation.app.picture")}});
      w.empty("rect", {{"width", side}, {"height", side}});
      w.empty("path", {{"d", v.picture.path}});
    }
    w.leaf("p", {{"class", "label"}}, c("invitation.app.key"));
    w.leaf("p", {{"class", "mono"}}, v.key);
    field(w, {.name = "code",
              .words = c("invitation.app.code"),
              .fills = "one-time-code",
              .look = "digits",
              .digits = true,
              .longest = 10});
    button(w, c("invitation.make"));
  });
}

std::string recovery_screen(plain_frame const& f, catalogue const& c, std::vector<std::string> const& codes,
                            url const& sign_in) {
  return plain_page(f, c, [&](html_writer& w) {
    {
      auto const section = w.in("section");
      w.leaf("p", {}, c("recovery.lead"));
      auto const list = w.in("ul", {{"class", "codes"}});
      for (auto const& code : codes) {
        w.leaf("li", {}, code);
      }
    }
    other_way(w, sign_in, c("signin.go"));
  });
}

std::string sessions_screen(plain_frame const& f, catalogue const& c, sessions_view const& v) {
  return plain_page(f, c, [&](html_writer& w) {
    {
      auto const section = w.in("section");
      w.leaf("p", {}, c("sessions.lead"));
      auto const list = w.in("ul", {{"class", "plainlist"}});
      for (auto const& s : v.sessions) {
        auto const item = w.in("li");
        {
          auto const p = w.in("p");
          w.leaf("b", {}, s.here ? c("sessions.here") + " · " + s.device : s.device);
          w.text(s.shared ? " · " + c("sessions.shared") : std::string{});
          w.empty("br");
          w.text(s.when);
        }
        if (!s.here) {
          press(w, v.end, v.form_token, c("sessions.end"), s.id);
        }
      }
    }
    if (v.sessions.size() > 1U) {
      auto const p = w.in("div", {{"class", "row"}});
      press(w, v.end_others, v.form_token, c("sessions.end_others"));
    }
    auto const row = w.in("div", {{"class", "row"}});
    press(w, v.lock, v.form_token, c("sessions.lock"));
    press(w, v.sign_out, v.form_token, c("sessions.sign_out"));
    w.leaf("a", {{"class", "btn second"}, href(v.home)}, c("home.title"));
  });
}

std::string locked_screen(plain_frame const& f, catalogue const& c, locked_view const& v) {
  return plain_page(f, c, [&](html_writer& w) {
    alert(w, v.fault);
    {
      auto const section = w.in("section");
      auto const form = w.in("form", {{"method", "post"}, action(v.to)});
      hidden_field(w, "form_token", v.form_token);
      if (v.pin) {
        pin_field(w, c("locked.pin"));
        pad(w, c);
      } else {
        field(w, {.name = "pin",
                  .words = c("locked.code"),
                  .fills = "one-time-code",
                  .look = "digits",
                  .digits = true,
                  .longest = 10});
      }
      button(w, c("locked.open"));
    }
    press(w, v.sign_out, v.form_token, c("sessions.sign_out"));
  });
}

namespace {

void demo_people(html_writer& w, url const& to, std::string_view const title, std::vector<demo_person> const& people) {
  auto const section = w.in("section");
  w.leaf("h2", {}, title);
  for (auto const& p : people) {
    auto const form = w.in("form", {{"method", "post"}, action(to)});
    hidden_field(w, "who", p.key);
    w.leaf("button", {{"class", "btn second"}, {"type", "submit"}}, p.name);
    w.leaf("p", {{"class", "small"}}, p.about);
  }
}

}  // namespace

std::string demo_door_screen(plain_frame const& f, catalogue const& c, demo_door_view const& v) {
  return plain_page(f, c, [&](html_writer& w) {
    w.leaf("p", {}, c("demo.lead"));
    demo_people(w, v.to, c("demo.staff"), v.staff);
    demo_people(w, v.to, c("demo.newcomers"), v.newcomers);
  });
}

std::string sentence_screen(plain_frame const& f, catalogue const& c, std::string_view const sentence,
                            std::vector<next_step> const& steps) {
  return plain_page(f, c, [&](html_writer& w) {
    {
      auto const section = w.in("section");
      w.leaf("p", {}, sentence);
    }
    for (auto const& s : steps) {
      other_way(w, s.to, s.words);
    }
  });
}

}  // namespace foothold
