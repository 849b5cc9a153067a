#pragma once
// Paper cards: a long secret on paper and a short PIN in the head. Here are only their hashes.
//
// A try is charged before the PIN is looked at, in a transaction of its own, so that a thousand at once are no more
// tries than a thousand one after the other.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "store/field_codec.h"
#include "store/record_id.h"
#include "store/snapshot.h"

namespace foothold {

inline constexpr std::int64_t kTriesBeforePause{5};
inline constexpr std::int64_t kTriesBeforeLock{10};  // since the last time it went well
inline constexpr std::chrono::minutes kSignInPause{15};

using card_id = record_id<struct card_id_tag>;

struct card_row {
  card_id id{};
  person_id person{};
  std::string pin_hash{};
  std::string language{};
  std::int64_t wrong{0};
  instant paused_until{};
  bool locked{false};

  [[nodiscard]] bool rests(instant const now) const { return locked || paused_until > now; }
};

struct new_card {
  card_id id{};
  person_id person{};
  std::string secret_hash{}, pin_hash{}, language{}, made_by{};
};

// Within a grant that writes how the person is reached (contact). Cards from before are revoked, and sessions that
// began with them end. not_found: the grant is none for this.
[[nodiscard]] result<void> add_card(transaction& t, new_card const& c);
// not_found: the grant is none for this, or there is no card.
[[nodiscard]] result<void> revoke_cards(transaction& t, person_id const& person);

// Not one that was revoked.
[[nodiscard]] std::optional<card_row> find_card(installation_view& s, std::string const& secret_hash);
// False: paused, locked or revoked; then nothing was charged.
bool try_card(installation_change& t, card_id const& id);
// The tries begin anew. False: it was revoked meanwhile.
bool card_went_well(installation_change& t, card_id const& id);

}  // namespace foothold
