#include <utility>

#include "access/decide.h"
#include "service/caseload.h"
#include "service/many_cases.h"
#include "service/row_fields.h"
#include "store/repository.h"

namespace foothold {
namespace {

constexpr days kLookWithin{7};

result<void> hand_over_tasks(transaction& t, person_id const& person, std::optional<staff_id> const& from,
                             staff_id const& to) {
  for (auto p = page{};;) {
    auto const part = list_by<task_record>(t, "person", person, p);
    if (!part) {
      return tl::make_unexpected(part.error());
    }
    for (auto task : part->rows) {
      if (task.state == task_state::open && task.assignee == from) {
        task.assignee = to;
        if (auto const done = change(t, task); !done) {
          return done;
        }
      }
    }
    if (part->next.empty()) {
      return {};
    }
    p.after = part->next;
  }
}

result<std::string> move_one(transaction& t, person_id const& id, staff_id const& to, std::string const& reason) {
  auto person = find<person_record>(t, id);
  if (!person) {
    return tl::make_unexpected(person.error());
  }
  if (person->caseworker == to) {
    return fail(errc::conflict, "persons: the case is there already");
  }
  person->cover.reset();
  person->cover_from.reset();
  person->cover_until.reset();
  if (auto const handed = hand_over_tasks(t, id, std::exchange(person->caseworker, to), to); !handed) {
    return tl::make_unexpected(handed.error());
  }
  if (auto const changed = change(t, *person); !changed) {
    return tl::make_unexpected(changed.error());
  }
  auto task = task_record{.id = new_id<task_id>(),
                          .person = id,
                          .assignee = to,
                          .kind = "case_moved",
                          .due_on = std::chrono::floor<days>(t.now()) + kLookWithin,
                          .state = task_state::open,
                          .words = reason};
  return add(t, task).map([&] { return format_id(task.id); });
}

// For what somebody chose by hand.
result<void> few_enough(std::vector<std::string> const& persons) {
  return persons.empty() || persons.size() > kMostAtOnce
             ? fail(errc::bad_input, "persons: expected one at least, and at most kMostAtOnce")
             : result<void>{};
}

}  // namespace

result<changed_cases> move_cases(store& cases, caller const& who, case_move const& move,
                                 change_request const& request) {
  if (move.reason.empty()) {
    return fail(errc::bad_input, "reason: expected a reason");
  }
  if (auto const few = few_enough(move.persons); !few) {
    return tl::make_unexpected(few.error());
  }
  auto const to = find_leading_member(cases, who, move.to);
  if (!to) {
    return tl::make_unexpected(to.error());
  }
  return change_each(move.persons, [&](std::string const& person) -> result<void> {
    auto const id = parse_id_as<person_id>(person);
    if (!id) {
      return tl::make_unexpected(no_such_entry());
    }
    auto const asked = asked_by(who, action::change_part, {.sort = kind::person, .subject = person});
    return cases
        .write(asked, request_for(request, person),
               [&](transaction& t) { return move_one(t, *id, to->id, move.reason); })
        .map([](change_answer const& /*a*/) {});
  });
}

result<changed_cases> remind_cases(store& cases, caller const& who, case_reminder const& reminder,
                                   change_request const& request) {
  if (reminder.words.empty()) {
    return fail(errc::bad_input, "words: expected what is to be done");
  }
  if (auto const few = few_enough(reminder.persons); !few) {
    return tl::make_unexpected(few.error());
  }
  auto sent = row_fields{"tasks"};
  sent.set("kind", std::string{"reminder"})
      .set("assignee", who.by.id)
      .set("words", reminder.words)
      .set("due_on", cell_of(reminder.due_on));
  return change_each(reminder.persons, [&](std::string const& person) -> result<void> {
    auto const place = row_place{
        .table = &sent.table(), .of = {.sort = kind::person, .subject = person}, .by = "person", .owner = person};
    return add_row(cases, who, action::add, place, request_for(request, person), format_id(random_id()), sent.given())
        .map([](written_row const& /*w*/) {});
  });
}

}  // namespace foothold
