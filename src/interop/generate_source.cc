#include "interop/generate_source.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "interop/territory_export.h"

namespace foothold {

text_table::text_table(territory const& source, std::string_view const file) {
  export_rows(source, file, [&](std::vector<std::string> const& cells) {
    if (header_.empty()) {
      header_ = cells;
    } else {
      rows_.push_back(cells);
    }
  });
}

std::size_t text_table::column(std::string_view const name) const {
  return static_cast<std::size_t>(std::ranges::find(header_, name) - header_.begin());
}

std::vector<offer_type> offer_types(territory const& source) {
  using signature = std::tuple<offer_kind, std::vector<fact_idx>, std::vector<fact_idx>, bool,
                               std::vector<residence_status>, modality, std::uint8_t, std::uint8_t>;
  auto index = std::map<signature, std::size_t>{};
  auto type_of = vec_map<offer_idx, std::size_t>(source.offers.size());
  auto types = std::vector<offer_type>{};
  for (auto const i : source.offers.ids()) {
    auto const& o = source.offers[i];
    auto key = signature{
        o.kind, o.needs, o.gives, o.who.women_only, o.who.statuses, o.modality, o.care_from_months, o.care_to_months};
    std::ranges::sort(std::get<1>(key));
    std::ranges::sort(std::get<2>(key));
    auto const [at, fresh] = index.emplace(std::move(key), types.size());
    if (fresh) {
      types.emplace_back().kind = o.kind;
    }
    types[at->second].offers.push_back(i);
    type_of[i] = at->second;
  }
  for (auto const s : source.sessions.ids()) {
    types[type_of[source.sessions[s].offer]].sessions.push_back(s);
  }
  // An offer that nobody ever held has no statistics to draw from.
  std::erase_if(types, [](offer_type const& t) { return t.sessions.empty() && t.kind != offer_kind::procedure; });
  return types;
}

std::array<month_weights, 7> start_months(territory const& source) {
  auto out = std::array<month_weights, 7>{};
  for (auto const& s : source.sessions) {
    auto const month = static_cast<unsigned>(std::chrono::year_month_day{s.start}.month()) - 1U;
    out[static_cast<std::size_t>(source.offers[s.offer].kind)][month] += 4U;
  }
  for (auto& weights : out) {
    for (auto& w : weights) {
      w += 1U;
    }
  }
  return out;
}

std::vector<std::uint64_t> shared_out(std::uint64_t const total, std::vector<std::uint64_t> const& weights,
                                      std::uint64_t const least) {
  auto out = std::vector<std::uint64_t>(weights.size(), 0U);
  auto const sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0U});
  if (sum == 0U) {
    return out;
  }
  auto left = total;
  for (auto i = std::size_t{0U}; i != weights.size() && left != 0U; ++i) {
    out[i] = weights[i] == 0U ? 0U : std::min(least, left);
    left -= out[i];
  }
  auto const rest = left;
  auto remainders = std::vector<std::pair<std::uint64_t, std::size_t>>{};
  for (auto i = std::size_t{0U}; i != weights.size(); ++i) {
    auto const share = rest / sum * weights[i] + rest % sum * weights[i] / sum;
    out[i] += share;
    left -= share;
    remainders.emplace_back(rest % sum * weights[i] % sum, i);
  }
  std::ranges::stable_sort(remainders, [](auto const& a, auto const& b) { return a.first > b.first; });
  for (auto i = std::size_t{0U}; left != 0U; i = (i + 1U) % remainders.size()) {
    if (weights[remainders[i].second] != 0U) {
      ++out[remainders[i].second];
      --left;
    }
  }
  return out;
}

std::vector<offer_type> closed_types(territory const& source, std::vector<offer_type> types,
                                     std::uint64_t const count) {
  if (types.size() <= count) {
    return types;
  }
  auto const giver_of = [&](fact_idx const wanted) {
    return std::ranges::find_if(types, [&](offer_type const& type) {
      return std::ranges::any_of(source.offers[type.offers.front()].gives, [&](fact_idx const given) {
        return std::ranges::find(source.facts.implied(given), wanted) != source.facts.implied(given).end();
      });
    });
  };
  auto kept = std::set<std::size_t>{};
  for (auto i = std::size_t{0U}; i != types.size(); ++i) {
    auto wanted = std::vector<std::size_t>{i};  // the type with all that it waits for
    for (auto k = std::size_t{0U}; k != wanted.size(); ++k) {
      for (auto const f : source.offers[types[wanted[k]].offers.front()].needs) {
        auto const giver = static_cast<std::size_t>(giver_of(f) - types.begin());
        if (giver != types.size() && std::ranges::find(wanted, giver) == wanted.end()) {
          wanted.push_back(giver);
        }
      }
    }
    auto grown = kept;
    grown.insert(wanted.begin(), wanted.end());
    if (grown.size() <= count || kept.empty()) {
      kept = std::move(grown);
    }
  }
  auto out = std::vector<offer_type>{};
  for (auto const i : kept) {
    out.push_back(std::move(types[i]));
  }
  return out;
}

}  // namespace foothold
