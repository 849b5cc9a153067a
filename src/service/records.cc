#include "service/records.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace foothold {
namespace {

// Answers that are kept with the idempotency key: an id and a version.
std::string text_of(written_row const& w) {
  return fmt::format("{} {}", w.id, w.version);
}

result<written_row> written_of(change_answer const& answer) {
  auto out =
      written_row{.id = answer.text.substr(0U, answer.text.find(' ')), .version = 0, .repeated = answer.repeated};
  auto const number = std::string_view{answer.text}.substr(std::min(out.id.size() + 1U, answer.text.size()));
  auto const [end, wrong] = std::from_chars(number.data(), number.data() + number.size(), out.version);
  if (wrong != std::errc{} || end != number.data() + number.size()) {
    return fail(errc::broken, "the answer that was kept with an idempotency key cannot be read");
  }
  return out;
}

bool names(row_place const& where, row_values const& r) {
  if (where.by.empty()) {
    return true;
  }
  auto const at = where.table->at(where.by);
  auto const* const owner = at ? std::get_if<std::string>(&r.fields[*at]) : nullptr;
  return owner != nullptr && *owner == where.owner;
}

// The row, if it is one of this place.
result<row_values> find_there(snapshot& s, row_place const& where, std::string const& id) {
  if (!s.granted().shows(where.table->holds)) {
    return tl::make_unexpected(no_such_entry());
  }
  auto found = where.table->find(s, id);
  return found && !names(where, *found) ? result<row_values>{tl::make_unexpected(no_such_entry())} : found;
}

// Nobody says yes to a plan, or that something helped, but the person whose plan it is and who was helped.
result<void> check_own_word(record_table const& table, actor const& by) {
  auto const own = by.as == role::newcomer || by.as == role::guardian;
  auto const is_own = table.name == "plan_answers" || table.name == "help_answers";
  return own || !is_own ? result<void>{} : tl::make_unexpected(no_such_entry());
}

// Before anything else is looked at: who may not write learns nothing about what is there.
result<void> check_may_write(transaction& t, record_table const& table) {
  return t.granted().writes(table.holds) ? result<void>{} : tl::make_unexpected(no_such_entry());
}

result<row_values> find_in_version(transaction& t, row_place const& where, std::string const& id,
                                   std::int64_t const version) {
  if (auto const may = check_may_write(t, *where.table); !may) {
    return tl::make_unexpected(may.error());
  }
  auto found = find_there(t, where, id);
  if (found && found->version != version) {
    return fail(errc::stale, fmt::format("{}: the row has another version by now", where.table->name));
  }
  return found;
}

// What a row names must be in the same file, as far as the grant shows it. `before`: the row as it is, null for a new
// one; what it named already may be out of the caller's sight.
result<void> check_own_rows(transaction& t, record_table const& table, row_values const& r,
                            row_values const* const before) {
  for (auto i = std::size_t{0U}; i != table.fields.size(); ++i) {
    auto const* const other = find_record_table(own_table_of(table, table.fields[i].name));
    auto const* const id = std::get_if<std::string>(&r.fields[i]);
    if (other == nullptr || id == nullptr || (before != nullptr && before->fields[i] == r.fields[i])) {
      continue;
    }
    if (auto const found = other->find(t, *id); !found) {
      return fail(found.error().code == errc::not_found ? errc::bad_input : found.error().code,
                  fmt::format("{}: {}: expected the id of a row of the same file", table.name, table.fields[i].name));
    }
  }
  return {};
}

}  // namespace

access_request asked_by(caller const& who, action const what, resource const& of) {
  return {.by = who.by, .what = what, .of = of, .for_what = who.why, .emergency = std::nullopt};
}

result<written_row> write_as(store& cases, access_request const& asked, change_request const& request,
                             written_work const& work) {
  auto begun = false;
  auto const done = cases.write(asked, request, [&](transaction& t) -> result<std::string> {
    begun = true;
    return work(t).map(text_of);
  });
  if (!done && done.error().code == errc::conflict && !begun) {
    return fail(errc::key_reused, done.error().message);
  }
  return done ? written_of(*done) : result<written_row>{tl::make_unexpected(done.error())};
}

result<shown_stretch> list_rows(store& cases, caller const& who, row_place const& where, std::string const& after,
                                std::int64_t const limit) {
  auto out = shown_stretch{};
  auto const done = cases.read(asked_by(who, action::list, where.of), [&](snapshot& s) -> result<void> {
    if (!s.granted().shows(where.table->holds)) {
      return tl::make_unexpected(no_such_entry());
    }
    auto found = where.table->list(s, {.by = where.by, .of = where.owner, .after = after, .limit = limit});
    if (!found) {
      return tl::make_unexpected(found.error());
    }
    out = {.stretch = std::move(*found), .special = s.access().shows_special()};
    return {};
  });
  return done.map([&] { return std::move(out); });
}

result<shown_row> read_row(store& cases, caller const& who, row_place const& where, std::string const& id) {
  auto out = shown_row{};
  auto const done = cases.read(asked_by(who, action::read, where.of), [&](snapshot& s) -> result<void> {
    auto found = find_there(s, where, id);
    if (!found) {
      return tl::make_unexpected(found.error());
    }
    out = {.row = std::move(*found), .special = s.access().shows_special()};
    return {};
  });
  return done.map([&] { return std::move(out); });
}

result<written_row> add_row(store& cases, caller const& who, action const what, row_place const& where,
                            change_request const& request, std::string const& id, given_fields const& given) {
  if (auto const broken = broken_rules(*where.table, given, who.by); !broken.empty()) {
    return fail(errc::bad_input, fmt::format("{}: {}: expected {}", where.table->name,
                                             broken.front().pointer.substr(1U), broken.front().expected));
  }
  return write_as(cases, asked_by(who, what, where.of), request, [&](transaction& t) -> result<written_row> {
    auto const may = check_may_write(t, *where.table).and_then([&] { return check_own_word(*where.table, who.by); });
    if (!may) {
      return tl::make_unexpected(may.error());
    }
    auto r = row_values{.id = id, .version = 0, .fields = {}};
    for (auto i = std::size_t{0U}; i != given.size(); ++i) {
      r.fields.push_back(given[i].value_or(empty_cell(where.table->fields[i])));
    }
    set_by_program(*where.table,
                   {.by = who.by,
                    .now = t.now(),
                    .person = where.of.sort == kind::person ? std::string_view{where.of.subject} : std::string_view{},
                    .owner_field = where.by,
                    .owner = where.owner},
                   r);
    set_closing_day(*where.table, std::chrono::floor<days>(t.now()), r);
    if (auto const own = check_own_rows(t, *where.table, r, nullptr); !own) {
      return tl::make_unexpected(own.error());
    }
    return where.table->add(t, r).map([&] { return written_row{.id = r.id, .version = r.version}; });
  });
}

result<written_row> change_row(store& cases, caller const& who, action const what, row_place const& where,
                               change_request const& request, std::string const& id, std::int64_t const version,
                               row_edit const& edit) {
  return write_as(cases, asked_by(who, what, where.of), request, [&](transaction& t) -> result<written_row> {
    auto r = find_in_version(t, where, id, version);
    if (!r) {
      return tl::make_unexpected(r.error());
    }
    auto const before = *r;
    if (auto const edited = edit(*r, t); !edited) {
      return tl::make_unexpected(edited.error());
    }
    set_closing_day(*where.table, std::chrono::floor<days>(t.now()), *r);
    if (auto const own = check_own_rows(t, *where.table, *r, &before); !own) {
      return tl::make_unexpected(own.error());
    }
    return where.table->change(t, *r).map([&] { return written_row{.id = r->id, .version = r->version}; });
  });
}

result<written_row> remove_row(store& cases, caller const& who, row_place const& where, change_request const& request,
                               std::string const& id, std::int64_t const version) {
  return write_as(cases, asked_by(who, action::remove, where.of), request, [&](transaction& t) -> result<written_row> {
    auto const r = find_in_version(t, where, id, version);
    if (!r) {
      return tl::make_unexpected(r.error());
    }
    return where.table->remove(t, *r).map([&] { return written_row{.id = r->id, .version = r->version}; });
  });
}

}  // namespace foothold
