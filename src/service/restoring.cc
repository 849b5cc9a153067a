#include "service/restoring.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "access/decide.h"
#include "base/moment.h"
#include "service/case_files.h"
#include "service/copied_files.h"
#include "service/moving.h"
#include "store/file_records.h"
#include "store/filling.h"
#include "store/pages_to_try.h"
#include "store/person_records.h"
#include "store/repository.h"
#include "sys/file.h"
#include "sys/folders.h"
#include "sys/lock_file.h"

namespace foothold {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kPages{20};
constexpr std::string_view kDrillNote = "last-drill";
constexpr std::string_view kDrillWord = "foothold-drill/1";
constexpr auto kLongestNote = std::uint64_t{256U};

auto const kRestorer = installation_act{.actor = "copies", .name = "copy.restore"};

// A folder inside the installation's, for as long as it is needed. What a killed one left is removed first.
class scratch_folder {
public:
  static result<scratch_folder> make(fs::path const& folder) {
    if (auto const made = make_private_folder(folder); !made) {
      return tl::make_unexpected(made.error());
    }
    auto lock = lock_file::take(folder / "scratch.lock");
    if (!lock) {
      return tl::make_unexpected(lock.error());
    }
    auto ignored = std::error_code{};
    for (auto const& entry : fs::directory_iterator{folder, ignored}) {
      if (entry.path().filename() != "scratch.lock") {
        fs::remove_all(entry.path(), ignored);
      }
    }
    return scratch_folder{folder, std::move(*lock)};
  }
  scratch_folder(scratch_folder&& other) noexcept
      : folder_{std::exchange(other.folder_, {})}, lock_{std::move(other.lock_)} {}
  scratch_folder& operator=(scratch_folder&&) = delete;
  scratch_folder(scratch_folder const&) = delete;
  scratch_folder& operator=(scratch_folder const&) = delete;
  ~scratch_folder() {
    if (!folder_.empty()) {
      auto ignored = std::error_code{};
      fs::remove_all(folder_, ignored);
    }
  }
  [[nodiscard]] fs::path const& path() const { return folder_; }

private:
  scratch_folder(fs::path folder, lock_file lock) : folder_{std::move(folder)}, lock_{std::move(lock)} {}
  fs::path folder_;
  lock_file lock_;
};

// Counts from its making, and from the last time that it was asked.
class stop_watch {
public:
  explicit stop_watch(time_source const& clock) : clock_{clock} {}
  std::chrono::milliseconds lap() {
    auto const now = clock_.steady();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now - std::exchange(last_, now));
  }

private:
  time_source const& clock_;
  std::chrono::steady_clock::time_point last_{clock_.steady()};
};

struct work {
  store_options scratch;
  vault& keys;
  time_source const& clock;
  restoring_options const& options;
  mutable file_store files{scratch.folder / "files", keys};

  void step(std::string_view const name) const {
    if (options.at) {
      options.at(name);
    }
  }
  [[nodiscard]] lying_beside beside() const { return {files, scratch.folder}; }
  [[nodiscard]] instant now() const { return std::chrono::floor<std::chrono::microseconds>(clock.now()); }
};

// The ledger of today must know every erasure that the copy's did.
result<void> check_ledger(vault& keys, copy_notes const& notes) {
  auto const ledger = keys.erasures();
  if (!ledger) {
    return tl::make_unexpected(ledger.error());
  }
  auto const n = static_cast<std::size_t>(notes.erasures);
  if (n > ledger->size() || (n != 0U && (*ledger)[n - 1U].head != notes.erasures_head)) {
    return fail(errc::conflict, fmt::format("the ledger of erasures that is here lacks erasures from before the copy, "
                                            "which had {}: put the whole ledger back",
                                            n));
  }
  return {};
}

// The rows into a database of the scratch folder, compared as they lie there.
result<copy_contents> fill_scratch(work const& w, restored& found) {
  auto const mapped = mapped_file::open(w.options.file);
  if (!mapped) {
    return tl::make_unexpected(mapped.error());
  }
  auto watch = stop_watch{w.clock};
  auto into = std::optional<filling>{};
  auto watched = std::optional<watched_rows>{};
  auto named = std::optional<named_files>{};
  auto files = files_from_copy{w.beside()};
  auto const begin = [&](copy_head const& head) -> result<row_taker*> {
    auto made = filling::make(w.scratch, head.schema, w.clock);
    if (!made) {
      return tl::make_unexpected(made.error());
    }
    into.emplace(std::move(*made));
    return &watched.emplace("filling", &named.emplace(*into), w.options.tell);
  };
  auto contents = read_copy(mapped->text(), w.keys, w.options.shares, begin,
                            [&](file_piece const& piece) { return files.add(piece); });
  if (!contents) {
    return tl::make_unexpected(contents.error());
  }
  w.step("restore.given");
  found.filled = watch.lap();
  if (w.options.tell) {
    w.options.tell({"comparing", "", 0});
  }
  found.copy_of = contents->head.made_at;
  found.copied_from = contents->head.engine;
  found.schema = contents->head.schema;
  found.tables = contents->sums;
  found.files = contents->files.files;
  found.snapshots = contents->files.snapshots;
  for (auto const& t : contents->sums) {
    found.rows += t.rows;
  }
  if (auto const known = check_ledger(w.keys, contents->notes); !known) {
    return tl::make_unexpected(known.error());
  }
  auto const wrong = into->fault(contents->sums);
  if (!wrong || !wrong->empty()) {
    return wrong ? fail(errc::broken, *wrong) : tl::make_unexpected(wrong.error());
  }
  auto audit = into->verify_audit(contents->head.engine == engine_kind::postgresql, contents->notes.head);
  if (!audit) {
    return tl::make_unexpected(audit.error());
  }
  found.audit = std::move(*audit);
  if (found.audit.fault) {
    found.fault =
        fmt::format("the audit is not whole: entry {}: {}", found.audit.fault->number, found.audit.fault->what);
  }
  if (auto const lost = count_missing(named->snapshots(), w.scratch.folder); lost != 0 && found.fault.empty()) {
    found.fault = fmt::format(
        "{} snapshots of the territory are not in it: decisions that name them cannot be computed again", lost);
  }
  if (auto const done = into->finish(w.now(), contents->head.made_at); !done) {
    return tl::make_unexpected(done.error());
  }
  found.compared = watch.lap();
  w.step("restore.filled");
  return contents;
}

actor acting(page_to_try const& p, std::string const& tenant) {
  return {.id = p.staff,
          .as = parse_word<role>(p.role).value_or(role::anonymous),
          .tenant = tenant,
          .organisation = p.organisation,
          .state = membership::active,
          .session = all_of<action>()};
}

// The bytes of a person's files open, and are those of their rows.
result<void> try_files(work const& w, std::vector<file_record> const& files) {
  for (auto const& f : files) {
    if (auto const bytes = w.files.read_same({.person = format_id(f.person), .id = format_id(f.id)}, f.content_hash);
        !bytes) {
      return tl::make_unexpected(bytes.error());
    }
  }
  return {};
}

// Pages as caseworkers open them: with a grant, a line in the audit and the keys of today.
result<void> try_pages(store& cases, work const& w, restored& found) {
  auto pages = std::vector<page_to_try>{};
  auto const listed = cases.read(kRestorer, [&](installation_view& s) -> result<void> {
    pages = pages_to_try(s, today(w.clock), kPages);
    return {};
  });
  if (!listed) {
    return listed;
  }
  for (auto const& p : pages) {
    auto const id = parse_id_as<person_id>(p.person);
    auto const asked = access_request{.by = acting(p, w.scratch.tenant),
                                      .what = action::read,
                                      .of = {.subject = p.person},
                                      .for_what = purpose::counselling};
    auto const read = cases.read(asked, [&](snapshot& s) -> result<void> {
      return find<person_record>(s, *id)
          .and_then([&](person_record const&) { return list_by<contact_record>(s, "person", *id); })
          .and_then([&](auto const&) { return list_by<file_record>(s, "person", *id); })
          .and_then([&](auto const& list) { return try_files(w, list.rows); });
    });
    if (!read && read.error().code != errc::not_found && read.error().code != errc::broken) {
      return read;
    }
    if (!read && found.fault.empty()) {
      found.fault =
          fmt::format("the page of a person does not open with the keys that are here: {}", read.error().message);
    }
    found.pages += read ? 1 : 0;
  }
  return {};
}

// Opens what was filled, as a start would: newest schema, nobody who was erased.
result<void> open_scratch(work const& w, restored& found) {
  auto watch = stop_watch{w.clock};
  auto cases = store::open(w.scratch, w.keys, w.clock);
  if (!cases) {
    return tl::make_unexpected(cases.error());
  }
  auto back = remove_what_came_back(*cases, w.keys);
  if (!back) {
    return tl::make_unexpected(back.error());
  }
  found.erased = std::move(*back);
  auto const tidied = tidy_files(*cases, w.files, std::chrono::seconds{0});
  if (!tidied) {
    return tl::make_unexpected(tidied.error());
  }
  if (tidied->missing != 0 && found.fault.empty()) {
    found.fault = fmt::format("the bytes of {} files are not in it", tidied->missing);
  }
  if (auto const tried = try_pages(*cases, w, found); !tried) {
    return tried;
  }
  auto const noted = cases->write(kRestorer, {.key = format_id(random_id()), .request = "restore"},
                                  [](installation_change&) { return result<std::string>{""}; });
  found.opened = watch.lap();
  return noted.map([](auto const&) {});
}

// The key that signs the audit: the one of the copy, unless there is one.
result<void> put_audit_key(fs::path const& data, std::string const& key) {
  auto const file = data / "audit.key";
  auto const there = read_file(file, kLongestNote * 16U);
  if (there) {
    return *there == key ? result<void>{}
                         : fail(errc::conflict, fmt::format("{}: is another key than the one that signed the audit of "
                                                            "the copy; move it away",
                                                            file.string()));
  }
  return there.error().code == errc::not_found ? write_file(file, key, readers::owner)
                                               : tl::make_unexpected(there.error());
}

// From the scratch folder to its place: files first, which count only when their rows are there, then the rows in one
// step.
result<void> put_in_place(work const& w, store_options const& target) {
  auto const files = file_store{target.folder / "files", w.keys};
  if (auto const moved = move_files(w.beside(), {files, target.folder}); !moved) {
    return moved;
  }
  w.step("restore.files");
  if (!target.postgresql.empty()) {
    return move_rows(w.scratch, {.postgresql = target.postgresql}, w.clock, w.options.tell).map([](auto const&) {});
  }
  auto const from = w.scratch.folder / "foothold.db";
  if (fs::exists(from.string() + "-wal")) {
    return fail(errc::broken, fmt::format("{}: its log could not be carried over", from.string()));
  }
  auto failed = std::error_code{};
  fs::rename(from, target.folder / "foothold.db", failed);
  if (failed) {
    return fail(errc::broken, fmt::format("{}: cannot be put in place: {}", from.string(), failed.message()));
  }
  return sync_folder_of(target.folder / "foothold.db");
}

tl::unexpected<error> about(fs::path const& file, error const& e) {
  return fail(e.code, fmt::format("{}: {}", file.string(), e.message));
}

}  // namespace

result<restored> restore_copy(store_options const& target, vault& keys, time_source const& clock,
                              restoring_options const& options) {
  if (auto const made = make_private_folder(target.folder); !made) {
    return tl::make_unexpected(made.error());
  }
  auto const lock = lock_file::take(target.folder / "foothold.lock");
  if (!lock) {
    return tl::make_unexpected(lock.error());
  }
  for (auto const* const name : {"foothold.db", "foothold.db-wal"}) {
    if (target.postgresql.empty() && fs::exists(target.folder / name)) {
      return fail(errc::conflict, fmt::format("{}: holds data already; a copy comes back into an empty folder only",
                                              target.folder.string()));
    }
  }
  if (auto const empty = target.postgresql.empty() ? result<void>{} : check_empty(target, clock); !empty) {
    return tl::make_unexpected(empty.error());
  }
  auto scratch = scratch_folder::make(target.folder / "restoring");
  if (!scratch) {
    return tl::make_unexpected(scratch.error());
  }
  auto watch = stop_watch{clock};
  auto const w = work{{.folder = scratch->path() / "data", .tenant = target.tenant}, keys, clock, options};
  auto found = restored{};
  w.step("restore.begin");
  auto const contents = fill_scratch(w, found);
  if (!contents) {
    return about(options.file, contents.error());
  }
  if (auto const opened = open_scratch(w, found); !opened) {
    return about(options.file, opened.error());
  }
  w.step("restore.opened");
  auto const placed = put_audit_key(target.folder, contents->notes.audit_key).and_then([&] {
    w.step("restore.key");
    return put_in_place(w, target);
  });
  if (!placed) {
    return tl::make_unexpected(placed.error());
  }
  w.step("restore.placed");
  found.whole = watch.lap();
  return found;
}

result<restored> drill_copy(store_options const& installation, vault& keys, time_source const& clock,
                            restoring_options const& options, std::chrono::hours const keys_copied_within) {
  auto const now = std::chrono::floor<std::chrono::seconds>(clock.now());
  if (auto const may = keys_were_copied(keys, keys_copied_within, now); !may) {
    return tl::make_unexpected(may.error());
  }
  auto scratch = scratch_folder::make(installation.folder / "drill");
  if (!scratch) {
    return tl::make_unexpected(scratch.error());
  }
  auto watch = stop_watch{clock};
  auto const w = work{{.folder = scratch->path() / "data", .tenant = installation.tenant}, keys, clock, options};
  auto found = restored{};
  w.step("drill.begin");
  if (auto const contents = fill_scratch(w, found); !contents) {
    return about(options.file, contents.error());
  }
  if (auto const opened = open_scratch(w, found); !opened) {
    return about(options.file, opened.error());
  }
  w.step("drill.opened");
  found.whole = watch.lap();
  if (found.fault.empty()) {
    auto const note = fmt::format("{} {} {}\n", kDrillWord, format_moment(now), format_moment(found.copy_of));
    if (auto const noted = write_file(installation.folder / kDrillNote, note, readers::owner); !noted) {
      return tl::make_unexpected(noted.error());
    }
  }
  return found;
}

result<good_drill> last_good_drill(fs::path const& data) {
  auto const text = read_file(data / kDrillNote, kLongestNote);
  if (!text) {
    return tl::make_unexpected(text.error());
  }
  constexpr auto kMomentSize = std::size_t{20U};
  auto const line = std::string_view{*text};
  auto const begin = kDrillWord.size() + 1U;
  if (!line.starts_with(kDrillWord) || line.size() != begin + 2U * kMomentSize + 2U) {
    return fail(errc::not_found, fmt::format("{}: is no note of a drill", (data / kDrillNote).string()));
  }
  auto const at = parse_moment(line.substr(begin, kMomentSize));
  auto const copy_of = parse_moment(line.substr(begin + kMomentSize + 1U, kMomentSize));
  if (!at || !copy_of) {
    return fail(errc::not_found, fmt::format("{}: is no note of a drill", (data / kDrillNote).string()));
  }
  return good_drill{*at, *copy_of};
}

}  // namespace foothold
