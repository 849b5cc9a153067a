#include <algorithm>
#include <utility>

#include "access/decide.h"
#include "service/caseload.h"
#include "service/row_fields.h"
#include "store/organisation_records.h"
#include "store/repository.h"

namespace foothold {
namespace {

constexpr days kLookWithin{7};

// An active member who may lead cases, of the organisation of who asks.
result<staff_record> member(store& cases, caller const& who, std::string const& id) {
  auto const wanted = parse_id_as<staff_id>(id);
  if (!wanted) {
    return fail(errc::bad_input, "staff: expected a member of the team");
  }
  auto const asked = asked_by(who, action::read, {.sort = kind::team, .subject = who.by.organisation});
  auto found = staff_record{};
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    return find<staff_record>(s, *wanted).map([&](staff_record r) { found = std::move(r); });
  });
  if (!done) {
    return tl::make_unexpected(done.error());
  }
  auto const leads = found.role == word(role::caseworker) || found.role == word(role::lead);
  return found.active && leads ? result<staff_record>{std::move(found)}
                               : fail(errc::bad_input, "staff: expected an active member who leads cases");
}

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

// Whether the act as a whole goes on after this one case.
bool only_this_one(error const& e) {
  return e.code == errc::not_found || e.code == errc::conflict || e.code == errc::stale || e.code == errc::bad_input;
}

template <typename Change>
result<changed_cases> change_each(std::vector<std::string> persons, Change const one) {
  std::ranges::sort(persons);
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  if (persons.empty() || persons.size() > kMostAtOnce) {
    return fail(errc::bad_input, "persons: expected one at least, and at most kMostAtOnce");
  }
  auto out = changed_cases{};
  for (auto const& p : persons) {
    auto const done = one(p);
    if (!done && !only_this_one(done.error())) {
      return tl::make_unexpected(done.error());
    }
    ++(done ? out.done : out.left);
  }
  return out;
}

change_request request_for(change_request const& whole, std::string const& person) {
  return {.key = whole.key + "-" + person, .request = whole.request};
}

}  // namespace

result<changed_cases> move_cases(store& cases, caller const& who, case_move const& move,
                                 change_request const& request) {
  if (move.reason.empty()) {
    return fail(errc::bad_input, "reason: expected a reason");
  }
  auto const to = member(cases, who, move.to);
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
