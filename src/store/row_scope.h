#pragma once
// Which rows a grant covers: a row of the person it is about, of the actor's own cases, of the own organisation, or any
// of the tenant, and of these only in tables whose category it shows.

#include <cstddef>
#include <string>

#include "access/grant.h"
#include "base/date.h"
#include "store/field_codec.h"
#include "store/record_id.h"
#include "store/table.h"
#include "store/table_category.h"

namespace foothold {

// What the grant does not say itself, read in the same transaction. Empty: there is none.
struct row_scope {
  std::string organisation{};  // that answers for the person; for a list the actor's own
  std::string household{};     // of the person
  date today{};                // on which covers are looked at
};

namespace row_scope_detail {

inline std::string text_of(cell const& c) {
  auto const* const text = std::get_if<std::string>(&c);
  return text == nullptr ? std::string{} : *text;
}

// The person a row is about, the organisation it belongs to and who works on it; empty where the table has no such
// column.
template <typename Record>
std::string person_of(Record const& r) {
  if constexpr (requires { r.carer; }) {
    return text_of(cell_of(r.carer));
  } else if constexpr (requires { r.person; }) {
    return text_of(cell_of(r.person));
  } else if constexpr (requires { r.participant; }) {
    return text_of(cell_of(r.participant));
  } else if constexpr (table_of<Record>::kName == "persons") {
    return format_id(r.id);
  } else {
    return {};
  }
}
template <typename Record>
std::string organisation_of(Record const& r) {
  if constexpr (table_of<Record>::kName == "organisations") {
    return format_id(r.id);
  } else if constexpr (requires { r.organisation; }) {
    return text_of(cell_of(r.organisation));
  } else {
    return {};
  }
}
template <typename Record>
std::string worker_of(Record const& r) {
  if constexpr (requires { r.caseworker; }) {
    return text_of(cell_of(r.caseworker));
  } else if constexpr (requires { r.assignee; }) {
    return text_of(cell_of(r.assignee));
  } else {
    return {};
  }
}

}  // namespace row_scope_detail

struct row_access {
  grant const& granted;
  row_scope const& scope;

  [[nodiscard]] bool shows_special() const { return granted.shows(category::health); }
  [[nodiscard]] bool writes_special() const { return granted.writes(category::health); }

  template <typename Record>
  [[nodiscard]] bool shows(Record const& r) const {
    return granted.shows(kCategory<Record>) && covers(r);
  }
  template <typename Record>
  [[nodiscard]] bool writes(Record const& r) const {
    if (!granted.writes(kCategory<Record>) || !covers(r)) {
      return false;
    }
    // A case stays with the organisation that answers for it, and a row of the directory with its owner.
    if constexpr (table_of<Record>::kName == "persons") {
      return granted.over() == reach::tenant || row_scope_detail::organisation_of(r) == scope.organisation;
    } else if constexpr (kCategory<Record> == category::directory) {
      return granted.over() == reach::tenant || row_scope_detail::organisation_of(r) == granted.subject();
    } else {
      return true;
    }
  }

  // A person without a household may get one: the row comes first, then the person names it.
  template <typename Record>
  [[nodiscard]] bool adds(Record const& r) const {
    if constexpr (table_of<Record>::kName == "households") {
      if (granted.over() == reach::one && scope.household.empty() && !scope.organisation.empty()) {
        return granted.sort() == kind::person && granted.writes(kCategory<Record>);
      }
    }
    return writes(r);
  }

  // Permissions are given and referrals are sent, each by an act of its own that asks for more than adding does.
  template <typename Record>
  [[nodiscard]] bool may_add() const {
    constexpr auto kName = table_of<Record>::kName;
    return granted.over() != reach::one || ((kName != "permissions" || granted.what() == action::permit) &&
                                            (kName != "referrals" || granted.what() == action::refer));
  }

  // Permissions to share are given and withdrawn, and neither edited nor removed.
  template <typename Record>
  [[nodiscard]] bool is_permission() const {
    return table_of<Record>::kName == "permissions" && granted.over() == reach::one;
  }
  template <typename Record>
  [[nodiscard]] bool may(action const a) const {
    return !is_permission<Record>() || granted.what() == a;
  }
  template <typename Record>
  [[nodiscard]] bool only_withdraws(row const& before, row const& after) const {
    auto same = true;
    auto at = std::size_t{2U};
    for_each_column<Record>([&](auto const& c) {
      same = same && (c.name == "withdrawn_at" || before[at] == after[at]);
      ++at;
    });
    return same || !is_permission<Record>();
  }

private:
  template <typename Record>
  static constexpr category kCategory{category_of(table_of<Record>::kName)};

  template <typename Record>
  [[nodiscard]] bool is_own(Record const& r) const {
    auto const worker = row_scope_detail::worker_of(r);
    return !worker.empty() && worker == granted.by();
  }
  // The case of somebody who is away.
  template <typename Record>
  [[nodiscard]] bool is_covered(Record const& r) const {
    return r.cover && r.cover_from && r.cover_until && format_id(*r.cover) == granted.by() &&
           *r.cover_from <= scope.today && scope.today <= *r.cover_until;
  }

  template <typename Record>
  [[nodiscard]] bool covers(Record const& r) const {
    using namespace row_scope_detail;
    constexpr auto kName = table_of<Record>::kName;
    if (granted.over() == reach::tenant || kCategory<Record> == category::directory) {
      return true;
    }
    if constexpr (kCategory<Record> == category::team) {
      return !granted.subject().empty() && organisation_of(r) == granted.subject();
    }
    switch (granted.over()) {
      case reach::one:
        if constexpr (kName == "households") {
          return !scope.household.empty() && format_id(r.id) == scope.household;
        } else {
          return !granted.subject().empty() && person_of(r) == granted.subject();
        }
      case reach::caseload:
        if constexpr (kName == "persons") {
          return organisation_of(r) == scope.organisation && (is_own(r) || is_covered(r));
        } else {
          return is_own(r);
        }
      case reach::organisation:
        return kName == "persons" && !scope.organisation.empty() && organisation_of(r) == scope.organisation;
      case reach::tenant:
        break;
    }
    return false;
  }
};

}  // namespace foothold
