#include "service/follow_ups.h"

#include <algorithm>

#include "access/decide.h"
#include "store/reminders.h"
#include "store/repository.h"

namespace foothold {
namespace {

// Where the caller may not see or write tasks, the task stays for who may.
result<void> close_task(transaction& t, person_id const& person, std::string const& origin) {
  if (!t.granted().writes(category::tasks)) {
    return {};
  }
  for (auto from = page{};;) {
    auto part = list_by<task_record>(t, "person", person, from);
    if (!part) {
      return tl::make_unexpected(part.error());
    }
    auto const task = std::ranges::find(part->rows, origin, [](task_record const& r) { return r.origin.value_or(""); });
    if (task != part->rows.end()) {
      task->state = task_state::done;
      return change(t, *task);
    }
    if (part->next.empty()) {
      return {};
    }
    from.after = part->next;
  }
}

}  // namespace

result<written_row> record_follow_up(store& cases, caller const& who, std::string const& person,
                                     change_request const& request, std::string const& id, std::int64_t const version,
                                     follow_up_result const& found) {
  if (std::ranges::find(kFollowUpOutcomes, found.outcome) == kFollowUpOutcomes.end()) {
    return fail(errc::bad_input, "follow_ups: outcome: expected a word of the list");
  }
  auto const& table = *find_record_table("follow_ups");
  auto const whose = parse_id_as<person_id>(person);
  auto const which = parse_id_as<decltype(follow_up_record::id)>(id);
  if (!whose || !which) {
    return tl::make_unexpected(no_such_entry());
  }
  auto const place =
      row_place{.table = &table, .of = {.sort = kind::person, .subject = person}, .by = "person", .owner = person};
  return change_row(cases, who, action::change_part, place, request, id, version,
                    [&](row_values& r, transaction& t) -> result<void> {
                      auto& done_on = r.fields[*table.at("done_on")];
                      if (!std::holds_alternative<std::monostate>(done_on)) {
                        return fail(errc::conflict, "follow_ups: it was noted already");
                      }
                      done_on = cell_of(found.on);
                      r.fields[*table.at("outcome")] = found.outcome;
                      r.fields[*table.at("words")] = found.words.empty() ? cell{} : cell{found.words};
                      return close_task(t, *whose, origin_of_task({.id = *which}));
                    });
}

}  // namespace foothold
