#pragma once
// The labels of one search (label_setting.h) and which of them is at least as good as another one. Private to src/plan.

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "plan/bound.h"
#include "plan/problem.h"

namespace foothold {

// A place in the one order of all actions: day first, on a day procedures before sessions, then the index; 0 is before
// all.
using position = std::uint64_t;

constexpr position at(unsigned const day, std::size_t const rank) {
  return position{day} << 32U | (rank + 1U);
}
constexpr unsigned day_of(position const where) {
  return static_cast<unsigned>(where >> 32U);
}

constexpr std::uint32_t kRoot = 0xFFFFFFFFU;  // no label, no action

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
class label_store {
public:
  static constexpr std::size_t kRunning = 4U;

  struct label {
    std::array<label_day, Facts> tau;
    std::array<label_day, Atoms> until;
    std::array<label_day, Loads> load_end;
    std::array<std::uint16_t, Loads> load;
    std::array<std::uint32_t, kRunning> running;  // long sessions taken last, for the bounds; kRoot for none
    std::uint32_t loads;
    std::uint32_t family;  // of goals, the one whose bound was least when the label was made
    std::uint32_t parent;  // kRoot for none
    std::uint32_t action;  // rank of the last action
    milli_days cost;
    position scan;  // children up to here were generated
  };

  // What the dominance scan reads first.
  struct summary {
    milli_days cost;
    position where;      // of the last action
    std::uint64_t have;  // facts that are true or will be, folded to 64 bits
    std::uint32_t seen;  // no label before this one dominates it
  };

  [[nodiscard]] std::size_t size() const { return labels_.size(); }
  [[nodiscard]] label& operator[](std::size_t const id) { return labels_[id]; }
  [[nodiscard]] label const& operator[](std::size_t const id) const { return labels_[id]; }
  [[nodiscard]] summary& summary_of(std::size_t const id) { return summaries_[id]; }
  [[nodiscard]] summary const& summary_of(std::size_t const id) const { return summaries_[id]; }

  // The new label's id is the size before.
  void keep(label const& l, summary const& s);
  [[nodiscard]] bool is_dominated(label const& l, summary const& s, std::uint32_t from) const;

private:
  [[nodiscard]] static bool not_later(label const& a, label const& b, unsigned clock);
  [[nodiscard]] static bool not_heavier(label const& a, label const& b, unsigned clock);

  std::deque<label> labels_;
  std::vector<summary> summaries_;
  // Labels by the facts they have: only those with at least the same can be as good.
  struct alike {
    struct member {
      milli_days cost;
      position where;
      std::uint32_t id;
    };
    std::uint64_t have;
    std::vector<member> members;
  };
  std::vector<alike> alike_;
  std::unordered_map<std::uint64_t, std::size_t> group_of_;
};

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
bool label_store<Facts, Atoms, Loads>::not_later(label const& a, label const& b, unsigned const clock) {
  auto const now = static_cast<label_day>(clock);
  auto worse = label_day{0};
  for (auto i = std::size_t{0U}; i != Facts; ++i) {
    worse = static_cast<label_day>(worse | (a.tau[i] > std::max(b.tau[i], now) ? 1 : 0));
  }
  for (auto i = std::size_t{0U}; i != Atoms; ++i) {
    worse = static_cast<label_day>(worse | (a.until[i] > std::max(b.until[i], now) ? 1 : 0));
  }
  return worse == 0;
}

// The load that runs from `clock` on is never larger in a: both fall only at their ends, so b's ends are enough.
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
bool label_store<Facts, Atoms, Loads>::not_heavier(label const& a, label const& b, unsigned const clock) {
  auto const running = [](label const& l, label_day const day) {
    auto sum = 0U;
    for (auto i = 0U; i != l.loads; ++i) {
      sum += l.load_end[i] > day ? l.load[i] : 0U;
    }
    return sum;
  };
  auto const now = static_cast<label_day>(clock);
  if (running(a, now) > running(b, now)) {
    return false;
  }
  for (auto i = 0U; i != b.loads; ++i) {
    if (b.load_end[i] > now && running(a, b.load_end[i]) > running(b, b.load_end[i])) {
      return false;
    }
  }
  return true;
}

// True if a label with an id of at least `from` is at least as good: it can copy whatever may follow l.
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
bool label_store<Facts, Atoms, Loads>::is_dominated(label const& l, summary const& s, std::uint32_t const from) const {
  auto const clock = day_of(s.where);
  for (auto const& group : alike_) {
    if ((s.have & ~group.have) != 0U) {
      continue;
    }
    for (auto i = group.members.size(); i-- > 0U && group.members[i].id >= from;) {
      auto const& other = group.members[i];
      if (other.cost <= s.cost && other.where <= s.where && not_later(labels_[other.id], l, clock) &&
          not_heavier(labels_[other.id], l, clock)) {
        return true;
      }
    }
  }
  return false;
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
void label_store<Facts, Atoms, Loads>::keep(label const& l, summary const& s) {
  auto const id = static_cast<std::uint32_t>(labels_.size());
  labels_.push_back(l);
  summaries_.push_back(s);
  auto const [it, fresh] = group_of_.try_emplace(s.have, alike_.size());
  if (fresh) {
    alike_.push_back({s.have, {}});
  }
  alike_[it->second].members.push_back({s.cost, s.where, id});
}

}  // namespace foothold
