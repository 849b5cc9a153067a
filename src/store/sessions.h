#pragma once
// Sessions: who is signed in where. Of the token that the browser keeps there is only a hash.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/words.h"
#include "base/date.h"
#include "store/cards.h"
#include "store/field_codec.h"
#include "store/record_id.h"
#include "store/snapshot.h"

namespace foothold {

using session_id = record_id<struct session_id_tag>;

struct new_session {
  session_id id{};
  std::string token_hash{};
  std::string holder{};  // id of a person or of a member of staff
  role as{role::anonymous};
  std::string organisation{};     // of staff
  std::optional<card_id> card{};  // with which it began
  bool shared{false};             // a phone or computer that others use too
  std::string device{};           // "android", "windows", ...: coarse, for the holder's own list
  instant began_at{}, ends_at{};
};

// A session and what is true of its holder at this moment.
struct session_row {
  session_id id{};
  std::string holder{};
  std::string role{}, organisation{};
  bool shared{false};
  std::string device{};
  instant began_at{}, used_at{}, proved_at{}, ends_at{};
  bool locked{false};

  std::string staff_role{};  // of the row of staff today; empty: there is none
  bool staff_active{false};
  std::string staff_organisation{};
  std::optional<date> staff_until{};
  bool vetted{false};        // the organisation, as an employer
  bool person_known{false};  // there is such a person
};

struct session_line {
  session_id id{};
  bool shared{false};
  std::string device{};
  instant began_at{}, used_at{}, ends_at{};
};

void add_session(installation_change& t, new_session const& s);
[[nodiscard]] std::optional<session_row> find_session(installation_view& s, std::string const& token_hash);
// The card with which it began, if that was not revoked.
[[nodiscard]] std::optional<card_row> card_of_session(installation_view& s, session_id const& id);
void use_session(installation_change& t, session_id const& id);
void lock_session(installation_change& t, session_id const& id);
// Under another token from now on.
void unlock_session(installation_change& t, session_id const& id, std::string const& token_hash);

// False: it is not this holder's, or not there.
bool end_session(installation_change& t, session_id const& id, std::string const& holder);
// All of the holder's but this one; all, where it is none. How many.
std::int64_t end_other_sessions(installation_change& t, std::string const& holder, session_id const& but);
// The newest use first.
[[nodiscard]] std::vector<session_line> sessions_of(installation_view& s, std::string const& holder,
                                                    std::int64_t limit);
// Those that are over.
std::int64_t forget_sessions(installation_change& t);

}  // namespace foothold
