#pragma once
// A PostgreSQL server for one program of tests: a fresh cluster in a folder of its own, reached over a socket in that
// folder only, run by an unprivileged user. It ends with the program, also when that is killed.

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>

namespace foothold {

struct postgres_options {
  bool sync{false};  // does the server sync its disk? Only a bench needs to wait for that
};

class postgres_server {
public:
  // Nothing where PostgreSQL is not installed. Throws if it is and does not start.
  [[nodiscard]] static std::unique_ptr<postgres_server> start(postgres_options const& options = {});
  ~postgres_server();
  postgres_server(postgres_server const&) = delete;
  postgres_server& operator=(postgres_server const&) = delete;

  // libpq's words for a new, empty database.
  [[nodiscard]] std::string new_database();

  // Every process of the server dies at once; then the same cluster starts again.
  void kill_and_restart();

private:
  explicit postgres_server(postgres_options const& options) : options_{options} {}
  void launch();
  [[nodiscard]] std::string where(std::string const& database) const;

  postgres_options options_;
  std::filesystem::path programs_, folder_;
  pid_t process_{-1};
  int databases_{0};
};

// The server of this program, started by the first who asks; null where PostgreSQL is not installed.
[[nodiscard]] postgres_server* shared_postgres();

}  // namespace foothold
