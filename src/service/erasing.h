#pragma once
// Erasing a person (Art. 17 and 19 GDPR): the rows and the intention in one transaction, then the ledger and the keys,
// so that copies of any age cannot be read either. Whoever was told that it is done may count on it. What a kill leaves
// half done is carried out before anybody is let in again.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "access/request.h"
#include "base/result.h"
#include "service/installation.h"
#include "store/erase.h"
#include "store/store.h"
#include "vault/erasure_ledger.h"

namespace foothold {

// Copies of the key store are deleted after so many days: then no copy of anything can be read any more.
inline constexpr std::chrono::days kKeyCopiesLast{30};

struct erasure_receipt {
  std::string person;
  erasure entry;  // of the ledger
  erased_rows rows;
  date gone_everywhere_on{};
  bool repeated{false};  // it was done before, under the same idempotency key
};

// `asked.what` is action::erase. not_found: no such person, or not for this actor. After any other error the same
// request may be made again.
[[nodiscard]] result<erasure_receipt> erase_person(installation& office, access_request const& asked,
                                                   change_request const& request);

// Who is erased and had rows again, because an older copy of the data brought them back. The rows are taken out.
struct rows_back {
  std::string subject;
  std::int64_t rows{0};
};
[[nodiscard]] result<std::vector<rows_back>> remove_what_came_back(store& cases, vault& keys);

// Whatever the ledger or the store knows of and is not done: keys, and rows that an older copy brought back. Returns
// how many subjects it had to do with.
[[nodiscard]] result<std::size_t> carry_out_erasures(installation& office);

// One line for the person to keep, signed by the installation: docs/formats/erasure.md.
[[nodiscard]] std::string format_receipt(erasure_receipt const& r, signing_key const& key);

}  // namespace foothold
