#include "ui/html.h"

namespace foothold {

void append_escaped(std::string& out, std::string_view const text) {
  for (auto const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20U || c == '\n' || c == '\t') {
          out += c;
        }
    }
  }
}

html_attr href(url const& u) {
  return html_attr{std::string_view{"href"}, u};
}
html_attr action(url const& u) {
  return html_attr{std::string_view{"action"}, u};
}

void html_writer::start(std::string_view const tag, attrs const a) {
  out_ += '<';
  out_ += tag;
  for (auto const& attr : a) {
    if (!attr.present) {
      continue;
    }
    out_ += ' ';
    out_ += attr.name;
    if (!attr.bare) {
      out_ += "=\"";
      append_escaped(out_, attr.value);
      out_ += '"';
    }
  }
}

html_writer::scope html_writer::in(html_name const tag, attrs const a) {
  start(tag.name, a);
  out_ += '>';
  open_.push_back(tag.name);
  return scope{*this};
}

void html_writer::empty(html_name const tag, attrs const a) {
  start(tag.name, a);
  out_ += "/>";
}

void html_writer::leaf(html_name const tag, attrs const a, std::string_view const text) {
  auto const element = in(tag, a);
  append_escaped(out_, text);
}

void html_writer::close() {
  out_ += "</";
  out_ += open_.back();
  out_ += ">";
  open_.pop_back();
}

}  // namespace foothold
