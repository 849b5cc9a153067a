#include "check/priced_bound.h"

#include <algorithm>
#include <utility>

namespace foothold::check {

namespace {

bool has(fact_list const& list, fact_no const f) {
  return std::find(list.begin(), list.end(), f) != list.end();
}

}  // namespace

priced_bound::priced_bound(job_case const& problem, step_costs const& costs)
    : problem_{problem},
      all_{*problem.all},
      costs_{costs},
      days_{static_cast<std::size_t>(all_.last) + 2U},
      in_chain_{costs.sessions},
      in_chain_procedures_{costs.procedures} {
  find_renewed();
  find_care();
  find_landmarks();
  pay_along_chains();
  choose_main_chain();
  pay_along_chains();
  share_the_rest();
}

milli_days priced_bound::waiting(int const day) const {
  auto const first = std::max(day, problem_.first_day);
  return first > problem_.work->until ? kUnpayable : costs_.a_day * (first - all_.ready);
}

fact_mask priced_bound::behind(fact_list const& needs, std::vector<fact_mask> const& before) const {
  auto out = fact_mask{};
  for (auto const f : needs) {
    if (all_.held[f] == kNever) {
      out.set(f);
      out |= before[f];
    }
  }
  return out;
}

// By fact: what must hold before it can hold. From everything downwards until nothing changes.
std::vector<fact_mask> priced_bound::necessary() const {
  auto before = std::vector<fact_mask>(all_.held.size());
  auto any = fact_mask{};
  for (auto f = std::size_t{0U}; f != all_.held.size(); ++f) {
    any.set(f, all_.held[f] == kNever && problem_.soonest[f] != kNever);
  }
  for (auto f = std::size_t{0U}; f != all_.held.size(); ++f) {
    before[f] = any.test(f) ? any : fact_mask{};
  }
  for (auto changed = true; changed;) {
    changed = false;
    auto next = std::vector<fact_mask>(before.size(), any);
    auto const give = [&](fact_list const& needs, fact_list const& gives) {
      auto const needed = behind(needs, before);
      for (auto const f : gives) {
        next[f] &= needed;
      }
    };
    for (auto const i : problem_.sessions) {
      give(all_.sessions[i].needs, all_.sessions[i].gives);
    }
    for (auto const i : problem_.procedures) {
      give(all_.procedures[i].needs, all_.procedures[i].gives);
    }
    for (auto f = std::size_t{0U}; f != before.size(); ++f) {
      auto const less = any.test(f) ? before[f] & next[f] : fact_mask{};
      changed = changed || less != before[f];
      before[f] = less;
    }
  }
  return before;
}

void priced_bound::find_landmarks() {
  auto before = necessary();
  auto const all_needed = behind(problem_.needs, before);
  for (auto f = std::size_t{0U}; f != before.size(); ++f) {
    if (!all_needed.test(f)) {
      continue;
    }
    auto made = landmark{.fact = static_cast<fact_no>(f)};
    made.before.set();
    auto const first_gives = [&](fact_list const& needs, fact_list const& gives) {
      auto const needed = behind(needs, before);
      auto const can = has(gives, made.fact) && !needed.test(f);
      if (can) {
        made.before &= needed;
      }
      return can;
    };
    for (auto const i : problem_.sessions) {
      if (first_gives(all_.sessions[i].needs, all_.sessions[i].gives)) {
        made.sessions.push_back(i);
      }
    }
    for (auto const i : problem_.procedures) {
      if (first_gives(all_.procedures[i].needs, all_.procedures[i].gives)) {
        made.procedures.push_back(i);
      }
    }
    landmarks_.push_back(std::move(made));
  }
  // What is necessary for the necessary is necessary.
  for (auto& l : landmarks_) {
    for (auto const& other : landmarks_) {
      before[other.fact] = other.before;
    }
    for (auto changed = true; changed;) {
      auto const known = l.before;
      for (auto f = std::size_t{0U}; f != before.size(); ++f) {
        l.before |= known.test(f) ? before[f] : fact_mask{};
      }
      changed = l.before != known;
    }
  }
  std::stable_sort(landmarks_.begin(), landmarks_.end(),
                   [](landmark const& a, landmark const& b) { return a.before.count() < b.before.count(); });
}

void priced_bound::find_renewed() {
  renewed_.assign(all_.held.size(), std::vector<int>(days_, kNever));
  auto const give = [&](fact_list const& gives, int const day, int const from) {
    for (auto const f : gives) {
      auto& at = renewed_[f][static_cast<std::size_t>(day)];
      at = std::min(at, from);
    }
  };
  for (auto const i : problem_.sessions) {
    give(all_.sessions[i].gives, all_.sessions[i].start, all_.sessions[i].end + 1);
  }
  for (auto const i : problem_.procedures) {
    auto const& p = all_.procedures[i];
    for (auto d = all_.ready; d <= all_.last; ++d) {
      give(p.gives, d, p.opens[static_cast<std::size_t>(d)] + p.lasts);
    }
  }
  for (auto& days_of_fact : renewed_) {
    for (auto d = days_ - 1U; d-- != 0U;) {
      days_of_fact[d] = std::min(days_of_fact[d], days_of_fact[d + 1U]);
    }
  }
}

// The cheapest place that could carry the hours of the job for a child that needs it on every possible day.
void priced_bound::find_care() {
  auto const& who = *all_.who;
  care_.assign(who.cares_for.size(), 0);
  for (auto c = std::size_t{0U}; c != care_.size(); ++c) {
    auto const& whose = all_.place->children[who.cares_for[c]];
    auto const first = all_.as_of + days{all_.ready};
    auto const final = all_.as_of + days{all_.last};
    auto const at_most = care_needed(*all_.place, whose, problem_.work->hours, final, final);
    auto const at_least = care_needed(*all_.place, whose, problem_.work->hours, first, first);
    if (at_most.empty() || at_least.empty()) {
      continue;
    }
    care_[c] = kUnpayable;
    for (auto k = std::size_t{0U}; k != all_.care.size(); ++k) {
      if (all_.care[k].child == c && at_least.within(all_.care[k].hours)) {
        care_[c] = std::min(care_[c], costs_.care[k]);
      }
    }
  }
}

// To pay after the landmark first holds on `day`.
milli_days priced_bound::after(std::size_t const which, int const day) const {
  if (day > all_.last) {
    return kUnpayable;
  }
  auto most = waiting(day);
  for (auto later = which + 1U; later < landmarks_.size(); ++later) {
    if (landmarks_[later].before.test(landmarks_[which].fact)) {
      most = std::max(most, landmarks_[later].chain[static_cast<std::size_t>(day)]);
    }
  }
  return most;
}

void priced_bound::pay_along_chains() {
  for (auto which = landmarks_.size(); which-- != 0U;) {
    auto& l = landmarks_[which];
    l.chain.assign(days_, kUnpayable);
    for (auto const i : l.sessions) {
      auto const& s = all_.sessions[i];
      auto& at = l.chain[static_cast<std::size_t>(s.start)];
      at = std::min(at, in_chain_[i] + after(which, s.end + 1));
    }
    for (auto const i : l.procedures) {
      auto const& p = all_.procedures[i];
      auto const first = latest(p.needs, problem_.soonest, all_.ready);
      for (auto d = first; d <= all_.last; ++d) {
        auto const start = p.opens[static_cast<std::size_t>(d)];
        auto& at = l.chain[static_cast<std::size_t>(d)];
        at = std::min(at, start == kNever ? kUnpayable : in_chain_procedures_[i] + after(which, start + p.lasts));
      }
    }
    for (auto d = days_ - 1U; d-- != 0U;) {
      l.chain[d] = std::min(l.chain[d], l.chain[d + 1U]);
    }
  }
}

// The chain that counts most at the start keeps the whole prices of its steps; other steps are shared among the rest.
void priced_bound::choose_main_chain() {
  auto in_main = std::vector<bool>(landmarks_.size());
  auto day = all_.ready;
  auto const comes_next = [&](std::size_t const last, std::size_t const next) {
    return last == landmarks_.size() || landmarks_[next].before.test(landmarks_[last].fact);
  };
  for (auto last = landmarks_.size();;) {
    auto best = landmarks_.size();
    for (auto next = std::size_t{0U}; next != landmarks_.size(); ++next) {
      auto const at = static_cast<std::size_t>(day);
      if (comes_next(last, next) && !in_main[next] &&
          (best == landmarks_.size() || landmarks_[next].chain[at] > landmarks_[best].chain[at])) {
        best = next;
      }
    }
    if (best == landmarks_.size()) {
      break;
    }
    in_main[best] = true;
    day = std::min(std::max(day, problem_.soonest[landmarks_[best].fact]), all_.last);
    last = best;
  }
  auto counted = std::vector<bool>(in_chain_.size());
  auto counted_procedures = std::vector<bool>(in_chain_procedures_.size());
  for (auto which = std::size_t{0U}; which != landmarks_.size(); ++which) {
    for (auto const i : landmarks_[which].sessions) {
      counted[i] = counted[i] || in_main[which];
    }
    for (auto const i : landmarks_[which].procedures) {
      counted_procedures[i] = counted_procedures[i] || in_main[which];
    }
  }
  for (auto i = std::size_t{0U}; i != counted.size(); ++i) {
    in_chain_[i] = counted[i] ? in_chain_[i] : 0;
  }
  for (auto i = std::size_t{0U}; i != counted_procedures.size(); ++i) {
    in_chain_procedures_[i] = counted_procedures[i] ? in_chain_procedures_[i] : 0;
  }
}

void priced_bound::share_the_rest() {
  auto shares = std::vector<milli_days>(costs_.sessions.size(), 0);
  auto shares_procedures = std::vector<milli_days>(costs_.procedures.size(), 0);
  for (auto const& l : landmarks_) {
    for (auto const i : l.sessions) {
      ++shares[i];
    }
    for (auto const i : l.procedures) {
      ++shares_procedures[i];
    }
  }
  for (auto& l : landmarks_) {
    l.share.assign(days_, kUnpayable);
    for (auto const i : l.sessions) {
      auto& at = l.share[static_cast<std::size_t>(all_.sessions[i].start)];
      at = std::min(at, (costs_.sessions[i] - in_chain_[i]) / shares[i]);
    }
    for (auto const i : l.procedures) {
      auto const share = (costs_.procedures[i] - in_chain_procedures_[i]) / shares_procedures[i];
      for (auto d = std::size_t{0U}; d <= static_cast<std::size_t>(all_.last); ++d) {
        l.share[d] = std::min(l.share[d], share);
      }
    }
    for (auto d = days_ - 1U; d-- != 0U;) {
      l.share[d] = std::min(l.share[d], l.share[d + 1U]);
    }
  }
}

// The first day on which a step that gives the landmark can start: what is necessary for it must hold.
int priced_bound::entry(landmark const& l, std::span<int const> const known, int const day) const {
  auto first = day;
  for (auto f = l.before._Find_first(); f < known.size(); f = l.before._Find_next(f)) {
    if (known[f] != kNever && known[f] > first) {
      first = std::max(first, std::min(known[f], renewed_[f][static_cast<std::size_t>(day)]));
    }
  }
  return std::min(first, all_.last + 1);
}

milli_days priced_bound::to_pay(std::span<int const> const known, int const day, int const busy_until,
                                std::uint32_t const cared_for) const {
  if (day > all_.last) {
    return kUnpayable;
  }
  auto most = waiting(busy_until + 1);
  auto shared = milli_days{0};
  for (auto const f : problem_.needs) {
    if (known[f] != kNever && known[f] > day) {
      most = std::max(most, waiting(std::min(known[f], renewed_[f][static_cast<std::size_t>(day)])));
    }
  }
  for (auto const& l : landmarks_) {
    if (known[l.fact] != kNever) {
      continue;
    }
    most = std::max(most, l.chain[static_cast<std::size_t>(entry(l, known, day))]);
    shared += l.share[static_cast<std::size_t>(day)];
    if (most >= kUnpayable || shared >= kUnpayable) {
      return kUnpayable;
    }
  }
  for (auto c = std::size_t{0U}; c != care_.size(); ++c) {
    shared += ((cared_for >> c) & 1U) != 0U ? 0 : care_[c];
  }
  return most >= kUnpayable || shared >= kUnpayable ? kUnpayable
                                                    : most + shared + costs_.weight * problem_.work->offset;
}

}  // namespace foothold::check
