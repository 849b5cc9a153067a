#pragma once
// A person leaves the store: every row of theirs in one transaction, and a note that their keys are to be destroyed
// next (service/erasing.h). The audit stays: it holds ids only. What a fund's auditors may ask stays until its own day,
// under a key of its own, and is told to who asked.

#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "store/record_id.h"
#include "store/snapshot.h"

namespace foothold {

struct kept_proof {
  std::string fund;
  date until_on{};
};

struct erased_rows {
  std::int64_t rows{0};
  std::vector<std::string> recipients;  // organisations that received something of the person (Art. 19 GDPR)
  std::vector<kept_proof> kept;
  std::vector<std::string> files;  // ids of those whose bytes go next
};

// Asks for a grant of action::erase for this person. The household goes with the last of it. Says "person.erased" and,
// for each recipient, "owed.tell_recipient" in the outbox. not_found: no such person, or not for this actor.
[[nodiscard]] result<erased_rows> erase_rows(transaction& t, person_id const& person);

// The same for a person whose keys are destroyed already, when rows come back from an older copy. Returns how many.
std::int64_t remove_rows_of_erased(installation_change& t, std::string const& subject);

[[nodiscard]] bool has_rows(installation_view& s, std::string const& subject);

// Proofs whose last day is over, at most `limit` of them. Returns how many.
std::int64_t drop_old_proofs(installation_change& t, date today, std::int64_t limit);

// Subjects whose rows are gone and whose keys may still be there.
[[nodiscard]] std::vector<std::string> erasures_begun(installation_view& s);
void end_erasure(installation_change& t, std::string const& subject);

// Persons whose case was closed before this day and of whom nothing was decided since `decided`, in the order of ids.
[[nodiscard]] std::vector<std::string> closed_before(installation_view& s, date day, instant decided,
                                                     std::string const& after, std::int64_t limit);

}  // namespace foothold
