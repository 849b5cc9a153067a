#pragma once
// What has changed since a sharing of places was made. CHANGES.json (docs/formats/changes.md) is this as a file.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace foothold {

// Places of a session that are shared now.
struct session_places {
  std::string session;
  std::uint32_t places{0U};  // 0: it is cancelled

  bool operator==(session_places const&) const = default;
};

// Takes no more part.
struct dropped_person {
  std::string person;
  std::string from;  // session: steps that begin before it stay theirs; empty: all places are given back

  bool operator==(dropped_person const&) const = default;
};

// The person has said yes to this place: it is not taken from them.
struct confirmed_place {
  std::string person;
  std::string session;

  bool operator==(confirmed_place const&) const = default;
};

struct sharing_changes {
  date today;
  std::vector<session_places> places;      // by session
  std::vector<dropped_person> dropped;     // by person
  std::vector<confirmed_place> confirmed;  // by person and session
  std::vector<std::string> arrived;        // by id; where the run is that of a list: who joins it

  bool operator==(sharing_changes const&) const = default;
};

}  // namespace foothold
