#include "app/country_sharing.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "alloc/coupling.h"
#include "app/area_desk.h"
#include "app/sharing.h"
#include "app/valid_file.h"
#include "interop/area_job_json.h"
#include "interop/country_json.h"
#include "sys/file.h"

namespace foothold {

namespace {

namespace fs = std::filesystem;

// Of the seconds of an area; what is missing is for looking at the packs and for writing.
constexpr auto kLearning = 0.13;
constexpr auto kSharing = 0.62;

template <typename T>
milli_days price_in(std::vector<T> const& prices, std::string const& session) {
  auto const at = std::ranges::lower_bound(prices, session, {}, &T::session);
  return at != prices.end() && at->session == session ? at->price : 0;
}

class country_work {
public:
  country_work(country_file const& place, country_options const& options, area_desk& desk)
      : place_{place}, options_{options}, desk_{desk} {}

  result<country_run> run() {
    return look()
        .and_then([&] { return couple(); })
        .and_then([&] { return learn("prices-1"); })
        .and_then([&] { return learn("prices-2"); })
        .and_then([&] { return share(); });
  }

private:
  using files = std::vector<fs::path>;

  [[nodiscard]] std::vector<country_area> const& areas() const { return place_.value.areas; }

  [[nodiscard]] area_job job_for(std::size_t const area, area_job_kind const kind, double const part) const {
    auto out = area_job{.kind = kind, .area = areas()[area].id, .seed = options_.seed};
    auto code = std::error_code{};
    out.territory = fs::weakly_canonical(place_.folder / areas()[area].territory, code).string();
    if (kind == area_job_kind::facts) {
      for (auto const& s : place_.value.shared) {
        out.shared.push_back({s.session, 0U, {}});
      }
      return out;
    }
    out.territory_hash = facts_[area].territory_hash;
    out.work = options_.work;
    if (!options_.work) {
      out.seconds = part * options_.seconds * options_.processes / static_cast<double>(areas().size());
    }
    out.start = start_.empty() ? std::string{} : start_[area].filename().string();
    for (auto i = std::size_t{0U}; i != sessions_.size(); ++i) {
      auto const at = std::ranges::find(areas_of_[i], area);
      if (at != areas_of_[i].end()) {
        auto const& s = sessions_[i];
        out.shared.push_back(
            {place_.value.shared[i].session, s.parts[static_cast<std::size_t>(at - areas_of_[i].begin())], s.price});
      }
    }
    return out;
  }

  result<files> all(std::string_view const step, area_job_kind const kind, double const part) {
    auto jobs = std::vector<area_job>{};
    for (auto a = std::size_t{0U}; a != areas().size(); ++a) {
      jobs.push_back(job_for(a, kind, part));
    }
    return desk_.done(step, jobs);
  }

  result<void> look() {
    auto const looked = all("facts", area_job_kind::facts, 0.0);
    if (!looked) {
      return tl::unexpected{looked.error()};
    }
    for (auto const& file : *looked) {
      auto facts = valid_file(file, read_area_facts, "not the facts of an area");
      if (!facts) {
        return tl::unexpected{facts.error()};
      }
      facts_.push_back(*std::move(facts->value));
    }
    return {};
  }

  // Who shares what; the areas must agree in what they share.
  result<void> couple() {
    auto const fault = [&](std::size_t const area, std::string const& what) {
      return fail(errc::bad_input, fmt::format("{}: area {} {}", place_.folder.string(), areas()[area].id, what));
    };
    for (auto a = std::size_t{0U}; a != facts_.size(); ++a) {
      if (facts_[a].policy_hash != facts_[0U].policy_hash || facts_[a].as_of != facts_[0U].as_of) {
        return fault(a, fmt::format("has another policy.json or another as_of than area {}: places are shared by one "
                                    "policy, on one day",
                                    areas()[0U].id));
      }
      if (facts_[a].fairness) {
        return fault(a, "has a policy with a rule of fairness, which holds within one territory only");
      }
    }
    for (auto const& s : place_.value.shared) {
      auto coupled = coupled_session{.places = s.places, .people = {}, .parts = {}, .price = {}};
      auto who = std::vector<std::size_t>{};
      for (auto a = std::size_t{0U}; a != facts_.size(); ++a) {
        auto const at = std::ranges::find(facts_[a].shared, s.session, &session_places::session);
        if (at == facts_[a].shared.end()) {
          continue;
        }
        if (at->places != s.places) {
          return fault(a, fmt::format("has {} places left in session {}, which the country shares with {}", at->places,
                                      s.session, s.places));
        }
        coupled.people.push_back(facts_[a].people);
        who.push_back(a);
      }
      if (who.empty()) {
        return fail(errc::bad_input,
                    fmt::format("{}: no area has the shared session {}", place_.folder.string(), s.session));
      }
      begin(coupled);
      sessions_.push_back(std::move(coupled));
      areas_of_.push_back(std::move(who));
    }
    return {};
  }

  result<void> learn(std::string_view const step) {
    constexpr auto kStep = 50;  // of the outside option, for as many places again
    auto learned = all(step, area_job_kind::prices, kLearning);
    if (!learned) {
      return tl::unexpected{learned.error()};
    }
    auto told = std::vector<area_prices>{};
    for (auto const& file : *learned) {
      auto prices = valid_file(file, read_area_prices, "not the prices of an area");
      if (!prices) {
        return tl::unexpected{prices.error()};
      }
      told.push_back(*std::move(prices->value));
    }
    for (auto i = std::size_t{0U}; i != sessions_.size(); ++i) {
      auto answers = std::vector<coupled_answer>{};
      for (auto const a : areas_of_[i]) {
        answers.push_back(answer_of(told[a], place_.value.shared[i].session));
      }
      move_on(sessions_[i], answers, facts_[0U].outside_option / kStep);
    }
    start_ = *std::move(learned);
    return {};
  }

  static coupled_answer answer_of(area_prices const& told, std::string const& session) {
    constexpr auto kThousand = 1000.0;
    auto const wish = std::ranges::lower_bound(told.wanted, session, {}, &session_wish::session);
    auto out = coupled_answer{.price = price_in(told.prices, session)};
    if (wish != told.wanted.end() && wish->session == session) {
      out.wanted = static_cast<double>(wish->wanted) / kThousand;
    }
    return out;
  }

  result<country_run> share() {
    auto const runs = all("run", area_job_kind::run, kSharing);
    if (!runs) {
      return tl::unexpected{runs.error()};
    }
    auto told = std::vector<country_run_area>{};
    auto shared = std::vector<shared_outcome>{};
    for (auto i = std::size_t{0U}; i != sessions_.size(); ++i) {
      shared.push_back({place_.value.shared[i].session, sessions_[i].places, sessions_[i].parts, {}});
    }
    for (auto a = std::size_t{0U}; a != runs->size(); ++a) {
      auto hash = std::string{};
      auto const load = valid_run((*runs)[a], &hash);
      if (!load) {
        return tl::unexpected{load.error()};
      }
      auto const& run = *load->value;
      auto& area = told.emplace_back(figures_of(areas()[a].id, run));
      area.run = fs::relative((*runs)[a], desk_.folder()).string();
      area.run_hash = std::move(hash);
      for (auto i = std::size_t{0U}; i != sessions_.size(); ++i) {
        if (std::ranges::find(areas_of_[i], a) != areas_of_[i].end()) {
          shared[i].prices.push_back(price_in(run.prices, shared[i].session));
        }
      }
    }
    auto out = together(std::move(told), shared);
    out.country_hash = place_.hash;
    out.as_of = facts_[0U].as_of;
    return out;
  }

  country_file const& place_;
  country_options const& options_;
  area_desk& desk_;
  std::vector<area_facts> facts_;                   // by area
  std::vector<coupled_session> sessions_;           // as in the country's list
  std::vector<std::vector<std::size_t>> areas_of_;  // likewise: who has it
  files start_;                                     // by area: prices learned last
};

}  // namespace

result<country_file> valid_country(fs::path const& folder) {
  auto hash = std::string{};
  auto load = valid_file(folder / kCountryFile, read_country, "not a country", &hash);
  if (!load) {
    return tl::unexpected{load.error()};
  }
  return country_file{*std::move(load->value), std::move(hash), folder};
}

result<country_result> share_country(country_file const& place, country_options const& options) {
  auto desk = area_desk::open(options.out, options.processes, options.threads, options.progress);
  if (!desk) {
    return tl::unexpected{desk.error()};
  }
  auto run = country_work{place, options, *desk}.run();
  if (!run) {
    return tl::unexpected{run.error()};
  }
  if (auto const written = write_file(options.out / kCountryRunFile, write_country_run(*run)); !written) {
    return tl::unexpected{written.error()};
  }
  return country_result{*std::move(run), desk->found()};
}

}  // namespace foothold
