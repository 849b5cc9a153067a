#pragma once
// "Did this help you?": asked of the person once after a service, which is an appointment that was kept or a referral
// that was done. The answer is about the service. It is never summed up for a person, and nothing is decided by it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/case_file.h"
#include "service/records.h"
#include "store/case_records.h"

namespace foothold {

// Later nobody remembers.
inline constexpr days kAskedFor{60};

struct asked_service {
  std::string about{};  // help_answers.about
  instant at{};         // when it was over
  std::optional<appointment_record> appointment{};
  std::optional<referral_record> referral{};  // one of the two
};
// What the file's person can still be asked about, the newest first.
[[nodiscard]] std::vector<asked_service> open_help_questions(case_file const& f, instant now);
// The service of an answer; nothing: it is not in the file any more.
[[nodiscard]] std::optional<asked_service> service_of(case_file const& f, std::string_view about);

struct help_reply {
  std::string about{};
  help_answer answer{};  // left: not asked again
  std::string words{};   // may be empty
};
// By the person or who acts for them. not_found: no such service, or it is not over. conflict: answered before.
[[nodiscard]] result<written_row> answer_help_question(store& cases, caller const& who, std::string const& person,
                                                       change_request const& request, help_reply const& reply);

}  // namespace foothold
