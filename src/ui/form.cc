#include "ui/form.h"

namespace foothold {

void hidden_field(html_writer& w, std::string_view const name, std::string_view const value) {
  w.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

void radio_group(html_writer& w, std::string_view const name, std::string_view const question,
                 std::vector<option_view> const& options) {
  auto const fieldset = w.in("fieldset");
  w.leaf("legend", {}, question);
  for (auto const& o : options) {
    auto const label = w.in("label", {{"class", "opt"}});
    w.empty("input", {{"type", "radio"}, {"name", name}, {"value", o.value}, {"checked", o.chosen}});
    w.leaf("span", {}, o.words);
  }
}

void select_field(html_writer& w, std::string_view const name, std::string_view const question,
                  std::vector<option_view> const& options) {
  auto const id = "f-" + std::string{name};
  w.leaf("label", {{"class", "label"}, {"for", id}}, question);
  auto const p = w.in("p");
  auto const select = w.in("select", {{"id", id}, {"name", name}});
  for (auto const& o : options) {
    w.leaf("option", {{"value", o.value}, {"selected", o.chosen}}, o.words);
  }
}

void search_form(html_writer& w, url const& to, std::string_view const label, std::string_view const hint,
                 std::string_view const value, std::string_view const button) {
  auto const form = w.in("form", {{"role", "search"}, {"method", "get"}, action(to)});
  w.leaf("label", {{"class", "label"}, {"for", "f-q"}}, label);
  if (!hint.empty()) {
    w.leaf("p", {{"class", "note"}, {"id", "h-q"}}, hint);
  }
  auto const row = w.in("p", {{"class", "row"}});
  auto const described = hint.empty() ? html_attr{"aria-describedby", false} : html_attr{"aria-describedby", "h-q"};
  w.empty("input", {{"type", "search"}, {"id", "f-q"}, {"name", "q"}, {"value", value}, described});
  w.leaf("button", {{"type", "submit"}}, button);
}

}  // namespace foothold
