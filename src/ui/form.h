#pragma once
// Form fields with their labels. All forms work as plain GET forms.

#include <string>
#include <string_view>
#include <vector>

#include "ui/html.h"

namespace foothold {

struct option_view {
  std::string value, words;
  bool chosen{false};
};

void hidden_field(html_writer& w, std::string_view name, std::string_view value);

// Radio buttons under one question, each 48 pixels high.
void radio_group(html_writer& w, std::string_view name, std::string_view question,
                 std::vector<option_view> const& options);

void select_field(html_writer& w, std::string_view name, std::string_view question,
                  std::vector<option_view> const& options);

// A search box with its button.
void search_form(html_writer& w, url const& to, std::string_view label, std::string_view hint, std::string_view value,
                 std::string_view button);

}  // namespace foothold
