#include "service/reminding.h"

#include <functional>
#include <string>

#include "store/reminders.h"

namespace foothold {
namespace {

access_request over_everybody(installation const& office) {
  return {.by = {.id = "reminders",
                 .as = role::service,
                 .tenant = office.options().data.tenant,
                 .state = membership::active,
                 .session = all_of<action>()},
          .what = action::change_many,
          .of = {.sort = kind::person, .subject = {}, .over = reach::tenant},
          .for_what = purpose::reminding,
          .emergency = std::nullopt};
}

// Stretch by stretch, each in a transaction of its own.
result<void> until_done(installation& office, char const* const what,
                        std::function<result<std::string>(transaction&, page const&)> const& step) {
  for (auto from = page{};;) {
    auto const done = office.cases().write(over_everybody(office), {.key = format_id(random_id()), .request = what},
                                           [&](transaction& t) { return step(t, from); });
    if (!done) {
      return tl::make_unexpected(done.error());
    }
    if (done->text.empty()) {
      return {};
    }
    from.after = done->text;
  }
}

}  // namespace

result<void> remind(installation& office) {
  auto const day = today(office.clock());
  return until_done(office, "papers", [&](transaction& t, page const& p) { return remind_of_papers(t, day, p); })
      .and_then([&] {
        return until_done(office, "referrals",
                          [](transaction& t, page const& p) { return end_silent_referrals(t, p); });
      })
      .and_then([&] {
        return until_done(office, "closed cases",
                          [&](transaction& t, page const& p) { return follow_up_closed_cases(t, day, p); });
      })
      .and_then([&] {
        return until_done(office, "done referrals",
                          [&](transaction& t, page const& p) { return follow_up_done_referrals(t, day, p); });
      });
}

}  // namespace foothold
