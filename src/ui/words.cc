#include "ui/words.h"

#include "text/when.h"

namespace foothold {

std::string where_words(catalogue const& c, step_view const& step) {
  return step.online ? c("plan.online") : step.place;
}

std::string weeks_of(catalogue const& c, milli_days const value) {
  return span_in_words(c, days{(value + kMilliDaysPerDay / 2) / kMilliDaysPerDay});
}

std::string proof_words(catalogue const& c, plan_view const& plan) {
  return plan.status == plan_status::exact ? c("plan.exact")
                                           : c("plan.best_found", {phrase("time", weeks_of(c, plan.gap))});
}

std::string totals_words(catalogue const& c, plan_view const& plan) {
  auto const steps = c("start.steps", {{"n", static_cast<std::int64_t>(plan.steps.size())}});
  auto const money = plan.own_cents == 0U ? c("plan.free") : euros(c, plan.own_cents);
  auto const time = c("when.hours", {{"n", static_cast<std::int64_t>((plan.minutes + 30U) / 60U)}});
  return c("plan.total", {phrase("steps", steps), phrase("time", time), phrase("money", money)});
}

std::string tight_words(catalogue const& c, tight_view const& tight) {
  if (tight.opens) {
    return c("plan.tight_opens", {phrase("what", tight.what)});
  }
  if (tight.sooner > days{0}) {
    return c("plan.tight_sooner", {phrase("what", tight.what), phrase("time", span_in_words(c, tight.sooner))});
  }
  return c("plan.tight_lighter", {phrase("what", tight.what), phrase("time", weeks_of(c, tight.gain))});
}

std::string joined(catalogue const& c, std::vector<std::string> const& items) {
  auto out = std::string{};
  for (auto const& item : items) {
    out = out.empty() ? item : c("when.list", {phrase("head", out), phrase("tail", item)});
  }
  return out;
}

}  // namespace foothold
