#include "search/search_run.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace foothold {
namespace {

constexpr std::uint16_t kCompared{0x8000U};
constexpr auto kParticleMissing = 1;
constexpr auto kWordMissing = 40;
constexpr auto kYearOff = 4;      // for each year
constexpr auto kNoYear = 6;       // duplicates: one of the two has none
constexpr auto kMostUnlike = 60;  // duplicates
constexpr auto kManyWords = 3U;   // from then on one word may be missing

bool later(person_hit const& a, person_hit const& b) {
  return a.place < b.place;
}

bool id_begins(entry_id const& id, std::string_view const hex) {
  constexpr std::string_view kDigits{"0123456789abcdef"};
  auto at = std::size_t{0U};
  for (auto const c : hex.substr(0U, 2U * id.size())) {
    auto const byte = id[at / 2U];
    if (kDigits[at % 2U == 0U ? byte >> 4U : byte & 15U] != c) {
      return false;
    }
    ++at;
  }
  return hex.size() <= 2U * id.size();
}

}  // namespace

person_index::search_run::search_run(name_question const& asked, std::size_t const limit,
                                     std::optional<hit_place> const& after)
    : asked_{asked}, limit_{limit}, after_{after} {
  for (auto i = std::size_t{0U}; i != asked_.words.size(); ++i) {
    must_ |= asked_.words[i].may_miss ? 0U : 1U << i;
  }
  needed_ = static_cast<unsigned>(std::popcount(must_));
  may_lack_ = needed_ >= kManyWords ? 1U : 0U;
}

person_index::search_run::search_run(searched_person const& self, std::string_view const name, std::size_t const limit)
    : search_run{name_question{.words = asked_words(name), .numbers = {}}, limit, std::nullopt} {
  self_ = &self;
  // A name of five words and one of three of them may be the same person's.
  may_lack_ = needed_ < kManyWords ? 0U : std::max(1U, needed_ / 2U);
}

void person_index::search_run::begin(word_book const& book) {
  book_ = &book;
  known_.assign(book.size(), 0U);
  matches_.resize(std::max(matches_.size(), book.size() * asked_.words.size()));
}

void person_index::search_run::compare(std::uint32_t const word) {
  known_[word] = kCompared;
  for (auto i = std::size_t{0U}; i != asked_.words.size(); ++i) {
    if (auto const m = match_asked(asked_.words[i], book_->at(word), self_ == nullptr)) {
      known_[word] = static_cast<std::uint16_t>(known_[word] | 1U << i);
      matches_[word * asked_.words.size() + i] = *m;
    }
  }
}

bool person_index::search_run::may_fit(std::span<std::uint32_t const> const words) {
  auto met = std::uint32_t{0U};
  for (auto const w : words) {
    if (known_[w] == 0U) {
      compare(w);
    }
    met |= known_[w];
  }
  return static_cast<unsigned>(std::popcount(met & must_)) + may_lack_ >= needed_ &&
         (needed_ == 0U || (met & must_) != 0U);
}

person_index::search_run::judged person_index::search_run::judge(std::span<std::uint32_t const> const words) const {
  auto out = judged{};
  auto const n = asked_.words.size();
  for (auto i = std::size_t{0U}; i != n; ++i) {
    auto best = std::optional<word_match>{};
    for (auto const w : words) {
      if ((known_[w] & (1U << i)) != 0U && (!best || matches_[w * n + i].cost < best->cost)) {
        best = matches_[w * n + i];
      }
    }
    auto const particle = asked_.words[i].may_miss;
    if (best) {
      out.cost += best->cost;
      out.how = particle ? out.how : std::max(out.how, best->how);
      out.matched += particle ? 0 : 1;
    } else {
      out.cost += particle ? kParticleMissing : kWordMissing;
      out.missing = out.missing || !particle;
    }
  }
  return out;
}

bool person_index::search_run::fits_numbers(seen_person const& p, person_hit& hit) const {
  return std::all_of(asked_.numbers.begin(), asked_.numbers.end(), [&](asked_number const& asked) {
    auto const number = asked.number.substr(0U, p.number.size());
    if ((!number.empty() && p.number.starts_with(number)) || (!asked.id.empty() && id_begins(p.id, asked.id))) {
      hit.by_number = true;
      return true;
    }
    auto const off = std::abs(asked.year - p.year);
    if (asked.year == 0 || p.year == 0 || off > 1) {
      return false;
    }
    hit.by_year = true;
    hit.near_year = hit.near_year || off != 0 || p.estimated;
    hit.place.cost += kYearOff * off;
    return true;
  });
}

bool person_index::search_run::may_be_same(seen_person const& p, judged const& found, person_hit& hit) const {
  if (p.id == self_->id) {
    return false;
  }
  auto const needed = static_cast<int>(needed_);
  if (p.year == 0 || self_->birth_year == 0) {
    hit.place.cost += kNoYear;
    return needed >= 2 && found.matched == needed && hit.place.cost <= kMostUnlike;
  }
  auto const off = std::abs(p.year - self_->birth_year);
  hit.by_year = true;
  hit.near_year = off != 0 || p.estimated || self_->year_estimated;
  hit.place.cost += kYearOff * off;
  return off <= (p.estimated || self_->year_estimated ? 3 : 1) && found.matched >= std::min(2, needed) &&
         hit.place.cost - kWordMissing * (needed - found.matched) <= kMostUnlike;
}

void person_index::search_run::look_at(seen_person const& p) {
  auto hit = person_hit{.place = {.cost = 0, .id = p.id}};
  if (!asked_.numbers.empty() && !fits_numbers(p, hit)) {
    return;
  }
  if (!asked_.words.empty()) {
    if (!may_fit(p.words)) {
      return;
    }
    auto const found = judge(p.words);
    hit.place.cost += found.cost;
    hit.how = found.how;
    hit.part_missing = found.missing;
    if (self_ != nullptr && !may_be_same(p, found, hit)) {
      return;
    }
  }
  keep(hit);
}

void person_index::search_run::keep(person_hit const& hit) {
  if (limit_ == 0U || (after_ && hit.place <= *after_)) {
    return;
  }
  if (best_.size() == limit_) {
    if (!(hit.place < best_.front().place)) {
      return;
    }
    std::pop_heap(best_.begin(), best_.end(), later);
    best_.pop_back();
  }
  best_.push_back(hit);
  std::push_heap(best_.begin(), best_.end(), later);
}

std::vector<person_hit> person_index::search_run::take() {
  std::sort_heap(best_.begin(), best_.end(), later);
  return std::move(best_);
}

}  // namespace foothold
