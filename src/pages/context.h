#pragma once
// What every page handler works with.

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "service/office.h"
#include "service/texts.h"
#include "ui/frame.h"

namespace foothold::pages {

struct site {
  office const& where;
  texts const& words;
  std::string style_hash;  // of the one inline style sheet
  bool with_door{false};   // to the demo's office

  [[nodiscard]] catalogue const& host() const;  // the country's language, English where we do not speak it
};

// A reader's request in one language.
struct visit {
  site const& of;
  catalogue const& c;
  http::request const& request;

  [[nodiscard]] speaker say() const { return {of.where.place(), of.where.index(), c}; }
  [[nodiscard]] speaker host() const { return {of.where.place(), of.where.index(), of.host()}; }
};

// The best language for a request: of its path, of its headers, English.
catalogue const& language_for(site const& s, http::request const& r);

url home_url(catalogue const& c);
url person_url(catalogue const& c, std::string_view id);

// The frame of a page; the language links lead to the same page.
page_frame make_frame(visit const& v, std::string title, std::string host_title);

http::response page(site const& s, std::string html, int status = 200);
http::response not_found(visit const& v);

// A query that could not be read: a page that says what is wrong.
http::response bad_query(visit const& v, std::string_view what_key);

}  // namespace foothold::pages
