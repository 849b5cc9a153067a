#include "pages/report_views.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "pages/disclosure.h"
#include "pages/plan_views.h"
#include "pages/report_fairness.h"
#include "pages/report_shortages.h"
#include "pages/report_waiting.h"
#include "service/question.h"

namespace foothold {

namespace {

constexpr std::uint64_t kBudgetCents = 1'000'000U;  // 10,000 EUR
constexpr std::uint64_t kThousandEuros = 100'000U;
constexpr milli_days kLeastPrice = 7 * kMilliDaysPerDay / 20;  // less is 0.0 weeks
constexpr milli_days kMostPrice = 10'000'000'000;
constexpr auto kMillion = 1e6;
constexpr auto kStrongPercent = 90;  // of the strongest hours

using cell_mask = std::uint64_t;  // bit day * kBands + band

cell_mask cells_of(week_pattern const& week) {
  auto out = cell_mask{0U};
  auto const band_at = [](unsigned const minute) {
    auto const after = minute < kFirstBand ? 0U : (minute - kFirstBand) / kBandMinutes;
    return std::min(after, kBands - 1U);
  };
  for (auto const& block : week) {
    for (auto band = band_at(block.from); band <= band_at(block.to - 1U); ++band) {
      out |= cell_mask{1U} << (block.weekday * kBands + band);
    }
  }
  return out;
}

// A run is a file that anybody may have changed: sums of its numbers stay in 64 bits.
milli_days plausible(milli_days const price) {
  return std::clamp<milli_days>(price, 0, kMostPrice);
}

std::int64_t millionths_up(milli_days const part, milli_days const whole) {
  return part <= 0 || whole <= 0
             ? 0
             : static_cast<std::int64_t>(std::ceil(kMillion * static_cast<double>(part) / static_cast<double>(whole)));
}

class report_writer {
public:
  report_writer(speaker const& say, allocation_run const& run)
      : say_{say},
        c_{say.texts()},
        t_{say.place()},
        run_{run},
        concerned_(t_.offers.size(), 0U),
        taken_(t_.sessions.size(), 0U),
        price_(t_.sessions.size()) {
    read_people();
    for (auto const& p : run_.prices) {
      if (auto const s = say_.index().session(p.session); s.valid()) {
        auto const range = p.low != 0 || p.high != 0;  // then `low` is the closer limit of what one more place saves
        price_[s] = {p.session, plausible(range ? p.low : p.price), plausible(p.low), plausible(p.high)};
      }
    }
  }

  report_view write(std::string check_command) {
    auto v = report_view{};
    v.territory = t_.name.in(c_.language());
    v.as_of = run_.as_of;
    v.everybody = run_.everybody;
    v.people = run_.each.size();
    v.policy_version = run_.policy_version;
    v.policy_author = run_.policy_author;
    v.weights = t_.weights;
    v.seed = run_.seed;
    v.check_command = std::move(check_command);
    for (auto const s : t_.sessions.ids()) {
      if (shared(s)) {
        v.places += t_.sessions[s].places_left;
        ++v.sessions;
      }
    }
    outcome(v);
    shortage(v);
    v.maps = {map("meetings", c_("report.hours.meetings"), false), map("care", c_("report.hours.care"), true)};
    std::erase_if(v.maps, [](hours_map const& m) {
      return std::ranges::all_of(m.cells, [](auto const& day) {
        return std::ranges::all_of(day, [](auto const& x) { return x.places == 0U; });
      });
    });
    v.fairness = fairness_of(run_);
    if (run_.reserved) {
      auto& kept = v.kept.emplace(kept_places{run_.reserved->weeks, 0U});
      for (auto const& session : run_.reserved->places) {
        kept.places += session.places;
      }
    }
    v.groups = who_waits(say_, run_);
    v.open = jobs_that_stay_open(say_, run_);
    v.office = office_of(say_);
    return v;
  }

private:
  [[nodiscard]] bool care(session_idx const s) const {
    return t_.offers[t_.sessions[s].offer].kind == offer_kind::childcare;
  }

  // One whose places were given out.
  [[nodiscard]] bool shared(session_idx const s) const {
    auto const& run = t_.sessions[s];
    return run.places_left != 0U && run.start >= run_.as_of && (!run.apply_by || *run.apply_by >= run_.as_of);
  }

  // Places taken, and by offer the people who have a place or whose better plan needs one.
  void read_people() {
    for (auto const& row : run_.each) {
      weight_ += row.weight;
      auto offers = std::vector<offer_idx>{};
      auto cells = std::array<cell_mask, 2>{};
      for (auto const& step : row.pathway.steps) {
        if (auto const s = say_.index().session(step.session); s.valid()) {
          ++taken_[s];
          offers.push_back(t_.sessions[s].offer);
          cells.at(care(s) ? 1U : 0U) |= cells_of(t_.sessions[s].week);
        }
      }
      for (auto const& r : row.reasons) {
        for (auto const& [name, value] : r.args) {
          if (auto const o = say_.index().offer(value); r.key == "alloc.full" && name == "offer" && o.valid()) {
            offers.push_back(o);
          }
        }
      }
      std::ranges::sort(offers);
      auto const same = std::ranges::unique(offers);
      offers.erase(same.begin(), same.end());
      for (auto const o : offers) {
        ++concerned_[o];
      }
      count_cells(cells);
    }
  }

  void count_cells(std::array<cell_mask, 2> const& cells) {
    for (auto i = std::size_t{0U}; i != cells.size(); ++i) {
      for (auto bit = 0U; bit != 7U * kBands; ++bit) {
        people_in_.at(i).at(bit) += static_cast<std::uint64_t>(cells.at(i) >> bit & 1U);
      }
    }
  }

  [[nodiscard]] bool may_be_told(session_idx const s) const { return concerned_[t_.sessions[s].offer] >= kLeastGroup; }

  [[nodiscard]] milli_days average(milli_days const sum) const {
    return weight_ == 0U ? 0 : sum / static_cast<milli_days>(weight_);
  }

  void outcome(report_view& v) const {
    auto const placed =
        static_cast<std::uint64_t>(std::ranges::count_if(run_.each, [](auto const& row) { return row.placed; }));
    v.placed = tell(placed, v.people);
    v.first_placed = tell(std::min(run_.first_come_placed, v.people), v.people);
    v.average = average(run_.value);
    v.first_average = average(run_.first_come);
    v.free_average = average(run_.unlimited);
    v.scarcity = average(run_.bound - run_.unlimited);
    v.gap = millionths_up(run_.value - run_.bound, run_.value);
    if (run_.bound > run_.unlimited) {
      v.gap_scarcity = millionths_up(run_.value - run_.bound, run_.bound - run_.unlimited);
    }
    auto const tenths = (weight_ * 10U + v.people / 2U) / std::max(v.people, std::uint64_t{1U});
    v.weight_tenths = std::max(static_cast<std::int64_t>(tenths), std::int64_t{1});
  }

  void shortage(report_view& v) const {
    auto best = std::map<offer_idx, session_idx>{};
    auto buys = std::vector<buy_view>{};
    for (auto const s : t_.sessions.ids()) {
      if (price_[s].price < kLeastPrice) {
        continue;
      }
      auto const offer = t_.sessions[s].offer;
      auto const [it, fresh] = best.emplace(offer, s);
      if (!fresh && price_[s].price > price_[it->second].price) {
        it->second = s;
      }
      if (may_be_told(s) && t_.offers[offer].public_cents != 0U) {
        buys.push_back(bought(s));
      }
    }
    for (auto const& [offer, s] : best) {
      if (!may_be_told(s)) {
        ++v.hidden_offers;
        continue;
      }
      v.offers.push_back(short_one(offer, s));
      if (t_.offers[offer].public_cents == 0U) {
        v.gifts.push_back(bought(s));
      }
    }
    std::ranges::stable_sort(v.offers, std::greater<>{}, &short_offer::saves);
    std::ranges::stable_sort(v.gifts, std::greater<>{}, &buy_view::saves);
    std::ranges::stable_sort(buys, std::greater<>{}, &buy_view::per_1000);
    v.budget_cents = kBudgetCents;
    auto left = kBudgetCents;
    for (auto& b : buys) {
      if (b.cents <= left) {
        left -= b.cents;
        v.buys.push_back(std::move(b));
      }
    }
  }

  [[nodiscard]] short_offer short_one(offer_idx const offer, session_idx const s) const {
    auto const& p = price_[s];
    return {.kind = static_cast<step_kind>(t_.offers[offer].kind),
            .title = std::string{t_.offers[offer].title.in(c_.language())},
            .start = t_.sessions[s].start,
            .saves = p.price,
            .low = p.low,
            .high = p.high,
            .about_people = rounded(concerned_[offer])};
  }

  [[nodiscard]] buy_view bought(session_idx const s) const {
    auto const& offer = t_.offers[t_.sessions[s].offer];
    auto const cents = std::uint64_t{offer.public_cents};
    auto const saves = price_[s].price;
    return {.title = std::string{offer.title.in(c_.language())},
            .start = t_.sessions[s].start,
            .cents = cents,
            .saves = saves,
            .per_1000 = cents == 0U
                            ? 0
                            : static_cast<milli_days>(static_cast<double>(saves) * static_cast<double>(kThousandEuros) /
                                                      static_cast<double>(cents))};
  }

  [[nodiscard]] hours_map map(std::string id, std::string title, bool const of_care) const {
    auto out = hours_map{};
    out.id = std::move(id);
    out.title = std::move(title);
    auto told = std::array<std::array<milli_days, kBands>, 7>{};  // places whose price may be told
    for (auto const s : t_.sessions.ids()) {
      if (!shared(s) || care(s) != of_care) {
        continue;
      }
      auto const cells = cells_of(t_.sessions[s].week);
      auto const places = t_.sessions[s].places_left;
      each_cell([&](std::size_t const day, std::size_t const band, unsigned const bit) {
        if ((cells >> bit & 1U) == 0U) {
          return;
        }
        auto& cell = out.cells.at(day).at(band);
        cell.places += places;
        cell.taken += taken_[s];
        if (may_be_told(s) || price_[s].price == 0) {
          cell.saves += price_[s].price * places;
          told.at(day).at(band) += places;
        }
      });
    }
    auto most = milli_days{0};
    each_cell([&](std::size_t const day, std::size_t const band, unsigned const bit) {
      auto& cell = out.cells.at(day).at(band);
      cell.hidden = people_in_.at(of_care ? 1U : 0U).at(bit) < kLeastGroup;
      cell.saves /= std::max(told.at(day).at(band), milli_days{1});
      if (cell.hidden) {
        cell.taken = 0U;
        cell.saves = 0;
      }
      most = std::max(most, cell.saves);
    });
    out.strongest = strongest(out, most);
    return out;
  }

  template <typename Fn>
  static void each_cell(Fn const& fn) {
    for (auto day = 0U; day != 7U; ++day) {
      for (auto band = 0U; band != kBands; ++band) {
        fn(day, band, day * kBands + band);
      }
    }
  }

  static week_pattern strongest(hours_map const& map, milli_days const most) {
    auto grid = week_grid{};
    each_cell([&](std::size_t const day, std::size_t const band, unsigned /* bit */) {
      auto const saves = map.cells.at(day).at(band).saves;
      if (most < kLeastPrice || saves * 100 < most * kStrongPercent) {
        return;
      }
      auto const from = (kFirstBand + static_cast<unsigned>(band) * kBandMinutes) / 30U;
      for (auto half = from; half != from + kBandMinutes / 30U; ++half) {
        grid.set(static_cast<unsigned>(day) * kHalfHoursPerDay + half);
      }
    });
    return to_pattern(grid);
  }

  speaker const& say_;
  catalogue const& c_;
  territory const& t_;
  allocation_run const& run_;
  std::uint64_t weight_{0U};
  vec_map<offer_idx, std::uint64_t> concerned_;
  vec_map<session_idx, std::uint64_t> taken_;
  vec_map<session_idx, place_price> price_;
  std::array<std::array<std::uint64_t, 7U * kBands>, 2> people_in_{};  // meetings, care
};

// What is full stands with what comes next in its place.
std::vector<std::vector<std::string>> reasons_in_words(speaker const& say, allocated_person const& row,
                                                       date const as_of) {
  auto out = std::vector<std::vector<std::string>>{};
  for (auto const& r : row.reasons) {
    auto const follows = r.key == "alloc.next_free" || r.key == "alloc.none_free";
    if (out.empty() || !follows) {
      out.emplace_back();
    }
    out.back().push_back(say.reason(r, as_of));
  }
  return out;
}

}  // namespace

bool can_be_reported(allocation_run const& run) {
  return run.each.size() >= kLeastGroup;
}

report_view make_report_view(speaker const& say, allocation_run const& run, std::string check_command) {
  return report_writer{say, run}.write(std::move(check_command));
}

award_view make_award_view(speaker const& say, speaker const& host, allocation_run const& run,
                           allocated_person const& row) {
  auto const& t = say.place();
  auto q = plan_question{};
  q.who = t.people[say.index().person(row.person)];
  for (auto const kid : q.who.cares_for) {
    q.children.push_back(t.children[kid]);
  }
  if (!q.who.goals.empty()) {
    q.goal = q.who.goals.front();
  }
  auto p = row.pathway;
  q.as_of = p.as_of = run.rolled ? run.rolled->today : run.as_of;
  auto v = award_view{};
  v.name = q.who.name;
  v.id = q.who.id;
  v.plan = make_plan_view(say, host, q, p);
  v.host_language = host.texts().language();
  v.weight = row.weight;
  v.value = row.value;
  v.alone = row.weight == 0U ? row.alone : row.alone / static_cast<milli_days>(row.weight);
  v.reasons = reasons_in_words(say, row, q.as_of);
  for (auto const& r : row.changed) {
    v.changed.push_back(say.reason(r, q.as_of));
    v.is_new = v.is_new || r.key == "roll.new";
  }
  v.office = office_of(say);
  return v;
}

office_view office_of(speaker const& say) {
  for (auto const* const kind : {"municipality", "employment_service", "authority"}) {
    for (auto const& o : say.place().organisations) {
      if (o.kind == kind && !o.phone.empty()) {
        return {std::string{o.name.in(say.texts().language())}, o.phone};
      }
    }
  }
  return {};
}

catalogue const& language_of(texts const& all, territory const& t) {
  auto const* const c = t.languages.empty() ? nullptr : all.find(t.languages.front());
  return c == nullptr ? all.english() : *c;
}

catalogue const& language_of(texts const& all, territory const& t, person const& who) {
  for (auto const& held : who.facts) {
    auto const parts = split_fact(t.facts.name(held.fact));
    if (parts && parts->family == "language") {
      auto const* const c = all.find(parts->subject);
      return c == nullptr ? language_of(all, t) : *c;
    }
  }
  return language_of(all, t);
}

}  // namespace foothold
