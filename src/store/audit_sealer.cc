#include "store/audit_sealer.h"

#include <new>
#include <stop_token>

#include "store/audit_chain.h"
#include "store/audit_head.h"
#include "store/catalogue.h"

namespace foothold {
namespace {

constexpr std::int64_t kAtOnce{5'000};

}  // namespace

result<std::int64_t> link_what_waits(engine& e) {
  auto sum = std::int64_t{0};
  for (auto linked = kAtOnce; linked == kAtOnce;) {
    auto const done = e.write([&](connection& c) -> result<void> {
      linked = link_entries(c, kAtOnce);
      return {};
    });
    if (!done && done.error().code == errc::conflict) {
      break;  // another node linked the same entries
    }
    if (!done) {
      return tl::make_unexpected(done.error());
    }
    sum += linked;
  }
  return sum;
}

result<std::string> sign_what_is_linked(engine& e, signing_key const& key, instant const now) {
  if (auto const linked = link_what_waits(e); !linked) {
    return tl::make_unexpected(linked.error());
  }
  auto line = std::string{};
  auto const written = e.write([&](connection& c) -> result<void> {
    auto const end = end_of_chain(c);
    if (end.position == 0) {
      return fail(errc::not_found, "the audit has no entries to sign yet");
    }
    line = format_head(sign_head(key, end.position, end.hash, now));
    c.change(kWriteHead, row{end.position, line});
    return {};
  });
  return written.map([&] { return std::move(line); });
}

audit_sealer::audit_sealer(engine& e, std::chrono::milliseconds const pause)
    : thread_{[this, &e, pause](std::stop_token const& stop) {
        auto lock = std::unique_lock{mutex_};
        while (!woken_.wait_for(lock, stop, pause, [] { return false; }) && !stop.stop_requested()) {
          // What fails now, because the server is away or another node was faster, is linked in the next turn; until
          // then the verifier counts it as waiting.
          try {
            [[maybe_unused]] auto const linked = link_what_waits(e);
          } catch (std::bad_alloc const&) {
            // As well.
          }
        }
      }} {}

audit_sealer::~audit_sealer() {
  thread_.request_stop();
}

}  // namespace foothold
