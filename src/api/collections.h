#pragma once
// What may be done with each table of a person's file or an organisation's team, beside listing and reading it.

#include <span>
#include <string_view>

namespace foothold::api {

struct collection {
  std::string_view table;
  std::string_view owner_field;  // the column that names whose rows they are
  std::string_view one;          // what one row is called in the names of operations: "contact"
  bool adds{true};
  bool changes{true};  // PUT and PATCH
  bool removes{true};
};

[[nodiscard]] std::span<collection const> file_collections();  // /persons/{person}/TABLE
[[nodiscard]] std::span<collection const> team_collections();  // /organisations/{organisation}/TABLE

}  // namespace foothold::api
