#pragma once
// The sentences of a plan, held against the territory, the person and the plan's other steps.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "check/law.h"
#include "model/plan.h"
#include "model/territory.h"

namespace foothold {

inline std::string arg(reason const& said, std::string_view const name) {
  auto const it = std::ranges::find(said.args, name, &std::pair<std::string, std::string>::first);
  EXPECT_NE(it, said.args.end()) << said.key << " without " << name;
  return it == said.args.end() ? std::string{} : it->second;
}

template <typename Items>
auto const* by_id(Items const& items, std::string_view const id) {
  auto const it = std::ranges::find_if(items, [&](auto const& item) { return item.id == id; });
  return it == items.end() ? nullptr : &*it;
}

inline bool has(std::vector<std::string> const& names, std::string_view const name) {
  return std::ranges::find(names, name) != names.end();
}

// One explained plan and the questions that its sentences answer.
class explained {
public:
  explained(territory const& t, person const& who, plan const& p) : t_{t}, who_{who}, p_{p} {}

  [[nodiscard]] bool true_of(plan_step const& step, reason const& said) const {
    auto const& key = said.key;
    if (key == "step.gives") {
      return has(step.gives, arg(said, "fact")) && gives(step, arg(said, "fact"));
    }
    if (key == "step.needed_by") {
      return any_step([&](plan_step const& user) {
        return user.offer == arg(said, "step") && user.start > step.end && serves(step, user);
      });
    }
    if (key == "step.needed_by_goal") {
      return serves_goal(step);
    }
    if (key == "step.care_for") {
      auto const* const care = by_id(t_.sessions, step.session);
      return step.child == arg(said, "child") && any_step([&](plan_step const& user) {
               return user.offer == arg(said, "step") && step.start <= user.start && user.end <= care->end &&
                      has(user.needs, "care:" + step.child);
             });
    }
    return key.starts_with("step.date_") ? date_is_true(step, said) : note_is_true(step, said);
  }

private:
  template <typename Holds>
  [[nodiscard]] bool any_step(Holds const& holds) const {
    return std::ranges::any_of(p_.steps, holds);
  }

  [[nodiscard]] bool implies(fact_idx const higher, std::string_view const name) const {
    return std::ranges::any_of(t_.facts.implied(higher), [&](fact_idx const f) { return t_.facts.name(f) == name; });
  }

  // Does the territory, or for a gate the law, say that the step gives it?
  [[nodiscard]] bool gives(plan_step const& step, std::string_view const name) const {
    if (step.kind == step_kind::gate) {
      return name.starts_with("work_access:");
    }
    return std::ranges::any_of(by_id(t_.offers, step.offer)->gives, [&](fact_idx const f) { return implies(f, name); });
  }

  // The parts of a gate follow each other without a fact of their own.
  [[nodiscard]] bool serves(plan_step const& step, plan_step const& user) const {
    auto const part = step.kind == step_kind::gate && user.kind == step_kind::gate;
    return part || std::ranges::any_of(user.needs, [&](std::string const& f) { return gives(step, f); });
  }

  [[nodiscard]] occupation const& job() const {
    auto uri = std::string_view{p_.reached};
    if (uri.starts_with("vacancy:")) {
      return t_.occupations[by_id(t_.vacancies, uri.substr(8U))->occupation];
    }
    uri.remove_prefix(uri.starts_with("self-employment:") ? 16U : 0U);
    return *std::ranges::find(t_.occupations, uri, &occupation::uri);
  }

  [[nodiscard]] bool serves_goal(plan_step const& step) const {
    if (step.kind == step_kind::childcare) {
      return step.start <= p_.goal_day && step.end >= p_.goal_day;
    }
    auto const* const open = p_.reached.starts_with("vacancy:") ? by_id(t_.vacancies, p_.reached.substr(8U)) : nullptr;
    auto const& needs = open != nullptr ? open->needs : job().needs;
    return step.end < p_.goal_day &&
           (step.kind == step_kind::gate || gives(step, kPermitExtended) ||
            std::ranges::any_of(needs, [&](fact_idx const f) { return gives(step, t_.facts.name(f)); }));
  }

  // Does the person hold it from that day, a step give it on the day before, or the law allow it from then on?
  [[nodiscard]] bool holds_from(std::string_view const name, date const day) const {
    if (name.starts_with("work_access:") && any_step([](plan_step const& s) { return s.kind == step_kind::gate; })) {
      auto last = date::min();
      for (auto const& s : p_.steps) {
        last = s.kind == step_kind::gate && has(s.gives, name) ? std::max(last, s.end) : last;
      }
      return last != date::min() && check::allowed_from(check::read_law(t_, who_.legal, name, p_.as_of), last) == day;
    }
    return std::ranges::any_of(who_.facts,
                               [&](held_fact const& h) { return implies(h.fact, name) && h.from == day; }) ||
           any_step([&](plan_step const& s) { return s.end + days{1} == day && gives(s, name); });
  }

  [[nodiscard]] bool date_is_true(plan_step const& step, reason const& said) const {
    auto const& key = said.key;
    if (key == "step.date_ready") {
      return step.start == p_.ready;
    }
    if (key == "step.date_gate") {
      return format_date(step.start) == arg(said, "date");
    }
    if (key == "step.date_waits_for") {
      auto const day = parse_date(arg(said, "date")).value();
      return step.start == day && has(step.needs, arg(said, "fact")) && holds_from(arg(said, "fact"), day);
    }
    if (key == "step.date_next_after") {
      auto const day = parse_date(arg(said, "date")).value();
      return step.start >= day && has(step.needs, arg(said, "fact")) && holds_from(arg(said, "fact"), day);
    }
    if (key == "step.date_after_care") {
      auto const day = parse_date(arg(said, "date")).value();
      return step.start >= day && any_step([&](plan_step const& care) {
               return care.child == arg(said, "child") &&
                      care.start + days{by_id(t_.offers, care.offer)->settling_days} == day;
             });
    }
    return (key == "step.date_session_next" || key == "step.date_fits_best") && arg(said, "offer") == step.offer;
  }

  [[nodiscard]] bool note_is_true(plan_step const& step, reason const& said) const {
    auto const& key = said.key;
    if (key == "step.confirm") {
      auto const rule = arg(said, "rule");
      return step.provisional && step.offer.starts_with(rule + "/") && (rule == "no-rule" || by_id(t_.rules, rule));
    }
    auto const& meeting = *by_id(t_.sessions, step.session);
    if (key == "step.apply_by") {
      return format_date(meeting.apply_by.value()) == arg(said, "date");
    }
    if (key == "step.min_group") {
      return std::to_string(meeting.enrolled) == arg(said, "enrolled") &&
             std::to_string(meeting.min_group) == arg(said, "min") && meeting.enrolled < meeting.min_group;
    }
    return key == "step.attendance" &&
           std::to_string(by_id(t_.offers, step.offer)->attendance_percent) == arg(said, "percent");
  }

  territory const& t_;
  person const& who_;
  plan const& p_;
};

}  // namespace foothold
