#include <algorithm>
#include <charconv>
#include <utility>

#include "model/week.h"
#include "pages/desk_handlers.h"
#include "service/follow_ups.h"
#include "service/row_fields.h"
#include "service/special_hints.h"
#include "store/case_records.h"

namespace foothold::pages {
namespace {

row_place place_of(desk_visit const& v, std::string_view const table) {
  auto const person = v.part("person");
  return {.table = find_record_table(table),
          .of = {.sort = kind::person, .subject = person},
          .by = "person",
          .owner = person};
}

caller worker(desk_visit const& v) {
  return v.as(work_purpose(v.who.who.as));
}

url case_of(desk_visit const& v) {
  return v.at({"cases", v.part("person")});
}
// Where the press stood.
url back_of(desk_visit const& v) {
  return v.sent("back") == "home" ? v.at({"home"}) : case_of(v);
}

// What a row becomes is told with its id and version, so that a button can take it back.
http::response told_written(desk_visit const& v, result<written_row> const& done, url const& to, std::string did) {
  auto told = told_terms{.did = std::move(did), .person = v.part("person")};
  if (done) {
    told.entry = done->id;
    told.version = done->version;
  }
  return told_back(v, done, to, std::move(told));
}

http::response add(desk_visit const& v, row_fields const& sent, std::string did) {
  auto const done = add_row(v.cases(), worker(v), action::add, place_of(v, sent.table().name), request_of(v),
                            format_id(random_id()), sent.given());
  auto told = told_terms{.did = std::move(did), .person = v.part("person")};
  if (done) {
    told.entry = done->id;
    told.version = done->version;
    told.hints = special_hints_of(sent.table(), sent.given());
  }
  return told_back(v, done, case_of(v), std::move(told));
}

http::response missing(desk_visit const& v) {
  return http::redirect(telling(case_of(v), {.did = "missing"}).str());
}

// "10:30" as minutes of the day.
std::optional<int> minute_of(std::string const& text) {
  auto hour = 0;
  auto minute = 0;
  auto const* const end = text.data() + text.size();
  auto const h = std::from_chars(text.data(), end, hour);
  if (h.ec != std::errc{} || h.ptr == end || *h.ptr != ':') {
    return std::nullopt;
  }
  auto const m = std::from_chars(h.ptr + 1, end, minute);
  auto const fine = m.ec == std::errc{} && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
  return fine ? std::optional{hour * 60 + minute} : std::nullopt;
}

std::optional<instant> moment_sent(desk_visit const& v) {
  auto const day = parse_date(v.sent("day"));
  auto const minute = minute_of(v.sent("time"));
  return day && minute ? std::optional{v.of.zone.moment_of({.day = *day, .minute = *minute})} : std::nullopt;
}

std::int64_t minutes_sent(desk_visit const& v) {
  auto const text = v.sent("minutes");
  auto n = std::int64_t{0};
  std::from_chars(text.data(), text.data() + text.size(), n);
  return std::clamp<std::int64_t>(n, 0, 24 * 60);
}

// Which of the rows of a choice, "id-version"; version 0: none.
struct chosen_row {
  std::string id{};
  std::int64_t version{0};
};
chosen_row row_sent(desk_visit const& v) {
  auto const which = v.sent("which");
  auto const dash = std::min(which.find('-'), which.size());
  auto row = chosen_row{.id = which.substr(0U, dash)};
  if (dash != which.size()) {
    std::from_chars(which.data() + dash + 1U, which.data() + which.size(), row.version);
  }
  return row;
}

// A change of one row that was shown in a version.
http::response change(desk_visit const& v, std::string_view const table, row_edit const& edit, std::string did) {
  auto const done = change_row(v.cases(), worker(v), action::change_part, place_of(v, table), request_of(v),
                               v.part("entry"), version_sent(v), edit);
  return told_written(v, done, back_of(v), std::move(did));
}

row_edit setting(std::string_view const table, std::string_view const field, cell value) {
  auto const at = find_record_table(table)->at(field).value();
  return [at, value = std::move(value)](row_values& r, transaction& /*t*/) -> result<void> {
    r.fields[at] = value;
    return {};
  };
}

}  // namespace

http::response add_note(desk_visit const& v) {
  if (v.sent("words").empty()) {
    return missing(v);
  }
  auto sent = row_fields{"notes"};
  sent.set("kind", std::string{"note"}).set("words", v.sent("words"));
  return add(v, sent, "note_added");
}

http::response remove_note(desk_visit const& v) {
  return told_back(
      v, remove_row(v.cases(), worker(v), place_of(v, "notes"), request_of(v), v.part("entry"), version_sent(v)),
      case_of(v), {.did = "note_removed"});
}

http::response add_task(desk_visit const& v) {
  auto const day = parse_date(v.sent("day"));
  if (v.sent("words").empty() || !day) {
    return missing(v);
  }
  auto sent = row_fields{"tasks"};
  sent.set("kind", std::string{"task"})
      .set("assignee", v.who.who.id)
      .set("words", v.sent("words"))
      .set("due_on", cell_of(*day));
  return add(v, sent, "task_added");
}

http::response change_task(desk_visit const& v) {
  auto const what = v.part("what");
  if (what == "done" || what == "again") {
    auto const state = what == "done" ? task_state::done : task_state::open;
    return change(v, "tasks", setting("tasks", "state", cell_of(state)), "task_" + what);
  }
  if (what == "later") {
    return change(v, "tasks", setting("tasks", "due_on", cell_of(v.today() + days{7})), "task_later");
  }
  return desk_not_found(v);
}

http::response add_appointment(desk_visit const& v) {
  auto const at = moment_sent(v);
  if (!at || v.sent("channel").empty()) {
    return missing(v);
  }
  auto sent = row_fields{"appointments"};
  sent.set("staff", v.who.who.id)
      .set("starts_at", cell_of(*at))
      .set("minutes", minutes_sent(v))
      .set("channel", v.sent("channel"));
  for (auto const* const field : {"place", "subject"}) {
    if (auto const text = v.sent(field); !text.empty()) {
      sent.set(field, text);
    }
  }
  return add(v, sent, "appointment_added");
}

http::response change_appointment(desk_visit const& v) {
  auto const what = v.part("what");
  auto const state = field_codec<appointment_state>::decode(cell{what});
  if (!state || *state == appointment_state::confirmed) {
    return desk_not_found(v);
  }
  return change(v, "appointments", setting("appointments", "state", cell_of(*state)),
                "appointment_" + (what == "planned" ? "again" : what));
}

http::response note_follow_up(desk_visit const& v) {
  auto const which = row_sent(v);
  auto const found = follow_up_result{.outcome = v.sent("outcome"), .words = v.sent("words"), .on = v.today()};
  return told_back(
      v, record_follow_up(v.cases(), worker(v), v.part("person"), request_of(v), which.id, which.version, found),
      case_of(v), {.did = "follow_up_noted"});
}

http::response move_appointment(desk_visit const& v) {
  auto const at = moment_sent(v);
  auto const which = row_sent(v);
  if (!at || which.version == 0) {
    return missing(v);
  }
  auto const done = change_row(v.cases(), worker(v), action::change_part, place_of(v, "appointments"), request_of(v),
                               which.id, which.version, setting("appointments", "starts_at", cell_of(*at)));
  return told_written(v, done, case_of(v), "appointment_moved");
}

}  // namespace foothold::pages
