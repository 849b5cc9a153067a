#pragma once
// The page around every screen: language and direction, style, skip link, demo line, language switch.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/catalogue.h"
#include "ui/html.h"

namespace foothold {

struct language_link {
  std::string tag;   // "ar"
  std::string name;  // in its own script
  url to;            // this page in that language
};

// A place of the desk's menu.
struct menu_link {
  std::string words;
  url to;
  bool current{false};
};

// One press, from any page, and nothing is shown any more until PIN or code are given.
struct quick_lock {
  url to;
  std::string form_token, words;
};

struct page_frame {
  std::string title;                     // of the document and of the first heading
  std::string host_title;                // the same in the country's language; empty when it is the page's own
  std::string host_language;             // its tag
  std::vector<language_link> languages;  // the first is not special; the page's own is marked
  url home, about;
  bool demo{true};
  std::vector<menu_link> menu;  // of who signed in; not empty: the page is one of the desk, in its denser style
  std::string menu_label;
  std::optional<quick_lock> lock{};
};

using body_writer = std::function<void(html_writer&)>;

std::string html_page(page_frame const& frame, catalogue const& c, body_writer const& body);

// A page that is a file of its own, to be sent, printed or kept: it links to nothing and loads nothing, and says so to
// the browser. Of the frame only the titles count.
std::string html_file(page_frame const& frame, catalogue const& c, body_writer const& body);

// The bytes of the one inline style sheet; its hash stands in the content security policy.
std::string_view page_style();
// What pages of the desk have beside it.
std::string_view desk_style();
// What files have beside it.
std::string_view report_style();

// A square mark of the product, for the browser's tab.
std::string icon_svg();

// Links to the same page in other languages, for a file, which has no frame of its own.
void language_chips(html_writer& w, catalogue const& c, std::vector<language_link> const& languages);

// <p lang dir> in the country's language under a heading; nothing when the text is empty.
void host_line(html_writer& w, std::string_view text, std::string_view language);

}  // namespace foothold
