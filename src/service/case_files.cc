#include "service/case_files.h"

#include <set>
#include <utility>

#include "store/file_list.h"
#include "store/person_records.h"
#include "store/repository.h"
#include "sys/hash.h"

namespace foothold {
namespace {

auto const kKeeper = installation_act{.actor = "files", .name = "files.tidy"};
constexpr auto kAtOnce = std::int64_t{1000};

// A row that a file is said to show must be one of the same case, as far as the grant shows it.
template <typename Record>
result<void> check_shown(transaction& t, std::optional<decltype(Record::id)> const& id, char const* const column) {
  if (!id) {
    return {};
  }
  auto const found = find<Record>(t, *id);
  return found || found.error().code != errc::not_found
             ? found.map([](auto const&) {})
             : fail(errc::bad_input, std::string{"files: "} + column + ": expected the id of a row of the same file");
}

result<void> check_all_shown(transaction& t, file_record const& r) {
  return check_shown<certificate_record>(t, r.certificate, "certificate")
      .and_then([&] { return check_shown<paper_record>(t, r.paper, "paper"); })
      .and_then([&] { return check_shown<education_record>(t, r.education, "education"); });
}

file_record row_of(person_id const& person, file_id const& id, file_description const& about, drawn_file const& drawn) {
  return {.id = id,
          .person = person,
          .kind = about.kind,
          .media = static_cast<file_media>(drawn.kind),
          .bytes = static_cast<std::int64_t>(drawn.bytes.size()),
          .width = drawn.width,
          .height = drawn.height,
          .pages = drawn.pages,
          .name = about.name,
          .content_hash = hash_hex(drawn.bytes),
          .certificate = about.certificate,
          .paper = about.paper,
          .education = about.education,
          .added_by = {},
          .added_at = {}};
}
static_assert(static_cast<int>(file_media::pdf) == static_cast<int>(media_kind::pdf) &&
              static_cast<int>(file_media::png) == static_cast<int>(media_kind::png));

// The rows' ids, all of them.
result<std::set<std::string>> listed_ids(store& cases) {
  auto ids = std::set<std::string>{};
  return cases
      .read(kKeeper,
            [&](installation_view& s) -> result<void> {
              ids.clear();
              for (auto part = files_after(s, "", kAtOnce); !part.empty();
                   part = files_after(s, part.back().id, kAtOnce)) {
                for (auto const& f : part) {
                  ids.insert(f.id);
                }
              }
              return {};
            })
      .map([&] { return std::move(ids); });
}

}  // namespace

result<written_row> add_file(installation& office, caller const& who, std::string const& person,
                             change_request const& request, file_description const& about, drawn_file const& drawn) {
  auto const whose = parse_id_as<person_id>(person);
  if (!whose) {
    return tl::make_unexpected(no_such_entry());
  }
  auto const id = new_id<file_id>();
  auto const at = file_place{.person = person, .id = format_id(id)};
  if (auto const written = office.files().write(at, drawn.bytes); !written) {
    return written.error().code == errc::not_found ? result<written_row>{tl::make_unexpected(no_such_entry())}
                                                   : tl::make_unexpected(written.error());
  }
  auto done = write_as(office.cases(), asked_by(who, action::add, {.subject = person}), request,
                       [&](transaction& t) -> result<written_row> {
                         if (!t.granted().writes(category::documents)) {
                           return tl::make_unexpected(no_such_entry());
                         }
                         auto r = row_of(*whose, id, about, drawn);
                         r.added_by = who.by.id;
                         r.added_at = t.now();
                         return check_all_shown(t, r).and_then([&] { return add(t, r); }).map([&] {
                           return written_row{.id = at.id, .version = r.version};
                         });
                       });
  // Whether the row is there is not known after in_doubt and broken: tidy_files() will tell.
  auto const open = !done && (done.error().code == errc::in_doubt || done.error().code == errc::broken);
  if (!open && (!done || done->id != at.id)) {
    office.files().remove(at.id);
  }
  return done;
}

result<file_content> read_file_content(installation& office, caller const& who, std::string const& person,
                                       std::string const& id) {
  auto const file = parse_id_as<file_id>(id);
  if (!file) {
    return tl::make_unexpected(no_such_entry());
  }
  auto out = file_content{};
  auto const read =
      office.cases().read(asked_by(who, action::read, {.subject = person}), [&](snapshot& s) -> result<void> {
        if (!s.granted().shows(category::documents)) {
          return tl::make_unexpected(no_such_entry());
        }
        return find<file_record>(s, *file).map([&](file_record&& r) { out.row = std::move(r); });
      });
  if (!read) {
    return tl::make_unexpected(read.error());
  }
  auto bytes = office.files().read_same({.person = person, .id = id}, out.row.content_hash);
  if (!bytes) {
    return tl::make_unexpected(bytes.error());
  }
  out.bytes = std::move(*bytes);
  return out;
}

result<written_row> remove_file(installation& office, caller const& who, row_place const& where,
                                change_request const& request, std::string const& id, std::int64_t const version) {
  auto done = remove_row(office.cases(), who, where, request, id, version);
  if (done) {
    office.files().remove(done->id);
  }
  return done;
}

result<tidied_files> tidy_files(store& cases, file_store& files, std::chrono::seconds const older_than) {
  auto const before = std::filesystem::file_time_type::clock::now() - older_than;
  auto const there = files.list();
  auto const listed = listed_ids(cases);
  if (!listed) {
    return tl::make_unexpected(listed.error());
  }
  auto done = tidied_files{};
  auto found = std::set<std::string>{};
  for (auto const& f : there) {
    found.insert(f.id);
    if (!listed->contains(f.id) && f.written < before) {
      files.remove(f.id);
      done.removed += files.has(f.id) ? 0 : 1;
    }
  }
  for (auto const& id : *listed) {
    done.missing += found.contains(id) || files.has(id) ? 0 : 1;
  }
  files.remove_left_over(before);
  return done;
}

}  // namespace foothold
