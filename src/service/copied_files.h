#pragma once
// What lies beside the database and belongs to a copy of it: the bytes of uploaded files, sealed as they lie, and the
// snapshots of the territory that decisions were made from. Either goes with the rows that name it.

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/file_store.h"
#include "store/copying.h"
#include "store/neutral_form.h"
#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {

// Hands rows on, and remembers what they name.
class named_files final : public row_taker {
public:
  explicit named_files(row_taker& to) : to_{to} {}
  [[nodiscard]] result<void> begin(copied_table const& table) override;
  [[nodiscard]] result<void> add(row_page const& page) override;
  [[nodiscard]] result<void> end(table_sum const& sum) override { return to_.end(sum); }
  [[nodiscard]] std::vector<std::string> const& files() const { return files_; }       // ids
  [[nodiscard]] std::set<std::string> const& snapshots() const { return snapshots_; }  // hashes

private:
  row_taker& to_;
  std::optional<std::size_t> file_, snapshot_;  // columns of the table that is being copied
  std::vector<std::string> files_;
  std::set<std::string> snapshots_;
};

struct lying_beside {
  file_store const& files;
  std::filesystem::path data;  // snapshots lie in its folder `snapshots`
};

// What is named and not there, or not with the bytes that it is named by.
struct missing_files {
  std::int64_t files{0}, snapshots{0};
};

// Those that are there. That some are not is told, and does not keep a copy from being made.
[[nodiscard]] result<missing_files> write_files(neutral_writer& to, lying_beside const& from, named_files const& named);

// Puts what comes out of a copy into empty folders. broken: a snapshot's bytes are not those of its name.
class files_from_copy {
public:
  explicit files_from_copy(lying_beside into) : into_{std::move(into)} {}
  [[nodiscard]] result<void> add(file_piece const& piece);

private:
  lying_beside into_;
  std::optional<replacing_file> open_;
  std::optional<hasher> hash_;  // of a snapshot
};

// How many of these snapshots are not there.
[[nodiscard]] std::int64_t count_missing(std::set<std::string> const& snapshots, std::filesystem::path const& data);

// Each file of `from` to its place in `to`. It may be done again after a kill.
[[nodiscard]] result<void> move_files(lying_beside const& from, lying_beside const& to);

}  // namespace foothold
