#include "alloc/rolling.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "alloc/allocate.h"
#include "alloc/parallel.h"
#include "alloc/reasons.h"
#include "alloc/rolling_parts.h"
#include "alloc/run_parts.h"

namespace foothold {

namespace {

constexpr auto kMillion = std::int64_t{1'000'000};
constexpr auto kHoldersOfAPlace = std::size_t{2U};  // who may exchange with somebody who wants their place
constexpr auto kGroupRounds = std::uint64_t{12U};   // of pricing, for a group that is planned together
constexpr auto kTries = 6U;  // groups that are touched so that the loss falls, each twice the last

// A member of the cohort while it goes on.
struct going_person {
  rolling_person const* who{nullptr};
  std::optional<under_way> goes_on;
  column before;                       // as far as its sessions are there; a stay without a plan
  bool open{false};                    // is planned again whatever happens
  std::vector<reason> why;             // open or moved
  std::vector<session_idx> set_aside;  // confirmed places that no plan of theirs uses: kept for them, lent to nobody
  plan now;                            // if it is another one
  bool changed{false};
};

// Somebody who might give way where places are too few.
struct rival {
  member_idx who;
  std::uint32_t places{0U};
  milli_days loss{0};
};

class rolling {
public:
  rolling(timetable const& times, std::span<rolling_person const> const people, allocation_run const& from,
          rolling_options options)
      : times_{times},
        t_{times.of()},
        from_{from},
        options_{std::move(options)},
        sessions_{sessions_by_id(t_)},
        all_{times, applicants(people), places_of(t_), {options_.as_of, options_.seed, options_.threads}},
        desk_{all_},
        many_{all_.members().size() > allocation_options{}.many},
        how_{many_ ? effort::brief() : effort{}},
        now_{nobody(all_)},
        going_(all_.members().size()) {
    auto by_id = std::map<std::string_view, rolling_person const*>{};
    for (auto const& p : people) {
      by_id[t_.people[p.who].id] = &p;
    }
    for (auto const m : going_.ids()) {
      going_[m].who = by_id.at(all_.members()[m].asks.who.id);
      begin(m);
    }
  }

  allocation_run run() {
    yield_where_too_many();
    keep_the_others();
    plan_the_open();
    prove();
    reach_further();
    return tell();
  }

private:
  static std::vector<applicant> applicants(std::span<rolling_person const> const people) {
    auto out = std::vector<applicant>{};
    for (auto const& p : people) {
      out.push_back({p.who, p.since});
    }
    return out;
  }

  [[nodiscard]] std::optional<session_idx> session_of(plan_step const& step) const {
    auto const at = sessions_.find(step.session);
    return step.session.empty() || at == sessions_.end() ? std::nullopt : std::optional{at->second};
  }

  void begin(member_idx const m) {
    auto& g = going_[m];
    g.before = stay_of(all_.members()[m]);
    g.open = g.who->before == nullptr || !g.who->broken.empty();
    g.why = g.who->broken;
    if (g.who->before == nullptr) {
      g.why.push_back({"roll.new", {}});
      return;
    }
    auto const& steps = g.who->before->pathway.steps;
    if (g.who->before->placed) {
      g.before = {all_.members()[m].weight * g.who->before->value, true, {}};
    }
    auto way = under_way{options_.today, steps, g.who->confirmed};
    for (auto const& step : steps) {
      if (auto const s = session_of(step)) {
        auto const at = std::ranges::find(g.before.places, *s, &place_use::session);
        at == g.before.places.end() ? g.before.places.push_back({*s, 1U}) : void(++at->count);
        if (step.start < options_.today && std::ranges::find(way.stays, *s) == way.stays.end()) {
          way.stays.push_back(*s);
        }
      }
    }
    std::ranges::sort(g.before.places, {}, [&](place_use const& use) { return times_.rank(use.session); });
    if (options_.today > g.who->since || !way.stays.empty()) {
      g.goes_on = std::move(way);
    }
  }

  [[nodiscard]] bool confirmed(member_idx const m, session_idx const s) const {
    auto const& places = going_[m].who->confirmed;
    return std::ranges::find(places, s) != places.end();
  }

  // Confirmed places that a plan does without are kept for their holder all the same.
  [[nodiscard]] std::vector<session_idx> besides(member_idx const m, column const& c) const {
    auto out = going_[m].who->confirmed;
    std::erase_if(out, [&](session_idx const s) {
      return std::ranges::find(c.places, s, &place_use::session) != c.places.end();
    });
    return out;
  }

  // Who holds a place of which session, by the plans of before.
  [[nodiscard]] vec_map<session_idx, std::vector<std::pair<member_idx, std::uint32_t>>> holders() const {
    auto out = vec_map<session_idx, std::vector<std::pair<member_idx, std::uint32_t>>>(t_.sessions.size());
    for (auto const m : going_.ids()) {
      for (auto const& use : going_[m].before.places) {
        out[use.session].emplace_back(m, use.count);
      }
      for (auto const s : besides(m, going_[m].before)) {
        out[s].emplace_back(m, 1U);
      }
    }
    return out;
  }

  // Where there are more holders than places, whoever loses least gives way; a confirmed place stays. First where a
  // session is cancelled: whoever must be planned again for that gives back other places too.
  void yield_where_too_many() {
    auto const held = holders();
    for (auto const cancelled : {true, false}) {
      for (auto const s : times_.order()) {
        if (cancelled == (all_.places_left()[s] == 0U)) {
          yield(s, held[s]);
        }
      }
    }
  }

  void yield(session_idx const s, std::vector<std::pair<member_idx, std::uint32_t>> const& held) {
    auto const places = all_.places_left()[s];
    auto taken = std::uint64_t{0U};
    auto rivals = std::vector<rival>{};
    for (auto const& [m, count] : held) {
      taken += going_[m].open && !confirmed(m, s) ? 0U : count;
      if (!going_[m].open && !confirmed(m, s)) {
        rivals.push_back({m, count});
      }
    }
    if (taken <= places) {
      return;
    }
    if (places != 0U) {
      auto without = place_terms{place_prices(t_.sessions.size(), 0), all_.places_left()};
      without.left[s] = 0U;
      parallel_for(rivals.size(), options_.threads, [&](unsigned const thread, std::size_t const i) {
        auto const m = rivals[i].who;
        rivals[i].loss = desk_.price(thread, m, without, all_.members()[m].stay).least - going_[m].before.cost;
      });
      std::ranges::reverse(rivals);  // of the same loss the last lot
      std::ranges::stable_sort(rivals, {}, &rival::loss);
    }
    for (auto const& r : rivals) {
      if (taken <= places) {
        return;
      }
      going_[r.who].open = true;
      going_[r.who].why.push_back({places == 0U ? "roll.cancelled" : "roll.fewer", args_of(s)});
      taken -= r.places;
    }
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> args_of(session_idx const s) const {
    auto const& run = t_.sessions[s];
    return {{"session", run.id}, {"offer", t_.offers[run.offer].id}, {"start", format_date(run.start)}};
  }

  void keep_the_others() {
    for (auto const m : going_.ids()) {
      for (auto const s : besides(m, going_[m].open ? now_.choice[m] : going_[m].before)) {
        --now_.left[s];
      }
      if (!going_[m].open) {
        change(now_, m, going_[m].before);
      }
    }
  }

  // ---- groups that are planned again

  // The places that are free for the group: nobody else's, with what its people hold and may use.
  [[nodiscard]] place_counts places_for(std::vector<member_idx> const& group) const {
    auto out = now_.left;
    for (auto const m : group) {
      give_back(now_.choice[m], out);
      for (auto const s : besides(m, now_.choice[m])) {
        out[s] += std::ranges::find(going_[m].set_aside, s) == going_[m].set_aside.end() ? 1U : 0U;
      }
    }
    return out;
  }

  // True if a confirmed place was left unused by its holder: the group must do without it.
  bool set_aside_unused(std::vector<member_idx> const& group, std::vector<column> const& choice) {
    auto out = false;
    for (auto i = std::size_t{0U}; i != group.size(); ++i) {
      auto& g = going_[group[i]];
      for (auto const s : besides(group[i], choice[i])) {
        if (std::ranges::find(g.set_aside, s) == g.set_aside.end()) {
          g.set_aside.push_back(s);
          std::erase(g.goes_on->stays, s);
          out = true;
        }
      }
    }
    return out;
  }

  [[nodiscard]] std::vector<applicant> as_applicants(std::vector<member_idx> const& group) const {
    auto out = std::vector<applicant>{};
    for (auto const m : group) {
      out.push_back({going_[m].who->who, going_[m].who->since, going_[m].goes_on});
    }
    return out;
  }

  void choose(member_idx const m, column c) {
    for (auto const s : besides(m, now_.choice[m])) {
      ++now_.left[s];
    }
    change(now_, m, std::move(c));
    for (auto const s : besides(m, now_.choice[m])) {
      --now_.left[s];
    }
  }

  group_plan plan_together(std::vector<member_idx> const& group, std::vector<column> const& have,
                           place_prices const& prices) {
    for (;;) {
      auto budget = work_budget{kGroupRounds, options_.budget.stop};
      auto out = plan_group(times_, as_applicants(group), places_for(group), have, prices, all_.options(), budget);
      options_.budget.used += budget.used;
      if (!set_aside_unused(group, out.choice)) {
        return out;
      }
    }
  }

  void plan_the_open() {
    auto group = all_.everybody();
    std::erase_if(group, [&](member_idx const m) { return !going_[m].open; });
    if (group.empty()) {
      return;
    }
    loosen_what_cannot_stay(group);
    auto const found = plan_together(group, {}, prices_of(t_, from_));
    raised_ = found.prices;
    for (auto i = std::size_t{0U}; i != group.size(); ++i) {
      choose(group[i], found.choice[i]);
    }
    read(group);
  }

  // A place that no way to the goal can use any more need not be in the plan.
  void loosen_what_cannot_stay(std::vector<member_idx> const& group) {
    auto const terms = place_terms{place_prices(t_.sessions.size(), 0), places_for(group)};
    auto const people = cohort{times_, as_applicants(group), terms.left, all_.options()};
    auto desk = pricer{people};
    for (auto i = std::size_t{0U}; i != group.size(); ++i) {
      auto& way = going_[group[i]].goes_on;
      auto const m = member_idx{i};
      if (way && !way->stays.empty() && !desk.price(0U, m, terms, people.members()[m].stay).found) {
        going_[group[i]].set_aside = going_[group[i]].who->confirmed;
        way->stays.clear();
      }
    }
  }

  // The plans that the group has now, where they are not those of before.
  void read(std::vector<member_idx> const& group) {
    auto anew = group;
    std::erase_if(anew, [&](member_idx const m) {
      auto& g = going_[m];
      g.changed = g.open || now_.choice[m].places != g.before.places || now_.choice[m].plan != g.before.plan;
      return !g.changed;
    });
    auto choice = std::vector<column>{};
    for (auto const m : anew) {
      choice.push_back(now_.choice[m]);
    }
    auto plans = read_group(times_, as_applicants(anew), choice, all_.options());
    for (auto i = std::size_t{0U}; i != anew.size(); ++i) {
      settle(anew[i], std::move(plans[i]));
    }
  }

  // The plan as it can be read takes no other places than the column, perhaps fewer.
  void settle(member_idx const m, plan p) {
    auto& g = going_[m];
    auto const& before = g.who->before;
    if (before != nullptr && rewrites_the_past(p, before->pathway, options_.today)) {
      p = {};
    }
    if (before != nullptr && g.who->broken.empty() && same_steps(p, before->pathway)) {
      g.changed = false;
      choose(m, g.before);
      return;
    }
    g.now = std::move(p);
    auto c = stay_of(all_.members()[m]);
    if (g.now.status != plan_status::none) {
      c = {all_.members()[m].weight * g.now.value, true, {}};
      for (auto const& step : g.now.steps) {
        if (auto const s = session_of(step)) {
          auto const at = std::ranges::find(c.places, *s, &place_use::session);
          at == c.places.end() ? c.places.push_back({*s, 1U}) : void(++at->count);
        }
      }
      std::ranges::sort(c.places, {}, [&](place_use const& use) { return times_.rank(use.session); });
    }
    choose(m, std::move(c));
  }

  // ---- the bound

  // The row of before still says what is true of the person's leasts.
  [[nodiscard]] bool holds_still(member_idx const m) const {
    auto const* const row = going_[m].who->before;
    return options_.fewer_ways && row != nullptr && row->weight == all_.members()[m].weight;
  }

  void prove() {
    auto const prices = prices_of(t_, from_);
    auto const n = going_.size();
    alone_.resize(n);
    auto least = vec_map<member_idx, milli_days>(n);
    auto const with = place_terms{prices, all_.places_left()};
    auto const without = place_terms{place_prices(prices.size(), 0), all_.places_left()};
    parallel_for(n, options_.threads, [&](unsigned const thread, std::size_t const i) {
      auto const m = member_idx{i};
      if (holds_still(m)) {
        alone_[m] = going_[m].who->before->alone;
        least[m] = going_[m].who->before->priced;
      } else {
        auto const stay = all_.members()[m].stay;
        alone_[m] = desk_.price(thread, m, without, stay).least;
        least[m] = desk_.price(thread, m, with, stay).least;
      }
    });
    proof_.emplace(desk_, prices, std::move(least));
    if (worth_more_work()) {
      rise_towards(raised_);
    }
    if (worth_more_work()) {
      price_anew();
    }
  }

  // A few rounds of pricing for everybody, from the best prices so far. For many people a round takes too long.
  void price_anew() {
    constexpr auto kRounds = std::uint64_t{6U};
    if (many_) {
      return;
    }
    auto pool = column_pool{all_};
    for (auto const m : going_.ids()) {
      pool.add(m, now_.choice[m]);
    }
    auto program = master{all_};
    auto const start = proof_->prices();
    auto budget = work_budget{kRounds, options_.budget.stop};
    auto anew = generate_columns(desk_, pool, program, now_.value, {.start = &start}, budget);
    options_.budget.used += budget.used;
    if (anew.bound > proof_->bound()) {
      proof_.emplace(desk_, std::move(anew.prices), std::move(anew.least));
    }
  }

  // Prices of the group that was planned, where they are higher: in full, then less and less of the way.
  void rise_towards(place_prices const& prices) {
    constexpr auto kHalvings = 2;
    if (prices.empty()) {
      return;
    }
    auto const& base = proof_->prices();
    auto goal = base;
    auto raised = false;
    for (auto const s : base.ids()) {
      goal[s] = std::max(base[s], prices[s]);
      raised = raised || goal[s] > base[s];
    }
    for (auto i = 0; raised && i != kHalvings; ++i) {
      if (proof_->rise(goal, concerned(goal), now_.choice)) {
        return;
      }
      for (auto const s : base.ids()) {
        goal[s] = base[s] + (goal[s] - base[s]) / 2;
      }
    }
  }

  // Whoever has, or had, a place that becomes dearer. The others' least cannot fall and is not asked for again.
  [[nodiscard]] std::vector<member_idx> concerned(place_prices const& prices) const {
    auto const& base = proof_->prices();
    auto const dearer = [&](place_use const& use) { return prices[use.session] > base[use.session]; };
    auto out = all_.everybody();
    std::erase_if(out, [&](member_idx const m) {
      return !going_[m].open && std::ranges::none_of(going_[m].before.places, dearer) &&
             std::ranges::none_of(now_.choice[m].places, dearer);
    });
    return out;
  }

  [[nodiscard]] std::int64_t loss() const { return loss_of(now_.value, proof_->bound()); }

  // A run that was far from the best is not mended by touching people: it wants to be shared anew.
  [[nodiscard]] bool worth_more_work() const {
    return loss() > options_.most_loss && loss_of(from_.value, from_.bound) <= 2 * options_.most_loss;
  }

  // ---- touching others too

  [[nodiscard]] std::uint64_t touched() const {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(going_, [](going_person const& g) { return g.changed && g.who->before != nullptr; }));
  }

  // While the loss is above the limit: those who could gain most, with holders of the places that they want, are
  // planned together with everybody who was touched before.
  void reach_further() {
    auto const most =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(from_.each.size()) * options_.most_touched / kMillion);
    auto size = std::max<std::size_t>(most >> kTries, 1U);
    for (auto i = 0U; i != kTries && worth_more_work() && touched() < most; ++i, size *= 2U) {
      if (options_.budget.stop && options_.budget.stop()) {
        return;
      }
      touch(with_holders(who_could_gain(size)), most);
    }
  }

  // What each one's plan is above their least at the prices of the bound: with what stands empty at a price, this is
  // all of the loss. Where the empty places are most of it, they are offered for nothing and everybody is asked.
  [[nodiscard]] vec_map<member_idx, milli_days> gains() {
    auto prices = proof_->prices();
    auto out = vec_map<member_idx, milli_days>(going_.size());
    if (2 * worth(now_.left, prices) <= now_.value - proof_->bound()) {
      for (auto const m : going_.ids()) {
        out[m] = priced(now_.choice[m], prices) - proof_->least()[m];
      }
      return out;
    }
    for (auto const s : prices.ids()) {
      prices[s] = now_.left[s] == 0U ? prices[s] : 0;
    }
    auto const terms = place_terms{prices, all_.places_left()};
    parallel_for(going_.size(), options_.threads, [&](unsigned const thread, std::size_t const i) {
      auto const m = member_idx{i};
      auto const now = std::min(priced(now_.choice[m], prices), all_.members()[m].stay);
      out[m] = now - desk_.price(thread, m, terms, now, {}, how_).least;
    });
    return out;
  }

  // Whoever has confirmed a place is left in peace.
  [[nodiscard]] std::vector<member_idx> who_could_gain(std::size_t const most) {
    auto const gain = gains();
    auto out = all_.everybody();
    std::erase_if(out, [&](member_idx const m) { return gain[m] <= 0 || !going_[m].who->confirmed.empty(); });
    std::ranges::stable_sort(out, std::greater<>{}, [&](member_idx const m) { return gain[m]; });
    out.resize(std::min(out.size(), most));
    return out;
  }

  // With those who hold what somebody of the group would take at the prices of the bound, the least loss first.
  [[nodiscard]] std::vector<member_idx> with_holders(std::vector<member_idx> group) {
    auto const terms = place_terms{proof_->prices(), all_.places_left()};
    auto wishes = std::vector<std::optional<column>>(group.size());
    parallel_for(group.size(), options_.threads, [&](unsigned const thread, std::size_t const i) {
      wishes[i] = desk_.price(thread, group[i], terms, all_.members()[group[i]].stay).found;
    });
    auto wanted = std::vector<session_idx>{};
    for (auto const& wish : wishes) {
      for (auto const& use : wish ? wish->places : std::vector<place_use>{}) {
        if (now_.left[use.session] < use.count) {
          wanted.push_back(use.session);
        }
      }
    }
    for (auto const m : all_.everybody()) {
      if (going_[m].changed && going_[m].who->confirmed.empty()) {
        group.push_back(m);
      }
    }
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    for (auto const s : wanted) {
      add_holders(s, terms, group);
    }
    std::ranges::sort(group);
    group.erase(std::ranges::unique(group).begin(), group.end());
    return group;
  }

  void add_holders(session_idx const s, place_terms const& terms, std::vector<member_idx>& group) {
    auto holders = std::vector<std::pair<milli_days, member_idx>>{};
    for (auto const m : all_.everybody()) {
      auto const& places = now_.choice[m].places;
      if (std::ranges::find(places, s, &place_use::session) != places.end() && going_[m].who->confirmed.empty()) {
        holders.emplace_back(0, m);
      }
    }
    auto without = terms;
    without.left[s] = 0U;
    parallel_for(holders.size(), options_.threads, [&](unsigned const thread, std::size_t const i) {
      auto const m = holders[i].second;
      holders[i].first =
          desk_.price(thread, m, without, all_.members()[m].stay).least - priced(now_.choice[m], terms.price);
    });
    std::ranges::stable_sort(holders);
    for (auto i = std::size_t{0U}; i != std::min(holders.size(), kHoldersOfAPlace); ++i) {
      group.push_back(holders[i].second);
    }
  }

  // Nothing is changed if that would not help or touch too many.
  void touch(std::vector<member_idx> const& group, std::uint64_t const most) {
    auto const old = now_;
    auto people = std::vector<going_person>{};
    auto have = std::vector<column>{};
    for (auto const m : group) {
      people.push_back(going_[m]);
      have.push_back(now_.choice[m]);
    }
    auto const found = plan_together(group, have, proof_->prices());
    for (auto i = std::size_t{0U}; i != group.size(); ++i) {
      choose(group[i], found.choice[i]);
    }
    keep_ties(group);
    read(group);
    if (now_.value >= old.value || touched() > most) {
      now_ = old;
      for (auto i = std::size_t{0U}; i != group.size(); ++i) {
        going_[group[i]] = std::move(people[i]);
      }
    }
    rise_towards(found.prices);
  }

  // Nobody gets another plan that is no better for them where the old one is still possible.
  void keep_ties(std::vector<member_idx> const& group) {
    for (auto const m : group) {
      auto const& before = going_[m].before;
      if (going_[m].open || now_.choice[m].cost < before.cost) {
        continue;
      }
      auto left = now_.left;
      give_back(now_.choice[m], left);
      if (fits(before, left)) {
        choose(m, before);
      }
    }
  }

  // ---- the run

  allocation_run tell() {
    auto out = begin_run(t_, options_.as_of, options_.seed);
    out.everybody = from_.everybody;
    out.first_come = from_.first_come;
    out.first_come_placed = from_.first_come_placed;
    out.people = going_.size();
    out.bound = proof_->bound();
    out.work = options_.budget.used;
    out.prices = listed_prices(t_, proof_->prices());
    explain();
    for (auto const m : going_.ids()) {
      out.each.push_back(row_of(m));
      out.value += out.each.back().weight * out.each.back().value;
      out.placed += out.each.back().placed ? 1U : 0U;
      out.unlimited += alone_[m];
    }
    std::ranges::sort(out.each, {}, &allocated_person::person);
    auto& rolled = out.rolled.emplace();
    rolled.today = options_.today;
    rolled.touched = touched();
    rolled.arrived = static_cast<std::uint64_t>(
        std::ranges::count_if(going_, [](going_person const& g) { return g.who->before == nullptr; }));
    rolled.loss = loss_of(out.value, out.bound);
    return out;
  }

  // For those with another plan; who is not asked keeps the stay as a wish, which nobody prefers.
  void explain() {
    auto anew = all_.everybody();
    std::erase_if(anew, [&](member_idx const m) { return !going_[m].changed; });
    auto const free = place_terms{place_prices(t_.sessions.size(), 0), all_.places_left()};
    auto pool = column_pool{all_};
    add_found(all_, pool, anew, [&](unsigned const thread, member_idx const m) {
      return desk_.price(thread, m, free, now_.choice[m].cost).found;
    });
    auto wishes = vec_map<member_idx, std::uint32_t>(going_.size(), 0U);
    for (auto const m : anew) {
      wishes[m] = pool.least(m, free.price).second;
    }
    reasons_ = allocation_reasons(desk_, pool, wishes, now_, how_);
  }

  [[nodiscard]] allocated_person row_of(member_idx const m) const {
    auto const& g = going_[m];
    auto row = g.who->before != nullptr ? *g.who->before : allocated_person{};
    auto const before = row.pathway;
    row.person = all_.members()[m].asks.who.id;
    row.goal = all_.members()[m].goal().text;
    row.weight = all_.members()[m].weight;
    row.alone = alone_[m];
    row.priced = proof_->least()[m];
    row.since = g.who->since == options_.as_of ? std::nullopt : std::optional{g.who->since};
    row.confirmed.clear();
    for (auto const s : g.who->confirmed) {
      row.confirmed.push_back(t_.sessions[s].id);
    }
    std::ranges::sort(row.confirmed);
    row.changed.clear();
    if (g.changed) {
      row.pathway = g.now;
      row.placed = now_.choice[m].plan;
      row.value = row.placed ? g.now.value : t_.weights.outside_option;
      row.reasons = reasons_[m];
      row.changed = g.who->before == nullptr ? g.why : told_change(before, g.now, why(m));
    }
    return row;
  }

  [[nodiscard]] std::vector<reason> why(member_idx const m) const {
    auto const& g = going_[m];
    return g.open ? g.why
                  : std::vector<reason>{{now_.choice[m].cost < g.before.cost ? "roll.better" : "roll.moved", {}}};
  }

  timetable const& times_;
  territory const& t_;
  allocation_run const& from_;
  rolling_options options_;
  std::map<std::string_view, session_idx> sessions_;
  cohort all_;
  pricer desk_;
  bool many_;
  effort how_;  // for what proves nothing
  sharing now_;
  vec_map<member_idx, going_person> going_;
  place_prices raised_;
  vec_map<member_idx, milli_days> alone_;
  vec_map<member_idx, std::vector<reason>> reasons_;  // of those with another plan
  std::optional<near_bound> proof_;
};

}  // namespace

std::int64_t loss_of(milli_days const value, milli_days const bound) {
  if (bound <= 0 || value <= bound) {
    return 0;
  }
  __extension__ using wide = __int128;
  return static_cast<std::int64_t>((wide{value - bound} * kMillion + bound - 1) / bound);
}

allocation_run roll(timetable const& times, std::span<rolling_person const> const people, allocation_run const& from,
                    rolling_options options) {
  return rolling{times, people, from, std::move(options)}.run();
}

}  // namespace foothold
