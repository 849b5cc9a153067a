#include "vault/key_cache.h"

#include <sodium.h>

#include <iterator>
#include <numeric>

namespace foothold {

key_cache::key_cache(std::size_t const most, std::size_t const size) : size_{size}, slots_{most * size}, free_(most) {
  std::iota(free_.rbegin(), free_.rend(), std::size_t{0U});
}

secret_view key_cache::find(std::string_view const subject) {
  auto const at = by_subject_.find(subject);
  if (at == by_subject_.end()) {
    return {};
  }
  by_use_.splice(by_use_.begin(), by_use_, at->second);
  return bytes(at->second->slot);
}

std::span<unsigned char> key_cache::add(std::string_view const subject) {
  if (free_.empty()) {
    wipe(std::prev(by_use_.end()));
  }
  by_use_.push_front({std::string{subject}, free_.back()});
  free_.pop_back();
  by_subject_.emplace(subject, by_use_.begin());
  return bytes(by_use_.front().slot);
}

void key_cache::drop(std::string_view const subject) {
  if (auto const at = by_subject_.find(subject); at != by_subject_.end()) {
    wipe(at->second);
  }
}

void key_cache::clear() {
  while (!by_use_.empty()) {
    wipe(by_use_.begin());
  }
}

void key_cache::wipe(entries::iterator const at) {
  auto const b = bytes(at->slot);
  ::sodium_memzero(b.data(), b.size());
  free_.push_back(at->slot);
  by_subject_.erase(at->subject);
  by_use_.erase(at);
}

}  // namespace foothold
