#include "store/connection.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "store/driver_failures.h"

namespace foothold {
namespace {

// Where SOCI puts one value and finds one. It keeps the address, so slots live in a deque.
struct slot {
  cell_kind kind{cell_kind::text};
  long long number{0};
  std::string text{};
  soci::indicator state{soci::i_ok};

  void put(cell const& c) {
    state = std::holds_alternative<std::monostate>(c) ? soci::i_null : soci::i_ok;
    if (auto const* const n = std::get_if<std::int64_t>(&c)) {
      number = *n;
    } else if (auto const* const t = std::get_if<std::string>(&c)) {
      text = *t;
    }
  }

  [[nodiscard]] cell take() {
    if (state == soci::i_null) {
      return std::monostate{};
    }
    return kind == cell_kind::number ? cell{std::int64_t{number}} : cell{std::move(text)};
  }
};

struct prepared {
  explicit prepared(soci::session& s) : run{s} {}
  soci::statement run;
  std::deque<slot> in, out;
  bool failed{false};
};

void make_slots(std::deque<slot>& slots, std::vector<cell_kind> const& kinds) {
  for (auto const kind : kinds) {
    slots.emplace_back().kind = kind;
  }
}

using postgresql_answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

}  // namespace

struct connection::impl {
  // libpq calls it for every notice and warning of the server.
  static void on_notice(void* const self, PGresult const* const notice) {
    auto const* const severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity != nullptr && std::string_view{severity} == "WARNING") {
      static_cast<impl*>(self)->warned = true;
    }
  }
  static int on_commit(void* const self, sqlite_api::sqlite3* /*db*/, char const* /*name*/, int const pages) {
    static_cast<impl*>(self)->log_pages = pages;
    return SQLITE_OK;
  }

  [[nodiscard]] sqlite_api::sqlite3* sqlite() {
    return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
  }
  [[nodiscard]] PGconn* postgresql() {
    return static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
  }

  prepared& find(statement const& s);
  void forget(statement const& s);
  template <typename Work>
  auto guarded(statement const& s, Work const& work);
  std::string ask_sqlite(std::string const& text);
  postgresql_answer ask_postgresql(std::string const& text);

  engine_kind kind{engine_kind::sqlite};
  bool warned{false};
  int log_pages{0};
  soci::session sql{};
  std::unordered_map<statement const*, std::unique_ptr<prepared>> statements{};  // end before the session
};

void connection::impl::forget(statement const& s) {
  if (kind == engine_kind::sqlite) {
    statements.erase(&s);  // a failed statement must not keep its transaction open
    return;
  }
  // SOCI 4.0.3 keeps the parameters of an execution that failed and sends them again where the next one has nothing.
  // The statement is made anew, but only in another transaction: in this one the server refuses to drop it.
  if (auto const found = statements.find(&s); found != statements.end() && found->second) {
    found->second->failed = true;
  }
}

// SOCI appends the values of a statement to what() of an exception; get_error_message() is without them.
template <typename Work>
auto connection::impl::guarded(statement const& s, Work const& work) {
  try {
    return work();
  } catch (soci::sqlite3_soci_error const& e) {
    forget(s);
    throw sqlite_failure(s.name, e.result(), e.get_error_message());
  } catch (soci::postgresql_soci_error const& e) {
    forget(s);
    throw postgresql_failure(s.name, e.sqlstate(), e.get_error_message());
  } catch (soci::soci_error const& e) {
    throw database_failure{failure_kind::other, fmt::format("database: {}: {}", s.name, e.get_error_message())};
  } catch (...) {
    forget(s);  // no memory: nobody knows where it stands
    throw;
  }
}

prepared& connection::impl::find(statement const& s) {
  auto& place = statements[&s];
  if (!place || place->failed) {
    place.reset();
    auto made = std::make_unique<prepared>(sql);
    make_slots(made->in, s.in);
    make_slots(made->out, s.out);
    made->run.alloc();
    made->run.prepare(s.sql);
    for (auto& o : made->out) {
      o.kind == cell_kind::number ? made->run.exchange(soci::into(o.number, o.state))
                                  : made->run.exchange(soci::into(o.text, o.state));
    }
    for (auto& i : made->in) {
      i.kind == cell_kind::number ? made->run.exchange(soci::use(i.number, i.state))
                                  : made->run.exchange(soci::use(i.text, i.state));
    }
    made->run.define_and_bind();
    place = std::move(made);
  }
  return *place;
}

std::string connection::impl::ask_sqlite(std::string const& text) {
  auto* const db = sqlite();
  auto* made = static_cast<sqlite_api::sqlite3_stmt*>(nullptr);
  auto code = sqlite_api::sqlite3_prepare_v2(db, text.c_str(), -1, &made, nullptr);
  auto ended = std::unique_ptr<sqlite_api::sqlite3_stmt, decltype(&sqlite_api::sqlite3_finalize)>{
      made, &sqlite_api::sqlite3_finalize};
  auto answer = std::string{};
  if (code == SQLITE_OK) {
    code = sqlite_api::sqlite3_step(made);
    if (code == SQLITE_ROW) {
      auto const* const bytes = sqlite_api::sqlite3_column_text(made, 0);
      answer = bytes == nullptr ? "" : reinterpret_cast<char const*>(bytes);
    }
    while (code == SQLITE_ROW) {
      code = sqlite_api::sqlite3_step(made);
    }
  }
  ended.reset();  // the connection keeps the text of the error
  if (code != SQLITE_DONE) {
    throw sqlite_failure("command", code, sqlite_api::sqlite3_errmsg(db));
  }
  return answer;
}

postgresql_answer connection::impl::ask_postgresql(std::string const& text) {
  auto answer = postgresql_answer{PQexec(postgresql(), text.c_str()), &PQclear};
  auto const status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    auto const* const state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
    throw postgresql_failure("command", state == nullptr ? "" : state, PQerrorMessage(postgresql()));
  }
  return answer;
}

connection::connection(std::unique_ptr<impl> i) : impl_{std::move(i)} {}
connection::connection(connection&&) noexcept = default;
connection& connection::operator=(connection&&) noexcept = default;
connection::~connection() = default;

connection connection::sqlite(std::string const& file, std::string const& vfs) {
  if (file.find('"') != std::string::npos) {
    throw database_failure{failure_kind::other, "the path of a database must not contain the sign \""};
  }
  auto made = std::make_unique<impl>();
  try {
    made->sql.open(soci::sqlite3, fmt::format("dbname=\"{}\"{}", file, vfs.empty() ? "" : " vfs=" + vfs));
  } catch (soci::sqlite3_soci_error const& e) {
    throw sqlite_failure("open " + file, e.result(), e.get_error_message());
  }
  sqlite_api::sqlite3_extended_result_codes(made->sqlite(), 1);
  sqlite_api::sqlite3_wal_hook(made->sqlite(), &impl::on_commit, made.get());
  return connection{std::move(made)};
}

connection connection::postgresql(std::string const& where) {
  auto made = std::make_unique<impl>();
  made->kind = engine_kind::postgresql;
  try {
    // Of a keyword that stands twice libpq takes the last.
    made->sql.open(soci::postgresql,
                   "connect_timeout=10 tcp_user_timeout=10000 application_name=foothold client_encoding=UTF8 " + where);
  } catch (soci::soci_error const& e) {
    throw database_failure{failure_kind::lost, fmt::format("database: connect: {}", e.get_error_message())};
  }
  PQsetNoticeReceiver(made->postgresql(), &impl::on_notice, made.get());
  PQsetErrorVerbosity(made->postgresql(), PQERRORS_TERSE);  // the details quote values
  return connection{std::move(made)};
}

engine_kind connection::kind() const {
  return impl_->kind;
}

std::string connection::ask(std::string const& text) {
  if (kind() == engine_kind::sqlite) {
    return impl_->ask_sqlite(text);
  }
  auto const answer = impl_->ask_postgresql(text);
  return PQntuples(answer.get()) > 0 && PQnfields(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

bool connection::commit() {
  if (kind() == engine_kind::sqlite) {
    command("COMMIT");
    return true;
  }
  return std::string_view{PQcmdStatus(impl_->ask_postgresql("COMMIT").get())} == "COMMIT";
}

void connection::command(std::string const& text) {
  [[maybe_unused]] auto const ignored = ask(text);
}

void connection::prepare(statement const& s) {
  impl_->guarded(s, [&] { impl_->find(s); });
}

std::vector<row> connection::rows(statement const& s, std::span<cell const> const parameters) {
  return impl_->guarded(s, [&] {
    auto& p = impl_->find(s);
    for (auto i = std::size_t{0U}; i != p.in.size(); ++i) {
      p.in[i].put(parameters[i]);
    }
    auto found = std::vector<row>{};
    p.run.execute(false);
    while (p.run.fetch()) {
      auto& r = found.emplace_back();
      r.reserve(p.out.size());
      for (auto& o : p.out) {
        r.push_back(o.take());
      }
    }
    return found;
  });
}

std::int64_t connection::change(statement const& s, std::span<cell const> const parameters) {
  return impl_->guarded(s, [&] {
    auto& p = impl_->find(s);
    for (auto i = std::size_t{0U}; i != p.in.size(); ++i) {
      p.in[i].put(parameters[i]);
    }
    p.run.execute(true);
    return std::int64_t{p.run.get_affected_rows()};
  });
}

void connection::forget(statement const& s) {
  impl_->statements.erase(&s);
}

bool connection::take_warning() {
  return std::exchange(impl_->warned, false);
}

bool connection::in_transaction() const {
  return sqlite_api::sqlite3_get_autocommit(impl_->sqlite()) == 0;
}

int connection::log_pages() const {
  return impl_->log_pages;
}

void connection::copy_to(std::string const& file, std::string const& vfs) {
  auto target = connection::sqlite(file, vfs);
  target.command("PRAGMA synchronous=FULL");
  auto* const made = sqlite_api::sqlite3_backup_init(target.impl_->sqlite(), "main", impl_->sqlite(), "main");
  auto code = made == nullptr ? sqlite_api::sqlite3_extended_errcode(target.impl_->sqlite())
                              : sqlite_api::sqlite3_backup_step(made, -1);
  if (made != nullptr) {
    auto const closed = sqlite_api::sqlite3_backup_finish(made);
    code = code == SQLITE_DONE ? closed : code;
  }
  if (code != SQLITE_OK) {
    throw sqlite_failure("copy to " + file, code, sqlite_api::sqlite3_errstr(code));
  }
}

}  // namespace foothold
