#include "ui/screens.h"

namespace foothold {
namespace {

void pair(html_writer& w, std::string_view const name, std::string_view const says) {
  w.leaf("dt", {}, name);
  w.leaf("dd", {}, says);
}

void one_function(html_writer& w, catalogue const& c, function_view const& f) {
  auto const section = w.in("section", {{"id", f.id}});
  w.leaf("h2", {}, f.name);
  auto const list = w.in("dl", {{"class", "long"}});
  pair(w, c("functions.does"), f.does);
  pair(w, c("functions.reads"), f.reads);
  pair(w, c("functions.after"), f.after);
  pair(w, c("functions.negative"), f.may_be_negative ? c("functions.negative.yes") : c("functions.negative.no"));
  pair(w, c("functions.objection"), c("functions.object_to_decision"));
  pair(w, c("functions.classified"), f.classified);
  w.leaf("dt", {}, c("functions.source"));
  auto const source = w.in("dd");
  if (f.source) {
    w.leaf("a", {href(*f.source), {"rel", "external noreferrer"}, {"dir", "ltr"}}, f.source->str());
    w.text(" · ");
  }
  w.text(f.reviewed);
}

}  // namespace

std::string functions_screen(page_frame const& frame, catalogue const& c, std::vector<function_view> const& v) {
  return html_file(frame, c, [&](html_writer& w) {
    language_chips(w, c, frame.languages);
    w.leaf("p", {}, c("functions.lead"));
    for (auto const& f : v) {
      one_function(w, c, f);
    }
  });
}

}  // namespace foothold
