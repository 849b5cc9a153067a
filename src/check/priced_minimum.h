#pragma once
// The plain planner with prices: the least of weight x z + the prices of the places that a plan takes, or weight x z0
// for staying without a plan. It tells whether the figures of a sharing of places are true (run_check.h), so it shares
// nothing with src/plan and src/alloc; the rules of what a plan may do are those of check/reading.h and check/law.h.
//
// Not thread-safe, but any number of planners may work side by side on one territory, which must outlive them.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/vec_map.h"
#include "model/territory.h"

namespace foothold {

namespace check {
struct person_case;
struct job_case;
struct step_costs;
}  // namespace check

struct price_terms {
  std::uint32_t weight{1U};
  vec_map<session_idx, milli_days> const* prices{nullptr};  // at least 0, weighed already; none: all places are free
  std::size_t most_labels{1'000'000U};                      // then the answer is not known
};

enum class claim_state : std::uint8_t { holds, refuted, unknown };

struct claim_answer {
  claim_state state{claim_state::unknown};
  milli_days found{0};     // refuted: a way that costs so much, below the claim
  std::size_t labels{0U};  // work
};

struct least_answer {
  bool known{false};
  milli_days value{0};  // the minimum, when known
  std::size_t labels{0U};
};

class priced_planner {
public:
  priced_planner(territory const& place, person const& who, std::string_view goal, date as_of);
  priced_planner(priced_planner const&) = delete;
  priced_planner& operator=(priced_planner const&) = delete;
  ~priced_planner();

  // Is the minimum at least `claim`? Looks only at ways below it, so a true claim near the minimum is proven fast.
  [[nodiscard]] claim_answer at_least(price_terms const& terms, milli_days claim) const;

  // The minimum itself, by higher and higher claims.
  [[nodiscard]] least_answer least(price_terms const& terms) const;

private:
  [[nodiscard]] claim_answer look(price_terms const& terms, milli_days below, bool any_will_do) const;

  std::unique_ptr<check::person_case const> all_;
  std::unique_ptr<std::vector<check::job_case> const> jobs_;  // that are possible
  milli_days outside_{0};
};

}  // namespace foothold
