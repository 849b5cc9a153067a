#include <algorithm>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages/report_shortages.h"
#include "pages/report_town.h"
#include "pages/report_views.h"
#include "service/texts.h"
#include "support/golden.h"

namespace foothold {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

report_town::town const& town() {
  static auto const one = report_town::town{};
  return one;
}

texts const& words() {
  static auto const loaded = *load_texts();
  return loaded;
}

catalogue const& in(std::string_view const language) {
  return *words().find(language);
}

speaker speak(std::string_view const language) {
  return {town().place, town().index, in(language)};
}

page_frame frame(std::string title) {
  auto f = page_frame{};
  f.title = std::move(title);
  f.host_language = "de";
  return f;
}

std::string report_in(std::string_view const language, allocation_run const& run = town().run) {
  auto const say = speak(language);
  return report_screen(frame("T"), in(language), make_report_view(say, run, "foothold allocate verify"));
}

std::string award_in(std::string_view const language, std::string_view const person) {
  auto const host = speak("de");
  return award_screen(frame("T"), in(language), make_award_view(speak(language), host, town().run, town().row(person)));
}

// Elements that are not closed in their order; empty is good.
std::string unbalanced(std::string const& html) {
  static auto const tag = std::regex{"<(/?)([a-zA-Z0-9]+)((?:[^>\"]|\"[^\"]*\")*)>"};
  auto open = std::vector<std::string>{};
  for (auto it = std::sregex_iterator{html.begin(), html.end(), tag}; it != std::sregex_iterator{}; ++it) {
    auto const name = (*it)[2].str();
    if ((*it)[1].length() != 0) {
      if (open.empty() || open.back() != name) {
        return "</" + name + ">";
      }
      open.pop_back();
    } else if (!(*it)[3].str().ends_with("/")) {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "<" + open.back() + ">";
}

// What a reader sees: without tags, one blank between.
std::string visible(std::string const& html) {
  static auto const tag = std::regex{"<[^>]*>"};
  static auto const blanks = std::regex{"\\s+"};
  return std::regex_replace(std::regex_replace(golden::without_style(html), tag, " "), blanks, " ");
}

std::string somebody_placed(bool const placed) {
  auto const it = std::ranges::find_if(town().run.each, [&](allocated_person const& row) {
    return row.placed == placed && std::ranges::find(row.reasons, "alloc.full", &reason::key) != row.reasons.end();
  });
  return it == town().run.each.end() ? "nobody" : it->person;
}

class report : public testing::TestWithParam<std::string> {};

TEST_P(report, is_written_as_before) {
  golden::expect("pages/report." + GetParam() + ".html",
                 golden::lines_of_html(golden::without_style(report_in(GetParam()))));
  golden::expect("pages/award." + GetParam() + ".html",
                 golden::lines_of_html(golden::without_style(award_in(GetParam(), somebody_placed(true)))));
}

TEST_P(report, is_one_file_that_loads_nothing) {
  for (auto const& html : {report_in(GetParam()), award_in(GetParam(), somebody_placed(true)),
                           award_in(GetParam(), somebody_placed(false))}) {
    EXPECT_EQ(unbalanced(golden::without_style(html)), "");
    static auto const space = std::regex{" xmlns=\"[^\"]*\""};  // a name, not an address
    auto const rest = std::regex_replace(html, space, "");
    for (auto const* const outside : {"http:", "https:", "src=", "href=", "<script", "<link", "@import", "url("}) {
      EXPECT_THAT(rest, Not(HasSubstr(outside))) << outside;
    }
    EXPECT_THAT(html, HasSubstr("default-src &#39;none&#39;"));
    EXPECT_THAT(html, HasSubstr("<html lang=\"" + GetParam() + "\" dir=\"" + (GetParam() == "ar" ? "rtl" : "ltr")));
  }
}

TEST_P(report, every_word_comes_from_the_catalogue) {
  static auto const key = std::regex{R"((report|award|alloc|when|plan|kind|person)\.[a-z_.]+|\{[a-z]+\})"};
  for (auto const& html : {report_in(GetParam()), award_in(GetParam(), somebody_placed(true)),
                           award_in(GetParam(), somebody_placed(false))}) {
    auto const text = visible(html);
    auto found = std::smatch{};
    EXPECT_FALSE(std::regex_search(text, found, key)) << found.str();
  }
}

TEST_P(report, names_no_person) {
  auto const html = report_in(GetParam());
  for (auto const& p : town().place.people) {
    EXPECT_THAT(html, Not(HasSubstr(p.id)));
    EXPECT_THAT(html, Not(HasSubstr(p.name)));
  }
  EXPECT_THAT(html, Not(HasSubstr("kid-")));
}

TEST_P(report, the_page_of_a_person_is_about_that_person_only) {
  auto const id = somebody_placed(true);
  auto const html = award_in(GetParam(), id);
  EXPECT_THAT(html, HasSubstr(id));
  for (auto const& p : town().place.people) {
    if (p.id != id) {
      EXPECT_THAT(html, Not(HasSubstr(p.id)));
      EXPECT_THAT(html, Not(HasSubstr(p.name)));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(languages, report, testing::Values("en", "de", "ar"),
                         [](auto const& language) { return language.param; });

TEST(report_fairness, what_it_costs_is_told_where_the_policy_has_a_rule) {
  auto place = town().place;
  place.weights.fairness = {fairness_rule::max_min, grouping::sex};
  auto const run = report_town::share(place);
  ASSERT_TRUE(run.fairness);
  for (auto const* const language : {"en", "de", "ar"}) {
    auto const plain = report_in(language);
    auto const fair = report_in(language, run);
    EXPECT_THAT(fair, HasSubstr(in(language)("report.fair")));
    EXPECT_THAT(fair, HasSubstr(in(language)("report.fair.by.sex")));
    EXPECT_THAT(fair, HasSubstr(in(language)("report.waits.lead_fair")));
    EXPECT_THAT(plain, Not(HasSubstr(in(language)("report.fair"))));
    EXPECT_THAT(plain, Not(HasSubstr(in(language)("report.waits.lead_fair"))));
    EXPECT_EQ(unbalanced(fair), "");
  }
  EXPECT_THAT(report_in("en", run), HasSubstr("No sharing of these places brings it below"));
}

TEST(report_fairness, says_of_a_floor_whether_it_is_kept) {
  auto place = town().place;
  place.weights.fairness = {fairness_rule::floor, grouping::sex, 700'000};
  EXPECT_THAT(report_in("en", report_town::share(place)), HasSubstr("No group waits for more than 100"));
  place.weights.fairness.floor = 7'000;
  EXPECT_THAT(report_in("en", report_town::share(place)), HasSubstr("This cannot be done with these places"));
}

TEST(report_views, places_kept_for_those_who_come_are_told) {
  auto run = town().run;
  EXPECT_THAT(report_in("en", run), Not(HasSubstr("Kept for those who come soon")));
  run.reserved = {4U, {{"b1-1", 2U}, {"b1-2", 1U}}};
  EXPECT_THAT(report_in("en", run), HasSubstr("3 places. Counted on as many people as came in the last 4 weeks"));
  EXPECT_THAT(report_in("de", run), HasSubstr("3 Plätze."));
  EXPECT_THAT(report_in("ar", run), HasSubstr("3 أماكن"));
  run.reserved = {1U, {}};
  EXPECT_THAT(report_in("en", run), HasSubstr("0 places. Counted on as many people as came in the last week,"));
}

// REQ I26
TEST(report_shortages, says_who_could_reach_a_job_that_stays_open_and_what_they_would_take) {
  auto place = town().place;
  auto const index = territory_index{place};
  place.shortages = {{"7317", 12U, "-"}, {"5120", 40U, "-"}, {"9999", 55U, "-"}};
  // Twelve can cook already; only one of them, who can carve too, is near to carving.
  for (auto n = std::size_t{0U}; n != 12U; ++n) {
    place.people[person_idx{n}].facts.push_back({place.facts.add("module:x"), {}});
  }
  // The one place of the rare course is gone, and counts all the same.
  for (auto& s : place.sessions) {
    s.places_left = s.id == "rare-1" ? 0U : s.places_left;
  }
  auto const jobs = jobs_that_stay_open({place, index, in("en")}, town().run);
  ASSERT_EQ(jobs.size(), 2U) << "no occupation of the territory has 9999";
  EXPECT_EQ(jobs[0U].title, "Cook");
  EXPECT_EQ(jobs[0U].jobs, 40U);
  EXPECT_EQ(jobs[0U].people, 30U);
  EXPECT_EQ(jobs[0U].soon.n, 10U) << "twelve, rounded";
  EXPECT_EQ(jobs[0U].year.told, told_people::how::nearly_all) << "the others by one course";
  ASSERT_EQ(jobs[0U].training.size(), 1U);
  EXPECT_EQ(jobs[0U].training.front(), (std::pair<std::string, std::uint64_t>{"German & more", 20U}));
  EXPECT_EQ(jobs[1U].title, "Carver");
  EXPECT_EQ(jobs[1U].soon.told, told_people::how::few);
  ASSERT_EQ(jobs[1U].training.size(), 2U);
  EXPECT_EQ(jobs[1U].training.front().first, "Rare course") << "all of them, though it has one place";

  auto const page = report_screen(frame("T"), in("en"), make_report_view({place, index, in("en")}, town().run, "x"));
  EXPECT_THAT(page, AllOf(HasSubstr("Jobs that stay open, and who could reach them"), HasSubstr("40 open jobs"),
                          HasSubstr("Looked at: 30 people, whatever their own goal is"),
                          HasSubstr("within two months: 10 people.")));
  EXPECT_THAT(report_in("en"), Not(HasSubstr("Jobs that stay open"))) << "nothing is short there";
}

TEST(report_views, no_group_is_smaller_than_ten) {
  auto const v = make_report_view(speak("en"), town().run, "");
  ASSERT_EQ(v.groups.size(), 4U);
  auto const names = [&](std::size_t const i) {
    auto out = std::vector<std::string>{};
    for (auto const& row : v.groups.at(i).rows) {
      EXPECT_GE(row.asked, 10U);
      out.push_back(row.group);
    }
    return out;
  };
  EXPECT_THAT(names(0U), ElementsAre("Women", "Men"));
  // Three are under 25 and three 55 and older: together six, so another group goes with them.
  EXPECT_THAT(names(1U), ElementsAre("35 to 44", "smaller groups together"));
  EXPECT_THAT(names(2U), ElementsAre("cares for children", "does not care for children"));
  // Five of two statuses: who knew one number and the sum would know the other.
  EXPECT_THAT(names(3U), IsEmpty());
}

TEST(report_views, an_offer_with_few_people_keeps_its_price) {
  auto const v = make_report_view(speak("en"), town().run, "");
  ASSERT_EQ(v.offers.size(), 1U);
  EXPECT_EQ(v.offers.front().title, "German & more");
  EXPECT_EQ(v.offers.front().start, day("2026-04-06"));
  EXPECT_EQ(v.offers.front().about_people, 30U);
  EXPECT_EQ(v.hidden_offers, 1U);
  EXPECT_THAT(report_in("en"), AllOf(Not(HasSubstr("Rare course")), HasSubstr("1 more offer is short")));
}

TEST(report_views, the_next_money_buys_the_most_weeks_first) {
  auto run = town().run;
  auto const v = make_report_view(speak("en"), run, "");
  ASSERT_EQ(v.buys.size(), 2U);
  EXPECT_EQ(v.buys[0].start, day("2026-04-06"));
  EXPECT_EQ(v.buys[0].cents, 90'000U);
  EXPECT_EQ(v.buys[0].per_1000, 490'000 * 10 / 9);
  EXPECT_EQ(v.buys[1].start, day("2026-09-07"));
  EXPECT_THAT(v.gifts, IsEmpty());
  EXPECT_THAT(visible(report_in("en")), HasSubstr("Together: 2 places for €1800, saving up to 120.0 weeks."));
}

TEST(report_views, a_range_is_told_where_there_is_one) {
  auto run = town().run;
  run.prices.back().low = 420'000;
  run.prices.back().high = 560'000;
  EXPECT_EQ(make_report_view(speak("en"), run, "").buys.front().saves, 420'000);
  EXPECT_THAT(visible(report_in("en", run)),
              HasSubstr("One more place from 6 April 2026 would save up to 60.0 weeks; one place less would cost at "
                        "least 80.0 weeks."));
}

TEST(report_views, the_proof_is_told_in_plain_words_and_never_rounded_down) {
  auto run = town().run;
  run.value = 1'000'000'000;
  run.bound = 999'392'400;
  run.unlimited = 800'000'000;
  EXPECT_THAT(visible(report_in("en", run)),
              AllOf(HasSubstr("however clever, could be more than 0.061% better"), HasSubstr("at most 0.305%")));
  run.bound = run.value;
  EXPECT_THAT(visible(report_in("en", run)), HasSubstr("however clever, is better."));
  run.unlimited = run.bound;
  EXPECT_THAT(visible(report_in("en", run)), HasSubstr("Places are not short"));
}

TEST(report_views, few_with_or_without_a_plan_are_not_counted) {
  auto run = town().run;
  for (auto& row : run.each) {
    row.placed = true;
  }
  run.each.front().placed = false;
  run.first_come_placed = 3U;
  auto const text = visible(report_in("en", run));
  EXPECT_THAT(text, HasSubstr("With a plan: all but fewer than 10 people, of 30 people. First come, first served would "
                              "give a plan to: fewer than 10 people."));
  EXPECT_THAT(text, Not(HasSubstr("29 people")));
}

TEST(report_views, places_taken_by_few_are_not_shown_in_the_week) {
  auto const v = make_report_view(speak("en"), town().run, "");
  ASSERT_EQ(v.maps.size(), 1U);  // there is no childcare in the town
  auto const& monday = v.maps.front().cells.at(0U);
  EXPECT_EQ(monday.at(1U).places, 10U);  // 08:00
  EXPECT_EQ(monday.at(1U).taken, 10U);
  EXPECT_EQ(monday.at(1U).saves, 490'000);
  EXPECT_EQ(monday.at(4U).places, 0U);  // 14:00
  auto const& saturday = v.maps.front().cells.at(5U).at(1U);
  EXPECT_EQ(saturday.places, 1U);
  EXPECT_TRUE(saturday.hidden);
  EXPECT_EQ(saturday.taken, 0U);
  EXPECT_EQ(saturday.saves, 0);
  EXPECT_EQ(format_week(v.maps.front().strongest), "Mon-Thu 08:00-12:00");
}

TEST(report_views, fewer_than_ten_people_are_no_report) {
  auto run = town().run;
  run.each.resize(10U);
  EXPECT_TRUE(can_be_reported(run));
  run.each.resize(9U);
  EXPECT_FALSE(can_be_reported(run));
}

// REQ D14
TEST(award, a_person_learns_the_reason_the_alternative_and_how_to_object) {
  auto const id = somebody_placed(true);
  auto const text = visible(award_in("en", id));
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("This is full: German &amp; more, from 6 April 2026. 10 people have its places, and each of "
                      "them would lose at least as much without the place as you would gain with it."),
            HasSubstr("What you can do instead"), HasSubstr("If you do not agree"), HasSubstr("a person decides"),
            HasSubstr("Town office"), HasSubstr("+49 5555 700-0"), HasSubstr("It starts only when you say yes")));
}

// REQ D14
TEST(award, who_gets_no_place_learns_the_same) {
  auto const text = visible(award_in("en", somebody_placed(false)));
  EXPECT_THAT(text,
              AllOf(HasSubstr("Today there is no plan for you"), HasSubstr("there would be a plan for you"),
                    HasSubstr("No later date of “German &amp; more” has a free place."),
                    HasSubstr("What you can do instead"), HasSubstr("+49 5555 700-0"), Not(HasSubstr("Your yes"))));
}

TEST(award, says_how_many_of_those_who_have_the_places_need_them_more) {
  auto const full = [](std::string const& places, std::string const& more) {
    return speak("en").reason(
        {"alloc.full",
         {{"session", "soon-1"}, {"offer", "course"}, {"start", "2026-04-06"}, {"places", places}, {"more", more}}},
        day("2026-03-02"));
  };
  EXPECT_THAT(full("8", "7"), HasSubstr("8 people have its places. 7 of them would lose at least as much"));
  EXPECT_THAT(full("1", "1"), HasSubstr("Somebody has the place who would lose at least as much"));
  EXPECT_EQ(full("0", "0"), "There are not enough free places here: German & more, from 6 April 2026.");
}

TEST(award, speaks_the_persons_first_language) {
  auto const& t = town().place;
  auto const of = [&](std::string_view const id) {
    return language_of(words(), t, t.people[town().index.person(id)]).language();
  };
  EXPECT_EQ(of("px-100"), "ar");
  EXPECT_EQ(of("px-101"), "de");  // French is not spoken here: the territory's first language
}

TEST(award, without_an_office_the_reader_is_sent_back_to_who_gave_the_page) {
  auto place = town().place;
  for (auto& o : place.organisations) {
    o.phone.clear();
  }
  auto const index = territory_index{place};
  EXPECT_EQ(office_of({place, index, in("en")}).name, "");
}

}  // namespace
}  // namespace foothold
