#pragma once
// A database that is filled with the rows of another: made with the schema the rows are of, in one transaction. What
// was written is read back and compared by whoever fills it.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/audit_verify.h"
#include "store/closed_store.h"
#include "store/connection.h"
#include "store/copying.h"
#include "store/field_codec.h"
#include "store/store_options.h"
#include "sys/clock.h"

namespace foothold {

class filling final : public row_taker {
public:
  // conflict: there are rows already; bad_input: the schema is newer than this program's, or the server is not one of
  // ours. A SQLite file is made anew, and is worth nothing until end(). On PostgreSQL rows are there after end() only.
  [[nodiscard]] static result<filling> make(store_options const& where, std::uint32_t schema, time_source const& clock);
  filling(filling&&) noexcept;
  filling& operator=(filling&&) = delete;
  ~filling() override;

  // bad_input: the table is another one in this schema; and what a row breaks.
  [[nodiscard]] result<void> begin(copied_table const& table) override;
  [[nodiscard]] result<void> add(row_page const& page) override;
  [[nodiscard]] result<void> end(table_sum const& sum) override;

  // What does not hold of the rows as they lie there now, as a sentence: a table that is not what it should be, a row
  // that names another that is not there, a file that is not sound. Empty: nothing.
  [[nodiscard]] result<std::string> fault(std::vector<table_sum> const& expected);
  // The audit as it came, up to a signed head. Entries that no node had linked yet are linked where `waiting` allows
  // that there are some.
  [[nodiscard]] result<audit_report> verify_audit(bool waiting, std::optional<audit_head> const& against);

  // Notes that the rows came from elsewhere, so that numbers go on after theirs, and ends the transaction. `copy_of`:
  // when the copy was made.
  [[nodiscard]] result<void> finish(instant now, instant copy_of);

private:
  struct table_in_work;
  filling(connection c, std::map<std::string, copied_table> tables);
  template <typename Work>
  auto guarded(Work const& work) -> decltype(work());

  connection connection_;
  std::map<std::string, copied_table> tables_;  // of the schema
  std::unique_ptr<table_in_work> table_;
};

// The rows of an installation that no program has open, as one state; nothing is changed.
class closed_cases final {
public:
  // conflict: another process has it open; not_found: there is none.
  [[nodiscard]] static result<closed_cases> open(store_options const& where);
  [[nodiscard]] std::uint32_t schema();
  [[nodiscard]] result<void> give(row_taker& to);

private:
  explicit closed_cases(closed_store s) : store_{std::move(s)} {}
  closed_store store_;
};

}  // namespace foothold
