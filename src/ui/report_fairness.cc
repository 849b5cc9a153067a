#include "text/when.h"
#include "ui/html.h"
#include "ui/report.h"

namespace foothold {

namespace {

std::string groups_words(catalogue const& c, grouping const by) {
  switch (by) {
    case grouping::sex:
      return c("report.fair.by.sex");
    case grouping::age_band:
      return c("report.fair.by.age_band");
    case grouping::care_duty:
      return c("report.fair.by.care_duty");
    case grouping::origin_group:
      return c("report.fair.by.origin_group");
    case grouping::municipality:
      return c("report.fair.by.municipality");
  }
  return {};
}

std::string outcome_words(catalogue const& c, fairness_view const& v) {
  auto const weeks = [&](std::string_view const name, milli_days const value) {
    return phrase(name, exact_weeks(c, value));
  };
  auto const ours = weeks("ours", v.worst);
  auto const floor = weeks("floor", v.policy.floor);
  auto const bound = weeks("bound", v.bound);
  if (v.policy.rule != fairness_rule::floor) {
    return c("report.fair.worst", {ours, weeks("without", v.worst_without), bound});
  }
  if (v.kept) {
    return c("report.fair.kept", {floor, ours});
  }
  return v.bound > v.policy.floor ? c("report.fair.cannot", {floor, bound})
                                  : c("report.fair.missed", {floor, ours, bound});
}

}  // namespace

void fairness_lines(html_writer& w, catalogue const& c, fairness_view const& v) {
  w.leaf("h3", {}, c("report.fair"));
  w.leaf("p", {}, c("report.fair.protects", {phrase("groups", groups_words(c, v.policy.by))}));
  w.leaf("p", {{"class", "say"}}, outcome_words(c, v));
  if (v.policy.rule == fairness_rule::leximin) {
    w.leaf("p", {}, c("report.fair.then"));
  }
  w.leaf("p", {{"class", "say"}},
         v.price == 0 ? c("report.fair.free")
                      : c("report.fair.price", {phrase("price", exact_weeks(c, v.price, 2U)),
                                                phrase("high", exact_weeks(c, v.price_most, 2U))}));
}

}  // namespace foothold
