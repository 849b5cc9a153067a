#pragma once
// The keys of the subjects that were used last, unwrapped, in one piece of locked memory. Not thread-safe.

#include <cstddef>
#include <list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vault/secret.h"

namespace foothold {

class key_cache {
public:
  // `most` entries of `size` bytes each.
  key_cache(std::size_t most, std::size_t size);

  // Empty: not here. Good until the next call.
  [[nodiscard]] secret_view find(std::string_view subject);
  // Room for the keys of a subject that is not here, in the place of the one that was not used for longest.
  [[nodiscard]] std::span<unsigned char> add(std::string_view subject);
  void drop(std::string_view subject);
  void clear();

private:
  struct entry {
    std::string subject;
    std::size_t slot;
  };
  using entries = std::list<entry>;
  struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view const t) const { return std::hash<std::string_view>{}(t); }
  };

  [[nodiscard]] std::span<unsigned char> bytes(std::size_t const slot) {
    return slots_.bytes().subspan(slot * size_, size_);
  }
  void wipe(entries::iterator at);

  std::size_t size_;
  secret slots_;
  std::vector<std::size_t> free_;
  entries by_use_;  // the last used first
  std::unordered_map<std::string, entries::iterator, text_hash, std::equal_to<>> by_subject_;
};

}  // namespace foothold
