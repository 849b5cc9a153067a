#pragma once
// One connection to either engine, and the only place where SOCI and the drivers are seen. Not thread-safe; everything
// throws database_failure.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "store/statement.h"

namespace foothold {

enum class engine_kind : std::uint8_t { sqlite, postgresql };

class connection {
public:
  // Opens or creates a file. `vfs` names the file layer of SQLite; empty: the machine's own. No PRAGMA is set.
  [[nodiscard]] static connection sqlite(std::string const& file, std::string const& vfs);
  // libpq's "host=... dbname=...". Never waits longer than ten seconds for the server.
  [[nodiscard]] static connection postgresql(std::string const& where);
  connection(connection&&) noexcept;
  connection& operator=(connection&&) noexcept;
  ~connection();

  [[nodiscard]] engine_kind kind() const;

  // A text without parameters and rows: BEGIN, COMMIT, PRAGMA, a migration.
  void command(std::string const& sql);
  // The same for a question with one answer, such as a PRAGMA's value; the first cell as text, empty without a row.
  [[nodiscard]] std::string ask(std::string const& sql);
  // COMMIT. False: a statement had failed, so PostgreSQL took the transaction back instead.
  [[nodiscard]] bool commit();

  // Prepared once for each connection. rows(): all of them; change(): how many rows it touched.
  void prepare(statement const& s);
  [[nodiscard]] std::vector<row> rows(statement const& s, std::span<cell const> parameters);
  std::int64_t change(statement const& s, std::span<cell const> parameters);

  // Lets go of what was prepared for a statement that is about to end; others are constants of the program.
  void forget(statement const& s);

  // PostgreSQL: did the server warn since the last call? During a COMMIT this means that it stopped waiting for its
  // standby, and reports success all the same.
  [[nodiscard]] bool take_warning();
  // SQLite: has a transaction begun that was neither committed nor taken back?
  [[nodiscard]] bool in_transaction() const;
  // SQLite: pages in the write-ahead log after the last commit of this connection.
  [[nodiscard]] int log_pages() const;
  // SQLite: writes a whole copy as the database `file`, synced to the disk. Anything that is there is replaced.
  void copy_to(std::string const& file, std::string const& vfs);

private:
  struct impl;
  explicit connection(std::unique_ptr<impl> i);
  std::unique_ptr<impl> impl_;
};

}  // namespace foothold
