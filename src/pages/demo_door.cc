#include "pages/demo_door.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http/security.h"
#include "pages/signin_site.h"
#include "service/staff.h"
#include "ui/signin_screens.h"

namespace foothold {
namespace {

using pages::signin_visit;

constexpr auto kPeopleShown = std::size_t{12U};

struct door {
  pages::signin_site site;
  demo_office const& office;
  territory const& place;
};

std::string organisation_name(territory const& t, std::string const& id, catalogue const& c) {
  for (auto const o : t.organisations.ids()) {
    if (t.organisations[o].id == id) {
      return std::string{t.organisations[o].name.in(c.language())};
    }
  }
  return id;
}

std::string person_name(territory const& t, std::string const& id) {
  for (auto const p : t.people.ids()) {
    if (t.people[p].id == id) {
      return t.people[p].name;
    }
  }
  return id;
}

http::response show(door const& d, signin_visit const& v) {
  auto view = demo_door_view{.to = pages::signin_url(v.c, "demo")};
  for (auto const& m : d.office.staff) {
    view.staff.push_back(
        {.key = m.login,
         .name = m.name,
         .about = v.c.say("role." + std::string{word(m.as)}) + ", " + organisation_name(d.place, m.organisation, v.c)});
  }
  for (auto const& one : d.office.cases) {
    if (view.newcomers.size() != kPeopleShown) {
      view.newcomers.push_back({.key = one.id, .name = person_name(d.place, one.id), .about = one.id});
    }
  }
  return pages::signin_page(v, demo_door_screen(pages::signin_frame(v, v.c("demo.title"), "demo"), v.c, view));
}

// Nothing: nobody of the demo.
std::optional<session_holder> holder_of(demo_office const& office, installation& at, std::string const& key) {
  auto const m = std::ranges::find(office.staff, key, &demo_member::login);
  if (m != office.staff.end()) {
    auto const who = acting_staff(at, m->id);
    return who ? std::optional{session_holder{.id = who->id, .as = who->as, .organisation = who->organisation}}
               : std::nullopt;
  }
  auto const one = std::ranges::find(office.cases, key, &demo_case::id);
  return one == office.cases.end() ? std::nullopt
                                   : std::optional{session_holder{.id = format_id(one->person), .as = role::newcomer}};
}

http::response enter(door const& d, signin_visit const& v) {
  auto const holder = holder_of(d.office, d.site.in.office(), v.field("who"));
  if (!holder) {
    return pages::to_page(v, "demo");
  }
  auto begun = begun_session{};
  auto const act = installation_act{.actor = holder->id, .name = "session.demo", .subject = holder->id};
  auto const done = v.of.in.cases().write(act, once(), [&](installation_change& t) -> result<std::string> {
    begun = begin_session(t, *holder, v.place(false));
    return std::string{};
  });
  return done ? pages::welcome(v, begun) : pages::busy_page(v, "demo");
}

}  // namespace

void add_demo_door(http::router& to, ways_in& in, texts const& words, sign_in_setting const& how,
                   demo_office const& office, territory const& place) {
  auto const d =
      std::make_shared<door const>(door{{in, words, how, http::csp_hash(plain_page_style())}, office, place});
  auto const add = [&](http::verb const method, http::response (*answer)(door const&, signin_visit const&)) {
    to.add(method, "/{lang}/demo", [d, answer](http::request const& r) {
      auto const* const c = d->site.words.find(http::value_or(r.parts, "lang"));
      auto const v = signin_visit{d->site, c == nullptr ? d->site.words.english() : *c, r};
      return r.method == http::verb::post && !http::proves_same_origin(r) ? pages::foreign_page(v) : answer(*d, v);
    });
  };
  add(http::verb::get, show);
  add(http::verb::post, enter);
}

}  // namespace foothold
