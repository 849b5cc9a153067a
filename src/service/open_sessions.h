#pragma once
// Sessions at work: begun by a card or an account, found again by the token in the browser's cookie, locked, ended.
// What the holder may do is read anew with each request: who left or changed role is out at the next one.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/visitor.h"
#include "service/ways_in.h"
#include "store/sessions.h"

namespace foothold {

struct session_times {
  std::chrono::minutes idle{0}, absolute{0};
};
// RELIABILITY 4.3: staff, a newcomer's own phone, a phone or kiosk that is shared.
[[nodiscard]] session_times times_of(role as, bool shared);

inline constexpr std::chrono::seconds kUseNotedEach{30};  // so much earlier may an idle session end
inline constexpr std::chrono::minutes kProofLasts{5};     // flag signed_in_again
inline constexpr std::int64_t kMostSessionsShown{50};

// Where somebody signs in.
struct sign_in_place {
  bool shared{false};
  std::string device{};  // coarse: "android", "windows", ...
};

struct begun_session {
  std::string token{};  // for the cookie; nowhere else
  std::string id{};
};

struct open_session {
  visitor who{};
  session_id id{};
  bool locked{false};
  bool shared{false};
  instant ends_at{};
};

// Within the transaction that found PIN or password right.
struct session_holder {
  std::string id{};
  role as{role::anonymous};
  std::string organisation{};
  std::optional<card_id> card{};
};
[[nodiscard]] begun_session begin_session(installation_change& t, session_holder const& who,
                                          sign_in_place const& where);

// Nothing for a token that nobody has, and for a session that is over: too long unused, at its end, or of somebody who
// may not come in any more. Errors are those of the store.
[[nodiscard]] result<std::optional<open_session>> find_open_session(ways_in& in, std::string_view token);

// What every form of this session carries.
[[nodiscard]] std::string form_token_of(std::string_view token);

// Nothing is shown until PIN or second factor are given again.
[[nodiscard]] result<void> lock_open_session(ways_in& in, open_session const& s);

enum class proof : std::uint8_t { good, wrong, over };  // over: too often wrong, the session ended
struct proved {
  proof how{proof::wrong};
  std::string token{};  // the session's new one, where good
};
// out_of_time: too many at once.
[[nodiscard]] result<proved> unlock_with(ways_in& in, open_session const& s, std::string_view typed);

[[nodiscard]] result<void> end_open_session(ways_in& in, open_session const& s);
// Of the same holder. not_found: there is none.
[[nodiscard]] result<void> end_session_of(ways_in& in, open_session const& by, std::string_view id);
[[nodiscard]] result<void> end_all_other_sessions(ways_in& in, open_session const& by);
[[nodiscard]] result<std::vector<session_line>> list_sessions_of(ways_in& in, open_session const& by);

// Those that are over, once a day.
[[nodiscard]] result<void> forget_old_sessions(store& cases);

}  // namespace foothold
