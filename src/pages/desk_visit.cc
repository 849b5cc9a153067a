#include "pages/desk_visit.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "http/http.h"
#include "sys/hash.h"
#include "text/when.h"
#include "ui/screens.h"

namespace foothold::pages {
namespace {

constexpr std::size_t kMostHints{8U};
constexpr auto kTold = std::to_array<std::string_view>({"did", "entry", "person", "version", "n", "left", "hint"});

std::int64_t number_in(std::string const& text) {
  auto n = std::int64_t{0};
  auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
  return wrong == std::errc{} && end == text.data() + text.size() ? n : 0;
}

// This page in another language: what was done is not told twice.
url in_language(http::request const& r, std::string_view const language) {
  auto to = url{}.segment(language);
  auto rest = std::string_view{r.path}.substr(1U);
  rest.remove_prefix(std::min(rest.find('/'), rest.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1U);
    auto const end = std::min(rest.find('/'), rest.size());
    to.segment(rest.substr(0U, end));
    rest.remove_prefix(end);
  }
  for (auto const& [name, value] : r.query) {
    if (std::ranges::find(kTold, name) == kTold.end()) {
      to.query(name, value);
    }
  }
  return to;
}

std::vector<menu_link> menu_of(desk_visit const& v) {
  auto list = std::vector<menu_link>{};
  auto const path = v.request.path;
  auto const add = [&](std::string words, std::string_view const place) {
    auto const to = v.at({place});
    list.push_back({std::move(words), to, path == to.str() || path.starts_with(to.str() + "/")});
  };
  add(v.c("menu.home"), "home");
  switch (v.who.who.as) {
    case role::caseworker:
    case role::lead:
      add(v.c("menu.cases"), "cases");
      if (manages_team(v.who)) {
        add(v.c("menu.team"), "team");
      }
      add(v.c("menu.received"), "received");
      break;
    case role::provider:
    case role::employer:
      add(v.c("menu.received"), "received");
      break;
    case role::data_protection_officer:
      add(v.c("menu.emergencies"), "emergencies");
      break;
    case role::newcomer:
      list.clear();
      add(v.c("menu.mine"), "my-data");
      add(v.c("menu.messages"), "my-messages");
      break;
    default:
      break;
  }
  if (!v.who.session.empty()) {
    add(v.c("sessions.title"), "sessions");
  }
  return list;
}

// Of all that was asked; the token and the key are how it was asked.
std::string hash_of_form(http::request const& r) {
  auto h = hasher{};
  h.add_part(r.path);
  for (auto const& [name, value] : r.form) {
    if (name != "key" && name != "form_token") {
      h.add_part(name);
      h.add_part(value);
    }
  }
  return std::move(h).hex();
}

}  // namespace

instant desk_visit::now() const {
  return std::chrono::floor<std::chrono::microseconds>(of.office.clock().now());
}

url desk_visit::at(std::initializer_list<std::string_view> const parts) const {
  auto to = url{}.segment(c.language());
  for (auto const part : parts) {
    to.segment(part);
  }
  return to;
}

purpose work_purpose(role const as) {
  switch (as) {
    case role::newcomer:
    case role::guardian:
      return purpose::own_file;
    case role::provider:
      return purpose::teaching;
    case role::employer:
      return purpose::matching;
    default:
      return purpose::counselling;
  }
}

bool manages_team(visitor const& who) {
  return who.who.as == role::lead && who.who.has.has(flag::manages);
}

post_view post_to(desk_visit const& v, url const& to, std::vector<std::pair<std::string, std::string>> hidden) {
  hidden.emplace_back("form_token", v.who.form_token);
  hidden.emplace_back("key", format_id(random_id()));
  return {to, std::move(hidden)};
}

change_request request_of(desk_visit const& v) {
  return {.key = "page-" + v.sent("key"), .request = hash_of_form(v.request)};
}

std::int64_t version_sent(desk_visit const& v) {
  return number_in(v.sent("version"));
}

bool carries_token(desk_visit const& v) {
  auto const sent = v.sent("form_token");
  auto const& own = v.who.form_token;
  auto differs = static_cast<unsigned>(sent.size() ^ own.size());
  for (auto i = std::size_t{0U}; i != own.size(); ++i) {
    auto const theirs = i < sent.size() ? static_cast<unsigned char>(sent[i]) : 0U;
    differs |= theirs ^ static_cast<unsigned char>(own[i]);
  }
  return differs == 0U && !v.sent("key").empty() && v.sent("key").size() <= 64U;
}

page_frame desk_frame(desk_visit const& v, std::string title) {
  auto f = page_frame{};
  f.title = std::move(title);
  for (auto const& other : v.of.words.languages) {
    auto const changes = v.request.method == http::verb::post;
    f.languages.push_back(
        {other->language(), (*other)("language.name"),
         changes ? url{}.segment(other->language()).segment("home") : in_language(v.request, other->language())});
  }
  std::ranges::stable_sort(f.languages, {}, [](language_link const& l) { return is_rtl(l.tag); });
  f.home = v.at({"home"});
  f.about = f.home;
  f.demo = false;
  f.menu = menu_of(v);
  f.menu_label = v.c("menu.label");
  if (!v.who.session.empty()) {
    f.lock = quick_lock{v.at({"lock"}), v.who.form_token, v.c("sessions.lock")};
  }
  return f;
}

http::response desk_page(std::string html, int const status) {
  static auto const hash = http::csp_hash(std::string{page_style()} + std::string{desk_style()});
  auto r = http::html(std::move(html), status);
  r.style_hashes.push_back(hash);
  return r;
}

http::response desk_not_found(desk_visit const& v) {
  return desk_page(error_screen(desk_frame(v, v.c("error.404.title")), v.c, v.c("told.gone")), 404);
}

http::response desk_error(desk_visit const& v, error const& e) {
  if (e.code == errc::not_found) {
    return desk_not_found(v);
  }
  if (e.code == errc::out_of_time) {
    return desk_page(error_screen(desk_frame(v, v.c("error.500.title")), v.c, v.c("told.search_busy")), 503);
  }
  auto const status = e.code == errc::bad_input ? 400 : 500;
  return desk_page(error_screen(desk_frame(v, v.c("error.500.title")), v.c, v.c("error.500.text")), status);
}

url telling(url to, told_terms const& told) {
  to.query("did", told.did);
  auto const add = [&](std::string_view const name, std::string const& value) {
    if (!value.empty()) {
      to.query(name, value);
    }
  };
  add("entry", told.entry);
  add("person", told.person);
  add("version", told.version == 0 ? "" : std::to_string(told.version));
  add("n", told.n == 0 ? "" : std::to_string(told.n));
  add("left", told.left == 0 ? "" : std::to_string(told.left));
  for (auto const& hint : told.hints) {
    to.query("hint", hint.category);
  }
  return to;
}

std::optional<told_terms> told_terms_of(desk_visit const& v) {
  auto const did = v.asked("did");
  if (did.empty() || !v.c.has("told." + did)) {
    return std::nullopt;
  }
  auto told = told_terms{.did = did,
                         .entry = v.asked("entry"),
                         .person = v.asked("person"),
                         .version = number_in(v.asked("version")),
                         .n = number_in(v.asked("n")),
                         .left = number_in(v.asked("left"))};
  for (auto const category : http::all(v.request.query, "hint")) {
    if (told.hints.size() != kMostHints && v.c.has(fmt::format("special.{}", category))) {
      told.hints.push_back({{}, category});
    }
  }
  return told;
}

std::optional<std::string> told_error(error const& e) {
  switch (e.code) {
    case errc::stale:
      return "stale";
    case errc::not_found:
      return "gone";
    case errc::conflict:
    case errc::key_reused:
      return "not_possible";
    case errc::bad_input:
      return "missing";
    default:
      return std::nullopt;
  }
}

std::string when_in_words(desk_visit const& v, instant const at) {
  auto const t = v.of.zone.at(at);
  return fmt::format("{}, {:02}:{:02}", plain_date(v.c, t.day), t.minute / 60, t.minute % 60);
}

std::string day_in_words(desk_visit const& v, instant const at) {
  return plain_date(v.c, v.of.zone.at(at).day);
}

std::string known_word(catalogue const& c, std::string_view const group, std::string_view const word) {
  auto const key = fmt::format("{}.{}", group, word);
  return c.has(key) ? c.say(key) : std::string{word};
}

}  // namespace foothold::pages
