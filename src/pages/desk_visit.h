#pragma once
// One request of somebody who is known, and what its handlers have in common.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "http/message.h"
#include "pages/desk.h"
#include "service/records.h"
#include "service/special_hints.h"
#include "text/catalogue.h"
#include "ui/desk_screens.h"

namespace foothold::pages {

struct desk_visit {
  desk const& of;
  catalogue const& c;
  http::request const& request;
  visitor who;

  [[nodiscard]] store& cases() const { return of.office.cases(); }
  [[nodiscard]] std::string part(std::string_view name) const {
    return std::string{http::value_or(request.parts, name)};
  }
  [[nodiscard]] std::string asked(std::string_view name) const {
    return std::string{http::value_or(request.query, name)};
  }
  [[nodiscard]] std::string sent(std::string_view name) const {
    return std::string{http::value_or(request.form, name)};
  }
  [[nodiscard]] caller as(purpose const why) const { return {.by = who.who, .why = why}; }
  [[nodiscard]] instant now() const;
  [[nodiscard]] date today() const { return of.zone.at(now()).day; }
  [[nodiscard]] url at(std::initializer_list<std::string_view> parts) const;  // below the language
};

// For what the people of a role work on cases, apart from referrals.
[[nodiscard]] purpose work_purpose(role as);
[[nodiscard]] bool manages_team(visitor const& who);

// A form that changes something: with the visitor's token, and a key by which the same press twice is one act.
[[nodiscard]] post_view post_to(desk_visit const& v, url const& to,
                                std::vector<std::pair<std::string, std::string>> hidden = {});
// The key that was sent, with a hash of what was.
[[nodiscard]] change_request request_of(desk_visit const& v);
[[nodiscard]] std::int64_t version_sent(desk_visit const& v);
// Does the form carry the visitor's token? In a time that tells nothing of it.
[[nodiscard]] bool carries_token(desk_visit const& v);

[[nodiscard]] page_frame desk_frame(desk_visit const& v, std::string title);
[[nodiscard]] http::response desk_page(std::string html, int status = 200);
[[nodiscard]] http::response desk_error(desk_visit const& v, error const& e);
[[nodiscard]] http::response desk_not_found(desk_visit const& v);

// What the page before did, told in the address: words of the catalogue under "told.", with a number or without.
struct told_terms {
  std::string did;
  std::string entry{}, person{};  // of what it was done to, for an undo
  std::int64_t version{0};
  std::int64_t n{0}, left{0};
  std::vector<special_hint> hints{};
};
[[nodiscard]] url telling(url to, told_terms const& told);
[[nodiscard]] std::optional<told_terms> told_terms_of(desk_visit const& v);
// What an error of a change is told as; nothing for a broken world, which is an error page.
[[nodiscard]] std::optional<std::string> told_error(error const& e);
// Back to a page that says what happened.
template <typename T>
[[nodiscard]] http::response told_back(desk_visit const& v, result<T> const& done, url const& to, told_terms told) {
  if (!done) {
    auto const words = told_error(done.error());
    return words ? http::redirect(telling(to, {.did = *words}).str()) : desk_error(v, done.error());
  }
  return http::redirect(telling(to, told).str());
}

// "2 March 2026, 10:30" as clocks on the wall show it.
[[nodiscard]] std::string when_in_words(desk_visit const& v, instant at);
[[nodiscard]] std::string day_in_words(desk_visit const& v, instant at);
// The sentence under group.word, or the word itself where there is none.
[[nodiscard]] std::string known_word(catalogue const& c, std::string_view group, std::string_view word);

}  // namespace foothold::pages
