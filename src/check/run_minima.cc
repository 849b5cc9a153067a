#include "check/run_minima.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>

#include <fmt/format.h>

#include "check/priced_minimum.h"

namespace foothold::check {

namespace {

// The claims about one person.
struct person_answer {
  claim_answer alone{}, priced{};
  std::vector<claim_answer> fair{};  // by certificate

  [[nodiscard]] bool unknown() const {
    auto const open = [](claim_answer const& answer) { return answer.state == claim_state::unknown; };
    return open(alone) || open(priced) || std::ranges::any_of(fair, open);
  }
  [[nodiscard]] std::size_t labels() const {
    auto out = alone.labels + priced.labels;
    for (auto const& answer : fair) {
      out += answer.labels;
    }
    return out;
  }
};

// splitmix64 (Steele, Lea, Flood 2014): the same people on every machine.
std::uint64_t next_random(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15U;
  auto z = state;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

// Rows that can be recomputed; of more than `most`, that many at random. By position.
std::vector<std::size_t> rows_to_recompute(run_checking const& c, std::size_t const most, std::uint64_t seed) {
  auto rows = std::vector<std::size_t>{};
  for (auto i = std::size_t{0U}; i != c.run.each.size(); ++i) {
    if (c.who[i] != nullptr) {
      rows.push_back(i);
    }
  }
  if (rows.size() > most) {
    for (auto i = std::size_t{0U}; i != most; ++i) {
      std::swap(rows[i], rows[i + next_random(seed) % (rows.size() - i)]);
    }
    rows.resize(most);
    std::sort(rows.begin(), rows.end());
  }
  return rows;
}

person_answer recompute(run_checking const& c, std::size_t const row, std::size_t const most_labels) {
  auto const& claimed = c.run.each[row];
  auto const planner = priced_planner{c.place, *c.who[row], claimed.goal, since(c.run, claimed)};
  auto terms = price_terms{.weight = claimed.weight, .most_labels = most_labels};
  auto out = person_answer{.alone = planner.at_least(terms, claimed.alone)};
  terms.prices = &c.prices;
  out.priced = planner.at_least(terms, claimed.priced);
  for (auto k = std::size_t{0U}; k != std::min(c.fair.size(), claimed.fair_priced.size()); ++k) {
    terms.weight = c.fair[k].weight[row];
    terms.prices = &c.fair[k].prices;
    out.fair.push_back(planner.at_least(terms, claimed.fair_priced[k]));
  }
  return out;
}

std::vector<person_answer> recompute_all(run_checking const& c, std::vector<std::size_t> const& rows,
                                         run_check_options const& options) {
  auto out = std::vector<person_answer>(rows.size());
  auto next = std::atomic<std::size_t>{0U};
  auto done = std::size_t{0U};
  auto failure = std::exception_ptr{};
  auto mutex = std::mutex{};
  auto const work = [&] {
    // An exception (no memory) must not end the thread by itself: the caller gets it.
    try {
      for (auto i = next++; i < rows.size(); i = next++) {
        out[i] = recompute(c, rows[i], options.most_labels);
        auto const lock = std::scoped_lock{mutex};
        ++done;
        if (options.progress) {
          options.progress(done, rows.size());
        }
      }
    } catch (...) {
      next = rows.size();
      auto const lock = std::scoped_lock{mutex};
      failure = std::current_exception();
    }
  };
  {
    auto const threads = options.threads != 0U ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    auto helpers = std::vector<std::jthread>{};
    for (auto n = 1U; n < threads; ++n) {
      helpers.emplace_back(work);
    }
    work();
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
  return out;
}

// What the places of the person's own plan cost.
wide worth(run_checking const& c, allocated_person const& row, vec_map<session_idx, milli_days> const& prices) {
  auto out = wide{0};
  for (auto const& step : row.pathway.steps) {
    if (auto const it = c.sessions.find(step.session); it != c.sessions.end()) {
      out += prices[it->second];
    }
  }
  return out;
}

// What can be seen without a search: staying without a plan, and the person's own plan, cost no less than the minimum.
void check_against_the_row(run_checking& c, std::size_t const at) {
  auto const& row = c.run.each[at];
  auto const value = wide{row.weight} * row.value;
  auto const staying = wide{row.weight} * c.place.weights.outside_option;
  auto const places = worth(c, row, c.prices);
  if (row.alone > std::min(value, staying)) {
    c.blame("7-minimum", row.person, "alone is above what the person's own plan or no plan counts");
  }
  if (row.priced > std::min(value + places, staying)) {
    c.blame("7-minimum", row.person, "priced is above what the person's own plan with its places, or no plan, counts");
  }
  for (auto k = std::size_t{0U}; k != std::min(c.fair.size(), row.fair_priced.size()); ++k) {
    auto const weight = wide{c.fair[k].weight[at]};
    auto const own = weight * row.value + worth(c, row, c.fair[k].prices);
    if (row.fair_priced[k] > std::min(own, weight * c.place.weights.outside_option)) {
      c.blame(
          "7-minimum", row.person,
          fmt::format("fair_priced[{}] is above what the person's own plan with its places, or no plan, counts", k));
    }
  }
}

void blame_refuted(run_checking& c, std::string_view const person, std::string_view const name,
                   claim_answer const& answer, milli_days const claimed) {
  if (answer.state == claim_state::refuted) {
    c.blame("7-minimum", person,
            fmt::format("{} is said to be {}, but there is a way that counts {}", name, claimed, answer.found));
  }
}

}  // namespace

void check_minima(run_checking& c, run_check_options const& options, run_verdict& verdict) {
  for (auto i = std::size_t{0U}; i != c.run.each.size(); ++i) {
    check_against_the_row(c, i);
  }
  auto const rows = rows_to_recompute(c, options.recompute_all, options.sample_seed);
  auto answers = recompute_all(c, rows, options);
  for (auto i = std::size_t{0U}; i != rows.size(); ++i) {
    auto const& row = c.run.each[rows[i]];
    if (answers[i].unknown()) {
      answers[i] = recompute(c, rows[i], options.most_labels_again);
    }
    blame_refuted(c, row.person, "alone", answers[i].alone, row.alone);
    blame_refuted(c, row.person, "priced", answers[i].priced, row.priced);
    verdict.unknown += answers[i].unknown() ? 1U : 0U;
    for (auto k = std::size_t{0U}; k != answers[i].fair.size(); ++k) {
      blame_refuted(c, row.person, fmt::format("fair_priced[{}]", k), answers[i].fair[k], row.fair_priced[k]);
    }
    verdict.labels += answers[i].labels();
  }
  verdict.recomputed = rows.size() - verdict.unknown;
  verdict.proven = verdict.recomputed == c.run.each.size();
}

}  // namespace foothold::check
