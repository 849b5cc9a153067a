#include "text/message.h"

#include <algorithm>
#include <optional>
#include <set>

#include "text/plural.h"

namespace foothold {

namespace {

constexpr unsigned kDeepest = 2U;
constexpr std::string_view kFirstStrongIsolate = "\xE2\x81\xA8";
constexpr std::string_view kPopIsolate = "\xE2\x81\xA9";

class reader {
public:
  explicit reader(std::string_view const text) : text_{text} {}

  result<message> all() {
    auto out = message{parts(0U, false)};
    if (fault_.empty() && at_ != text_.size()) {
      fault("unexpected }");
    }
    if (!fault_.empty()) {
      return fail(errc::bad_input, fault_ + " at byte " + std::to_string(fault_at_));
    }
    return out;
  }

private:
  std::vector<message_part> parts(unsigned const depth, bool const in_plural) {
    auto out = std::vector<message_part>{};
    auto literal = std::string{};
    auto const flush = [&] {
      if (!literal.empty()) {
        out.push_back({message_part::kind::literal, literal, {}});
        literal.clear();
      }
    };
    while (at_ != text_.size() && text_[at_] != '}' && fault_.empty()) {
      auto const c = text_[at_];
      if (c == '\'') {
        quoted(literal);
      } else if (c == '#' && in_plural) {
        flush();
        out.push_back({message_part::kind::number, {}, {}});
        ++at_;
      } else if (c == '{') {
        flush();
        out.push_back(placeholder(depth));
      } else {
        literal += c;
        ++at_;
      }
    }
    flush();
    return out;
  }

  // '' is an apostrophe, '{ or '} or '# opens a quotation that the next apostrophe closes, any other ' is itself.
  void quoted(std::string& literal) {
    ++at_;
    if (at_ == text_.size() || text_[at_] == '\'') {
      literal += '\'';
      at_ = std::min(at_ + 1U, text_.size());
      return;
    }
    if (std::string_view{"{}#"}.find(text_[at_]) == std::string_view::npos) {
      literal += '\'';
      return;
    }
    auto const end = text_.find('\'', at_);
    if (end == std::string_view::npos) {
      fault("quotation without an end");
      return;
    }
    literal += text_.substr(at_, end - at_);
    at_ = end + 1U;
  }

  message_part placeholder(unsigned const depth) {
    auto part = message_part{message_part::kind::argument, {}, {}};
    ++at_;
    part.text = word();
    if (part.text.empty()) {
      fault("a name was expected after {");
      return part;
    }
    if (take('}')) {
      return part;
    }
    if (!take(',')) {
      fault("} or , was expected");
      return part;
    }
    auto const kind = word();
    if (kind != "plural" && kind != "select") {
      fault("plural or select was expected");
      return part;
    }
    part.what = kind == "plural" ? message_part::kind::plural : message_part::kind::select;
    if (!take(',')) {
      fault(", was expected");
      return part;
    }
    if (depth == kDeepest) {
      fault("cases nest too deep");
      return part;
    }
    cases(part, depth);
    return part;
  }

  void cases(message_part& part, unsigned const depth) {
    while (fault_.empty() && !take('}')) {
      auto const name = word();
      if (name.empty() || !take('{')) {
        fault("a case such as other {..} was expected");
        return;
      }
      part.cases.emplace_back(name, parts(depth + 1U, part.what == message_part::kind::plural));
      if (fault_.empty() && !take('}')) {
        fault("} was expected");
      }
    }
  }

  std::string word() {
    spaces();
    auto const from = at_;
    while (at_ != text_.size() && is_word(text_[at_])) {
      ++at_;
    }
    return std::string{text_.substr(from, at_ - from)};
  }

  bool take(char const c) {
    spaces();
    if (at_ == text_.size() || text_[at_] != c) {
      return false;
    }
    ++at_;
    return true;
  }

  void spaces() {
    while (at_ != text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) {
      ++at_;
    }
  }

  static bool is_word(char const c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  void fault(std::string text) {
    if (fault_.empty()) {
      fault_ = std::move(text);
      fault_at_ = at_;
    }
  }

  std::string_view text_;
  std::size_t at_{0U};
  std::string fault_;
  std::size_t fault_at_{0U};
};

// Bytes D6..DB start Hebrew, Arabic, Syriac and Thaana letters; EF AC..EF BB are Arabic presentation forms.
bool has_rtl_letter(std::string_view const text) {
  return std::ranges::any_of(text, [](char const c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0xD6U && byte <= 0xDBU;
  });
}

class formatter {
public:
  formatter(std::string_view const language, std::span<message_arg const> const args)
      : language_{language}, args_{args} {}

  std::string text(std::vector<message_part> const& parts) {
    write(parts, nullptr);
    return std::move(out_);
  }

private:
  void write(std::vector<message_part> const& parts, std::int64_t const* const number) {
    for (auto const& part : parts) {
      switch (part.what) {
        case message_part::kind::literal:
          out_ += part.text;
          break;
        case message_part::kind::argument:
          argument(part.text);
          break;
        case message_part::kind::number:
          out_ += number == nullptr ? "#" : std::to_string(*number);
          break;
        case message_part::kind::plural:
          plural(part);
          break;
        case message_part::kind::select:
          select(part, number);
          break;
      }
    }
  }

  message_arg const* find(std::string_view const name) const {
    auto const it = std::ranges::find(args_, name, &message_arg::name);
    return it == args_.end() ? nullptr : &*it;
  }

  void argument(std::string const& name) {
    auto const* const arg = find(name);
    if (arg == nullptr) {
      out_ += "{" + name + "}";
    } else if (auto const* const number = std::get_if<std::int64_t>(&arg->value)) {
      out_ += std::to_string(*number);
    } else {
      string(*std::get_if<std::string>(&arg->value), arg->isolate);
    }
  }

  void string(std::string const& value, bool const isolate) {
    if (isolate && (is_rtl(language_) || has_rtl_letter(value))) {
      out_ += kFirstStrongIsolate;
      out_ += value;
      out_ += kPopIsolate;
    } else {
      out_ += value;
    }
  }

  void plural(message_part const& part) {
    auto const* const arg = find(part.text);
    auto const* const number = arg == nullptr ? nullptr : std::get_if<std::int64_t>(&arg->value);
    auto const n = number == nullptr ? std::int64_t{0} : *number;
    if (auto const* const chosen = pick(part, name_of(plural_of(language_, n)))) {
      write(*chosen, &n);
    }
  }

  void select(message_part const& part, std::int64_t const* const outer) {
    auto const* const arg = find(part.text);
    auto const* const value = arg == nullptr ? nullptr : std::get_if<std::string>(&arg->value);
    if (auto const* const chosen = pick(part, value == nullptr ? "other" : std::string_view{*value})) {
      write(*chosen, outer);
    }
  }

  static std::vector<message_part> const* pick(message_part const& part, std::string_view const name) {
    std::vector<message_part> const* other = nullptr;
    for (auto const& [key, parts] : part.cases) {
      if (key == name) {
        return &parts;
      }
      if (key == "other") {
        other = &parts;
      }
    }
    return other;
  }

  std::string_view language_;
  std::span<message_arg const> args_;
  std::string out_;
};

template <typename Fn>
void each_part(std::vector<message_part> const& parts, Fn const& fn) {
  for (auto const& part : parts) {
    fn(part);
    for (auto const& [name, inner] : part.cases) {
      each_part(inner, fn);
    }
  }
}

std::string joined_case_names(message_part const& part) {
  auto names = std::set<std::string>{};
  for (auto const& [name, parts] : part.cases) {
    names.insert(name);
  }
  auto out = std::string{};
  for (auto const& name : names) {
    out += out.empty() ? name : "," + name;
  }
  return out;
}

}  // namespace

result<message> parse_message(std::string_view const text) {
  return reader{text}.all();
}

std::string format_message(message const& m, std::string_view const language, std::span<message_arg const> const args) {
  return formatter{language, args}.text(m.parts);
}

std::vector<std::string> placeholders_of(message const& m) {
  auto out = std::set<std::string>{};
  each_part(m.parts, [&](message_part const& part) {
    switch (part.what) {
      case message_part::kind::argument:
        out.insert(part.text);
        break;
      case message_part::kind::plural:
        out.insert(part.text + " plural");
        break;
      case message_part::kind::select:
        out.insert(part.text + " select " + joined_case_names(part));
        break;
      case message_part::kind::literal:
      case message_part::kind::number:
        break;
    }
  });
  return {out.begin(), out.end()};
}

std::vector<std::string> plural_faults(message const& m, std::string_view const language) {
  auto out = std::vector<std::string>{};
  auto const known = plural_categories(language);
  each_part(m.parts, [&](message_part const& part) {
    if (part.what == message_part::kind::select && joined_case_names(part).find("other") == std::string::npos) {
      out.push_back(part.text + ": no other");
    }
    if (part.what != message_part::kind::plural) {
      return;
    }
    for (auto const category : known) {
      if (std::ranges::none_of(part.cases, [&](auto const& c) { return c.first == name_of(category); })) {
        out.push_back(part.text + ": no " + std::string{name_of(category)});
      }
    }
    for (auto const& [name, parts] : part.cases) {
      auto const category = parse_plural_category(name);
      if (!category || std::ranges::find(known, *category) == known.end()) {
        out.push_back(part.text + ": " + name + " is not a category of " + std::string{language});
      }
    }
  });
  return out;
}

bool is_rtl(std::string_view const language) {
  return language == "ar" || language == "fa" || language == "ps" || language == "ckb" || language == "ur" ||
         language == "he" || language == "prs";
}

}  // namespace foothold
