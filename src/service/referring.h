#pragma once
// Handing a person over to another organisation: what is shared, with whom, for what, until when, with the person's yes
// as a permission; who received it sees and answers it. The rules of access say what can be shared at all.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/records.h"
#include "store/case_records.h"
#include "store/store.h"

namespace foothold {

// For what people of such an organisation read a file that was referred to them.
[[nodiscard]] purpose purpose_of_receiver(std::string_view kind_of_organisation);
// For what this role reads files that were referred to its organisation; nothing: it receives none.
[[nodiscard]] std::optional<purpose> purpose_of_receiver(role as);

// What a receiver for this purpose may be shown at all: by the rules of access, once it accepted.
[[nodiscard]] categories sharable_for(purpose why);

struct referral_order {
  std::string person{};
  std::string to_organisation{};
  purpose receiver_reads_for{purpose::referral};
  categories fields{};  // what the person said yes to; the referral itself is always among it
  date until{};         // last day
  std::string offer{};  // what it is for: a course, a place; may be empty
  std::string why{};    // as the person was shown it
  std::string asked{};  // how: in_person, interpreter, phone, paper
  std::string language{};
  std::string text_version{};  // of the text that the person was shown
};

inline constexpr days kLongestReferral{366};

// What is wrong with it, before anything is written; empty: nothing. The names of fields of the order.
[[nodiscard]] std::vector<std::string_view> faults_of(referral_order const& order, date today);

// The permission, then the referral that rests on it; asked again under the same key it is the same one. `by` leads the
// case. bad_input: faults_of() has something.
[[nodiscard]] result<written_row> send_referral(store& cases, actor const& by, referral_order const& order,
                                                change_request const& request, date today);

// A referral that waits for the caller's organisation or is worked on there, as far as the person permitted.
struct received_referral {
  referral_record is{};
  std::optional<std::string> name{};  // of the person, where it is shown
  date permitted_until{};
};
// The oldest first, at most `limit`. Each file is looked at by a read of its own, which the person sees in the log.
[[nodiscard]] result<std::vector<received_referral>> waiting_referrals(store& cases, caller const& who,
                                                                       std::int64_t limit = 50);

enum class referral_reply : std::uint8_t { accept, decline, give_back, finish };
// By who received it. Declining and giving back need a reason. Errors as answer_referral; bad_input: no reason.
[[nodiscard]] result<written_row> reply_to_referral(store& cases, caller const& who, std::string const& person,
                                                    change_request const& request, std::string const& id,
                                                    std::int64_t version, referral_reply reply,
                                                    std::string const& reason);
// A return is kGivenBack in `outcome`.

}  // namespace foothold
