// Any bytes as a name and as a question: folding ends, gives sounds only, a name meets itself, and an index with it
// finds what it finds whatever else is asked.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "search/person_index.h"
#include "search/sounds.h"

namespace {

using namespace foothold;

void check(bool const holds) {
  if (!holds) {
    std::abort();
  }
}

void check_words(std::string_view const name) {
  auto const words = words_of_name(name);
  check(words.size() <= 8U * kMostWords);
  for (auto const& w : words) {
    check(w.length != 0U && w.length <= kMostSounds);
    for (auto const s : w.sounds()) {
      check(kSounds.find(s) != std::string_view::npos);
    }
    auto const self = match_words(w, w, false);
    check(self && self->cost == 0U && self->how == likeness::exact);
  }
  // Each word that is asked is in the name that it is asked from.
  for (auto const& asked : asked_words(name)) {
    auto met = false;
    for (auto const& w : words) {
      auto const m = match_asked(asked, w, false);
      met = met || (m && m->cost == 0U);
    }
    check(met);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  auto const cut = text.find('\n');
  auto const name = text.substr(0U, cut);
  auto const asked = cut == std::string_view::npos ? name : text.substr(cut + 1U);
  check_words(name);
  auto index = person_index{};
  auto const who = searched_person{.id = {1U}, .birth_year = 1987, .number = asked, .name = name, .transliterated = ""};
  index.put(who);
  auto const scope = search_scope{.everybody = true};
  auto const question = read_question(asked);
  check(index.find(question, scope, 5U).size() <= 1U);
  check(question.asks() || index.find(question, scope, 5U).empty());
  check(index.find(question, {.organisation = {2U}}, 5U).empty());
  check(index.find_duplicates(who, scope, 5U).empty());
  check(index.remove(who.id) && index.measure().words == 0U);
  return 0;
}
