#include "search/person_index.h"

#include <algorithm>
#include <cstring>
#include <mutex>

#include "search/search_run.h"

namespace foothold {
namespace {

std::uint32_t hash_of(entry_id const& id) {
  auto hash = std::uint32_t{0U};
  std::memcpy(&hash, id.data(), sizeof hash);  // ids are random
  return hash;
}

// The words of both names, each once.
std::vector<name_word> words_of(searched_person const& p) {
  auto words = words_of_name(p.name);
  for (auto const& w : words_of_name(p.transliterated)) {
    if (std::find(words.begin(), words.end(), w) == words.end()) {
      words.push_back(w);
    }
  }
  words.resize(std::min<std::size_t>(words.size(), 255U));
  return words;
}

}  // namespace

std::optional<std::uint32_t> person_index::slot_of(entry_id const& id) const {
  return slots_.find(hash_of(id), [&](std::uint32_t const slot) { return ids_[slot] == id; });
}

std::uint32_t person_index::office_of(entry_id const& id) {
  auto const [at, fresh] = office_numbers_.try_emplace(id, static_cast<std::uint32_t>(offices_.size()));
  if (fresh) {
    offices_.push_back({.id = id, .book = {}, .people = {}});
  }
  return at->second;
}

std::uint32_t person_index::caseload_of(std::uint32_t const at_office, entry_id const& caseworker) {
  auto const [at, fresh] =
      caseload_numbers_.try_emplace({at_office, caseworker}, static_cast<std::uint32_t>(caseloads_.size()));
  if (fresh) {
    caseloads_.emplace_back();
  }
  return at->second;
}

void person_index::put(searched_person const& p) {
  auto const words = words_of(p);
  auto const number = compared_number(p.number);
  auto const lock = std::unique_lock{mutex_};
  if (auto const known = slot_of(p.id)) {
    take_out(*known);
  }
  auto slot = static_cast<std::uint32_t>(entries_.size());
  if (free_.empty()) {
    entries_.emplace_back();
    ids_.emplace_back();
    numbers_.emplace_back();
    homes_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  ids_[slot] = p.id;
  numbers_[slot] = {};
  std::copy_n(number.begin(), std::min(number.size(), kNumberLength), numbers_[slot].begin());
  auto& in = homes_[slot];
  in.office = office_of(p.organisation);
  auto& o = offices_[in.office];
  in.at_in_office = static_cast<std::uint32_t>(o.people.size());
  o.people.push_back(slot);
  in.caseload = kNowhere;
  if (p.caseworker) {
    in.caseload = caseload_of(in.office, *p.caseworker);
    auto& load = caseloads_[in.caseload];
    in.at_in_caseload = static_cast<std::uint32_t>(load.size());
    load.push_back(slot);
  }
  entries_[slot] = {.words_at = static_cast<std::uint32_t>(words_.size()),
                    .year = static_cast<std::uint16_t>(std::clamp(p.birth_year, 0, 9999)),
                    .words = static_cast<std::uint8_t>(words.size()),
                    .estimated = p.year_estimated};
  for (auto const& w : words) {
    words_.push_back(o.book.take(w));
  }
  slots_.insert(slot, [&](std::uint32_t const s) { return hash_of(ids_[s]); });
}

bool person_index::remove(entry_id const& id) {
  auto const lock = std::unique_lock{mutex_};
  auto const slot = slot_of(id);
  if (slot) {
    take_out(*slot);
  }
  return slot.has_value();
}

void person_index::leave(std::vector<std::uint32_t>& people, std::uint32_t const at,
                         std::uint32_t home::* const where) {
  people[at] = people.back();
  homes_[people[at]].*where = at;
  people.pop_back();
}

void person_index::take_out(std::uint32_t const slot) {
  slots_.erase(slot, [&](std::uint32_t const s) { return hash_of(ids_[s]); });
  auto& e = entries_[slot];
  auto const in = homes_[slot];
  auto& o = offices_[in.office];
  for (auto i = std::size_t{0U}; i != e.words; ++i) {
    o.book.give_back(words_[e.words_at + i]);
  }
  unused_words_ += e.words;
  leave(o.people, in.at_in_office, &home::at_in_office);
  if (in.caseload != kNowhere) {
    leave(caseloads_[in.caseload], in.at_in_caseload, &home::at_in_caseload);
  }
  e = {};
  ids_[slot] = {};
  numbers_[slot] = {};
  homes_[slot] = {};
  free_.push_back(slot);
  if (unused_words_ > 4096U && unused_words_ > words_.size() / 2U) {
    close_gaps();
  }
}

void person_index::close_gaps() {
  auto kept = std::vector<std::uint32_t>{};
  kept.reserve(words_.size() - unused_words_);
  for (auto& e : entries_) {
    auto const from = words_.begin() + e.words_at;
    e.words_at = static_cast<std::uint32_t>(kept.size());
    kept.insert(kept.end(), from, from + e.words);
  }
  words_ = std::move(kept);
  unused_words_ = 0U;
}

void person_index::visit(search_run& run, search_scope const& scope) const {
  auto const go = [&](office const& o, std::span<std::uint32_t const> const people) {
    run.begin(o.book);
    for (auto const slot : people) {
      auto const& e = entries_[slot];
      run.look_at({.id = ids_[slot],
                   .words = std::span{words_}.subspan(e.words_at, e.words),
                   .number = std::string_view{numbers_[slot].data(), kNumberLength},
                   .year = e.year,
                   .estimated = e.estimated});
    }
  };
  if (scope.everybody) {
    for (auto const& o : offices_) {
      go(o, o.people);
    }
    return;
  }
  auto const at = office_numbers_.find(scope.organisation);
  if (at == office_numbers_.end()) {
    return;
  }
  auto const& o = offices_[at->second];
  if (!scope.caseworker) {
    return go(o, o.people);
  }
  if (auto const load = caseload_numbers_.find({at->second, *scope.caseworker}); load != caseload_numbers_.end()) {
    go(o, caseloads_[load->second]);
  }
}

std::vector<person_hit> person_index::find(name_question const& asked, search_scope const& scope,
                                           std::size_t const limit, std::optional<hit_place> const& after) const {
  if (!asked.asks()) {
    return {};
  }
  auto run = search_run{asked, std::min(limit, kMostHits), after};
  auto const lock = std::shared_lock{mutex_};
  visit(run, scope);
  return run.take();
}

std::vector<person_hit> person_index::find_duplicates(searched_person const& p, search_scope const& scope,
                                                      std::size_t const limit) const {
  auto found = std::vector<person_hit>{};
  for (auto const name : {p.name, p.transliterated}) {
    auto run = search_run{p, name, std::min(limit, kMostHits)};
    if (run.asks()) {
      auto const lock = std::shared_lock{mutex_};
      visit(run, scope);
    }
    for (auto const& hit : run.take()) {
      auto const known =
          std::find_if(found.begin(), found.end(), [&](person_hit const& h) { return h.place.id == hit.place.id; });
      if (known == found.end()) {
        found.push_back(hit);
      } else if (hit.place < known->place) {
        *known = hit;
      }
    }
  }
  std::sort(found.begin(), found.end(), [](person_hit const& a, person_hit const& b) { return a.place < b.place; });
  found.resize(std::min({found.size(), limit, kMostHits}));
  return found;
}

person_index::size person_index::measure() const {
  auto const lock = std::shared_lock{mutex_};
  auto out = size{.people = entries_.size() - free_.size()};
  out.bytes = entries_.capacity() * sizeof(entry) + ids_.capacity() * sizeof(entry_id) +
              numbers_.capacity() * sizeof(short_number) + homes_.capacity() * sizeof(home) +
              (free_.capacity() + words_.capacity()) * sizeof(std::uint32_t) + slots_.bytes();
  for (auto const& o : offices_) {
    out.words += o.book.in_use();
    out.bytes += sizeof(office) + o.book.bytes() + o.people.capacity() * sizeof(std::uint32_t);
  }
  for (auto const& load : caseloads_) {
    out.bytes += sizeof(std::vector<std::uint32_t>) + load.capacity() * sizeof(std::uint32_t);
  }
  return out;
}

}  // namespace foothold
