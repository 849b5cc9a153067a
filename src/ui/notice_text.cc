#include "text/when.h"
#include "ui/plan_parts.h"
#include "ui/report.h"
#include "ui/words.h"

namespace foothold {

std::string notice_text(catalogue const& c, award_view const& v) {
  auto out = std::string{};
  auto const line = [&](std::string const& text) { out += text + "\n"; };
  line(v.is_new ? c("notice.title_new") : c("notice.title"));
  line(c("award.date", {phrase("date", plain_date(c, v.plan.as_of))}));
  line("");
  line(v.name + " (" + v.id + ")");
  line(c("person.goal") + ": " + v.plan.goal);
  line("");
  for (auto const& sentence : v.changed) {
    line(sentence);
  }
  if (has_way(v.plan)) {
    if (v.is_new) {
      line(c("person.day_one") + ": " + long_date(c, v.plan.goal_day));
    }
    line("");
    line(c("notice.plan"));
    line(c("award.yes.text"));
  }
  line("");
  line(c("award.object.text"));
  line(v.office.name.empty() ? c("report.object.nobody")
                             : c("report.object.ask") + ": " + v.office.name + ", " + v.office.phone);
  return out;
}

}  // namespace foothold
