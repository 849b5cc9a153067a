#pragma once
// The source of a generated territory as tables of texts. Not for other modules.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/territory.h"

namespace foothold {

// A table of the source: rows of cells that can be copied and changed cell by cell.
class text_table {
public:
  text_table(territory const& source, std::string_view file);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] std::vector<std::string> const& header() const { return header_; }
  [[nodiscard]] std::vector<std::string> const& row(std::size_t const i) const { return rows_[i]; }
  // Columns of the formats always exist.
  [[nodiscard]] std::size_t column(std::string_view name) const;

private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

// Offers that do the same: same kind, needs, gives, conditions and modality. `sessions` of all of them.
struct offer_type {
  offer_kind kind{offer_kind::course};
  std::vector<offer_idx> offers;
  std::vector<session_idx> sessions;
};

// In the order of their first offers.
std::vector<offer_type> offer_types(territory const& source);

// Where sessions of an offer kind start in a year: a weight for each month, none is zero.
using month_weights = std::array<std::uint32_t, 12>;
std::array<month_weights, 7> start_months(territory const& source);

// `total` shared out in proportion to the weights by largest remainders, earlier ones first; whoever has weight gets at
// least `least` as long as the total lasts.
std::vector<std::uint64_t> shared_out(std::uint64_t total, std::vector<std::uint64_t> const& weights,
                                      std::uint64_t least);

// At most `count` types (at least one) such that whatever one needs and some type gives is given by a type that stays.
std::vector<offer_type> closed_types(territory const& source, std::vector<offer_type> types, std::uint64_t count);

}  // namespace foothold
