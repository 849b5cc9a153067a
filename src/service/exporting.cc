#include "service/exporting.h"

#include <algorithm>
#include <array>
#include <utility>

#include "access/decide.h"
#include "media/media_kind.h"
#include "service/responsible.h"
#include "store/organisation_records.h"
#include "store/repository.h"
#include "sys/file.h"
#include "sys/folders.h"

namespace foothold {
namespace {

constexpr auto kAtOnce = std::int64_t{100};
constexpr auto kOfPerson = std::to_array<std::string_view>({"carer", "person", "participant"});

// The column that says whose row it is; empty for tables that are nobody's file.
std::string_view column_of_person(record_table const& table) {
  auto const at =
      std::ranges::find_if(kOfPerson, [&](std::string_view const name) { return table.at(name).has_value(); });
  return at == kOfPerson.end() ? std::string_view{} : *at;
}

result<std::vector<row_values>> all_rows(snapshot& s, record_table const& table, std::string const& person) {
  auto rows = std::vector<row_values>{};
  auto where = list_place{.by = std::string{column_of_person(table)}, .of = person, .after = {}, .limit = kAtOnce};
  do {
    auto part = table.list(s, where);
    if (!part) {
      return tl::make_unexpected(part.error());
    }
    std::ranges::move(part->rows, std::back_inserter(rows));
    where.after = part->next;
  } while (!where.after.empty());
  return rows;
}

result<std::vector<row_values>> one_row(snapshot& s, record_table const& table, std::string const& id) {
  auto found = table.find(s, id);
  if (!found) {
    return found.error().code == errc::not_found ? result<std::vector<row_values>>{std::vector<row_values>{}}
                                                 : tl::make_unexpected(found.error());
  }
  return std::vector{std::move(*found)};
}

// Of the household the person lives in, its row; of all else the rows that name the person.
result<std::vector<row_values>> rows_of(snapshot& s, record_table const& table, exported_file const& so_far) {
  if (table.name == "persons") {
    return one_row(s, table, so_far.person);
  }
  if (table.name != "households") {
    return all_rows(s, table, so_far.person);
  }
  auto const* const persons = find_record_table("persons");
  auto const own = one_row(s, *persons, so_far.person);
  auto const* const home =
      own && !own->empty() ? std::get_if<std::string>(&own->front().fields[persons->at("household").value()]) : nullptr;
  return home == nullptr ? result<std::vector<row_values>>{std::vector<row_values>{}} : one_row(s, table, *home);
}

std::vector<audit_line> whole_log(snapshot& s, std::string const& person) {
  auto log = std::vector<audit_line>{};
  for (auto part = audit_of(s, person, 0, kAtOnce); !part.empty();
       part = audit_of(s, person, part.back().number, kAtOnce)) {
    std::ranges::move(part, std::back_inserter(log));
  }
  return log;
}

bool is_of_a_file(record_table const& table) {
  return table.name == "persons" || table.name == "households" || !column_of_person(table).empty();
}

result<exported_file> gather(snapshot& s, std::string const& person) {
  auto file = exported_file{};
  file.person = person;
  file.special = s.granted().shows(category::health);
  for (auto const& table : record_tables()) {
    if (!is_of_a_file(table)) {
      continue;
    }
    if (!s.granted().shows(table.holds)) {
      file.left_out.emplace_back(table.name);
      continue;
    }
    auto rows = rows_of(s, table, file);
    if (!rows) {
      return tl::make_unexpected(rows.error());
    }
    file.tables.push_back({&table, std::move(*rows)});
  }
  file.log = whole_log(s, person);
  return file;
}

std::string organisation_of_case(exported_file const& file) {
  auto const persons = std::ranges::find(file.tables, std::string_view{"persons"},
                                         [](exported_table const& t) { return t.table->name; });
  auto const* const id =
      persons == file.tables.end() || persons->rows.empty()
          ? nullptr
          : std::get_if<std::string>(&persons->rows.front().fields[persons->table->at("organisation").value()]);
  return id == nullptr ? std::string{} : *id;
}

// Ids of all that answer for a field of the file, each once.
std::vector<std::string> owners_of(exported_file const& file, std::string const& of_case) {
  auto out = std::vector<std::string>{};
  auto const note = [&](std::string id) {
    if (!id.empty() && std::ranges::find(out, id) == out.end()) {
      out.push_back(std::move(id));
    }
  };
  note(of_case);
  auto const& sheet = responsibilities();
  for (auto const& t : file.tables) {
    for (auto const& r : t.rows) {
      for (auto const& f : t.table->fields) {
        note(owner_in(*t.table, r, sheet.owner_of(t.table->name, f.name), of_case));
      }
    }
  }
  return out;
}

// From the directory, which everybody may read.
result<std::vector<answering_organisation>> look_up(store& cases, actor const& by, exported_file const& file) {
  auto const of_case = organisation_of_case(file);
  auto const ids = owners_of(file, of_case);
  auto out = std::vector<answering_organisation>{};
  auto const asked =
      access_request{.by = by, .what = action::read, .of = {.sort = kind::directory}, .for_what = purpose::information};
  auto const read = cases.read(asked, [&](snapshot& s) -> result<void> {
    out.clear();
    for (auto const& text : ids) {
      auto const id = parse_id_as<organisation_id>(text);
      auto const o = id ? find<organisation_record>(s, *id) : tl::make_unexpected(no_such_entry());
      if (o) {
        out.push_back({.id = text, .name = o->name, .website = o->website, .of_case = text == of_case});
      } else if (o.error().code != errc::not_found) {
        return tl::make_unexpected(o.error());
      }
    }
    return {};
  });
  return read.map([&] { return std::move(out); });
}

}  // namespace

result<exported_bytes> export_bytes(installation& office, exported_file const& file,
                                    std::filesystem::path const& folder) {
  auto done = exported_bytes{};
  auto const listed =
      std::ranges::find_if(file.tables, [](exported_table const& t) { return t.table->name == "files"; });
  if (listed == file.tables.end() || listed->rows.empty()) {
    return done;
  }
  if (auto const made = make_private_folder(folder); !made) {
    return tl::make_unexpected(made.error());
  }
  auto const text = [&](row_values const& r, std::string_view const field) {
    return std::get<std::string>(r.fields[listed->table->at(field).value()]);
  };
  for (auto const& r : listed->rows) {
    auto const bytes = office.files().read_same({.person = file.person, .id = r.id}, text(r, "content_hash"));
    auto const kind = bytes ? recognise(*bytes) : std::nullopt;
    if (!kind) {
      ++done.missing;
      continue;
    }
    auto const name = r.id + "." + std::string{file_extension(*kind)};
    if (auto const written = write_file(folder / name, *bytes, readers::owner); !written) {
      return tl::make_unexpected(written.error());
    }
    ++done.files;
  }
  return done;
}

namespace {

result<exported_file> gathered(store& cases, caller const& who, action const what, std::string const& person,
                               time_source const& clock) {
  auto const asked = access_request{.by = who.by, .what = what, .of = {.subject = person}, .for_what = who.why};
  auto file = exported_file{};
  auto const read = cases.read(asked, [&](snapshot& s) -> result<void> {
    return gather(s, person).map([&](exported_file&& f) { file = std::move(f); });
  });
  if (!read) {
    return tl::make_unexpected(read.error());
  }
  file.at = std::chrono::floor<std::chrono::microseconds>(clock.now());
  return look_up(cases, who.by, file).map([&](std::vector<answering_organisation>&& found) {
    file.answering = std::move(found);
    return std::move(file);
  });
}

}  // namespace

result<exported_file> export_person(store& cases, caller const& who, std::string const& person,
                                    time_source const& clock) {
  return gathered(cases, who, action::export_, person, clock);
}

result<exported_file> show_person(store& cases, caller const& who, std::string const& person,
                                  time_source const& clock) {
  return gathered(cases, who, action::read, person, clock);
}

}  // namespace foothold
