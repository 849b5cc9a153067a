#include "ui/work.h"

namespace foothold {
namespace {

void hidden_fields(html_writer& w, post_view const& p) {
  for (auto const& [name, value] : p.hidden) {
    hidden_field(w, name, value);
  }
}

void facts(html_writer& w, line_view const& l) {
  if (l.facts.empty()) {
    return;
  }
  auto const list = w.in("dl", {{"class", "facts"}});
  for (auto const& [name, value] : l.facts) {
    auto const pair = w.in("div");
    w.leaf("dt", {}, name);
    w.leaf("dd", {{"dir", "auto"}}, value);
  }
}

void draw_line(html_writer& w, line_view const& l) {
  auto const item = w.in("li");
  {
    auto const says = w.in("div", {{"class", "says"}});
    if (!l.mark.empty()) {
      w.leaf("span", {{"class", l.urgent ? "mark urgent" : "mark"}}, l.mark);
      w.text(" ");
    }
    if (l.to) {
      w.leaf("a", {{"class", "what"}, {"dir", "auto"}, href(*l.to)}, l.what);
    } else {
      w.leaf("span", {{"class", "what"}, {"dir", "auto"}}, l.what);
    }
    if (!l.detail.empty()) {
      w.leaf("span", {{"class", "small"}, {"dir", "auto"}}, l.detail);
    }
    facts(w, l);
  }
  if (!l.presses.empty()) {
    auto const row = w.in("div", {{"class", "presses noprint"}});
    for (auto const& p : l.presses) {
      draw_press(w, p);
    }
  }
}

void lines(html_writer& w, section_view const& s) {
  if (!s.lead.empty()) {
    w.leaf("p", {{"class", "note"}}, s.lead);
  }
  if (s.lines.empty()) {
    w.leaf("p", {{"class", "note"}}, s.empty);
    return;
  }
  auto const list = w.in("ul", {{"class", "lines"}});
  for (auto const& l : s.lines) {
    draw_line(w, l);
  }
}

void choices(html_writer& w, std::string const& id, field_view const& f, char const* const type) {
  auto const fieldset = w.in("fieldset", {f.fault.empty() ? html_attr{"aria-describedby", false}
                                                          : html_attr{"aria-describedby", id + "-fault"}});
  w.leaf("legend", {}, f.label);
  if (!f.hint.empty()) {
    w.leaf("p", {{"class", "note"}}, f.hint);
  }
  if (!f.fault.empty()) {
    w.leaf("p", {{"class", "fault"}, {"id", id + "-fault"}}, f.fault);
  }
  for (auto const& o : f.options) {
    auto const label = w.in("label", {{"class", "opt"}});
    w.empty("input", {{"type", type}, {"name", f.name}, {"value", o.value}, {"checked", o.chosen}});
    w.leaf("span", {}, o.words);
  }
}

char const* type_of(field_kind const k) {
  switch (k) {
    case field_kind::day:
      return "date";
    case field_kind::time:
      return "time";
    case field_kind::number:
      return "number";
    default:
      return "text";
  }
}

}  // namespace

void draw_press(html_writer& w, press_view const& p) {
  auto const form = w.in("form", {{"method", "post"}, action(p.post.to)});
  hidden_fields(w, p.post);
  auto const button = w.in("button", {{"type", "submit"}, {"class", "small-press"}});
  w.text(p.words);
  if (!p.about.empty()) {
    w.leaf("span", {{"class", "hide"}}, ": " + p.about);
  }
}

void draw_told(html_writer& w, std::optional<told_view> const& told) {
  if (!told) {
    return;
  }
  auto const box = w.in("div", {{"class", told->bad ? "told bad" : "told"}, {"role", "status"}});
  w.leaf("p", {}, told->words);
  for (auto const& warning : told->warnings) {
    w.leaf("p", {{"class", "fault"}}, warning);
  }
  if (told->undo) {
    draw_press(w, *told->undo);
  }
}

void draw_section(html_writer& w, section_view const& s) {
  auto const section = w.in("section", {{"id", s.id}, {"tabindex", -1}});
  if (!s.folded) {
    w.leaf("h2", {}, s.title);
    lines(w, s);
    return;
  }
  auto const details = w.in("details");
  {
    auto const summary = w.in("summary");
    w.leaf("h2", {}, s.title);
  }
  lines(w, s);
}

void draw_field(html_writer& w, std::string_view const form, field_view const& f) {
  auto const id = std::string{form} + "-" + f.name;
  if (f.kind == field_kind::one_of || f.kind == field_kind::some_of) {
    choices(w, id, f, f.kind == field_kind::one_of ? "radio" : "checkbox");
    return;
  }
  auto const box = w.in("div", {{"class", "field"}});
  w.leaf("label", {{"class", "label"}, {"for", id}}, f.label);
  if (!f.hint.empty()) {
    w.leaf("p", {{"class", "note"}, {"id", id + "-hint"}}, f.hint);
  }
  if (!f.fault.empty()) {
    w.leaf("p", {{"class", "fault"}, {"id", id + "-fault"}}, f.fault);
  }
  auto const about = std::string{f.hint.empty() ? "" : id + "-hint"} + (f.hint.empty() || f.fault.empty() ? "" : " ") +
                     (f.fault.empty() ? "" : id + "-fault");
  auto const described = about.empty() ? html_attr{"aria-describedby", false} : html_attr{"aria-describedby", about};
  auto const invalid = f.fault.empty() ? html_attr{"aria-invalid", false} : html_attr{"aria-invalid", "true"};
  auto const needed = html_attr{"required", f.needed};
  if (f.kind == field_kind::text) {
    w.leaf("textarea", {{"id", id}, {"name", f.name}, {"rows", 4}, {"dir", "auto"}, needed, described, invalid},
           f.value);
  } else if (f.kind == field_kind::choice) {
    auto const select = w.in("select", {{"id", id}, {"name", f.name}, described, invalid});
    for (auto const& o : f.options) {
      w.leaf("option", {{"value", o.value}, {"selected", o.chosen}}, o.words);
    }
  } else {
    auto const auto_direction = f.kind == field_kind::line ? html_attr{"dir", "auto"} : html_attr{"dir", false};
    w.empty("input", {{"type", type_of(f.kind)},
                      {"id", id},
                      {"name", f.name},
                      {"value", f.value},
                      auto_direction,
                      needed,
                      described,
                      invalid});
  }
}

void draw_form(html_writer& w, form_view const& f) {
  auto const body = [&] {
    if (!f.lead.empty()) {
      w.leaf("p", {{"class", "note"}}, f.lead);
    }
    auto const form = w.in("form", {{"method", "post"}, action(f.post.to)});
    hidden_fields(w, f.post);
    for (auto const& field : f.fields) {
      draw_field(w, f.id, field);
    }
    auto const row = w.in("p");
    w.leaf("button", {{"type", "submit"}}, f.button);
  };
  auto const section = w.in("section", {{"class", "noprint"}, {"id", f.id}, {"tabindex", -1}});
  if (!f.folded) {
    w.leaf("h2", {}, f.title);
    body();
    return;
  }
  auto const details = w.in("details");
  {
    auto const summary = w.in("summary");
    w.leaf("h2", {}, f.title);
  }
  body();
}

void draw_contents(html_writer& w, std::string_view const label,
                   std::vector<std::pair<std::string, std::string>> const& ids) {
  auto const nav = w.in("nav", {{"class", "noprint"}, {"aria-label", label}});
  auto const list = w.in("ul", {{"class", "chips"}});
  for (auto const& [id, words] : ids) {
    auto const item = w.in("li");
    w.leaf("a", {href(url{}.anchor(id))}, words);
  }
}

}  // namespace foothold
