#include <algorithm>
#include <set>

#include "pages/handlers.h"
#include "pages/query.h"
#include "ui/screens.h"

namespace foothold::pages {

namespace {

constexpr std::size_t kShown = 40U;      // goals of a group
constexpr std::size_t kVacancies = 12U;  // before anything was searched

// Collects the goals of a group that hold the words searched for.
class goal_list {
public:
  goal_list(visit const& v, person_idx const who, std::string_view const query)
      : v_{v}, base_{person_url(v.c, v.of.where.place().people[who].id)}, query_{lower(query)} {}

  void add(std::string const& goal, std::string const& words) {
    if (!query_.empty() && lower(words).find(query_) == std::string::npos) {
      return;
    }
    auto to = with_kept(base_, v_.request.query, "goal");
    to.query("goal", goal);
    found_.push_back({words, to, goal == http::value_or(v_.request.query, "goal")});
  }

  goal_group take(std::string title, bool const sorted, std::size_t const shown) {
    if (sorted) {
      std::ranges::stable_sort(found_, {}, &link_view::words);
    }
    auto g = goal_group{std::move(title), {}, found_.size() > shown ? found_.size() - shown : 0U};
    found_.resize(std::min(found_.size(), shown));
    g.goals = std::move(found_);
    found_.clear();
    return g;
  }

private:
  static std::string lower(std::string_view const text) {
    auto out = std::string{text};
    std::ranges::transform(out, out.begin(),
                           [](char const c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
  }

  visit const& v_;
  url base_;
  std::string query_;
  std::vector<link_view> found_;
};

}  // namespace

http::response goal_page(visit const& v, person_idx const who) {
  auto const& t = v.of.where.place();
  auto const say = v.say();
  auto view = goal_screen_view{};
  view.query = http::value_or(v.request.query, "q");
  auto const base = person_url(v.c, t.people[who].id);
  view.search = url{base}.segment("goal");
  view.back = with_kept(base, v.request.query);
  view.hidden = kept(v.request.query);

  auto list = goal_list{v, who, view.query};
  auto const push = [&](goal_group g) {
    if (!g.goals.empty()) {
      view.groups.push_back(std::move(g));
    }
  };
  for (auto const& wish : t.people[who].goals) {
    list.add(wish.text, say.goal(wish));
  }
  push(list.take(v.c("goal.own"), false, kShown));
  auto fields = std::set<std::string>{};
  for (auto const& o : t.occupations) {
    if (!o.self_employment) {
      fields.insert(o.isco.substr(0U, 2U));
    }
  }
  for (auto const& f : fields) {
    list.add("field:" + f, say.field(f));
  }
  push(list.take(v.c("goal.group.fields"), true, kShown));
  for (auto const& o : t.occupations) {
    if (!o.self_employment) {
      list.add(o.uri, std::string{o.title.in(v.c.language())});
    }
  }
  push(list.take(v.c("goal.group.occupations"), true, 2U * kShown));
  list.add("self-employment", v.c("goal.self_employment"));
  push(list.take(v.c("goal.group.self"), false, kShown));
  for (auto const& vacancy : t.vacancies) {
    list.add("vacancy:" + vacancy.id, say.job("vacancy:" + vacancy.id));
  }
  push(list.take(v.c("goal.group.vacancies"), true, view.query.empty() ? kVacancies : kShown));
  return page(v.of, goal_screen(make_frame(v, v.c("goal.choose"), v.of.host()("goal.choose")), v.c, view));
}

http::response week_page(visit const& v, person_idx const who) {
  auto const& p = v.of.where.place().people[who];
  auto const base = person_url(v.c, p.id);
  auto const form = read_hours_form(v.request.query);
  if (!form) {
    return bad_query(v, form.error());
  }
  if (*form) {
    auto to = with_kept(base, v.request.query, "hours");
    to.query("hours", format_week(**form));
    return http::redirect(to.str());
  }
  auto const given = read_answers(v.request.query);
  if (!given) {
    return bad_query(v, given.error());
  }
  auto view = grid_screen_view{};
  view.chosen = given->hours.value_or(p.available);
  view.to = url{base}.segment("week");
  view.back = with_kept(base, v.request.query);
  for (auto& field : kept(v.request.query)) {
    if (field.first != "hours") {
      view.hidden.push_back(std::move(field));
    }
  }
  return page(v.of, grid_screen(make_frame(v, v.c("grid.title"), v.of.host()("grid.title")), v.c, view));
}

}  // namespace foothold::pages
