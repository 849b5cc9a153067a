#pragma once
// Tables as one stream of bytes, the same for both engines: docs/formats/backup.md. Whoever reads it is told what does
// not fit; nothing of it is believed before its sums are.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "store/copying.h"
#include "sys/hash.h"

namespace foothold {

// What the files of a copy were: how many of either sort, and the hash of their ids and bytes in their order.
struct file_sum {
  std::int64_t files{0};      // uploaded ones: their id is that of their row
  std::int64_t snapshots{0};  // of the territory: their id is the hash of their bytes
  std::string hash{};

  bool operator==(file_sum const&) const = default;
};

// A file comes in pieces, one file after the other.
struct file_piece {
  std::string_view id, bytes;
  bool last{false};
};
inline constexpr std::size_t kLongestPiece{std::size_t{256U} << 10U};
using file_taker = std::function<result<void>(file_piece const&)>;

// Sums up the pieces of files; broken: one that is none.
class file_summing {
public:
  [[nodiscard]] bool add(file_piece const& piece);
  [[nodiscard]] bool between_files() const { return open_.empty(); }
  [[nodiscard]] file_sum end() &&;

private:
  hasher hash_;
  std::string open_;
  file_sum sum_;
};

class neutral_writer final : public row_taker {
public:
  using sink = std::function<result<void>(std::string_view)>;
  explicit neutral_writer(sink out) : out_{std::move(out)} {}

  [[nodiscard]] result<void> begin(copied_table const& table) override;
  [[nodiscard]] result<void> add(row_page const& page) override;
  [[nodiscard]] result<void> end(table_sum const& sum) override;
  // After the tables. Bytes as they lie: those of uploaded files are sealed.
  [[nodiscard]] result<void> file(std::string_view id, std::string_view bytes);
  [[nodiscard]] file_sum end_of_files() { return std::move(files_).end(); }
  // What belongs to the whole: a name and a text.
  [[nodiscard]] result<void> note(std::string_view name, std::string_view text);

private:
  sink out_;
  file_summing files_;
};

// Gives tables to `to` as their bytes come in, in pieces of any size. broken: what does not fit, and in which table.
class neutral_reader {
public:
  // Without `take_file` files are summed up and dropped.
  explicit neutral_reader(row_taker& to, file_taker take_file = {}) : to_{to}, take_file_{std::move(take_file)} {}

  [[nodiscard]] result<void> add(std::string_view bytes);
  // broken: it ended too early.
  [[nodiscard]] result<void> end() const;
  [[nodiscard]] std::map<std::string, std::string> const& notes() const { return notes_; }
  [[nodiscard]] std::vector<table_sum> const& sums() const { return sums_; }
  // Once, after end().
  [[nodiscard]] file_sum files() { return std::move(files_).end(); }

private:
  // How many bytes the item at the beginning took; nothing: it is not there whole yet.
  [[nodiscard]] result<std::optional<std::size_t>> item(std::string_view bytes);
  [[nodiscard]] result<void> take_table(std::string_view bytes);
  [[nodiscard]] result<void> take_page(std::string_view bytes);
  [[nodiscard]] result<void> take_end(std::string_view bytes);
  [[nodiscard]] result<void> take_note(std::string_view bytes);
  [[nodiscard]] result<void> take_file_piece(std::string_view bytes);
  [[nodiscard]] tl::unexpected<error> wrong(std::string_view what) const;

  row_taker& to_;
  file_taker take_file_;
  file_summing files_;
  std::string waiting_;
  std::optional<copied_table> table_;
  table_sum sum_;
  std::optional<hasher> hash_;
  std::set<std::string> seen_;
  std::map<std::string, std::string> notes_;
  std::vector<table_sum> sums_;
};

}  // namespace foothold
