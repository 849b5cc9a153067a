#pragma once
// Where the data of an installation lie and how many connections it may open.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace foothold {

struct store_options {
  // SQLite: foothold.db, its log, lock and backups lie here. Created if need be, for its owner only.
  std::filesystem::path folder{};
  // libpq's "host=... dbname=..." of a PostgreSQL 15 database with UTF-8; empty: SQLite in `folder`.
  std::string postgresql{};

  std::string tenant{};  // whose installation this is; actors of another tenant see nothing

  std::uint32_t readers{4U};                   // connections that read at the same time
  std::uint32_t writers{8U};                   // PostgreSQL only; SQLite has one
  std::uint32_t batch{512U};                   // writes that may share one sync of the disk
  int checkpoint_pages{1000};                  // SQLite: the log is carried over to the database when it is this long
  std::chrono::milliseconds link_every{1000};  // PostgreSQL: entries of the audit are linked this often; 0: by hand
  std::uint32_t newest_migration{~0U};         // schema to stop at: for tests of older databases
  std::string vfs{};                           // file layer of SQLite: for tests of failing disks
};

}  // namespace foothold
