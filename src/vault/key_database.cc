#include "vault/key_database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sys/file.h"

namespace foothold {
namespace {

// "FKEY": told apart from any other SQLite file. The form counts up when the tables change.
constexpr auto kApplication = std::int64_t{0x464B4559};
constexpr auto kForm = std::int64_t{1};
constexpr auto kLongestLog = 1000;          // pages
constexpr auto kRows = std::int64_t{4096};  // read at once while keys are wrapped anew

// Numbers only grow and no row ever goes: SQLite moves no key from page to page, so writing over one destroys the only
// copy. Rows of destroyed keys stay as notes that there is nothing any more.
constexpr auto kSchema =
    "create table head (id integer primary key check (id = 1), installation text not null, version integer not null,"
    " wrapped blob not null, salt blob not null, recovery_key blob not null, recovery_sealed blob not null,"
    " erased integer not null, erased_head text not null) strict;"
    "create table subjects (number integer primary key, subject text not null unique, keys blob not null) strict;";

[[noreturn]] void raise(int const code, std::string_view const doing, std::string_view const text) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      throw key_failure{errc::no_room,
                        "the disk of the key store is full: nothing was written; make room and try again"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw key_failure{errc::conflict, "another process has the key store open"};
    default:
      break;
  }
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) {
    throw key_failure{errc::broken,
                      "the disk could not confirm a write of the key store: stop, check the disk and start again"};
  }
  throw key_failure{errc::broken, fmt::format("key store: {}: {} ({})", doing, text, code)};
}

class statement {
public:
  statement(sqlite3* const db, char const* const sql) : db_{db} {
    if (auto const code = ::sqlite3_prepare_v2(db, sql, -1, &made_, nullptr); code != SQLITE_OK) {
      raise(code, "prepare", ::sqlite3_errmsg(db));
    }
  }
  statement(statement const&) = delete;
  statement& operator=(statement const&) = delete;
  ~statement() { ::sqlite3_finalize(made_); }

  statement& text(int const at, std::string_view const v) {
    ::sqlite3_bind_text(made_, at, v.data(), static_cast<int>(v.size()), SQLITE_STATIC);
    return *this;
  }
  statement& blob(int const at, std::string_view const v) {
    ::sqlite3_bind_blob(made_, at, v.empty() ? "" : v.data(), static_cast<int>(v.size()), SQLITE_STATIC);
    return *this;
  }
  statement& number(int const at, std::int64_t const v) {
    ::sqlite3_bind_int64(made_, at, v);
    return *this;
  }
  // True while there are rows.
  bool step() {
    auto const code = ::sqlite3_step(made_);
    if (code == SQLITE_ROW) {
      return true;
    }
    if (code != SQLITE_DONE) {
      auto const text = std::string{::sqlite3_errmsg(db_)};
      ::sqlite3_reset(made_);
      raise(::sqlite3_extended_errcode(db_), "step", text);
    }
    return false;
  }
  void run() {
    step();
    ::sqlite3_reset(made_);
  }
  [[nodiscard]] std::string bytes(int const column) const {
    auto const* const data = static_cast<char const*>(::sqlite3_column_blob(made_, column));
    return data == nullptr ? std::string{}
                           : std::string(data, static_cast<std::size_t>(::sqlite3_column_bytes(made_, column)));
  }
  [[nodiscard]] std::int64_t number(int const column) const { return ::sqlite3_column_int64(made_, column); }
  void reset() { ::sqlite3_reset(made_); }

private:
  sqlite3* db_;
  sqlite3_stmt* made_{nullptr};
};

bool destroyed(std::string_view const wrapped) {
  return wrapped.find_first_not_of('\0') == std::string_view::npos;
}

}  // namespace

struct key_database::impl {
  explicit impl(std::filesystem::path const& file, std::string const& vfs = "") {
    auto const code = ::sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                                        vfs.empty() ? nullptr : vfs.c_str());
    if (code != SQLITE_OK) {
      auto const text = std::string{db == nullptr ? "no memory" : ::sqlite3_errmsg(db)};
      ::sqlite3_close(db);
      raise(code, "open", text);
    }
    ::sqlite3_extended_result_codes(db, 1);
    ::sqlite3_wal_hook(db, &impl::on_commit, this);
  }
  impl(impl const&) = delete;
  impl& operator=(impl const&) = delete;
  ~impl() {
    find.reset();
    ::sqlite3_close(db);
  }

  static int on_commit(void* const self, sqlite3* /*db*/, char const* /*name*/, int const pages) {
    static_cast<impl*>(self)->log_pages = pages;
    return SQLITE_OK;
  }

  void command(char const* const sql) const {
    auto* text = static_cast<char*>(nullptr);
    auto const code = ::sqlite3_exec(db, sql, nullptr, nullptr, &text);
    auto const said = std::string{text == nullptr ? "" : text};
    ::sqlite3_free(text);
    if (code != SQLITE_OK) {
      raise(::sqlite3_extended_errcode(db), "command", said);
    }
  }
  [[nodiscard]] std::string ask(char const* const sql) const {
    auto s = statement{db, sql};
    return s.step() ? s.bytes(0) : "";
  }

  template <typename Work>
  void transact(Work const& work) {
    command("BEGIN IMMEDIATE");
    try {
      work();
      command("COMMIT");
    } catch (...) {
      // SQLite may have taken it back already.
      ::sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
      throw;
    }
    if (log_pages > kLongestLog) {
      empty_log();
    }
  }

  // By hand, because SQLite's own way drops a failed sync silently.
  void empty_log() {
    auto s = statement{db, "PRAGMA wal_checkpoint(TRUNCATE)"};
    if (!s.step() || s.number(0) != 0) {
      throw key_failure{errc::broken, "key store: the log could not be emptied"};
    }
    log_pages = 0;
  }

  void write_head(key_store_head const& h) const {
    auto s = statement{db,
                       "insert into head values (1, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set "
                       "installation = excluded.installation, version = excluded.version, wrapped = excluded.wrapped, "
                       "salt = excluded.salt, recovery_key = excluded.recovery_key, "
                       "recovery_sealed = excluded.recovery_sealed, erased = excluded.erased, "
                       "erased_head = excluded.erased_head"};
    s.text(1, h.installation).number(2, h.version).blob(3, h.wrapped).blob(4, h.salt).blob(5, h.recovery_key);
    s.blob(6, h.recovery_sealed).number(7, h.erased).text(8, h.erased_head).run();
  }

  sqlite3* db{nullptr};
  int log_pages{0};
  std::optional<statement> find;
};

key_database::key_database(std::unique_ptr<impl> i) : impl_{std::move(i)} {}
key_database::key_database(key_database&&) noexcept = default;
key_database& key_database::operator=(key_database&&) noexcept = default;
key_database::~key_database() = default;

void key_database::create(std::filesystem::path const& file, key_store_head const& head) {
  if (std::filesystem::exists(file)) {
    throw key_failure{errc::conflict, fmt::format("{}: there is a key store already", file.string())};
  }
  auto beginning = file;
  beginning += ".new";
  for (auto const* const part : {"", "-journal"}) {  // of a process that was killed here
    auto left = beginning;
    left += part;
    ::unlink(left.c_str());
  }
  auto const made = ::open(beginning.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (made < 0) {
    throw key_failure{errc::broken, fmt::format("{}: cannot make the key store: {}", beginning.string(),
                                                std::generic_category().message(errno))};
  }
  ::close(made);
  {
    auto db = impl{beginning};
    db.command("PRAGMA synchronous=FULL");
    db.command(fmt::format("PRAGMA application_id={}", kApplication).c_str());
    db.command(fmt::format("PRAGMA user_version={}", kForm).c_str());
    db.transact([&] {
      db.command(kSchema);
      db.write_head(head);
    });
  }
  if (::rename(beginning.c_str(), file.c_str()) != 0) {
    throw key_failure{errc::broken, fmt::format("{}: cannot make the key store", file.string())};
  }
  if (auto const synced = sync_folder_of(file); !synced) {
    throw key_failure{synced.error().code, synced.error().message};
  }
}

key_database key_database::open(std::filesystem::path const& file, std::string const& vfs) {
  auto made = std::make_unique<impl>(file, vfs);
  made->command("PRAGMA locking_mode=EXCLUSIVE");  // before the log: it then needs no memory shared with others
  made->command("PRAGMA trusted_schema=OFF");
  made->command("PRAGMA cell_size_check=ON");
  made->command("PRAGMA temp_store=MEMORY");
  if (made->ask("PRAGMA application_id") != std::to_string(kApplication)) {
    throw key_failure{errc::broken, fmt::format("{}: is not a key store of Foothold", file.string())};
  }
  if (made->ask("PRAGMA user_version") != std::to_string(kForm)) {
    throw key_failure{errc::broken, fmt::format("{}: was written by a newer Foothold", file.string())};
  }
  if (made->ask("PRAGMA journal_mode=WAL") != "wal") {
    throw key_failure{errc::broken, fmt::format("{}: this disk allows no write-ahead log", file.string())};
  }
  made->command("PRAGMA synchronous=FULL");
  made->command("PRAGMA secure_delete=ON");
  made->command("BEGIN EXCLUSIVE; COMMIT");
  made->empty_log();
  made->find.emplace(made->db, "select subject, keys from subjects where subject = ?");
  return key_database{std::move(made)};
}

key_store_head key_database::head() {
  auto s = statement{impl_->db,
                     "select installation, version, wrapped, salt, recovery_key, recovery_sealed, erased, erased_head "
                     "from head where id = 1"};
  if (!s.step()) {
    throw key_failure{errc::broken, "key store: it has no head"};
  }
  return {s.bytes(0), s.number(1), s.bytes(2), s.bytes(3), s.bytes(4), s.bytes(5), s.number(6), s.bytes(7)};
}

void key_database::set_head(key_store_head const& head) {
  impl_->transact([&] { impl_->write_head(head); });
}

std::optional<subject_keys> key_database::find(std::string_view const subject) {
  auto& s = *impl_->find;
  auto found = std::optional<subject_keys>{};
  if (s.text(1, subject).step()) {
    found = subject_keys{s.bytes(0), s.bytes(1)};
    if (destroyed(found->wrapped)) {
      found->wrapped.clear();
    }
  }
  s.reset();
  return found;
}

void key_database::add(std::span<subject_keys const> const keys) {
  impl_->transact([&] {
    auto s = statement{impl_->db, "insert into subjects (subject, keys) values (?, ?)"};
    for (auto const& k : keys) {
      s.text(1, k.subject).blob(2, k.wrapped).run();
    }
  });
}

void key_database::destroy(std::span<std::string const> const subjects, key_store_head const& head) {
  impl_->transact([&] {
    auto over = statement{impl_->db, "update subjects set keys = zeroblob(length(keys)) where subject = ?"};
    auto note =
        statement{impl_->db, "insert into subjects (subject, keys) values (?, zeroblob(1)) on conflict do nothing"};
    for (auto const& subject : subjects) {
      over.text(1, subject).run();
      note.text(1, subject).run();
    }
    impl_->write_head(head);
  });
}

void key_database::rewrap(std::function<std::string(subject_keys const&)> const& wrap_anew,
                          key_store_head const& head) {
  struct numbered {
    std::int64_t number;
    subject_keys keys;
  };
  impl_->transact([&] {
    auto read =
        statement{impl_->db, "select number, subject, keys from subjects where number > ? order by number limit ?"};
    auto write = statement{impl_->db, "update subjects set keys = ? where number = ?"};
    auto rows = std::vector<numbered>{};
    auto last = std::int64_t{0};
    do {
      rows.clear();
      read.number(1, last).number(2, kRows);
      while (read.step()) {
        rows.push_back({read.number(0), {read.bytes(1), read.bytes(2)}});
      }
      read.reset();
      for (auto const& r : rows) {
        last = r.number;
        if (!destroyed(r.keys.wrapped)) {
          auto const wrapped = wrap_anew(r.keys);
          write.blob(1, wrapped).number(2, r.number).run();
        }
      }
    } while (!rows.empty());
    impl_->write_head(head);
  });
}

void key_database::empty_log() {
  impl_->empty_log();
}

std::int64_t key_database::count() {
  auto s = statement{impl_->db, "select count(*) from subjects where keys <> zeroblob(length(keys))"};
  s.step();
  return s.number(0);
}

std::string key_database::examine() {
  auto const said = impl_->ask("PRAGMA integrity_check");
  return said == "ok" ? "" : said;
}

void key_database::each_block(std::function<void(std::string_view)> const& take) {
  auto* file = static_cast<sqlite3_file*>(nullptr);
  ::sqlite3_file_control(impl_->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  auto size = sqlite3_int64{0};
  if (file == nullptr || file->pMethods == nullptr || file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
    throw key_failure{errc::broken, "key store: its file cannot be read"};
  }
  auto block = std::string(std::size_t{64U} << 10U, '\0');
  for (auto at = sqlite3_int64{0}; at < size;) {
    auto const n = std::min<sqlite3_int64>(size - at, static_cast<sqlite3_int64>(block.size()));
    if (file->pMethods->xRead(file, block.data(), static_cast<int>(n), at) != SQLITE_OK) {
      throw key_failure{errc::broken, "key store: its file cannot be read"};
    }
    take({block.data(), static_cast<std::size_t>(n)});
    at += n;
  }
}

}  // namespace foothold
