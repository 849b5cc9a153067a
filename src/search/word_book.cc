#include "search/word_book.h"

namespace foothold {
namespace {

std::uint32_t hash_of(name_word const& w) {
  auto hash = w.spelled ^ (static_cast<std::uint32_t>(w.in) << 29U);
  for (auto const s : w.sounds()) {
    hash = (hash ^ static_cast<std::uint32_t>(s)) * 16777619U;
  }
  return hash;
}

}  // namespace

std::uint32_t word_book::take(name_word const& w) {
  if (auto const known = numbers_.find(hash_of(w), [&](std::uint32_t const n) { return words_[n] == w; })) {
    ++uses_[*known];
    return *known;
  }
  auto number = static_cast<std::uint32_t>(words_.size());
  if (free_.empty()) {
    words_.push_back(w);
    uses_.push_back(1U);
  } else {
    number = free_.back();
    free_.pop_back();
    words_[number] = w;
    uses_[number] = 1U;
  }
  numbers_.insert(number, [&](std::uint32_t const n) { return hash_of(words_[n]); });
  return number;
}

void word_book::give_back(std::uint32_t const number) {
  if (--uses_[number] != 0U) {
    return;
  }
  numbers_.erase(number, [&](std::uint32_t const n) { return hash_of(words_[n]); });
  words_[number] = {};
  free_.push_back(number);
}

std::size_t word_book::bytes() const {
  return words_.capacity() * sizeof(name_word) + (uses_.capacity() + free_.capacity()) * sizeof(std::uint32_t) +
         numbers_.bytes();
}

}  // namespace foothold
