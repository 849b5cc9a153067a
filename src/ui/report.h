#pragma once
// The report of a sharing of places and the page for one of its people, each a file of its own. What stands in
// report_view may be published: whoever fills it has put small groups together (pages/disclosure.h).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/policy.h"
#include "ui/frame.h"
#include "ui/views.h"

namespace foothold {

// Whom to ask; empty where the territory names nobody with a phone.
struct office_view {
  std::string name, phone;
};

// A number of people as it may be told, of those who took part.
struct told_people {
  enum class how : std::uint8_t { number, few, nearly_all };
  how told{how::number};
  std::uint64_t n{0U};  // number; rounded where the view says so
};

// An offer whose places are short.
struct short_offer {
  step_kind kind{step_kind::course};
  std::string title;
  date start;                    // of the date at which one more place saves most
  milli_days saves{0};           // there at most, weighed
  milli_days low{0}, high{0};    // saved by one more, lost by one less; 0 and 0: not worked out
  std::uint64_t about_people{};  // who have such a place or would need one, rounded
};

// One more place that money buys.
struct buy_view {
  std::string title;
  date start;
  std::uint64_t cents{0U};
  milli_days saves{0};     // weighed
  milli_days per_1000{0};  // for 1,000 EUR
};

// Two hours of a weekday.
struct hours_cell {
  std::uint64_t places{0U};  // 0: none at this time
  std::uint64_t taken{0U};
  bool hidden{false};  // too few people: taken and saves are 0
  milli_days saves{0};
};

constexpr unsigned kBands = 8U;
constexpr unsigned kBandMinutes = 120U;
constexpr unsigned kFirstBand = 6U * 60U;  // 06:00

struct hours_map {
  std::string id;     // unique in the page
  std::string title;  // what is counted
  std::array<std::array<hours_cell, kBands>, 7> cells{};
  week_pattern strongest;  // where one more place saves most
};

struct group_row {
  std::string group;
  std::uint64_t asked{0U};  // rounded
  told_people placed;
  milli_days average{0};
};

struct group_table {
  std::string title;
  std::vector<group_row> rows;  // empty: cannot be shown
};

// What the policy's rule of fairness gives and costs. Weighed averages of groups that may be told.
struct fairness_view {
  fairness_policy policy;
  milli_days worst{0}, worst_without{0};  // of the group that waits longest, with and without the rule
  milli_days bound{0};                    // no sharing brings that below
  bool kept{false};                       // of a floor
  milli_days price{0}, price_most{0};     // a person, and what is proven of it
};

// A job that is short of people, and who could reach it.
struct open_jobs {
  std::string title;
  std::uint32_t jobs{0U};
  std::uint64_t people{0U};                                       // looked at, rounded
  told_people soon{}, year{};                                     // in the job within two months, within a year
  std::vector<std::pair<std::string, std::uint64_t>> training{};  // on the way of the latter, for how many, rounded
};

// Places that are not shared now, for those who come soon.
struct kept_places {
  std::uint32_t weeks{0U};
  std::uint64_t places{0U};
};

struct report_view {
  std::string territory;
  date as_of;
  bool everybody{true};
  std::uint64_t people{0U}, places{0U}, sessions{0U};
  std::string policy_version, policy_author;
  policy weights;
  std::uint64_t seed{0U};
  told_people placed, first_placed;
  milli_days average{0}, first_average{0}, free_average{0};  // weighed
  milli_days scarcity{0};                                    // weighed average; 0: nothing is short
  std::int64_t gap{0};                                       // millionths
  std::optional<std::int64_t> gap_scarcity;
  std::optional<fairness_view> fairness;
  std::optional<kept_places> kept;
  std::string check_command;
  std::int64_t weight_tenths{10};   // of a person on average
  std::vector<short_offer> offers;  // what saves most first
  std::size_t hidden_offers{0U};    // short too, too few people
  std::uint64_t budget_cents{0U};
  std::vector<buy_view> buys, gifts;  // gifts cost nothing extra
  std::vector<open_jobs> open;        // most first
  std::vector<hours_map> maps;
  std::vector<group_table> groups;
  office_view office;
};

std::string report_screen(page_frame const& frame, catalogue const& c, report_view const& v);

// Two pictures of a week: how full the places are, and what one more place is worth.
std::string full_svg(hours_map const& map, catalogue const& c);
std::string value_svg(hours_map const& map, catalogue const& c);

void fairness_lines(html_writer& w, catalogue const& c, fairness_view const& v);

// What one person gets, why not more, what else they can do and whom to ask.
struct award_view {
  std::string name, id;
  plan_view plan;
  std::string host_language;
  std::uint32_t weight{1U};
  milli_days value{0};                            // z of what they get
  milli_days alone{0};                            // z with all places free
  std::vector<std::vector<std::string>> reasons;  // sentences that belong together
  std::vector<std::string> changed;               // why the plan is not that of before, sentence by sentence
  bool is_new{false};                             // there was nothing before
  office_view office;
};

// What a person is told at once when their plan has changed: plain text, to be sent or read out.
std::string notice_text(catalogue const& c, award_view const& v);

std::string award_screen(page_frame const& frame, catalogue const& c, award_view const& v);

// "Ask here": name and phone, or the office that gave the page.
void office_lines(html_writer& w, catalogue const& c, office_view const& office);

}  // namespace foothold
