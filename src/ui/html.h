#pragma once
// Writes HTML and SVG into one buffer. Text and attribute values are always escaped; names of elements and attributes
// are literals that the compiler checks; addresses need the type url; unescaped bytes need the type raw_html.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "ui/url.h"

namespace foothold {

// & < > " ' as entities; control characters other than tab and newline are dropped.
void append_escaped(std::string& out, std::string_view text);

inline void html_name_is_not_allowed() {}

// The name of an element or of an attribute without an address or a script.
struct html_name {
  consteval html_name(char const* const literal) : name{literal} {
    auto const bad = name.empty() || name == "href" || name == "src" || name == "action" || name == "formaction" ||
                     name == "style" || name == "srcdoc" || name == "script" || name.starts_with("on");
    auto letters = true;
    for (auto const c : name) {
      letters = letters && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-');
    }
    if (bad || !letters) {
      html_name_is_not_allowed();  // not constexpr: this is the compile error
    }
  }

  std::string_view name;
};

struct html_attr {
  html_attr(html_name const n, std::string_view const v) : name{n.name}, value{v} {}
  html_attr(html_name const n, char const* const v) : name{n.name}, value{v} {}
  html_attr(html_name const n, int const v) : name{n.name}, value{std::to_string(v)} {}
  // A boolean attribute such as `checked`: written without a value, or not at all.
  html_attr(html_name const n, bool const v) : name{n.name}, present{v}, bare{true} {}

  std::string_view name;
  std::string value;
  bool present{true};
  bool bare{false};

private:
  friend html_attr href(url const&);
  friend html_attr action(url const&);
  html_attr(std::string_view const n, url const& u) : name{n}, value{u.str()} {}
};

html_attr href(url const& u);
html_attr action(url const& u);

// Bytes that are HTML already: the style sheet, an SVG that another writer made.
struct raw_html {
  explicit raw_html(std::string_view const b) : bytes{b} {}
  std::string_view bytes;
};

class html_writer {
public:
  using attrs = std::initializer_list<html_attr>;

  // Closes its element at the end of the block.
  class scope {
  public:
    explicit scope(html_writer& w) : w_{w} {}
    ~scope() { w_.close(); }
    scope(scope const&) = delete;
    scope& operator=(scope const&) = delete;

  private:
    html_writer& w_;
  };

  [[nodiscard]] scope in(html_name tag, attrs a = {});

  // An element without content: <br>, <input>, or an SVG shape (closed by />, which both allow).
  void empty(html_name tag, attrs a = {});

  // <tag>text</tag>
  void leaf(html_name tag, attrs a, std::string_view text);

  void text(std::string_view text) { append_escaped(out_, text); }
  void raw(raw_html const html) { out_ += html.bytes; }

  [[nodiscard]] std::string take() { return std::move(out_); }

private:
  void start(std::string_view tag, attrs a);
  void close();

  std::string out_;
  std::vector<std::string_view> open_;
};

}  // namespace foothold
