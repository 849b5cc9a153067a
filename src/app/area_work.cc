#include "app/area_work.h"

#include <algorithm>
#include <cmath>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "alloc/allocate.h"
#include "alloc/run_parts.h"
#include "app/sharing.h"
#include "app/valid_file.h"
#include "interop/area_job_json.h"
#include "interop/run_json.h"
#include "sys/clock.h"

namespace foothold {

namespace {

area_facts facts_of(area_job const& job, territory const& t) {
  auto out = area_facts{.territory_hash = t.hash,
                        .rules_hash = t.rules_hash,
                        .policy_hash = t.policy_hash,
                        .as_of = t.as_of,
                        .outside_option = t.weights.outside_option,
                        .fairness = t.weights.fairness.rule != fairness_rule::none};
  out.people =
      static_cast<std::uint64_t>(std::ranges::count_if(t.people, [](person const& p) { return !p.goals.empty(); }));
  auto const sessions = sessions_by_id(t);
  for (auto const& asked : job.shared) {
    if (auto const at = sessions.find(asked.session); at != sessions.end()) {
      out.shared.push_back({asked.session, t.sessions[at->second].places_left});
    }
  }
  return out;
}

struct start_prices {
  place_prices prices;
  milli_days length{0};
};

result<start_prices> prices_to_start(territory const& t, std::filesystem::path const& file) {
  auto const load = valid_file(file, read_area_prices, "not the prices of an area");
  if (!load) {
    return tl::unexpected{load.error()};
  }
  auto out = start_prices{place_prices(t.sessions.size(), 0), load->value->length};
  auto const sessions = sessions_by_id(t);
  for (auto const& p : load->value->prices) {
    if (auto const at = sessions.find(p.session); at != sessions.end()) {
      out.prices[at->second] = std::max<milli_days>(p.price, 0);
    }
  }
  return out;
}

result<std::vector<shared_terms>> terms_of(area_job const& job, territory const& t) {
  auto out = std::vector<shared_terms>{};
  auto const sessions = sessions_by_id(t);
  for (auto const& s : job.shared) {
    auto const at = sessions.find(s.session);
    if (at == sessions.end()) {
      return fail(errc::bad_input, fmt::format("{}: has no session {}", job.territory, s.session));
    }
    out.push_back({at->second, s.places, s.price});
  }
  return out;
}

area_prices told_prices(territory const& t, area_job const& job, learned_prices const& learned) {
  constexpr auto kThousand = 1000.0;
  auto out = area_prices{.length = learned.length};
  for (auto const& p : listed_prices(t, learned.prices)) {
    out.prices.push_back({p.session, p.price});
  }
  for (auto i = std::size_t{0U}; i != job.shared.size(); ++i) {
    out.wanted.push_back({job.shared[i].session, std::llround(learned.wanted[i] * kThousand)});
  }
  return out;
}

}  // namespace

result<std::string> work_on_area(area_job const& job, std::filesystem::path const& folder, unsigned const threads) {
  auto const clock = machine_clock{};
  auto const begin = clock.steady();
  auto const place = valid_territory(job.territory);
  if (!place) {
    return tl::unexpected{place.error()};
  }
  if (job.kind == area_job_kind::facts) {
    return write_area_facts(facts_of(job, *place));
  }
  if (place->hash != job.territory_hash) {
    return fail(errc::conflict, job.territory + ": has changed since the country's places began to be shared");
  }
  auto terms = terms_of(job, *place);
  if (!terms) {
    return tl::unexpected{terms.error()};
  }
  auto start = start_prices{};
  if (!job.start.empty()) {
    auto read = prices_to_start(*place, folder / job.start);
    if (!read) {
      return tl::unexpected{read.error()};
    }
    start = *std::move(read);
  }
  auto ask = allocation_options{.as_of = place->as_of, .seed = job.seed, .threads = threads};
  ask.shared = *std::move(terms);
  ask.ranges = 0U;
  ask.start = start.prices.empty() ? nullptr : &start.prices;
  ask.start_length = start.length;
  ask.budget.rounds = job.work.value_or(UINT64_MAX);
  ask.budget.spent = [&] {
    return job.seconds ? std::chrono::duration<double>(clock.steady() - begin).count() / *job.seconds : 0.0;
  };
  ask.budget.stop = [&] { return ask.budget.spent() >= 1.0; };
  auto const times = timetable{*place};
  auto const people = asked_people(*place, {});
  if (!people) {
    return tl::unexpected{people.error()};
  }
  if (job.kind == area_job_kind::prices) {
    return write_area_prices(told_prices(*place, job, learn_prices(times, *people, ask)));
  }
  auto run = allocate(times, *people, ask);
  run.territory = job.territory;
  return write_run(run);
}

}  // namespace foothold
