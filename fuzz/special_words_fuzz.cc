// Any bytes as a text that is looked through, and as the list of words: a list is taken or refused, and what a text
// seems to tell is of the list's categories, each once.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "service/special_words.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using foothold::special_words;
  auto const text = std::string(data, data + size);
  static_cast<void>(special_words::read(text, "list.json"));
  auto const& known = special_words::ours().categories();
  auto const seen = special_words::ours().seen_in(text);
  auto last = known.begin();
  for (auto const category : seen) {
    last = std::find(last, known.end(), category);
    if (last == known.end()) {
      std::abort();
    }
    ++last;
  }
  return 0;
}
