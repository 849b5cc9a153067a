#include "alloc/reasons.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "alloc/parallel.h"

namespace foothold {

namespace {

class explaining {
public:
  explaining(pricer& desk, sharing const& s, effort const how)
      : desk_{desk},
        how_{how},
        people_{desk.people()},
        t_{people_.place()},
        s_{s},
        free_(s.left.size(), 0),
        wish_(s.choice.size()),
        losses_(s.left.size()),
        out_(s.choice.size()) {}

  vec_map<member_idx, std::vector<reason>> run(column_pool const& pool,
                                               vec_map<member_idx, std::uint32_t> const& wishes) {
    for (auto const m : wish_.ids()) {
      if (auto const& best = pool.of(m)[wishes[m]]; best.cost < s_.choice[m].cost) {
        wish_[m] = best;
      }
    }
    find_losses();
    each([&](unsigned const thread, member_idx const m) { explain(thread, m); });
    return std::move(out_);
  }

private:
  template <typename Job>
  void each(Job const& job) {
    parallel_for(s_.choice.size(), people_.options().threads,
                 [&](unsigned const thread, std::size_t const i) { job(thread, member_idx{i}); });
  }

  // Places of the session that the person has already.
  [[nodiscard]] std::uint32_t held(member_idx const m, session_idx const s) const {
    auto const& places = s_.choice[m].places;
    auto const at = std::ranges::find(places, s, &place_use::session);
    return at == places.end() ? 0U : at->count;
  }
  [[nodiscard]] bool full(member_idx const m, place_use const& use) const {
    return s_.left[use.session] + held(m, use.session) < use.count;
  }

  // What each holder of a place that somebody else wishes for would lose without it, on the places that are free.
  void find_losses() {
    auto wanted = place_counts(s_.left.size(), 0U);
    for (auto const m : wish_.ids()) {
      for (auto const& use : wish_[m] ? wish_[m]->places : std::vector<place_use>{}) {
        wanted[use.session] |= full(m, use) ? 1U : 0U;
      }
    }
    auto asked = std::vector<std::pair<session_idx, member_idx>>{};
    for (auto const m : s_.choice.ids()) {
      for (auto const& use : s_.choice[m].places) {
        if (wanted[use.session] != 0U) {
          asked.emplace_back(use.session, m);
        }
      }
    }
    auto loss = std::vector<milli_days>(asked.size());
    parallel_for(asked.size(), people_.options().threads, [&](unsigned const thread, std::size_t const i) {
      auto const [session, m] = asked[i];
      auto terms = place_terms{free_, s_.left};
      give_back(s_.choice[m], terms.left);
      terms.left[session] = 0U;
      loss[i] = desk_.price(thread, m, terms, people_.members()[m].stay, {}, how_).least - s_.choice[m].cost;
    });
    for (auto i = std::size_t{0U}; i != asked.size(); ++i) {
      losses_[asked[i].first].push_back({asked[i].second, loss[i]});
    }
  }

  void explain(unsigned const thread, member_idx const m) {
    auto& out = out_[m];
    if (!wish_[m]) {
      out.push_back({s_.choice[m].plan ? "alloc.best" : "alloc.no_way", {}});
      return;
    }
    if (!s_.choice[m].plan) {
      out.push_back({"alloc.no_place", {}});
    }
    for (auto const& use : wish_[m]->places) {
      if (full(m, use)) {
        explain_full(thread, m, use);
      }
    }
  }

  void explain_full(unsigned const thread, member_idx const m, place_use const& use) {
    auto terms = place_terms{free_, s_.left};
    give_back(s_.choice[m], terms.left);
    terms.left[use.session] = std::max(terms.left[use.session], use.count);
    auto const gain = s_.choice[m].cost - desk_.price(thread, m, terms, s_.choice[m].cost, {}, how_).least;
    auto places = 0U;
    auto more = 0U;
    for (auto const& [who, loss] : losses_[use.session]) {
      auto const count = who == m ? 0U : held(who, use.session);
      places += count;
      more += loss >= gain ? count : 0U;
    }
    auto const& s = t_.sessions[use.session];
    auto const& offer = t_.offers[s.offer].id;
    out_[m].push_back({"alloc.full",
                       {{"session", s.id},
                        {"offer", offer},
                        {"start", format_date(s.start)},
                        {"places", std::to_string(places)},
                        {"more", std::to_string(more)}}});
    if (auto const next = next_free(use.session)) {
      out_[m].push_back(
          {"alloc.next_free",
           {{"session", t_.sessions[*next].id}, {"offer", offer}, {"start", format_date(t_.sessions[*next].start)}}});
    } else {
      out_[m].push_back({"alloc.none_free", {{"offer", offer}}});
    }
  }

  [[nodiscard]] std::optional<session_idx> next_free(session_idx const from) const {
    auto const& first = t_.sessions[from];
    auto const today = people_.options().as_of;
    for (auto const s : people_.times().sessions(first.offer)) {
      auto const& other = t_.sessions[s];
      auto const bookable = other.start >= today && (!other.apply_by || *other.apply_by >= today);
      if (s != from && s_.left[s] != 0U && other.start >= first.start && bookable) {
        return s;
      }
    }
    return std::nullopt;
  }

  pricer& desk_;
  effort how_;
  cohort const& people_;
  territory const& t_;
  sharing const& s_;
  place_prices free_;
  vec_map<member_idx, std::optional<column>> wish_;  // the plan with all places free, where it is better than theirs
  vec_map<session_idx, std::vector<std::pair<member_idx, milli_days>>> losses_;  // by holder
  vec_map<member_idx, std::vector<reason>> out_;
};

}  // namespace

vec_map<member_idx, std::vector<reason>> allocation_reasons(pricer& desk, column_pool const& pool,
                                                            vec_map<member_idx, std::uint32_t> const& wishes,
                                                            sharing const& s, effort const how) {
  return explaining{desk, s, how}.run(pool, wishes);
}

}  // namespace foothold
