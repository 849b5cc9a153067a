#include "service/special_hints.h"

#include <algorithm>
#include <array>

#include "service/special_words.h"

namespace foothold {
namespace {

constexpr auto kFreeText = std::to_array<std::string_view>(
    {"words", "note", "reason", "why", "subject", "limits", "interpreter_wish", "safe", "outcome", "closed_because"});

bool is_free_text(field_shape const& f) {
  return f.sort == field_sort::text && f.keeping != guard::sensitive &&
         std::ranges::find(kFreeText, f.name) != kFreeText.end();
}

}  // namespace

std::vector<special_hint> special_hints_of(record_table const& table, given_fields const& given) {
  auto found = std::vector<special_hint>{};
  for (auto i = std::size_t{0U}; i != std::min(given.size(), table.fields.size()); ++i) {
    auto const* const text = given[i] ? std::get_if<std::string>(&*given[i]) : nullptr;
    if (text == nullptr || !is_free_text(table.fields[i])) {
      continue;
    }
    for (auto const category : special_words::ours().seen_in(*text)) {
      found.push_back({"/" + std::string{table.fields[i].name}, category});
    }
  }
  return found;
}

}  // namespace foothold
