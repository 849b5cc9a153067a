#pragma once
// What a person and the office write to each other: one thread for each person. A message to the person has the person
// as its reader; every other one is to the office. What was sent is never changed; only when it was read is noted.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/records.h"
#include "store/case_records.h"

namespace foothold {

// How soon the office answered this person, for whoever waits: at least half of `answers` came within so many days.
struct answer_times {
  std::size_t answers{0U};
  days half_within{0};
};
inline constexpr std::size_t kFewestAnswers{3U};  // fewer tell nothing
inline constexpr std::size_t kLastAnswers{9U};    // older ones tell of other people and other times

struct message_thread {
  std::vector<message_record> messages{};  // the oldest first
  std::optional<instant> waits_since{};    // the first message to the office that it has not answered
  std::size_t unread_by_office{0U}, unread_by_person{0U};
  std::optional<answer_times> office{};  // nothing: too few to say
};
[[nodiscard]] bool is_to_person(message_record const& m);
// `companions`: mentors and buddies, whose messages are no answers of the office.
[[nodiscard]] message_thread thread_of(std::vector<message_record> messages,
                                       std::vector<companion_record> const& companions);

struct message_draft {
  std::string words{};
  std::string phrase{};    // id of phrases.h, whose words in `language` stand in `words`; empty: own words
  std::string language{};  // of the words
};
inline constexpr std::size_t kLongestMessage{4'000U};  // bytes

// By the person or who acts for them to whoever leads the case, or to the organisation where nobody does; by others to
// the person. What was written to the sender's side counts as read from then on. bad_input: no words, too many of them,
// or a phrase that is none. Other errors as add_row.
[[nodiscard]] result<written_row> send_message(store& cases, caller const& who, std::string const& person,
                                               change_request const& request, message_draft const& draft);
// Notes that everything was read which was written to the caller's side.
[[nodiscard]] result<written_row> mark_messages_read(store& cases, caller const& who, std::string const& person,
                                                     change_request const& request);

}  // namespace foothold
