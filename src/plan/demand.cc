#include "plan/demand.h"

namespace foothold {

void demand(problem& p, session_idx const s) {
  auto const fact = static_cast<std::uint16_t>(p.tau.size());
  p.tau.push_back(kNever);
  auto const longer = [&](std::uint32_t& from, std::uint16_t& count) {
    auto const at = static_cast<std::uint32_t>(p.pool.size());
    for (auto i = 0U; i != count; ++i) {
      p.pool.push_back(p.pool[from + i]);
    }
    p.pool.push_back(fact);
    from = at;
    ++count;
  };
  for (auto& a : p.sessions) {
    if (session_idx{a.index} == s) {
      longer(a.gives, a.gives_count);
    }
  }
  for (auto& g : p.goals) {
    longer(g.needs, g.needs_count);
  }
}

}  // namespace foothold
