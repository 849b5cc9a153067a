#include "service/phrases.h"

#include <algorithm>
#include <span>
#include <stdexcept>

#include <fmt/format.h>

#include "base/embedded.h"
#include "interop/json_file.h"

namespace foothold {

std::span<embedded_file const> embedded_phrases();

namespace {

constexpr auto kFormat = "foothold-phrases/1";
constexpr auto kLimits = json_limits{.bytes = std::size_t{64U} << 10U, .depth = 4U};

void read_list(json_object& o, phrase_list& to) {
  to.source = o.text("source");
  to.made_on = o.day("date").value_or(date{});
  to.review_by = o.day("review_by").value_or(date{});
  static_cast<void>(o.text("review"));
  to.ids = o.texts("phrases");
  auto sorted = to.ids;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end() || std::ranges::find(sorted, "") != sorted.end()) {
    o.wrong("phrases", "each id once, and none that is empty");
  }
}

}  // namespace

phrases_load read_phrases(std::string_view const file, std::string_view const text) {
  auto load = phrases_load{};
  auto const whole =
      read_json_file(file, text, kLimits, kFormat, load.found, [&](json_object& o) { read_list(o, load.value); });
  if (!whole || !load.found.empty()) {
    load.value.ids.clear();
  }
  return load;
}

phrase_list const& ready_phrases() {
  static auto const made = [] {
    auto load = read_phrases("phrases.json", embedded_phrases().front().bytes);
    if (load.value.ids.empty()) {
      throw std::logic_error{load.found.empty() ? "phrases.json is empty" : format_fault(load.found.front())};
    }
    return std::move(load.value);
  }();
  return made;
}

bool is_phrase(std::string_view const id) {
  return std::ranges::find(ready_phrases().ids, id) != ready_phrases().ids.end();
}

std::string phrase_key(std::string_view const id) {
  return fmt::format("phrase.{}", id);
}

}  // namespace foothold
