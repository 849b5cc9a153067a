#pragma once
// An office with its pages, on either engine: requests go through the router as the server would send them, and buttons
// are pressed as they stand on the page.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/http.h"
#include "pages/desk.h"
#include "service/installations.h"
#include "service/texts.h"

namespace foothold {

struct shown_page {
  int status{0};
  std::string html;
  std::string location;

  [[nodiscard]] bool says(std::string_view const text) const { return html.find(text) != std::string::npos; }
};

class desk_world : public on_both_installations {
protected:
  void SetUp() override {
    on_both_installations::SetUp();
    if (IsSkipped()) {
      return;
    }
    boss = staff_of(municipality, "lead");
    colleague = staff_of(municipality, "caseworker");
    colleague.name = "Colleague";
    put([&](transaction& t) { return add(t, boss) && add(t, colleague); });
    auto loaded = load_texts();
    ASSERT_TRUE(loaded);
    words.emplace(std::move(*loaded));
    names = std::make_unique<name_index>(at_work->cases(), "t");
    ASSERT_TRUE(names->fill());
    of = std::make_shared<desk const>(
        desk{.office = *at_work,
             .words = *words,
             .find_visitor = [this](http::request const& r) { return visitor_of(r); },
             .names = names.get(),
             .zone = time_zone::find("Europe/Berlin").value(),
             .as_json = [](exported_file const& f) { return "json of " + f.person; },
             .as_paper = [](exported_file const& f,
                            catalogue const&) { return result<std::string>{"paper of " + f.person}; }});
    router.emplace();
    add_desk_pages(*router, of);
    let_in("worker", acting(worker));
    let_in("boss", acting(boss), flag::manages);
    let_in("colleague", acting(colleague));
    let_in("teacher", acting(teacher));
    let_in("officer", acting(officer));
  }
  void TearDown() override {
    router.reset();
    of.reset();
  }

  void let_in(std::string const& name, actor who, flags const has = {}) {
    who.has = has;
    people[name] = visitor{.who = std::move(who), .session = "s", .form_token = "token of " + name};
  }

  shown_page ask(http::verb const method, std::string const& as, std::string const& target, http::fields form = {}) {
    auto r = http::request{};
    r.method = method;
    auto const mark = std::min(target.find('?'), target.size());
    r.path = target.substr(0U, mark);
    r.query = http::parse_query(std::string_view{target}.substr(std::min(mark + 1U, target.size())), 100U).value();
    r.form = std::move(form);
    r.headers.push_back({"as", as});
    auto const got = router->dispatch(r);
    return {got.status, got.body, std::string{http::value_or(got.headers, "Location")}};
  }
  shown_page get(std::string const& as, std::string const& target) { return ask(http::verb::get, as, target); }
  shown_page post(std::string const& as, std::string const& target, http::fields form) {
    return ask(http::verb::post, as, target, std::move(form));
  }

  // The form of the page that goes to this place, with its hidden fields and what somebody fills in; the answer is the
  // page to which it leads. Empty html: there is no such form.
  shown_page press(std::string const& as, shown_page const& page, std::string const& place,
                   http::fields const& filled = {}) {
    auto const from = page.html.find("<form method=\"post\" action=\"" + place + "\"");
    if (from == std::string::npos) {
      return {};
    }
    auto const form = page.html.substr(from, page.html.find("</form>", from) - from);
    auto fields = filled;
    for (auto at = form.find("type=\"hidden\""); at != std::string::npos; at = form.find("type=\"hidden\"", at + 1U)) {
      fields.push_back({attribute(form, "name", at), attribute(form, "value", at)});
    }
    auto const done = post(as, place, std::move(fields));
    return done.status == 303 ? get(as, done.location) : done;
  }

  // The first address in the page that begins like this.
  static std::string address(shown_page const& page, std::string const& begin, std::string const& end = {}) {
    for (auto at = page.html.find('"' + begin); at != std::string::npos; at = page.html.find('"' + begin, at + 1U)) {
      auto const to = page.html.substr(at + 1U, page.html.find('"', at + 1U) - at - 1U);
      if (to.ends_with(end)) {
        return to;
      }
    }
    return {};
  }

  [[nodiscard]] std::string case_of(person_record const& p, std::string const& rest = {}) const {
    return "/en/cases/" + format_id(p.id) + rest;
  }

  staff_record boss, colleague;
  std::optional<texts> words;
  std::unique_ptr<name_index> names;
  std::shared_ptr<desk const> of;
  std::optional<http::router> router;
  std::map<std::string, visitor> people;

private:
  std::optional<visitor> visitor_of(http::request const& r) const {
    auto const found = people.find(std::string{http::value_or(r.headers, "as")});
    return found == people.end() ? std::nullopt : std::optional{found->second};
  }
  static std::string attribute(std::string const& html, std::string const& name, std::size_t const from) {
    auto const at = html.find(name + "=\"", from) + name.size() + 2U;
    return html.substr(at, html.find('"', at) - at);
  }
};

}  // namespace foothold
