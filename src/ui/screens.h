#pragma once
// The screens. Each takes a view and gives the whole page; all work without JavaScript.

#include <optional>
#include <string>
#include <vector>

#include "ui/form.h"
#include "ui/frame.h"
#include "ui/views.h"

namespace foothold {

struct link_view {
  std::string words;
  url to;
  bool current{false};
};

// The language door: every language in its own script.
std::string door_screen(page_frame const& frame, catalogue const& c);

struct person_line {
  std::string name, id;
  std::string goal;    // in words
  std::string about;   // "34, 2 children, German A2"
  std::string result;  // "Job in 34 weeks", "No way today"
  bool has_way{false};
  url to;
};

struct start_view {
  std::string lead;
  std::optional<url> door{};  // to the demo's office
  std::string query;
  std::vector<link_view> groups;
  std::size_t found{0U};
  std::vector<person_line> people;  // of this page
  unsigned page{1U}, pages{1U};
  std::optional<url> next, previous;
  url search;
};

std::string start_screen(page_frame const& frame, catalogue const& c, start_view const& v);

// The questions that can be answered anew. Hidden fields keep what the form does not ask.
struct change_view {
  url to, reset, grid;
  std::vector<std::pair<std::string, std::string>> hidden;
  std::vector<option_view> hours, travel, care;  // care is empty without young children
  bool changed{false};
};

struct person_screen_view {
  person_view person;
  plan_view plan;
  std::optional<week_view> week;
  std::vector<link_view> weeks;
  change_view change;
  std::string compare;  // a sentence, empty when nothing was changed
  bool compare_good{false};
  url goal_page, svg, json;
  std::string host_language;
};

std::string person_screen(page_frame const& frame, catalogue const& c, person_screen_view const& v);

struct goal_group {
  std::string title;
  std::vector<link_view> goals;
  std::size_t more{0U};
};

struct goal_screen_view {
  std::string query;
  url search;
  std::vector<std::pair<std::string, std::string>> hidden;
  std::vector<goal_group> groups;
  url back;
};

std::string goal_screen(page_frame const& frame, catalogue const& c, goal_screen_view const& v);

struct grid_screen_view {
  week_pattern chosen;
  url to, back;
  std::vector<std::pair<std::string, std::string>> hidden;
};

// Fields f0..f6 and t0..t6 are the hours of each day; the second form has a box `h` for every half hour.
std::string grid_screen(page_frame const& frame, catalogue const& c, grid_screen_view const& v);

struct law_view {
  std::string id, subject, value, source, reviewed;
  std::optional<url> link;
};

struct about_view {
  std::string counts;
  std::vector<std::string> sources;
  std::vector<law_view> laws;
};

std::string about_screen(page_frame const& frame, catalogue const& c, about_view const& v);

// One entry of the register of automated functions.
struct function_view {
  std::string id, name, does, reads, after, classified, reviewed;
  bool may_be_negative{false};
  std::optional<url> source;
};

// A file of its own: links to its other languages are all it has of the frame beside the title.
std::string functions_screen(page_frame const& frame, catalogue const& c, std::vector<function_view> const& v);

// Who answers for what is kept.
struct responsible_line {
  std::string what, who;
  std::vector<responsible_line> others{};  // parts of it that another answers for
};
struct responsible_view {
  std::string law;
  std::optional<url> source{};
  std::string reviewed;
  std::vector<responsible_line> lines{};
};

// A file of its own, as the register of functions.
std::string responsible_screen(page_frame const& frame, catalogue const& c, responsible_view const& v);

std::string error_screen(page_frame const& frame, catalogue const& c, std::string_view text);

}  // namespace foothold
