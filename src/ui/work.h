#pragma once
// Parts of the screens on which cases are worked: lists of what is to be done with buttons that do it at once, and
// forms. All work without JavaScript; what changes something is a POST form with hidden fields.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/catalogue.h"
#include "ui/form.h"
#include "ui/html.h"

namespace foothold {

struct post_view {
  url to{};
  std::vector<std::pair<std::string, std::string>> hidden{};
};

// One press and it is done.
struct press_view {
  std::string words{};
  post_view post{};
  std::string about{};  // what it is done to, for who does not see the line
};

struct line_view {
  std::string what{};
  std::string detail{};     // smaller, below
  std::optional<url> to{};  // where `what` leads
  std::string mark{};       // a short word in a frame: "overdue"; empty: none
  bool urgent{false};       // the mark stands out
  std::vector<press_view> presses{};
  std::vector<std::pair<std::string, std::string>> facts{};  // name and value, below
};

struct section_view {
  std::string id{}, title{};
  std::string lead{};   // below the title; may be empty
  std::string empty{};  // said where there are no lines
  std::vector<line_view> lines{};
  bool folded{false};  // opens on a press
};

enum class field_kind : std::uint8_t { line, text, day, time, number, choice, one_of, some_of };
struct field_view {
  field_kind kind{field_kind::line};
  std::string name{}, label{};
  std::string hint{};   // empty: none
  std::string value{};  // of all but the last three
  bool needed{false};
  std::vector<option_view> options{};  // of the last three
  std::string fault{};                 // what is wrong with what was sent; empty: nothing
};
struct form_view {
  std::string id{}, title{}, lead{};
  post_view post{};
  std::vector<field_view> fields{};
  std::string button{};
  bool folded{true};
};

// What happened a moment ago.
struct told_view {
  std::string words{};
  std::vector<std::string> warnings{};
  std::optional<press_view> undo{};
  bool bad{false};
};

void draw_told(html_writer& w, std::optional<told_view> const& told);
void draw_press(html_writer& w, press_view const& p);
void draw_section(html_writer& w, section_view const& s);
void draw_field(html_writer& w, std::string_view form, field_view const& f);
void draw_form(html_writer& w, form_view const& f);
// Links to the sections of a long page.
void draw_contents(html_writer& w, std::string_view label, std::vector<std::pair<std::string, std::string>> const& ids);

}  // namespace foothold
