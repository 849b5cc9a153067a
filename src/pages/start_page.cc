#include <algorithm>
#include <array>
#include <charconv>

#include "pages/handlers.h"
#include "pages/plan_views.h"
#include "text/when.h"
#include "ui/screens.h"
#include "ui/words.h"

namespace foothold::pages {

namespace {

constexpr std::size_t kPerPage = 24U;
constexpr days kSoon{183};

constexpr std::array<std::string_view, 6> kGroups{"all", "children", "soon", "long", "no_way", "provisional"};

bool in_group(std::string_view const group, person const& who, std::optional<outcome> const& known, date const as_of) {
  auto const end = known.value_or(outcome{});
  auto const soon = end.goal_day - as_of <= kSoon;
  return group == "all" || (group == "children" && !who.cares_for.empty()) || (group == "soon" && end.way && soon) ||
         (group == "long" && end.way && !soon) || (group == "no_way" && known && !end.way) ||
         (group == "provisional" && end.way && end.provisional);
}

// Lower case of A-Z and of the two-byte capitals of Latin-1; other letters stay.
std::string folded(std::string_view const text) {
  auto out = std::string{text};
  for (auto i = std::size_t{0U}; i != out.size(); ++i) {
    auto const byte = static_cast<unsigned char>(out[i]);
    auto const latin = i != 0U && static_cast<unsigned char>(out[i - 1U]) == 0xC3U && byte >= 0x80U && byte <= 0x9EU;
    if ((out[i] >= 'A' && out[i] <= 'Z') || latin) {
      out[i] = static_cast<char>(byte + 32U);
    }
  }
  return out;
}

std::string goal_of(visit const& v, person const& who) {
  return who.goals.empty() ? std::string{} : v.say().goal(who.goals.front());
}

// The person's level of the country's language, in words; empty when there is none.
std::string host_level(visit const& v, person const& who) {
  auto const& t = v.of.where.place();
  auto const prefix = "language:" + v.of.host().language() + ":";
  auto best = std::string{};
  for (auto const& f : who.facts) {
    if (auto const& name = t.facts.name(f.fact); name.starts_with(prefix) && name > best) {
      best = name;
    }
  }
  return best.empty() ? std::string{} : v.say().fact(best);
}

std::string result_words(catalogue const& c, std::optional<outcome> const& known, date const as_of) {
  if (!known) {
    return c("start.open");
  }
  auto const& end = *known;
  if (!end.way) {
    return c("start.no_way");
  }
  return end.goal_day <= as_of + days{6} ? c("start.job_now")
                                         : c("start.job_in", {phrase("time", span_in_words(c, end.goal_day - as_of))});
}

person_line line_of(visit const& v, person const& who, std::optional<outcome> const& known) {
  auto const& c = v.c;
  auto const as_of = v.of.where.place().as_of;
  auto about = std::vector<std::string>{c("person.age", {{"n", std::int64_t{age_on(who.birth, as_of)}}})};
  if (!who.cares_for.empty()) {
    about.push_back(c("start.children", {{"n", static_cast<std::int64_t>(who.cares_for.size())}}));
  }
  if (auto level = host_level(v, who); !level.empty()) {
    about.push_back(std::move(level));
  }
  if (known && known->way) {
    about.push_back(c("start.steps", {{"n", static_cast<std::int64_t>(known->steps)}}));
  }
  return {who.name,
          who.id,
          goal_of(v, who),
          joined(c, about),
          result_words(c, known, as_of),
          !known || known->way,
          person_url(c, who.id)};
}

}  // namespace

http::response start_page(visit const& v) {
  auto const& t = v.of.where.place();
  auto const ends = v.of.where.outcomes();
  auto const query = std::string{http::value_or(v.request.query, "q")};
  auto group = http::value_or(v.request.query, "group", "all");
  group = std::ranges::find(kGroups, group) == kGroups.end() ? kGroups.front() : group;

  auto found = std::vector<person_idx>{};
  auto const wanted = folded(query);
  for (auto const who : t.people.ids()) {
    auto const& p = t.people[who];
    auto const text = wanted.empty() ? std::string{} : folded(p.id + " " + p.name + " " + goal_of(v, p));
    if (in_group(group, p, ends[who.v], t.as_of) && text.find(wanted) != std::string::npos) {
      found.push_back(who);
    }
  }

  auto page_number = 1U;
  if (auto const text = http::value_or(v.request.query, "page"); !text.empty()) {
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), page_number);
    if (fault != std::errc{} || end != text.data() + text.size() || page_number == 0U) {
      return bad_query(v, "error.what.page");
    }
  }
  auto view = start_view{};
  view.pages = static_cast<unsigned>(std::max<std::size_t>(1U, (found.size() + kPerPage - 1U) / kPerPage));
  view.page = std::min(page_number, view.pages);
  auto const address = [&](std::string_view const g, unsigned const n) {
    auto to = home_url(v.c);
    if (!query.empty()) {
      to.query("q", query);
    }
    if (g != kGroups.front()) {
      to.query("group", g);
    }
    return n == 1U ? to : to.query("page", std::to_string(n));
  };
  if (v.of.with_door) {
    view.door = url{}.segment(v.c.language()).segment("demo");
  }
  view.lead = v.c("start.lead", {{"territory", t.name.in(v.c.language())}});
  view.query = query;
  view.search = home_url(v.c);
  for (auto const g : kGroups) {
    view.groups.push_back({v.c.say("start.group." + std::string{g}), address(g, 1U), g == group});
  }
  view.found = found.size();
  for (auto i = (view.page - 1U) * kPerPage; i < std::min(found.size(), view.page * kPerPage); ++i) {
    view.people.push_back(line_of(v, t.people[found[i]], ends[found[i].v]));
  }
  if (view.page > 1U) {
    view.previous = address(group, view.page - 1U);
  }
  if (view.page < view.pages) {
    view.next = address(group, view.page + 1U);
  }
  return page(v.of, start_screen(make_frame(v, v.c("start.title"), v.of.host()("start.title")), v.c, view));
}

http::response about_page(visit const& v) {
  auto const& t = v.of.where.place();
  auto view = about_view{};
  auto const count = [](auto const& items) { return static_cast<std::int64_t>(items.size()); };
  view.counts = v.c("about.counts", {{"offers", count(t.offers)},
                                     {"sessions", count(t.sessions)},
                                     {"vacancies", count(t.vacancies)},
                                     {"people", count(t.people)}});
  view.sources = t.sources;
  for (auto const& r : t.rules) {
    auto const seen = r.confidence == confidence::v && r.review_due >= t.as_of;
    auto const source =
        v.c("about.law.source", {phrase("date", r.source_date ? plain_date(v.c, *r.source_date) : r.jurisdiction)});
    view.laws.push_back({r.id, r.subject, r.value + (r.unit.empty() ? "" : " " + r.unit), source,
                         seen ? v.c("about.law.seen") : v.c("about.law.review"), url::external(r.source_url)});
  }
  return page(v.of, about_screen(make_frame(v, v.c("about.title"), v.of.host()("about.title")), v.c, view));
}

}  // namespace foothold::pages
