#pragma once
// One sentence of the catalogue: a subset of ICU MessageFormat.
//
//   {name}                                    an argument
//   {n, plural, one {# week} other {# weeks}} by the plural category of a number; # is the number
//   {x, select, yes {..} other {..}}          by the text of an argument
//
// An apostrophe quotes braces: '{'. Two apostrophes are one. Cases nest at most two deep.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace foothold {

// What stands for {name}. A name or a number from data is kept apart from the sentence around it (Unicode bidi
// isolates) where the writing directions could mix; a phrase is already a part of the sentence's language.
struct message_arg {
  message_arg(std::string_view const n, std::string_view const text) : name{n}, value{std::string{text}} {}
  message_arg(std::string_view const n, std::int64_t const number) : name{n}, value{number} {}

  std::string name;
  std::variant<std::string, std::int64_t> value;
  bool isolate{true};
};

inline message_arg phrase(std::string_view const name, std::string_view const text) {
  auto arg = message_arg{name, text};
  arg.isolate = false;
  return arg;
}

struct message_part {
  enum class kind : std::uint8_t { literal, argument, number, plural, select };

  kind what{kind::literal};
  std::string text;  // the literal, or the argument's name
  std::vector<std::pair<std::string, std::vector<message_part>>> cases;
};

struct message {
  std::vector<message_part> parts;
};

// The error says what is wrong and at which byte.
result<message> parse_message(std::string_view text);

// Missing arguments appear as {name}, so that a fault is seen and nothing is lost.
std::string format_message(message const& m, std::string_view language, std::span<message_arg const> args);

// The arguments of a message as sorted lines: `name`, `n plural`, `x select a,b,other`.
std::vector<std::string> placeholders_of(message const& m);

// Plurals that lack a category of the language or have one that it does not know; selects without `other`.
std::vector<std::string> plural_faults(message const& m, std::string_view language);

// Is the language written from right to left?
bool is_rtl(std::string_view language);

}  // namespace foothold
