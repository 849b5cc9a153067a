#include "service/case_planning.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "access/decide.h"
#include "interop/plan_json.h"
#include "service/case_rows.h"
#include "service/functions.h"
#include "service/plan_trace.h"
#include "service/portrait.h"
#include "store/repository.h"
#include "store/versions.h"
#include "sys/hash.h"

namespace foothold {
namespace {

constexpr auto kTries = 3;
constexpr auto kFarthest = days{366};  // of the day of planning from today

// What was read and what was found with it, before anything is written.
struct finding {
  std::string portrait;  // its content
  trace_head head;
  plan_question question;
  plan found;
};

std::vector<field_fault> lacking_in(portrait const& p) {
  auto out = std::vector<field_fault>{};
  for (auto const& n : p.notes) {
    if (n.kind == note_kind::needed) {
      out.push_back({"", fmt::format("{}, {}: {}", n.table, n.field, n.why),
                     "an answer there in the words of docs/formats/portrait.md, before a plan can be made"});
    }
  }
  return out;
}

// Whether a file that may have changed still is what was planned for.
result<std::string> portrait_now(snapshot& s, person_id const& person, planning_ground const& ground, date const as_of,
                                 portrait& made) {
  return read_case_rows(s, person).map([&](case_rows const& rows) {
    made = make_portrait(rows, *ground.place, as_of);
    return made.complete() ? write_portrait(made, *ground.place) : std::string{};
  });
}

result<portrait_id> kept_portrait(transaction& t, person_id const& person, finding const& f) {
  auto const newest = portrait_at(t, person, t.now());
  if (newest && newest->content_hash == f.head.portrait_hash) {
    return newest->id;
  }
  if (!newest && newest.error().code != errc::not_found) {
    return tl::make_unexpected(newest.error());
  }
  auto row = portrait_record{.person = person,
                             .made_by = t.actor(),
                             .engine = f.found.engine,
                             .content_hash = f.head.portrait_hash,
                             .content = f.portrait};
  return add_portrait(t, row).map([&] { return row.id; });
}

result<written_row> keep(transaction& t, person_id const& person, planning_ground const& ground, finding f) {
  auto const portrait = kept_portrait(t, person, f);
  if (!portrait) {
    return tl::make_unexpected(portrait.error());
  }
  auto row = plan_record{.person = person,
                         .made_by = t.actor(),
                         .engine = f.found.engine,
                         .territory_hash = f.found.territory_hash,
                         .rules_hash = f.found.rules_hash,
                         .policy_hash = f.found.policy_hash,
                         .portrait = *portrait,
                         .content = write_plan(f.found)};
  row.content_hash = hash_hex(row.content);
  if (auto const added = add_plan(t, row); !added) {
    return tl::make_unexpected(added.error());
  }
  f.head.portrait = format_id(*portrait);
  f.head.plan = format_id(row.id);
  auto decision = decision_record{.id = new_id<decltype(decision_record::id)>(),
                                  .person = person,
                                  .at = t.now(),
                                  .function = std::string{id_of(automated_function::plan)},
                                  .engine = f.found.engine,
                                  .inputs_hash = inputs_hash_of(f.head),
                                  .snapshot_hash = ground.snapshot,
                                  .result_hash = row.content_hash,
                                  .trace = write_plan_trace(f.head, f.found, f.question, *ground.place),
                                  .outcome = has_way(f.found) ? "positive" : "none"};
  return add(t, decision).map([&] { return written_row{.id = format_id(row.id), .version = row.version}; });
}

class case_planner {
public:
  case_planner(store& cases, planning_ground const& ground, caller const& who, plan_order const& order,
               person_id const& person, date const as_of)
      : cases_{cases}, ground_{ground}, who_{who}, order_{order}, person_{person}, as_of_{as_of} {}

  // Nothing: the file changed while it was planned for.
  result<std::optional<computed_plan>> try_once(change_request const& request) {
    auto lacking = std::vector<field_fault>{};
    auto f = look(lacking);
    if (!f) {
      return tl::make_unexpected(f.error());
    }
    if (!lacking.empty()) {
      return computed_plan{.row = {}, .lacking = std::move(lacking)};
    }
    f->found = ground_.plans.make(f->question, effort::explained);
    auto changed = false;
    auto done = write_as(cases_, asked_by(who_, action::add, {.subject = order_.person}), request,
                         [&](transaction& t) -> result<written_row> {
                           auto made = portrait{};
                           auto const now = portrait_now(t, person_, ground_, as_of_, made);
                           if (!now) {
                             return tl::make_unexpected(now.error());
                           }
                           changed = *now != f->portrait;
                           return changed ? result<written_row>{fail(errc::stale, "the file changed meanwhile")}
                                          : keep(t, person_, ground_, *f);
                         });
    if (!done) {
      return changed && done.error().code == errc::stale ? result<std::optional<computed_plan>>{std::nullopt}
                                                         : tl::make_unexpected(done.error());
    }
    return computed_plan{.row = std::move(*done), .lacking = {}};
  }

private:
  result<finding> look(std::vector<field_fault>& lacking) {
    auto f = finding{};
    auto made = portrait{};
    auto const read =
        cases_.read(asked_by(who_, action::read, {.subject = order_.person}), [&](snapshot& s) -> result<void> {
          return portrait_now(s, person_, ground_, as_of_, made).map([&](std::string text) {
            f.portrait = std::move(text);
          });
        });
    if (!read) {
      return tl::make_unexpected(read.error());
    }
    lacking = lacking_in(made);
    if (!lacking.empty()) {
      return f;
    }
    auto question = question_of_portrait(f.portrait, *ground_.place, as_of_);
    if (!question) {
      return tl::make_unexpected(question.error());
    }
    f.question = std::move(*question);
    choose_goal(f, lacking);
    f.head.portrait_hash = hash_hex(f.portrait);
    f.head.snapshot = ground_.snapshot;
    f.head.goal = f.question.goal.text;
    f.head.as_of = as_of_;
    return f;
  }

  void choose_goal(finding& f, std::vector<field_fault>& lacking) const {
    auto const& own = f.question.who.goals;
    auto goal = order_.goal.empty() ? (own.empty() ? std::nullopt : std::optional{own.front()})
                                    : ground_.plans.find_goal(order_.goal);
    if (goal) {
      f.question.goal = std::move(*goal);
    } else {
      lacking.push_back({"/goal", order_.goal.empty() ? "nothing" : "another text",
                         "a goal that the territory knows: an occupation's URI, vacancy:ID, field:51,53 or "
                         "self-employment; without one the first wish that is such a goal"});
    }
  }

  store& cases_;
  planning_ground const& ground_;
  caller const& who_;
  plan_order const& order_;
  person_id person_;
  date as_of_;
};

}  // namespace

result<computed_plan> compute_plan(store& cases, planning_ground const* const ground, caller const& who,
                                   plan_order const& order, change_request const& request, time_source const& clock) {
  auto const person = parse_id_as<person_id>(order.person);
  if (!person || who.why != purpose::planning) {
    return tl::make_unexpected(no_such_entry());
  }
  if (ground == nullptr) {
    return cases
        .read(asked_by(who, action::read, {.subject = order.person}),
              [&](snapshot& s) -> result<void> {
                return find<person_record>(s, *person).map([](person_record const&) {});
              })
        .map([] {
          return computed_plan{
              .row = {},
              .lacking = {{"", "no territory", "a folder as `territory` in config.json of this installation"}}};
        });
  }
  auto const day = today(clock);
  auto const as_of = order.as_of.value_or(day);
  if (as_of < day - kFarthest || as_of > day + kFarthest) {
    return computed_plan{.row = {}, .lacking = {{"/as_of", "another day", "a day within a year of today"}}};
  }
  auto planner = case_planner{cases, *ground, who, order, *person, as_of};
  for (auto i = 0; i != kTries; ++i) {
    auto done = planner.try_once(request);
    if (!done) {
      return tl::make_unexpected(done.error());
    }
    if (*done) {
      return std::move(**done);
    }
  }
  return fail(errc::conflict, "the file changed while it was planned for, three times");
}

}  // namespace foothold
