#include "interop/generate_people.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "interop/generate_source.h"
#include "interop/random.h"
#include "interop/row_reader.h"

namespace foothold {

namespace {

// One household of the result.
struct household_copy {
  std::uint64_t number;  // from 0
  household_idx source;
  std::uint64_t first_person;  // number of its first person, from 0
  std::uint64_t first_child;
  std::uint64_t people;  // the last household may be cut
};

class people_generator {
public:
  people_generator(territory const& source, people_settings const& settings)
      : t_{source}, settings_{settings}, people_of_(source.households.size()), children_of_(source.households.size()) {
    for (auto const p : t_.people.ids()) {
      people_of_[t_.people[p].household].push_back(p);
    }
    for (auto const c : t_.children.ids()) {
      children_of_[t_.children[c].household].push_back(c);
    }
    for (auto const h : t_.households.ids()) {
      if (!people_of_[h].empty()) {
        inhabited_.push_back(h);
      }
    }
    width_ = std::max<int>(3, static_cast<int>(std::to_string(settings_.people).size()));
  }

  void write_households(row_sink const& sink) const;
  void write_children(row_sink const& sink) const;
  void write_people(row_sink const& sink) const;

private:
  template <typename Visit>
  void each_household(Visit const& visit) const {
    auto order = inhabited_;
    auto h = household_copy{0U, {}, 0U, 0U, 0U};
    for (; h.first_person < settings_.people; ++h.number) {
      auto const round = h.number / order.size();
      auto const at = h.number % order.size();
      if (at == 0U) {
        shuffle(order, round);
      }
      h.source = order[at];
      h.people = std::min<std::uint64_t>(people_of_[h.source].size(), settings_.people - h.first_person);
      visit(h);
      h.first_person += h.people;
      h.first_child += children_of_[h.source].size();
    }
  }

  void shuffle(std::vector<household_idx>& order, std::uint64_t const round) const {
    order = inhabited_;
    auto random = random_stream{settings_.seed, "round", round};
    for (auto i = order.size(); i > 1U; --i) {
      std::swap(order[i - 1U], order[random.below(i)]);
    }
  }

  [[nodiscard]] std::uint64_t district_of(household_copy const& h) const { return h.number % settings_.districts; }
  [[nodiscard]] std::string in_district(std::string const& id, household_copy const& h) const {
    return district_of(h) == 0U ? id : fmt::format("{}-d{}", id, district_of(h) + 1U);
  }
  [[nodiscard]] std::string household_id(household_copy const& h) const {
    return fmt::format("h-{:0{}}", h.number + 1U, width_);
  }
  [[nodiscard]] std::string child_id(household_copy const& h, child_idx const c) const {
    auto const& children = children_of_[h.source];
    auto const at = std::ranges::find(children, c) - children.begin();
    return fmt::format("c-{:0{}}", h.first_child + static_cast<std::uint64_t>(at) + 1U, width_);
  }
  [[nodiscard]] std::string goals_of(person const& p, household_copy const& h, random_stream& random) const;
  [[nodiscard]] std::string facts_of(person const& p, days shift) const;
  [[nodiscard]] std::string name_of(person const& p, random_stream& random) const;

  territory const& t_;
  people_settings const& settings_;
  vec_map<household_idx, std::vector<person_idx>> people_of_;
  vec_map<household_idx, std::vector<child_idx>> children_of_;
  std::vector<household_idx> inhabited_;
  int width_{3};
};

void people_generator::write_households(row_sink const& sink) const {
  auto const rows = text_table{t_, "households.csv"};
  sink(rows.header());
  each_household([&](household_copy const& h) {
    auto random = random_stream{settings_.seed, "home", h.number};
    auto cells = rows.row(inhabited_[random.below(inhabited_.size())].v);  // the home of some household
    cells[rows.column("id")] = household_id(h);
    cells[rows.column("zone")] = in_district(cells[rows.column("zone")], h);
    sink(cells);
  });
}

void people_generator::write_children(row_sink const& sink) const {
  auto const rows = text_table{t_, "children.csv"};
  sink(rows.header());
  each_household([&](household_copy const& h) {
    auto random = random_stream{settings_.seed, "children", h.number};
    for (auto const c : children_of_[h.source]) {
      auto const birth = t_.children[c].birth + days{static_cast<int>(random.between(-60, 60))};
      auto cells = rows.row(c.v);
      cells[rows.column("id")] = child_id(h, c);
      cells[rows.column("household")] = household_id(h);
      cells[rows.column("birth")] = format_date(std::min(birth, t_.as_of));
      sink(cells);
    }
  });
}

// A given name of one person with the family name of another.
std::string people_generator::name_of(person const& p, random_stream& random) const {
  auto const& other = t_.people[person_idx{random.below(t_.people.size())}].name;
  auto const given = p.name.substr(0U, p.name.find(' '));
  auto const blank = other.rfind(' ');
  return blank == std::string::npos ? p.name : given + other.substr(blank);
}

std::string people_generator::facts_of(person const& p, days const shift) const {
  auto out = std::string{};
  for (auto const& held : p.facts) {
    out += (out.empty() ? "" : "|") + t_.facts.name(held.fact);
    out += held.from ? "@" + format_date(*held.from + shift) : "";
  }
  return out;
}

std::string people_generator::goals_of(person const& p, household_copy const& h, random_stream& random) const {
  auto out = std::string{};
  for (auto const& goal : p.goals) {
    auto text = goal.text;
    if (goal.kind == goal_kind::occupation) {
      text = in_district(text, h);
    } else if (goal.kind == goal_kind::vacancy) {
      // One of the copies that lie in the own district; the first copy of all where there is none.
      auto const of_this = settings_.vacancies / t_.vacancies.size() +
                           (goal.vacancy.v < settings_.vacancies % t_.vacancies.size() ? 1U : 0U);
      if (of_this == 0U) {
        text = in_district(t_.occupations[t_.vacancies[goal.vacancy].occupation].uri, h);
      } else {
        auto const here = (of_this + settings_.districts - 1U - district_of(h)) / settings_.districts;
        auto const copy = here == 0U ? 0U : district_of(h) + settings_.districts * random.below(here);
        text = "vacancy:" + (copy == 0U ? t_.vacancies[goal.vacancy].id
                                        : fmt::format("{}.{}", t_.vacancies[goal.vacancy].id, copy + 1U));
      }
    }
    out += (out.empty() ? "" : "|") + text;
  }
  return out;
}

void people_generator::write_people(row_sink const& sink) const {
  auto const rows = text_table{t_, "people.csv"};
  sink(rows.header());
  each_household([&](household_copy const& h) {
    for (auto i = std::uint64_t{0U}; i != h.people; ++i) {
      auto const from = people_of_[h.source][static_cast<std::size_t>(i)];
      auto const& p = t_.people[from];
      auto random = random_stream{settings_.seed, "person", h.first_person + i};
      auto const shift = days{static_cast<int>(random.between(-60, 60))};
      auto cells = rows.row(from.v);
      auto const set = [&](std::string_view const column, std::string value) {
        cells[rows.column(column)] = std::move(value);
      };
      auto const set_past = [&](std::string_view const column, std::optional<date> const day) {
        set(column, day ? format_date(*day > t_.as_of ? *day : std::min(*day + shift, t_.as_of)) : "");
      };
      set("id", fmt::format("p-{:0{}}", h.first_person + i + 1U, width_));
      set("name", name_of(p, random));
      set("household", household_id(h));
      set("birth", format_date(std::min(p.birth + days{static_cast<int>(random.between(-360, 360))}, t_.as_of)));
      set_past("arrived", p.legal.arrived);
      set_past("registered", p.legal.registered);
      set_past("status_since", p.legal.status_since);
      set_past("waiting_since", p.waiting_since);
      set("permit_until", p.legal.permit_until ? format_date(*p.legal.permit_until + shift) : "");
      set("facts", facts_of(p, shift));
      auto cares = std::string{};
      for (auto const c : p.cares_for) {
        cares += (cares.empty() ? "" : "|") + child_id(h, c);
      }
      set("cares_for", cares);
      set("goals", goals_of(p, h, random));
      sink(cells);
    }
  });
}

}  // namespace

void write_people(territory const& source, people_settings const& settings, table_writer const& write) {
  auto const people = people_generator{source, settings};
  write("households.csv", [&](row_sink const& sink) { people.write_households(sink); });
  write("children.csv", [&](row_sink const& sink) { people.write_children(sink); });
  write("people.csv", [&](row_sink const& sink) { people.write_people(sink); });
}

}  // namespace foothold
