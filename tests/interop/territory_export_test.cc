#include "interop/territory_export.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "interop/folder.h"
#include "interop/random.h"
#include "world.h"

namespace foothold {
namespace {

// What a pack holds; the hashes are of the files and differ where only the writing differs.
template <typename Same>
void compare(territory const& a, territory const& b, Same const& same) {
  same("id", a.id == b.id && a.country == b.country && a.nuts == b.nuts && a.currency == b.currency);
  same("name", a.name == b.name);
  same("languages", a.languages == b.languages && a.sources == b.sources);
  same("days", a.as_of == b.as_of && a.holidays == b.holidays);
  same("numbers", a.minutes_per_lesson == b.minutes_per_lesson && a.confirm_days == b.confirm_days &&
                      a.care_until_years == b.care_until_years && a.horizon_days == b.horizon_days);
  same("zones", std::ranges::equal(a.zones, b.zones));
  same("organisations", std::ranges::equal(a.organisations, b.organisations));
  same("locations", std::ranges::equal(a.locations, b.locations));
  same("offers", std::ranges::equal(a.offers, b.offers));
  same("sessions", std::ranges::equal(a.sessions, b.sessions));
  same("occupations", std::ranges::equal(a.occupations, b.occupations));
  same("vacancies", std::ranges::equal(a.vacancies, b.vacancies));
  same("services", a.services == b.services);
  same("travel", a.travel == b.travel);
  same("shortages", a.shortages == b.shortages);
  same("rules", a.rules == b.rules);
  same("weights", a.weights == b.weights);
  same("households", std::ranges::equal(a.households, b.households));
  same("children", std::ranges::equal(a.children, b.children));
  same("people", std::ranges::equal(a.people, b.people));
  same("fact_labels", a.fact_labels == b.fact_labels);
  same("facts", a.facts.size() == b.facts.size());
  for (auto i = std::size_t{0U}; i != std::min(a.facts.size(), b.facts.size()); ++i) {
    same("fact", a.facts.name(fact_idx{i}) == b.facts.name(fact_idx{i}));
  }
}

// The same territory with the fact ids of another table.
territory with_facts_of(territory t, fact_table const& facts) {
  auto const renamed = [&](fact_idx& f) { f = facts.find(t.facts.name(f)).value_or(fact_idx{}); };
  auto const all = [&](std::vector<fact_idx>& list) { std::ranges::for_each(list, renamed); };
  for (auto& o : t.offers) {
    all(o.needs);
    all(o.gives);
  }
  for (auto& o : t.occupations) {
    all(o.needs);
  }
  for (auto& v : t.vacancies) {
    all(v.needs);
  }
  for (auto& p : t.people) {
    std::ranges::for_each(p.facts, renamed, &held_fact::fact);
  }
  t.facts = facts;
  return t;
}

// A valid territory with every field somewhere filled, drawn from a seed.
class drawn_territory {
public:
  explicit drawn_territory(std::uint64_t const seed) : random_{seed, "territory", 0U} { fill(); }
  territory t;

private:
  std::uint64_t below(std::uint64_t const n) { return random_.below(n); }
  bool coin() { return below(2U) == 0U; }
  template <typename T>
  T number(std::uint64_t const most) {
    return coin() ? T{0} : static_cast<T>(below(most + 1U));
  }
  date any_day() { return t.as_of + days{static_cast<int>(below(800U))}; }
  std::optional<date> maybe_day() { return coin() ? std::nullopt : std::optional{any_day()}; }
  std::optional<bool> answer() { return coin() ? std::nullopt : std::optional{coin()}; }
  std::string words() {
    constexpr auto kWords = std::to_array<std::string_view>({"", "a", "two words", "comma, quote \"q\"", "semi;colon",
                                                             "Käse", "line\nbreak", "مرحبا", "=1+1", "-x", "1,5"});
    return std::string{kWords[below(kWords.size())]};
  }
  label any_label() {
    auto out = label{{{"en", "en " + words() + "."}}};
    if (coin()) {
      out.texts.emplace_back("de", "de " + words() + ".");
    }
    if (coin()) {
      out.texts.emplace_back("ar", "مرحبا");
    }
    return out;
  }
  week_pattern any_week(bool const needed) {
    auto out = week_pattern{};
    for (auto d = 0U; d != 7U; ++d) {
      if ((needed && d == 0U) || coin()) {
        auto const from = static_cast<std::uint16_t>(below(1200U));
        out.push_back({static_cast<std::uint8_t>(d), from, static_cast<std::uint16_t>(from + 1U + below(240U))});
      }
    }
    return out;
  }
  std::vector<fact_idx> some_facts() {
    constexpr auto kFacts = std::to_array<std::string_view>({"language:de:a2", "digital:pc:office", "x:y", "a:b:c"});
    auto out = std::vector<fact_idx>{};
    for (auto const f : kFacts) {
      if (coin()) {
        out.push_back(t.facts.add(f));
      }
    }
    return out;
  }
  template <typename Map>
  auto one_of(Map const& map) {
    auto const ids = map.ids();
    return *(ids.begin() + static_cast<std::ptrdiff_t>(below(map.size())));
  }

  void fill() {
    t.id = "drawn";
    t.name = {{{"ar", "مرحبا"}, {"de", "Tal"}, {"en", "Valley"}}};
    t.country = "DE";
    t.nuts = words();
    t.languages = {"en", "de", "ar"};
    t.currency = "EUR";
    t.as_of = day("2026-03-01");
    t.minutes_per_lesson = static_cast<std::uint16_t>(30U + below(30U));
    t.confirm_days = number<std::uint16_t>(60U);
    t.care_until_years = number<std::uint8_t>(18U);
    t.horizon_days = static_cast<std::uint16_t>(900U + below(2000U));
    t.holidays = {t.as_of + days{3}, t.as_of + days{99}};
    t.sources = {"first", "second \"quoted\""};
    for (auto const* const zone : {"town", "hill", "lake.2"}) {
      t.zones.push_back(zone);
    }
    auto& w = t.weights;
    w = {"v1",
         "A. Author",
         number<milli_days>(9999U),
         number<milli_days>(9999U),
         number<milli_days>(9999U),
         {number<milli_days>(99U), -7, 12'345},
         number<milli_days>(5000U),
         number<milli_days>(2'000'000U),
         3U,
         2U,
         static_cast<std::uint32_t>(below(9U)),
         {fairness_rule::floor, grouping::municipality, number<milli_days>(900'000U)}};
    for (auto i = 0; i != 4; ++i) {
      auto const id = std::to_string(i);
      t.organisations.push_back({"o" + id, any_label(), coin() ? "ngo" : "provider", words(), words()});
      t.locations.push_back({"l" + id, any_label(), one_of(t.zones)});
      t.travel.push_back({"t" + id, one_of(t.zones), one_of(t.zones), coin() ? kBus : kWalk,
                          static_cast<std::uint8_t>(coin() ? 0x7FU : 1U + below(0x7EU)),
                          static_cast<std::uint16_t>(coin() ? 0U : 360U),
                          static_cast<std::uint16_t>(coin() ? 1440U : 1200U), number<std::uint16_t>(90U), words()});
    }
    fill_offers();
    fill_jobs();
    fill_people();
    t.services.push_back({"s",
                          one_of(t.organisations),
                          any_label(),
                          "advice",
                          one_of(t.locations),
                          any_week(false),
                          {"de", "ar"},
                          words(),
                          words(),
                          any_day()});
    t.shortages.push_back({"22", 17U, words()});
    t.rules.push_back({"R-1",
                       "DE",
                       "work_access:employment",
                       "3",
                       "months",
                       "status=applicant; in_reception_centre=no",
                       maybe_day(),
                       std::nullopt,
                       "https://law.example",
                       maybe_day(),
                       confidence::p,
                       words(),
                       any_day(),
                       "registered",
                       words(),
                       number<std::uint16_t>(90U),
                       words(),
                       number<std::uint16_t>(90U),
                       coin(),
                       number<std::uint16_t>(90U),
                       words()});
    t.fact_labels = {{"language:", any_label()}, {"x:y", any_label()}};
  }

  void fill_offers() {
    for (auto i = 0; i != 6; ++i) {
      auto o = offer{};
      o.id = "offer." + std::to_string(i);
      o.organisation = one_of(t.organisations);
      o.kind = static_cast<offer_kind>(i);
      o.title = any_label();
      o.needs = i == 0 ? std::vector<fact_idx>{} : some_facts();
      if (i == 0) {  // gives everything, so that nothing waits for itself
        for (auto const* const f : {"language:de:a2", "digital:pc:office", "x:y", "a:b:c"}) {
          o.gives.push_back(t.facts.add(f));
        }
      } else if (o.kind != offer_kind::childcare) {
        o.gives = some_facts();
      }
      o.who.women_only = coin();
      o.who.age_from = number<std::uint8_t>(20U);
      o.who.age_to = static_cast<std::uint8_t>(coin() ? 255U : 60U);
      o.who.statuses =
          coin() ? std::vector{residence_status::refugee, residence_status::citizen} : std::vector<residence_status>{};
      if (coin()) {
        o.who.window_anchor = "arrived";
        o.who.window_days = 90U;
      }
      o.modality = i == 2 ? modality::online : modality::on_site;
      o.own_cents = number<std::uint32_t>(99'999U);
      o.public_cents = number<std::uint32_t>(9'999'999U);
      o.lessons = number<std::uint16_t>(900U);
      o.language_percent = number<std::uint8_t>(100U);
      o.study_minutes = number<std::uint16_t>(600U);
      o.duration_days = static_cast<std::uint16_t>(1U + below(200U));
      o.taken = number<std::uint16_t>(200U);
      o.passed = static_cast<std::uint16_t>(o.taken / 2U);
      o.attendance_percent = number<std::uint8_t>(100U);
      o.settling_days = number<std::uint8_t>(30U);
      o.care_from_months = number<std::uint8_t>(30U);
      o.care_to_months = static_cast<std::uint8_t>(40U + below(100U));
      auto const id = t.offers.push_back(o);
      if (o.kind == offer_kind::procedure) {
        continue;
      }
      auto s = session{};
      s.id = "session-" + std::to_string(i);
      s.offer = id;
      s.location = o.modality == modality::online ? location_idx{} : one_of(t.locations);
      s.start = any_day();
      s.end = s.start + days{7 + static_cast<int>(below(100U))};
      s.week = any_week(true);
      s.places = static_cast<std::uint16_t>(below(30U));
      s.places_left = coin() ? s.places : static_cast<std::uint16_t>(s.places / 2U);
      s.min_group = number<std::uint16_t>(20U);
      s.enrolled = number<std::uint16_t>(20U);
      s.apply_by = maybe_day();
      s.women_only = coin();
      s.care_on_site = coin();
      t.sessions.push_back(s);
    }
  }

  void fill_jobs() {
    for (auto i = 0; i != 3; ++i) {
      t.occupations.push_back({"http://esco/" + std::to_string(i), coin(), any_label(), "222" + std::to_string(i),
                               some_facts(), any_week(true), one_of(t.locations), static_cast<job_quality>(below(3U)),
                               number<std::uint16_t>(300U), coin(), coin()});
      auto const from = any_day();
      t.vacancies.push_back({"v" + std::to_string(i), one_of(t.organisations), one_of(t.occupations), any_label(),
                             some_facts(), one_of(t.locations), any_week(true), from, from + days{30},
                             static_cast<job_quality>(below(3U)), number<std::uint32_t>(5000U)});
    }
  }

  void fill_people() {
    for (auto i = 0; i != 3; ++i) {
      auto const id = std::to_string(i);
      auto const home = t.households.push_back({"h" + id, one_of(t.zones)});
      auto const kid = t.children.push_back({"c" + id, home, day("2020-02-29"), any_week(false), maybe_day()});
      auto p = person{};
      p.id = "p" + id;
      p.name = words();
      p.household = home;
      p.home = t.households[home].zone;
      p.sex = static_cast<sex>(below(4U));
      p.origin = static_cast<origin_group>(below(7U));
      p.birth = day("1988-12-31");
      p.legal = {static_cast<residence_status>(below(9U)),
                 maybe_day(),
                 maybe_day(),
                 maybe_day(),
                 maybe_day(),
                 answer(),
                 answer(),
                 answer(),
                 answer()};
      p.modes = static_cast<std::uint8_t>(1U + below(15U));
      p.max_travel_minutes = number<std::uint16_t>(120U);
      p.available = any_week(true);
      p.max_weekly_minutes = static_cast<std::uint16_t>(below(10'081U));
      p.ready = maybe_day();
      p.need = static_cast<std::uint32_t>(1U + below(t.weights.need_weight_max));
      p.waiting_since = coin() ? std::optional{t.as_of - days{below(900U)}} : std::nullopt;
      for (auto const f : some_facts()) {
        p.facts.push_back({f, maybe_day()});
      }
      if (coin()) {
        p.cares_for = {kid};
      }
      p.goals = {{goal_kind::fields, {}, {}, {"51", "2"}, "field:51,2"},
                 {goal_kind::self_employment, {}, {}, {}, "self-employment"}};
      auto const v = one_of(t.vacancies);
      p.goals.push_back({goal_kind::vacancy, {}, v, {}, "vacancy:" + t.vacancies[v].id});
      auto const o = one_of(t.occupations);
      p.goals.push_back({goal_kind::occupation, o, {}, {}, t.occupations[o].uri});
      t.people.push_back(std::move(p));
    }
  }

  random_stream random_;
};

RC_GTEST_PROP(territory_export, what_is_written_is_read_back, (std::uint64_t const seed)) {
  auto const drawn = drawn_territory{seed};
  auto const load = read_territory(write_territory(drawn.t));
  if (!load.value) {
    RC_FAIL(listing(load.found));
  }
  compare(with_facts_of(drawn.t, load.value->facts), *load.value, [&](char const* const part, bool const same) {
    if (!same) {
      RC_FAIL(std::string{"differs: "} + part);
    }
  });
}

TEST(territory_export, a_change_of_any_part_is_seen_by_the_comparison) {
  auto const a = drawn_territory{1U}.t;
  auto b = a;
  b.people[person_idx{std::size_t{0U}}].legal.permit_until = day("2031-01-01");
  auto differs = std::string{};
  compare(a, b, [&](char const* const part, bool const same) { differs += same ? "" : part; });
  EXPECT_EQ(differs, "people");
}

TEST(territory_export, the_demo_survives_being_written_and_read) {
  auto const first = load_territory(FOOTHOLD_SOURCE_DIR "/data/territories/lindental");
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_TRUE(first->value) << listing(first->found);
  auto const second = read_territory(write_territory(*first->value));
  ASSERT_TRUE(second.value) << listing(second.found);
  compare(*first->value, *second.value, [](char const* const part, bool const same) { EXPECT_TRUE(same) << part; });
  EXPECT_EQ(second.assumed, std::vector<std::string>{});
}

TEST(territory_export, spreadsheets_are_read_as_they_save) {
  auto files = world_files(R"(
    [territory]
    languages  en|de
    [offers]
    id  title_en  title_de  own_eur  kind     
    a1  German    Käse      12.50    course
    [sessions]
    id  offer  start       end
    s1  a1     2026-03-02  2026-03-27
  )");
  auto const wanted = read_territory(files);
  ASSERT_TRUE(wanted.value) << listing(wanted.found);
  for (auto& file : files) {
    if (file.name == "offers.csv") {  // ; , comma as decimal point, Windows-1252, CRLF
      file.bytes = "id;title_en;title_de;own_eur;kind;organisation\r\na1;German;K\xE4se;12,50;Course;org\r\n";
    } else if (file.name == "sessions.csv") {  // UTF-16 with tabs and dates with dots
      auto const text = std::string{
          "id\toffer\tstart\tend\tlocation\tweek\tplaces\ns1\ta1\t2.3.2026\t27.03.2026\ttown\tMon-Fri "
          "09:00-12:00\t10\n"};
      file.bytes = "\xFF\xFE";
      for (auto const c : text) {
        file.bytes += c;
        file.bytes += '\0';
      }
    }
  }
  auto const load = read_territory(files);
  ASSERT_TRUE(load.value) << listing(load.found);
  compare(*wanted.value, *load.value, [](char const* const part, bool const same) { EXPECT_TRUE(same) << part; });
  EXPECT_THAT(load.assumed, testing::UnorderedElementsAre(
                                "offers.csv: read as Windows-1252", "offers.csv: cells are separated by semicolons",
                                "offers.csv: a comma in a number is the decimal point", "sessions.csv: read as UTF-16",
                                "sessions.csv: cells are separated by tabs",
                                "sessions.csv: dates such as 04.03.2026 are day.month.year"));
}

}  // namespace
}  // namespace foothold
