#pragma once
// The tables of an ESCO package, read into a draft. A row that cannot be used is left out and reported as a warning
// with file, line and field; a table without a required column, or one that breaks off in a quote, is a fault.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "interop/csv_table.h"
#include "interop/esco_sources.h"
#include "taxonomy/esco_draft.h"

namespace foothold {

// Reads one source after the other, in the order of their roles. Views into the sources, and into texts that are kept
// here, go into the draft: both must outlive it.
class esco_tables {
public:
  explicit esco_tables(esco_draft& draft) : draft_{draft} {}

  // `skill_groups_known`: they come from their own file or an image; the hierarchy then adds none.
  void read(esco_source const& source, bool skill_groups_known);

  [[nodiscard]] foothold::faults const& faults() const { return faults_; }
  [[nodiscard]] std::vector<std::string> const& notes() const { return notes_; }

private:
  void read_concepts(esco_source const& source);
  void read_hierarchy(esco_source const& source, bool skill_groups_known);
  void read_broader(esco_source const& source);
  void read_relations(esco_source const& source);
  void read_labels(esco_source const& source);

  struct label_counts {
    std::size_t rows{0U};
    std::size_t unlabelled{0U};
    std::size_t second_preferred{0U};
  };
  void add_label(label_counts& counts, esco_draft::number c, std::string_view language, esco_label_kind kind,
                 std::string_view text);
  void add_labels(label_counts& counts, esco_draft::number c, std::string_view language, esco_label_kind kind,
                  std::string_view cell);
  void note_labels(esco_source const& source, label_counts const& counts);

  csv_table& open(esco_source const& source, std::span<csv_column const> columns);
  void warn(csv_table const& table, std::string_view column, std::string_view value, std::string expected);
  void add_fault(fault f);
  void close(csv_table const& table);

  esco_draft& draft_;
  std::deque<csv_table> tables_;  // they own the cells with doubled quotes
  foothold::faults faults_;
  std::vector<std::string> notes_;
  std::size_t header_faults_{0U};                              // of the table that is open
  std::vector<std::pair<std::string, std::size_t>> repeated_;  // in it: field and expectation, how often
};

}  // namespace foothold
