#pragma once
// The index a second time, as slowly and plainly as can be: a list of people, every name compared anew each time. It
// shares the comparing of two words with the index, and nothing else.

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "search/person_index.h"

namespace foothold {

struct kept_person {
  entry_id id{};
  entry_id organisation{};
  std::optional<entry_id> caseworker{};
  int birth_year{0};
  bool year_estimated{false};
  std::string number{}, name{}, transliterated{};

  [[nodiscard]] searched_person view() const {
    return {.id = id,
            .organisation = organisation,
            .caseworker = caseworker,
            .birth_year = birth_year,
            .year_estimated = year_estimated,
            .number = number,
            .name = name,
            .transliterated = transliterated};
  }
};

class slow_index {
public:
  std::map<entry_id, kept_person> people;

  [[nodiscard]] std::vector<person_hit> find(name_question const& asked, search_scope const& scope) const {
    auto found = std::vector<person_hit>{};
    for (auto const& [id, p] : people) {
      auto hit = person_hit{.place = {.cost = 0, .id = id}};
      if (in_scope(p, scope) && asked.asks() && all_numbers(p, asked, hit) && all_words(p, asked, hit)) {
        found.push_back(hit);
      }
    }
    std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.place < b.place; });
    return found;
  }

  [[nodiscard]] static bool in_scope(kept_person const& p, search_scope const& scope) {
    return scope.everybody || (p.organisation == scope.organisation &&
                               (!scope.caseworker || (p.caseworker && *p.caseworker == *scope.caseworker)));
  }

private:
  static bool all_words(kept_person const& p, name_question const& asked, person_hit& hit) {
    auto stored = words_of_name(p.name);
    auto const more = words_of_name(p.transliterated);
    stored.insert(stored.end(), more.begin(), more.end());
    auto needed = 0;
    auto met = 0;
    for (auto const& word : asked.words) {
      auto best = std::optional<word_match>{};
      for (auto const& s : stored) {
        auto const m = match_asked(word, s, true);
        if (m && (!best || m->cost < best->cost)) {
          best = m;
        }
      }
      needed += word.may_miss ? 0 : 1;
      met += best && !word.may_miss ? 1 : 0;
      hit.place.cost += best ? best->cost : word.may_miss ? 1 : 40;
      if (best && !word.may_miss) {
        hit.how = std::max(hit.how, best->how);
      }
    }
    hit.part_missing = met < needed;
    return needed == 0 || met == needed || (needed >= 3 && met == needed - 1);
  }

  static bool all_numbers(kept_person const& p, name_question const& asked, person_hit& hit) {
    for (auto const& n : asked.numbers) {
      auto const own = compared_number(p.number).substr(0U, 16U);
      if ((!n.number.empty() && own.starts_with(n.number.substr(0U, 16U))) ||
          (!n.id.empty() && hex(p.id).starts_with(n.id))) {
        hit.by_number = true;
      } else if (n.year != 0 && p.birth_year != 0 && std::abs(n.year - p.birth_year) <= 1) {
        hit.by_year = true;
        hit.near_year = hit.near_year || n.year != p.birth_year || p.year_estimated;
        hit.place.cost += n.year == p.birth_year ? 0 : 4;
      } else {
        return false;
      }
    }
    return true;
  }

  static std::string hex(entry_id const& id) {
    auto text = std::string{};
    for (auto const b : id) {
      text += "0123456789abcdef"[b / 16U];
      text += "0123456789abcdef"[b % 16U];
    }
    return text;
  }
};

}  // namespace foothold
