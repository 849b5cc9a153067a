#pragma once
// Tables as one stream of bytes, the same for both engines: docs/formats/backup.md. Whoever reads it is told what does
// not fit; nothing of it is believed before its sums are.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/copying.h"
#include "sys/hash.h"

namespace foothold {

class neutral_writer final : public row_taker {
public:
  using sink = std::function<result<void>(std::string_view)>;
  explicit neutral_writer(sink out) : out_{std::move(out)} {}

  [[nodiscard]] result<void> begin(copied_table const& table) override;
  [[nodiscard]] result<void> add(row_page const& page) override;
  [[nodiscard]] result<void> end(table_sum const& sum) override;
  // What belongs to the whole: a name and a text.
  [[nodiscard]] result<void> note(std::string_view name, std::string_view text);

private:
  sink out_;
};

// Gives tables to `to` as their bytes come in, in pieces of any size. broken: what does not fit, and in which table.
class neutral_reader {
public:
  explicit neutral_reader(row_taker& to) : to_{to} {}

  [[nodiscard]] result<void> add(std::string_view bytes);
  // broken: it ended too early.
  [[nodiscard]] result<void> end() const;
  [[nodiscard]] std::map<std::string, std::string> const& notes() const { return notes_; }
  [[nodiscard]] std::vector<table_sum> const& sums() const { return sums_; }

private:
  // How many bytes the item at the beginning took; nothing: it is not there whole yet.
  [[nodiscard]] result<std::optional<std::size_t>> item(std::string_view bytes);
  [[nodiscard]] result<void> take_table(std::string_view bytes);
  [[nodiscard]] result<void> take_page(std::string_view bytes);
  [[nodiscard]] result<void> take_end(std::string_view bytes);
  [[nodiscard]] result<void> take_note(std::string_view bytes);
  [[nodiscard]] tl::unexpected<error> wrong(std::string_view what) const;

  row_taker& to_;
  std::string waiting_;
  std::optional<copied_table> table_;
  table_sum sum_;
  std::optional<hasher> hash_;
  std::set<std::string> seen_;
  std::map<std::string, std::string> notes_;
  std::vector<table_sum> sums_;
};

}  // namespace foothold
