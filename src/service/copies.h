#pragma once
// Copies of an installation's data: whole, in one state, sealed, read back before anybody is told that there is one.
// What a copy is good for, and what not, is in docs/copies.md.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/copied_files.h"
#include "service/installation.h"
#include "store/copying.h"
#include "store/neutral_form.h"

namespace foothold {

// How far a copy, its return or a move is: rows so far, of all tables together.
struct copy_progress {
  std::string_view step;  // "copying", "reading back", "filling", "comparing"
  std::string_view table;
  std::int64_t rows{0};
};
using progress_function = std::function<void(copy_progress const&)>;

// Hands on what it is given and tells how far it is. `to` may be nullptr.
class watched_rows final : public row_taker {
public:
  watched_rows(std::string_view step, row_taker* to, progress_function const& tell)
      : step_{step}, to_{to}, tell_{tell} {}
  [[nodiscard]] result<void> begin(copied_table const& table) override;
  [[nodiscard]] result<void> add(row_page const& page) override;
  [[nodiscard]] result<void> end(table_sum const& sum) override;
  [[nodiscard]] std::vector<table_sum> const& sums() const { return sums_; }

private:
  std::string_view step_;
  row_taker* to_;
  progress_function const& tell_;
  std::string table_;
  std::int64_t rows_{0};
  std::vector<table_sum> sums_;
};

struct copy_options {
  std::filesystem::path out;                  // the folder of the copies; made if need be, for its owner only
  std::chrono::hours keys_copied_within{24};  // else there is no copy of the data
  progress_function tell{};
  std::function<void(std::string_view)> at{};  // the name of each step that a kill may come before: for tests
};

struct copy_made {
  std::filesystem::path file{};
  std::chrono::sys_seconds made_at{};
  std::uint64_t bytes{0U};
  std::string hash{};  // of the whole file, to be written down elsewhere
  std::uint32_t schema{0U};
  std::vector<table_sum> tables{};
  file_sum files{};
  missing_files missing{};   // something was lost before
  std::string audit_head{};  // the signed line
  std::int64_t erasures{0};
};

// Nobody has to wait for it: people go on reading and writing. conflict: the last copy of the keys is too old, or
// another program writes a copy into this folder; no_room: nothing is left of it. What a killed copy left in the folder
// is removed by the next.
[[nodiscard]] result<copy_made> make_copy(installation& office, copy_options const& options);

// conflict: the keys were not copied within so many hours, or never.
[[nodiscard]] result<void> keys_were_copied(vault& keys, std::chrono::hours within, std::chrono::sys_seconds now);

}  // namespace foothold
