#pragma once
// Landmarks: facts that every plan for a fact must make true (Hoffmann, Porteous, Sebastia 2004, for the relaxation
// without clashes and load, which has no deletes). And who achieves what.

#include <cstdint>
#include <span>
#include <vector>

#include "plan/problem.h"

namespace foothold {

// For each local fact, the sessions (by start) and the procedures that give it.
struct achievers {
  explicit achievers(problem const& p);

  [[nodiscard]] std::span<std::uint32_t const> sessions(std::size_t const fact) const {
    return std::span{session_ids}.subspan(session_starts[fact], session_starts[fact + 1U] - session_starts[fact]);
  }
  [[nodiscard]] std::span<std::uint32_t const> procedures(std::size_t const fact) const {
    return std::span{procedure_ids}.subspan(procedure_starts[fact],
                                            procedure_starts[fact + 1U] - procedure_starts[fact]);
  }

  std::vector<std::uint32_t> session_starts, session_ids, procedure_starts, procedure_ids;
};

// Sets of facts as rows of bits.
class fact_sets {
public:
  fact_sets(std::size_t const rows, std::size_t const facts) : words_{(facts + 63U) / 64U}, bits_(rows * words_) {}

  [[nodiscard]] std::span<std::uint64_t> operator[](std::size_t const row) {
    return std::span{bits_}.subspan(row * words_, words_);
  }
  [[nodiscard]] std::span<std::uint64_t const> operator[](std::size_t const row) const {
    return std::span{bits_}.subspan(row * words_, words_);
  }
  [[nodiscard]] bool test(std::size_t const row, std::size_t const fact) const {
    return ((bits_[row * words_ + fact / 64U] >> (fact % 64U)) & 1U) != 0U;
  }
  [[nodiscard]] std::size_t words() const { return words_; }

private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

// Row f: f itself and all facts that every plan which makes f true must make true before an action for f can start.
// Empty for facts that come true without an action.
fact_sets landmarks(problem const& p);

// Earliest day each fact can hold when clashes and load are ignored (a connection scan; exact for that relaxation).
std::vector<plan_day> earliest_days(problem const& p);

}  // namespace foothold
