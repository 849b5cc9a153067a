#pragma once
// SQL as the store knows it: a text that is a constant of the program, and what goes in and comes out. Values are only
// ever parameters.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace foothold {

enum class cell_kind : std::uint8_t { number, text };

// One value of a row: nothing, a whole number or UTF-8 text.
using cell = std::variant<std::monostate, std::int64_t, std::string>;
using row = std::vector<cell>;

// Parameters are :p1, :p2 ... in the order of the text, each once. `out` is empty where no rows come back.
struct statement {
  std::string name;  // for sentences to an operator
  std::string sql;
  std::vector<cell_kind> in;
  std::vector<cell_kind> out;
};

}  // namespace foothold
