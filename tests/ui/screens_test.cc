#include "ui/screens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/golden.h"
#include "ui/pathway_svg.h"
#include "ui/plan_text.h"
#include "ui/sample.h"

namespace foothold {
namespace {

class screens : public testing::TestWithParam<std::string> {
protected:
  [[nodiscard]] catalogue const& c() const { return sample::in(GetParam()); }
  [[nodiscard]] page_frame frame(std::string const& title, std::string const& host) const {
    return sample::frame(c(), title, host);
  }
  void page(std::string const& name, std::string const& html) const {
    if (auto const* const folder = std::getenv("FOOTHOLD_PAGES")) {
      std::ofstream{std::filesystem::path{folder} / (name + "." + GetParam() + ".html")} << html;
    }
    golden::expect("ui/" + name + "." + GetParam() + ".html", golden::lines_of_html(golden::without_style(html)));
  }
};

TEST_P(screens, person_with_a_way) {
  auto const v = sample::screen(c(), sample::plan(c()));
  auto const title = [&](catalogue const& l) { return l("person.title", {{"name", v.person.name}}); };
  page("person", person_screen(frame(title(c()), title(sample::in("de"))), c(), v));
}

TEST_P(screens, person_without_a_way) {
  auto const v = sample::screen(c(), sample::no_plan(c()));
  page("person_no_way", person_screen(frame(c()("person.title", {{"name", v.person.name}}), ""), c(), v));
}

TEST_P(screens, start) {
  auto v = start_view{};
  v.lead = c()("start.lead", {{"territory", "Lindental"}});
  auto const base = url{}.segment(c().language()).slash();
  v.search = base;
  v.groups = {{c()("start.group.all"), base, true},
              {c()("start.group.children"), base, false},
              {c()("start.group.no_way"), base, false}};
  v.found = 3U;
  auto const p = sample::person(c());
  for (auto i = 0; i != 2; ++i) {
    v.people.push_back({p.name, p.id, sample::plan(c()).goal, c()("start.children", {{"n", std::int64_t{2}}}),
                        c()("start.job_in", {phrase("time", span_in_words(c(), days{378}))}), true, base});
  }
  v.people.push_back({p.name, "p-018", sample::no_plan(c()).goal, c()("start.children", {{"n", std::int64_t{0}}}),
                      c()("start.no_way"), false, base});
  v.pages = 3U;
  v.next = url{base}.query("page", "2");
  page("start", start_screen(frame(c()("start.title"), sample::in("de")("start.title")), c(), v));
}

TEST_P(screens, goal_and_grid_and_others) {
  auto const base = url{}.segment(c().language()).slash();
  auto goals = goal_screen_view{};
  goals.search = base;
  goals.back = base;
  goals.groups = {{c()("goal.group.fields"), {{c()("field.53"), base, true}, {c()("field.91"), base, false}}, 4U}};
  page("goal", goal_screen(frame(c()("goal.choose"), ""), c(), goals));
  auto grid = grid_screen_view{};
  grid.to = base;
  grid.back = base;
  grid.chosen = sample::hours("Mon-Fri 08:00-12:00; Sat 22:30-23:00");
  page("grid", grid_screen(frame(c()("grid.title"), ""), c(), grid));
  page("door", door_screen(frame(c()("door.title"), ""), c()));
  page("error", error_screen(frame(c()("error.404.title"), ""), c(), c()("error.404.text")));
  auto about = about_view{};
  about.counts = c()("about.counts", {{"offers", std::int64_t{120}},
                                      {"sessions", std::int64_t{400}},
                                      {"vacancies", std::int64_t{250}},
                                      {"people", std::int64_t{300}}});
  about.sources = {"Minutes of the bus are assumed."};
  about.laws = {{"DE-AP-1", "work_access:employment", "3 months", c()("about.law.source", {{"date", "2026"}}),
                 c()("about.law.seen"), url::external("https://example.org/law")}};
  page("about", about_screen(frame(c()("about.title"), ""), c(), about));
}

TEST_P(screens, pictures_and_terminal) {
  auto const plan = sample::plan(c());
  golden::expect("ui/wide." + GetParam() + ".svg",
                 golden::lines_of_html(wide_pathway_svg(plan, c(), {.standalone = true})));
  golden::expect("ui/tall." + GetParam() + ".svg", golden::lines_of_html(tall_pathway_svg(plan, c(), {})));
  golden::expect("ui/plan." + GetParam() + ".txt", plan_text(sample::person(c()), plan, c()));
  golden::expect("ui/plan_none." + GetParam() + ".txt", plan_text(sample::person(c()), sample::no_plan(c()), c()));
}

INSTANTIATE_TEST_SUITE_P(languages, screens, testing::Values("en", "de", "ar"), [](auto const& p) { return p.param; });

}  // namespace
}  // namespace foothold
