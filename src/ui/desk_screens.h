#pragma once
// The screens on which cases are worked, and those on which the person sees the own case. Each takes a view and gives
// the whole page.

#include <optional>
#include <string>
#include <vector>

#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/work.h"

namespace foothold {

// Home of a role, Today of a caseworker: sections of what is to be done.
struct sections_screen_view {
  std::optional<told_view> told{};
  std::string lead{};
  std::vector<link_view> links{};  // to other pages
  std::string links_label{};
  std::vector<section_view> sections{};
  std::vector<form_view> forms{};  // below them
  bool contents{false};            // links to the sections on top
  std::string contents_label{};
};
std::string sections_screen(page_frame const& frame, catalogue const& c, sections_screen_view const& v);

struct case_line {
  std::string id{}, name{}, number{};
  std::string why{};  // it stands where it does, in words; empty: nothing waits
  bool urgent{false};
  std::string state{}, next{};  // the next appointment
  url to{};
};
struct cases_screen_view {
  std::optional<told_view> told{};
  url search{};
  std::vector<std::pair<std::string, std::string>> kept{};  // filters that a search keeps
  std::string query{};
  std::vector<std::pair<std::string, std::vector<link_view>>> filters{};  // a question, its answers
  std::string count{};                                                    // how many there are, in words
  std::string order_note{};                                               // empty: none
  std::vector<case_line> cases{};
  std::optional<url> next{};
  post_view bulk{};                          // with the boxes of the lines
  std::vector<field_view> remind{}, move{};  // empty: may not
};
std::string cases_screen(page_frame const& frame, catalogue const& c, cases_screen_view const& v);

struct load_line {
  std::string name{}, role{};
  std::size_t cases{0U}, overdue{0U}, waiting{0U};
  url to{};
  std::string cover{};  // who works on the cases while this member is away, or that nobody needs to
  url absence{};        // where that is arranged
};
struct team_screen_view {
  std::optional<told_view> told{};
  std::vector<load_line> workers{};
  std::string nobodys{};  // open cases without anybody, in words; empty: none
  url nobodys_to{};
};
std::string team_screen(page_frame const& frame, catalogue const& c, team_screen_view const& v);

struct review_screen_view {
  std::string lead{};
  std::vector<std::pair<std::string, std::string>> terms{};  // to whom, for what, until when, why
  std::vector<section_view> sections{};                      // what they would see
  std::vector<std::string> not_shared{};
  form_view yes{};
  url back{};
};
std::string review_screen(page_frame const& frame, catalogue const& c, review_screen_view const& v);

}  // namespace foothold
