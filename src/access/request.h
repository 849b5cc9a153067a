#pragma once
// What is asked, and the facts it is judged by. Facts are read in the transaction of the act itself, so that a
// permission that was withdrawn a moment ago is seen.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "access/words.h"

namespace foothold {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

inline constexpr std::chrono::days kReferralWaits{14};       // then it is void
inline constexpr std::chrono::hours kAroundAppointment{24};  // before its beginning and after its end
inline constexpr std::chrono::minutes kEmergencyLasts{60};
inline constexpr int kMostEmergencies{5};  // a member of staff and day
inline constexpr std::chrono::days kReviewWithin{7};
inline constexpr std::size_t kShortestReason{10U};  // bytes; a word is no reason

struct actor {
  std::string id{};  // of a person, of staff or of a part of the program
  role as{role::anonymous};
  std::string tenant{};
  std::string organisation{};
  membership state{membership::invited};
  std::optional<moment> until{};  // the membership ends
  flags has{};
  actions session{};  // what this session or token may do; all_of<action>() for a person who signed in
};

// What the act is about.
struct resource {
  kind sort{kind::person};
  std::string subject{};  // id of the person or thing; empty where it is none, or many
  reach over{reach::one};
};

// A permission to share: the person's yes. Only those for the actor's organisation are handed in.
struct permission_fact {
  purpose for_what{purpose::referral};
  categories fields{};
  moment from{};
  moment until{};  // no longer at this moment
  bool withdrawn{false};
  bool onward{false};  // the receiver may refer on
};

enum class referral_stage : std::uint8_t { pending, accepted, rejected, done, revoked, void_ };
template <>
struct access_words<referral_stage> {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"pending", "accepted", "rejected", "done", "revoked", "void"});
};

// The newest referral of the person to the actor's organisation.
struct referral_fact {
  referral_stage stage{referral_stage::void_};
  moment sent{};
};

// An appointment of the actor with the person that was not cancelled.
struct appointment_fact {
  moment from{};
  moment until{};
};

// What is true between actor and resource, apart from the time. Everything unsaid is not so.
struct relation_facts {
  bool same_tenant{false};
  bool same_organisation{false};
  bool own{false};
  bool ward{false};
  bool household{false};
  bool assigned{false};  // counts only where same_organisation is true as well
  bool companion{false};
  std::optional<referral_fact> referral{};
  std::optional<appointment_fact> appointment{};
  std::optional<moment> emergency_opened{};  // by the actor
  std::vector<permission_fact> permissions{};
};

// Opening a file in an emergency.
struct emergency_case {
  std::string reason_code{};  // life, violence, child, authority, ...
  std::string reason{};
  int opened_today{0};  // by the actor, before this one
};

struct access_request {
  actor by{};
  action what{action::read};
  resource of{};
  purpose for_what{purpose::information};
  std::optional<emergency_case> emergency{};  // for open_emergency only
};

// Which relations hold at this moment.
[[nodiscard]] relations relations_at(relation_facts const& facts, moment now);

}  // namespace foothold
