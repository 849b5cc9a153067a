#include "plan/sequence_base.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

namespace foothold {

namespace {

constexpr unsigned kLongDays = 2U;     // shorter ones fit anywhere
constexpr std::size_t kMaxLong = 12U;  // rows of W may double with each
constexpr double kInOrder = 0.75;      // of the other steps let a long fact begin only afterwards

// What a session takes of the week. Atoms after the 64th are left out, which only makes fewer clashes.
struct week_use {
  std::uint64_t atoms{0U};
  unsigned load{0U};
};

week_use use_of(problem const& p, action const& a) {
  auto use = week_use{0U, a.load};
  for (auto const atom : p.atoms(a)) {
    use.atoms |= atom < 64U ? std::uint64_t{1U} << atom : 0U;
  }
  return use;
}

// Days for which the shortest session that gives the fact takes the week; 0 if it comes in another way too.
unsigned shortest(bound_base const& base, std::size_t const fact) {
  auto const ways = base.by.sessions(fact);
  if (base.p.tau[fact] != kNever || !base.by.procedures(fact).empty() || ways.empty()) {
    return 0U;
  }
  auto least = unsigned{kNever};
  for (auto const id : ways) {
    auto const& s = base.p.sessions[id];
    least = std::min(least, s.source == action_source::session ? unsigned{s.busy} : 0U);
  }
  return least;
}

// Steps that use the week alike and give the same are one class: few are different.
struct week_classes {
  struct week_class {
    week_use use;
    std::uint64_t gives;
  };
  std::vector<week_class> all;
  std::vector<std::uint32_t> of_step;

  week_classes(problem const& p, std::vector<sequence_base::step> const& steps) {
    auto known = std::map<std::tuple<std::uint64_t, unsigned, std::uint64_t>, std::uint32_t>{};
    for (auto const& x : steps) {
      auto const use = use_of(p, p.sessions[x.session]);
      auto const [it, fresh] =
          known.try_emplace({use.atoms, use.load, x.gives}, static_cast<std::uint32_t>(all.size()));
      if (fresh) {
        all.push_back({use, x.gives});
      }
      of_step.push_back(it->second);
    }
  }

  [[nodiscard]] std::size_t size() const { return all.size(); }
};

void set_bit(std::span<std::uint64_t> const row, std::size_t const bit) {
  row[bit / 64U] |= std::uint64_t{1U} << (bit % 64U);
}

// Which classes begin in a span of distinct starts: unions over 1, 2, 4, .. of them.
class beginnings {
public:
  beginnings(week_classes const& classes, std::vector<sequence_base::step> const& steps, std::size_t const starts)
      : unions_(static_cast<std::size_t>(std::bit_width(starts)), fact_sets{starts, classes.size()}) {
    for (auto i = std::size_t{0U}; i != steps.size(); ++i) {
      set_bit(unions_[0][steps[i].first], classes.of_step[i]);
    }
    for (auto l = std::size_t{1U}; l < unions_.size(); ++l) {
      auto const half = std::size_t{1U} << (l - 1U);
      for (auto i = std::size_t{0U}; i + 2U * half <= starts; ++i) {
        auto const first = unions_[l - 1U][i];
        auto const second = unions_[l - 1U][i + half];
        std::transform(first.begin(), first.end(), second.begin(), unions_[l][i].begin(), std::bit_or<>{});
      }
    }
  }

  // The starts [first, first + span), span at least 1, as two sets that cover it.
  [[nodiscard]] std::pair<std::span<std::uint64_t const>, std::span<std::uint64_t const>> in(
      std::size_t const first, std::size_t const span) const {
    auto const l = static_cast<std::size_t>(std::bit_width(span)) - 1U;
    return {unions_[l][first], unions_[l][first + span - (std::size_t{1U} << l)]};
  }

private:
  std::vector<fact_sets> unions_;
};

// Row i: the classes that share an atom with class i, or are too heavy beside it.
fact_sets clashing(week_classes const& classes, unsigned const load_cap) {
  auto const n = classes.size();
  auto by_load = std::vector<std::uint32_t>(n);
  std::iota(by_load.begin(), by_load.end(), 0U);
  std::sort(by_load.begin(), by_load.end(),
            [&](auto const i, auto const j) { return classes.all[i].use.load > classes.all[j].use.load; });
  auto heaviest = fact_sets{n + 1U, n};  // row k: the k heaviest
  auto with_atom = fact_sets{64U, n};
  for (auto k = std::size_t{0U}; k != n; ++k) {
    std::copy(heaviest[k].begin(), heaviest[k].end(), heaviest[k + 1U].begin());
    set_bit(heaviest[k + 1U], by_load[k]);
    for (auto atoms = classes.all[k].use.atoms; atoms != 0U; atoms &= atoms - 1U) {
      set_bit(with_atom[static_cast<std::size_t>(std::countr_zero(atoms))], k);
    }
  }
  auto out = fact_sets{n, n};
  for (auto i = std::size_t{0U}; i != n; ++i) {
    auto const& use = classes.all[i].use;
    auto const lighter = std::partition_point(by_load.begin(), by_load.end(), [&](auto const j) {
      auto const other = classes.all[j].use.load;
      return use.load != 0U && other != 0U && use.load + other > load_cap;
    });
    auto const row = out[i];
    auto const heavy = heaviest[static_cast<std::size_t>(lighter - by_load.begin())];
    std::copy(heavy.begin(), heavy.end(), row.begin());
    for (auto atoms = use.atoms; atoms != 0U; atoms &= atoms - 1U) {
      auto const others = with_atom[static_cast<std::size_t>(std::countr_zero(atoms))];
      std::transform(row.begin(), row.end(), others.begin(), row.begin(), std::bit_or<>{});
    }
  }
  return out;
}

}  // namespace

sequence_base::sequence_base(bound_base const& base_) : base{base_} {
  find_candidates();
  find_steps();
  find_order();
  keep_full_weeks();
  find_kinds();
}

void sequence_base::find_candidates() {
  auto const& p = base.p;
  auto candidates = std::vector<std::pair<unsigned, std::uint16_t>>{};
  for (auto f = std::size_t{0U}; f != p.tau.size(); ++f) {
    if (auto const length = shortest(base, f); length >= kLongDays) {
      candidates.emplace_back(length, static_cast<std::uint16_t>(f));
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](auto const& a, auto const& b) { return a.first > b.first; });
  candidates.resize(std::min(candidates.size(), kMaxCandidates));
  for (auto const& [length, fact] : candidates) {
    facts.push_back(fact);
  }
  after.resize(facts.size());
  for (auto i = std::size_t{0U}; i != facts.size(); ++i) {
    for (auto j = std::size_t{0U}; j != facts.size(); ++j) {
      if (i != j && base.marks.test(facts[j], facts[i])) {
        after[i] |= std::uint64_t{1U} << j;
      }
    }
  }
}

void sequence_base::find_steps() {
  auto const& p = base.p;
  auto bit = std::vector<std::uint64_t>(p.tau.size());
  for (auto i = std::size_t{0U}; i != facts.size(); ++i) {
    bit[facts[i]] = std::uint64_t{1U} << i;
  }
  for (auto i = 0U; i != p.sessions.size(); ++i) {
    auto const& s = p.sessions[i];
    auto x = step{};
    for (auto const f : p.gives(s)) {
      x.gives |= bit[f];
    }
    if (x.gives != 0U) {
      x.start = s.earliest;
      x.end = static_cast<plan_day>(s.earliest + s.busy);
      x.first = static_cast<std::uint16_t>(base.start_index(x.start));
      x.then = static_cast<std::uint16_t>(base.start_index(x.end));
      x.session = i;
      steps.push_back(x);
    }
  }
}

// What can begin beside each step.
void sequence_base::find_order() {
  auto const& p = base.p;
  auto const classes = week_classes{p, steps};
  auto const begin = beginnings{classes, steps, base.starts.size()};
  auto const clash = clashing(classes, p.load_cap);
  auto giving = fact_sets{facts.size(), classes.size()};
  for (auto i = std::size_t{0U}; i != classes.size(); ++i) {
    for (auto gives = classes.all[i].gives; gives != 0U; gives &= gives - 1U) {
      set_bit(giving[static_cast<std::size_t>(std::countr_zero(gives))], i);
    }
  }
  for (auto i = std::size_t{0U}; i != steps.size(); ++i) {
    auto& x = steps[i];
    auto const [from, to] = begin.in(x.first, std::max<std::size_t>(std::size_t{x.then} - x.first, 1U));
    auto const clashes = clash[classes.of_step[i]];
    for (auto f = std::size_t{0U}; f != facts.size(); ++f) {
      auto const gives = giving[f];
      auto beside = std::uint64_t{0U};
      for (auto w = std::size_t{0U}; w != gives.size(); ++w) {
        beside |= (from[w] | to[w]) & ~clashes[w] & gives[w];
      }
      x.blocks |= std::uint64_t{beside == 0U ? 1U : 0U} << f;
    }
    for (auto gives = x.gives; gives != 0U && p.sessions[x.session].gives_count != 1U; gives &= gives - 1U) {
      auto const f = static_cast<std::size_t>(std::countr_zero(gives));
      x.unsure |= std::uint64_t{base.earliest_effect(facts[f], x.start) < x.end ? 1U : 0U} << f;
    }
  }
}

void sequence_base::keep_full_weeks() {
  auto const n = facts.size();
  auto share = std::vector<double>(n * n);  // of the steps for i: how many let j begin only afterwards
  auto ways = std::vector<double>(n);
  for (auto const& x : steps) {
    for (auto gives = x.gives; gives != 0U; gives &= gives - 1U) {
      auto const i = static_cast<std::size_t>(std::countr_zero(gives));
      ways[i] += 1.0;
      for (auto in_order = x.blocks | after[i]; in_order != 0U; in_order &= in_order - 1U) {
        share[i * n + static_cast<std::size_t>(std::countr_zero(in_order))] += 1.0;
      }
    }
  }
  auto kept = (std::uint64_t{1U} << n) - 1U;
  auto const fits = [&](std::size_t const j) {
    auto sum = 0.0;
    auto count = 0.0;
    for (auto i = std::size_t{0U}; i != n; ++i) {
      if (i != j && ((kept >> i) & 1U) != 0U && (after[j] >> i & 1U) == 0U) {
        sum += share[i * n + j] / ways[i];
        count += 1.0;
      }
    }
    return count == 0.0 ? 1.0 : sum / count;
  };
  for (;;) {
    auto worst = n;
    auto least = static_cast<std::size_t>(std::popcount(kept)) > kMaxLong ? 2.0 : kInOrder;
    for (auto j = std::size_t{0U}; j != n; ++j) {
      if (((kept >> j) & 1U) != 0U && fits(j) < least) {
        least = fits(j);
        worst = j;
      }
    }
    if (worst == n) {
      break;
    }
    kept &= ~(std::uint64_t{1U} << worst);
  }
  auto const compress = [&](std::uint64_t const bits) {
    auto out = std::uint64_t{0U};
    auto to = 0U;
    for (auto rest = kept; rest != 0U; rest &= rest - 1U, ++to) {
      out |= ((bits >> std::countr_zero(rest)) & 1U) << to;
    }
    return out;
  };
  auto to = std::size_t{0U};
  for (auto i = std::size_t{0U}; i != n; ++i) {
    if (((kept >> i) & 1U) != 0U) {
      facts[to] = facts[i];
      after[to] = compress(after[i]);
      ++to;
    }
  }
  facts.resize(to);
  after.resize(to);
  std::erase_if(steps, [&](step& x) {
    x.gives = compress(x.gives);
    x.blocks = compress(x.blocks);
    x.unsure = compress(x.unsure);
    return x.gives == 0U;
  });
}

void sequence_base::find_kinds() {
  auto const& p = base.p;
  auto const key = [&](step const& x) {
    auto const& s = p.sessions[x.session];
    return std::tuple{x.gives, s.needs, s.needs_count, s.gives_count};
  };
  std::stable_sort(steps.begin(), steps.end(), [&](step const& a, step const& b) { return key(a) < key(b); });
  step_of.resize(p.sessions.size());
  for (auto i = 0U; i != steps.size(); ++i) {
    if (i == 0U || key(steps[i - 1U]) != key(steps[i])) {
      kinds.push_back({i, i, steps[i].gives, p.sessions[steps[i].session].gives_count == 1U});
    }
    kinds.back().last = i + 1U;
    step_of[steps[i].session] = i + 1U;
  }
}

}  // namespace foothold
