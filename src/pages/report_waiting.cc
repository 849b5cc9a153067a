#include "pages/report_waiting.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "pages/disclosure.h"
#include "pages/plan_views.h"

namespace foothold {

namespace {

constexpr milli_days kMostValue = 100'000'000'000;     // sums stay in 64 bits, whatever the file says
constexpr auto kAges = std::array{0, 25, 35, 45, 55};  // each band begins here

class audit {
public:
  audit(speaker const& say, allocation_run const& run) : say_{say}, c_{say.texts()}, run_{run} {}

  std::vector<group_table> tables() const { return {by_sex(), by_age(), by_care(), by_status()}; }
  std::vector<group_table> protected_tables() const { return {by_sex(), by_age(), by_origin(), by_care()}; }

private:
  using group_of = std::function<std::size_t(person const&)>;

  [[nodiscard]] group_table by_sex() const {
    return by(c_("report.waits.sex"), {c_("report.group.women"), c_("report.group.men"), c_("report.group.other_sex")},
              [](person const& p) { return p.sex == sex::female ? 0U
                                           : p.sex == sex::male ? 1U
                                                                : 2U; });
  }
  [[nodiscard]] group_table by_age() const {
    return by(c_("report.waits.age"), ages(), [&](person const& p) { return age_band(p); });
  }
  [[nodiscard]] group_table by_care() const {
    return by(c_("report.waits.care"), {c_("report.group.care"), c_("report.group.no_care")},
              [](person const& p) { return p.cares_for.empty() ? 1U : 0U; });
  }
  [[nodiscard]] group_table by_status() const {
    return by(c_("report.waits.status"), statuses(),
              [](person const& p) { return static_cast<std::size_t>(p.legal.status); });
  }
  // In the order of origin_group.
  [[nodiscard]] group_table by_origin() const {
    return by(c_("report.waits.origin"),
              {c_("report.group.origin.not_stated"), c_("report.group.origin.europe"),
               c_("report.group.origin.west_asia_north_africa"), c_("report.group.origin.africa_south_of_sahara"),
               c_("report.group.origin.central_south_asia"), c_("report.group.origin.east_asia_pacific"),
               c_("report.group.origin.americas")},
              [](person const& p) { return static_cast<std::size_t>(p.origin); });
  }

  [[nodiscard]] std::vector<std::string> ages() const {
    auto out = std::vector<std::string>{};
    for (auto i = std::size_t{0U}; i != kAges.size(); ++i) {
      auto const from = phrase("from", std::to_string(kAges.at(i)));
      if (i + 1U == kAges.size()) {
        out.push_back(c_("report.group.over", {from}));
        continue;
      }
      auto const end = kAges.at(i + 1U);
      out.push_back(i == 0U ? c_("report.group.under", {phrase("to", std::to_string(end))})
                            : c_("report.group.between", {from, phrase("to", std::to_string(end - 1))}));
    }
    return out;
  }

  [[nodiscard]] std::size_t age_band(person const& p) const {
    auto band = std::size_t{0U};
    while (band + 1U != kAges.size() && age_on(p.birth, run_.as_of) >= kAges.at(band + 1U)) {
      ++band;
    }
    return band;
  }

  [[nodiscard]] std::vector<std::string> statuses() const {
    auto out = std::vector<std::string>{};
    for (auto s = residence_status::applicant; s <= residence_status::citizen;
         s = static_cast<residence_status>(static_cast<int>(s) + 1)) {
      out.push_back(status_in_words(c_, s));
    }
    return out;
  }

  [[nodiscard]] group_table by(std::string title, std::vector<std::string> const& names, group_of const& of) const {
    auto groups = std::vector<group_count>{};
    for (auto const& name : names) {
      groups.push_back({.name = name});
    }
    for (auto const& row : run_.each) {
      if (auto const who = say_.index().person(row.person); who.valid()) {
        auto& group = groups.at(of(say_.place().people[who]));
        ++group.people;
        group.placed += row.placed ? 1U : 0U;
        group.sum += std::clamp<milli_days>(row.value, -kMostValue, kMostValue);
      }
    }
    auto out = group_table{std::move(title), {}};
    for (auto const& g : publishable(std::move(groups), c_("report.group.rest"))) {
      auto placed = tell(g.placed, g.people);
      placed.n = rounded(placed.n);
      out.rows.push_back({g.name, rounded(g.people), placed, g.sum / static_cast<milli_days>(g.people)});
    }
    return out;
  }

  speaker const& say_;
  catalogue const& c_;
  allocation_run const& run_;
};

}  // namespace

std::vector<group_table> who_waits(speaker const& say, allocation_run const& run) {
  return audit{say, run}.tables();
}

std::vector<group_table> protected_audit(speaker const& say, allocation_run const& run) {
  return audit{say, run}.protected_tables();
}

}  // namespace foothold
