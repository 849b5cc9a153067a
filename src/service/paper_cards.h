#pragma once
// Newcomers sign in with a paper card and a PIN. A card is made by whoever works on the case; making another one, or
// revoking, ends the sessions that began with the one before.

#include <optional>
#include <string>

#include "access/request.h"
#include "base/result.h"
#include "service/open_sessions.h"
#include "service/ways_in.h"
#include "store/record_id.h"

namespace foothold {

struct card_wish {
  actor by{};
  purpose why{purpose::counselling};
  person_id person{};
  std::string language{};            // of the paper; empty: the person's, else "en"
  std::optional<std::string> pin{};  // chosen by the person, as typed; nothing: one at random
};

struct made_card {
  std::string secret{};  // kCardDigits digits: for the paper, and nowhere else
  std::string pin{};     // told to the person
  std::string language{};
};

// not_found: there is no such person, or not for this actor; bad_input: the PIN is too easy, or none.
[[nodiscard]] result<made_card> make_card(ways_in& in, card_wish const& wish);
// The card was lost. not_found also where there is none.
[[nodiscard]] result<void> revoke_card(ways_in& in, actor const& by, person_id const& person,
                                       purpose why = purpose::counselling);

enum class entry : std::uint8_t { open, wrong, paused, locked };
struct signed_in {
  entry how{entry::wrong};
  begun_session session{};  // where open
};

// A secret that nobody has, and a PIN that is wrong, cost the same: one slow hash and two writes. out_of_time: too many
// at once. `secret` are digits.
[[nodiscard]] result<signed_in> sign_in_with_card(ways_in& in, std::string_view secret, std::string_view pin,
                                                  sign_in_place const& where);

}  // namespace foothold
