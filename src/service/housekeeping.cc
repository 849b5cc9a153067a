#include "service/housekeeping.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "service/case_files.h"
#include "service/nightly_copies.h"
#include "service/open_sessions.h"
#include "service/reminding.h"
#include "service/retention.h"
#include "service/signing.h"
#include "sys/log.h"

namespace foothold {

result<housekeeping_report> keep_house(installation& office, settings const& s) {
  auto report = housekeeping_report{};
  if (auto const reminded = remind(office); !reminded) {
    return tl::make_unexpected(reminded.error());
  }
  for (auto more = true; more;) {
    auto const gone = carry_out_retention(office, s.closed_cases_kept_months);
    if (!gone) {
      return tl::make_unexpected(gone.error());
    }
    report.cases += gone->cases.size();
    report.proofs += gone->proofs;
    more = gone->more;
  }
  if (auto const forgotten = office.cases().forget_old_keys(); !forgotten) {
    return tl::make_unexpected(forgotten.error());
  }
  if (auto const over = forget_old_sessions(office.cases()); !over) {
    return tl::make_unexpected(over.error());
  }
  auto const tidied = tidy_files(office.cases(), office.files(), kUploadsLast);
  if (!tidied) {
    return tl::make_unexpected(tidied.error());
  }
  report.files_missing = tidied->missing;
  auto const key = signing_key_of(office);
  if (!key) {
    return tl::make_unexpected(key.error());
  }
  auto const head = office.cases().sign_audit(*key);
  if (!head && head.error().code != errc::not_found) {
    return tl::make_unexpected(head.error());
  }
  report.signed_audit = head.has_value();
  return make_nightly_copies(office, s).map([&](nightly_report&& copies) {
    report.copies = std::move(copies);
    return std::move(report);
  });
}

void keep_house_daily(installation& office, settings const& s, std::stop_token const& stop) {
  auto const nap = std::chrono::minutes{10};
  auto lock = std::mutex{};
  auto woken = std::condition_variable_any{};
  auto kept = date{};  // the last day on which it was done
  auto not_before = office.clock().steady();
  while (!stop.stop_requested()) {
    auto const day = today(office.clock());
    auto const now = office.clock().steady();
    if (kept != day && now >= not_before) {
      auto const done = keep_house(office, s);
      if (done) {
        kept = day;
        log(log_level::info, "housekeeping", "done",
            {{"cases", done->cases},
             {"proofs", done->proofs},
             {"copied", done->copies.data.empty() ? "no" : "yes"},
             {"tried", done->copies.drill ? "yes" : "no"}});
        if (done->files_missing != 0) {
          log(log_level::error, "housekeeping", "bytes of files are not there", {{"files", done->files_missing}});
        }
        if (!s.copies.empty() && state_of_copies(office).drill_late()) {
          log(log_level::warn, "housekeeping", "no copy was tried in time", {});
        }
      } else {
        not_before = now + std::chrono::hours{1};
        log(log_level::warn, "housekeeping", "failed", {{"why", done.error().message}});
      }
    }
    auto held = std::unique_lock{lock};
    woken.wait_for(held, stop, nap, [] { return false; });
  }
}

}  // namespace foothold
