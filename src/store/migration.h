#pragma once
// The schema as numbered migrations, each a text for both engines (src/store/migrations, docs/store.md). They only go
// forward; one that was released is never changed.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "store/connection.h"

namespace foothold {

struct migration {
  std::uint32_t number{0U};  // from 1, without gaps
  std::string name;          // of the file, without number and ending
  std::string checksum;      // of the text
  std::string_view text;
};

// The migrations of this program, in order; all of them, or the first few in tests of older databases.
[[nodiscard]] std::vector<migration> const& all_migrations();
[[nodiscard]] std::span<migration const> migrations_until(std::uint32_t number);
// Throws std::logic_error if the files are not numbered 0001_NAME.sql, 0002_NAME.sql ... without gaps.
[[nodiscard]] std::vector<migration> number_migrations(std::span<embedded_file const> files);

// The statements of a migration for one engine. A blank line ends a statement; `--` begins a comment. A statement that
// begins with the line `-- only sqlite` or `-- only postgresql` is for that engine. These words are replaced:
//   int64     a signed whole number of 64 bits
//   text      UTF-8, compared by bytes
//   serial64  a primary key that counts up by itself
//   strict    at the end of a table: no value of another type
[[nodiscard]] std::vector<std::string> statements_for(engine_kind engine, std::string_view text);

}  // namespace foothold
