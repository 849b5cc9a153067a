#include "service/used_data.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "plan/compile.h"
#include "rules/access.h"
#include "service/words.h"

namespace foothold {
namespace {

// The table from which a member of the portrait is filled.
constexpr auto kTables =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"sex", "persons"},
                                                                  {"birth", "persons"},
                                                                  {"zone", "households"},
                                                                  {"status", "status_periods"},
                                                                  {"arrived", "origins"},
                                                                  {"registered", "status_periods"},
                                                                  {"status_since", "status_periods"},
                                                                  {"permit_until", "status_periods"},
                                                                  {"travel_document", "papers"},
                                                                  {"modes", "mobilities"},
                                                                  {"max_travel_minutes", "mobilities"},
                                                                  {"available", "mobilities"},
                                                                  {"max_weekly_hours", "mobilities"},
                                                                  {"ready", "mobilities"},
                                                                  {"birth_of_child", "children"},
                                                                  {"covered", "care_needs"}});
constexpr auto kFactTables =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"language:", "languages"},
                                                                  {"literacy:", "scripts"},
                                                                  {"schooling:", "educations"},
                                                                  {"document:", "papers"},
                                                                  {"work_access:", "status_periods"}});

std::string table_of_member(std::string_view const member) {
  auto const* const found = std::ranges::find(kTables, member, &decltype(kTables)::value_type::first);
  return found == kTables.end() ? std::string{} : std::string{found->second};
}
std::string table_of_fact(std::string_view const fact) {
  auto const* const found =
      std::ranges::find_if(kFactTables, [&](auto const& family) { return fact.starts_with(family.first); });
  return found == kFactTables.end() ? "certificates" : std::string{found->second};
}

class use_of_data {
public:
  use_of_data(plan const& p, plan_question const& q, territory const& t) : p_{p}, q_{q}, t_{t}, index_{t} {}

  std::vector<used_datum> find() && {
    if (has_way(p_)) {
      read_steps();
      read_goal();
    } else {
      take_everything();
    }
    return {used_.begin(), used_.end()};
  }

private:
  void use(std::string_view const member) { used_.insert({std::string{member}, {}, table_of_member(member)}); }
  void use_fact(fact_idx const f) {
    auto const& name = t_.facts.name(f);
    used_.insert({"facts", name, table_of_fact(name)});
  }
  void use_child(child const& kid) {
    used_.insert({"birth_of_child", kid.id, "children"});
    used_.insert({"covered", kid.id, "care_needs"});
  }

  // The person's own fact that holds what is needed; else nothing of the person was used for it.
  bool use_held(fact_idx const needed) {
    auto held_it = false;
    for (auto const& held : q_.who.facts) {
      auto const implied = t_.facts.implied(held.fact);
      if (std::ranges::find(implied, needed) != implied.end()) {
        use_fact(held.fact);
        held_it = true;
      }
    }
    return held_it;
  }
  void read_need(fact_idx const needed) {
    auto const& name = t_.facts.name(needed);
    if (!use_held(needed) && name.starts_with("work_access:")) {
      read_law(name);
    }
  }
  void read_need(std::string_view const needed) {
    if (auto const known = t_.facts.find(needed)) {
      read_need(*known);
    }
  }

  // What the rows of the law that answered asked of the person.
  void read_law(std::string_view const subject) {
    use("status");
    auto const says = evaluate(t_.rules, t_.country, subject, q_.who.legal, q_.as_of, t_.confirm_days);
    for (auto const& row : t_.rules) {
      if (std::ranges::find(says.rule_ids, row.id) == says.rule_ids.end()) {
        continue;
      }
      auto const& legal = q_.who.legal;
      auto const asked = [&](std::string_view const word, bool const answered) {
        if (answered && (row.anchor == word || row.condition.find(word) != std::string::npos)) {
          use(word);
        }
      };
      asked("arrived", legal.arrived.has_value());
      asked("registered", legal.registered.has_value());
      asked("status_since", legal.status_since.has_value());
      asked("travel_document", legal.has_travel_document.has_value());
    }
  }

  void read_steps() {
    for (auto const& s : p_.steps) {
      if (auto const at = index_.offer(s.offer); at.valid()) {
        read_needs(t_.offers[at].needs);  // a step names only those that other steps gave
        read_who(t_.offers[at].who);
        if (t_.offers[at].kind == offer_kind::childcare) {
          read_care(s.start);
        }
      }
      if (auto const at = index_.session(s.session); at.valid()) {
        read_session(s, t_.sessions[at]);
      }
    }
  }
  void read_who(eligibility const& e) {
    if (e.women_only) {
      use("sex");
    }
    if (e.age_from != 0U || e.age_to != 255U) {
      use("birth");
    }
    if (!e.statuses.empty()) {
      use("status");
    }
    if (e.window_days != 0U) {
      use(e.window_anchor);
    }
  }
  void read_session(plan_step const& s, session const& its) {
    if (its.women_only) {
      use("sex");
    }
    if (s.kind == step_kind::childcare) {
      return;
    }
    use("available");
    use("max_weekly_hours");
    if (t_.offers[its.offer].modality == modality::on_site) {
      read_way();
    }
    if (!its.care_on_site) {
      read_care(s.start);
    }
  }
  void read_way() {
    use("zone");
    use("modes");
    use("max_travel_minutes");
  }
  void read_care(date const on) {
    for (auto const& kid : q_.children) {
      if (on < reaches_age(kid.birth, t_.care_until_years * 12U)) {
        use_child(kid);
      }
    }
  }

  void read_goal() {
    use("available");
    read_way();
    read_care(p_.goal_day);
    if (q_.who.legal.permit_until) {
      use("permit_until");
    }
    if (q_.who.ready && *q_.who.ready == p_.ready) {
      use("ready");
    }
    constexpr std::string_view kVacancy{"vacancy:"};
    constexpr std::string_view kOwn{"self-employment:"};
    auto const reached = std::string_view{p_.reached};
    auto const own = reached.starts_with(kOwn);
    if (reached.starts_with(kVacancy)) {
      auto const at = index_.vacancy(reached.substr(kVacancy.size()));
      read_needs(at.valid() ? t_.vacancies[at].needs : std::vector<fact_idx>{});
    } else {
      auto const at = index_.occupation(own ? reached.substr(kOwn.size()) : reached);
      read_needs(at.valid() ? t_.occupations[at].needs : std::vector<fact_idx>{});
    }
    read_need(own ? kWorkAccessSelfEmployment : kWorkAccessEmployment);
  }
  void read_needs(std::vector<fact_idx> const& needs) {
    for (auto const needed : needs) {
      read_need(needed);
    }
  }

  void take_everything() {
    for (auto const member :
         {"birth", "zone", "status", "modes", "max_travel_minutes", "available", "max_weekly_hours"}) {
      use(member);
    }
    auto const& legal = q_.who.legal;
    auto const if_there = [&](std::string_view const member, bool const there) {
      if (there) {
        use(member);
      }
    };
    if_there("sex", q_.who.sex != sex::unknown);
    if_there("arrived", legal.arrived.has_value());
    if_there("registered", legal.registered.has_value());
    if_there("status_since", legal.status_since.has_value());
    if_there("permit_until", legal.permit_until.has_value());
    if_there("travel_document", legal.has_travel_document.has_value());
    if_there("ready", q_.who.ready.has_value());
    for (auto const& held : q_.who.facts) {
      use_fact(held.fact);
    }
    for (auto const& kid : q_.children) {
      use_child(kid);
    }
  }

  plan const& p_;
  plan_question const& q_;
  territory const& t_;
  territory_index index_;
  std::set<used_datum> used_;
};

}  // namespace

std::vector<used_datum> data_used(plan const& p, plan_question const& q, territory const& t) {
  return use_of_data{p, q, t}.find();
}

}  // namespace foothold
