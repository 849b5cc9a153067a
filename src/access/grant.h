#pragma once
// The proof that an act was decided: who, of whom, for what, what, which fields, until when. Only decide() can make
// one, and the store takes nothing else, so that a query nobody decided on does not compile.

#include <optional>
#include <string>

#include "access/request.h"
#include "base/result.h"

namespace foothold {

class grant {
public:
  [[nodiscard]] std::string const& by() const { return by_; }
  [[nodiscard]] role as() const { return as_; }
  [[nodiscard]] action what() const { return what_; }
  [[nodiscard]] kind sort() const { return sort_; }
  [[nodiscard]] std::string const& subject() const { return subject_; }
  [[nodiscard]] reach over() const { return over_; }
  [[nodiscard]] purpose for_what() const { return for_what_; }
  [[nodiscard]] categories fields() const { return fields_; }
  [[nodiscard]] obligations owes() const { return owes_; }
  [[nodiscard]] enum_set<ground> on() const { return on_; }
  [[nodiscard]] std::optional<moment> until() const { return until_; }

  // Does it let these fields be seen, and these be written?
  [[nodiscard]] bool shows(category const c) const { return shown_.has(c); }
  [[nodiscard]] bool writes(category const c) const { return writing_ && fields_.has(c); }

private:
  grant() = default;
  friend result<grant> decide(access_request const& asked, relation_facts const& facts, moment now);
  friend struct grant_for_tests;  // defined under tests/ only; scripts/layers.py looks for it in src/

  std::string by_{};
  role as_{role::anonymous};
  action what_{action::read};
  kind sort_{kind::person};
  std::string subject_{};
  reach over_{reach::one};
  purpose for_what_{purpose::information};
  categories fields_{}, shown_{};
  bool writing_{false};
  obligations owes_{};
  enum_set<ground> on_{};
  std::optional<moment> until_{};
};

}  // namespace foothold
