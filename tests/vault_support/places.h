#pragma once
// Fields at places that differ in one thing, and what must hold for a cipher between any two of them.

#include <string>
#include <utility>
#include <vector>

#include "vault/field_cipher.h"

namespace foothold {

inline field_place a_place(std::string_view const subject = "p1") {
  return {.subject = subject, .table = "persons", .column = "name_sealed", .row = "r1", .version = 3};
}

// Other places than `here`, each by one thing that is told; also pairs whose parts run together to the same letters.
inline std::vector<std::pair<std::string, field_place>> places_beside(field_place const& here) {
  auto out = std::vector<std::pair<std::string, field_place>>{};
  auto const beside = [&](std::string const& what, auto const& change) {
    out.emplace_back(what, here);
    change(out.back().second);
  };
  beside("subject", [](field_place& p) { p.subject = "p2"; });
  beside("table", [](field_place& p) { p.table = "contacts"; });
  beside("column", [](field_place& p) { p.column = "birth_sealed"; });
  beside("row", [](field_place& p) { p.row = "r2"; });
  beside("version", [](field_place& p) { p.version = 4; });
  beside("version of the other sign", [](field_place& p) { p.version = -3; });
  beside("class", [](field_place& p) { p.sort = data_class::sensitive; });
  beside("table and column run together", [](field_place& p) {
    p.table = "personsname";
    p.column = "_sealed";
  });
  beside("row and version run together", [](field_place& p) {
    p.row = "r13";
    p.version = 3;
  });
  return out;
}

// The places at which something opens that was sealed elsewhere; empty for a cipher that binds all of it.
inline std::vector<std::string> places_that_do_not_matter(field_cipher& cipher) {
  auto const here = a_place();
  auto const sealed = cipher.seal(here, "Zahra").value();
  auto out = std::vector<std::string>{};
  for (auto const& [what, there] : places_beside(here)) {
    // The key of the other subject must be there, or not_found would hide what is asked.
    if (cipher.seal(there, "x") && cipher.open(there, sealed)) {
      out.push_back(what);
    }
  }
  return out;
}

}  // namespace foothold
