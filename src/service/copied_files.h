#pragma once
// The bytes of files in a copy of the data: they go with the rows that name them, sealed as they lie.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/file_store.h"
#include "store/copying.h"
#include "store/neutral_form.h"
#include "sys/file.h"

namespace foothold {

// Hands rows on, and remembers which files there are.
class named_files final : public row_taker {
public:
  explicit named_files(row_taker& to) : to_{to} {}
  [[nodiscard]] result<void> begin(copied_table const& table) override;
  [[nodiscard]] result<void> add(row_page const& page) override;
  [[nodiscard]] result<void> end(table_sum const& sum) override { return to_.end(sum); }
  [[nodiscard]] std::vector<std::string> const& ids() const { return ids_; }

private:
  row_taker& to_;
  std::optional<std::size_t> column_;  // of the ids, in the table of files
  std::vector<std::string> ids_;
};

// Those that are there. Returns how many are not, which is told and does not keep a copy from being made.
[[nodiscard]] result<std::int64_t> write_files(neutral_writer& to, file_store const& files,
                                               std::vector<std::string> const& ids);

// Puts files that come out of a copy into an empty folder.
class files_from_copy {
public:
  explicit files_from_copy(file_store const& into) : into_{into} {}
  [[nodiscard]] result<void> add(file_piece const& piece);

private:
  file_store const& into_;
  std::optional<replacing_file> open_;
};

// Each file of `from` to its place in `to`. It may be done again after a kill.
[[nodiscard]] result<void> move_files(file_store const& from, file_store const& to);

}  // namespace foothold
