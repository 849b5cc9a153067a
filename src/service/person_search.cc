#include "service/person_search.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "access/decide.h"
#include "store/repository.h"

namespace foothold {
namespace {

result<search_scope> scope_of(snapshot const& s) {
  auto const& g = s.granted();
  if (g.what() != action::search || g.sort() != kind::person || !g.shows(category::identity)) {
    return tl::make_unexpected(no_such_entry());
  }
  if (g.over() == reach::tenant) {
    return search_scope{.everybody = true};
  }
  auto const organisation = parse_id_as<organisation_id>(s.access().scope.organisation);
  auto const caseworker = parse_id_as<staff_id>(g.by());
  if (!organisation || g.over() == reach::one || (g.over() == reach::caseload && !caseworker)) {
    return tl::make_unexpected(no_such_entry());
  }
  return search_scope{.organisation = organisation->bytes,
                      .caseworker = g.over() == reach::caseload ? std::optional{caseworker->bytes} : std::nullopt};
}

found_person shown(person_record const& p, person_hit const& hit) {
  auto out = found_person{.id = p.id,
                          .name = p.name,
                          .name_transliterated = p.name_transliterated,
                          .year_estimated = !p.birth && p.birth_year_estimated.has_value(),
                          .local_number = p.local_number,
                          .state = p.state,
                          .hit = hit};
  if (p.birth) {
    out.birth_year = static_cast<int>(std::chrono::year_month_day{*p.birth}.year());
  } else if (p.birth_year_estimated) {
    out.birth_year = static_cast<int>(*p.birth_year_estimated);
  }
  return out;
}

// Whom the store shows of these. The index may know a little more or less than the state that is read.
result<std::vector<found_person>> shown_of(snapshot& s, std::vector<person_hit> const& hits) {
  auto people = std::vector<found_person>{};
  for (auto const& hit : hits) {
    auto const p = find<person_record>(s, person_id{hit.place.id});
    if (p) {
      people.push_back(shown(*p, hit));
    } else if (p.error().code != errc::not_found) {
      return tl::make_unexpected(p.error());
    }
  }
  return people;
}

void tell_who_is_shown(snapshot& s, std::vector<found_person> const& people) {
  for (auto const& p : people) {
    s.shows(format_id(p.id));
  }
}

std::string format_place(hit_place const& p) {
  return fmt::format("{}-{}", p.cost, format_id(p.id));
}

std::optional<hit_place> parse_place(std::string_view const text) {
  auto const dash = text.find('-');
  if (dash == std::string_view::npos) {
    return std::nullopt;
  }
  auto place = hit_place{};
  auto const [end, wrong] = std::from_chars(text.data(), text.data() + dash, place.cost);
  auto const id = parse_id(text.substr(dash + 1U));
  if (wrong != std::errc{} || end != text.data() + dash || !id) {
    return std::nullopt;
  }
  place.id = *id;
  return place;
}

tl::unexpected<error> not_ready() {
  return fail(errc::out_of_time, "the search of people is still being made ready; ask again in a moment");
}

struct asked_page {
  name_question words;
  std::size_t limit;
  std::optional<hit_place> after;
};

// A page, filled up where the store leaves hits out.
result<people_found> page_of(snapshot& s, person_index const& people, asked_page const& p) {
  auto const scope = scope_of(s);
  if (!scope) {
    return tl::make_unexpected(scope.error());
  }
  auto out = people_found{};
  for (auto after = p.after; out.people.size() <= p.limit;) {
    auto const hits = people.find(p.words, *scope, p.limit + 1U, after);
    auto found = shown_of(s, hits);
    if (!found) {
      return tl::make_unexpected(found.error());
    }
    std::move(found->begin(), found->end(), std::back_inserter(out.people));
    if (hits.size() < std::min(p.limit + 1U, kMostHits)) {
      break;
    }
    after = hits.back().place;
  }
  if (out.people.size() > p.limit) {
    out.people.resize(p.limit);
    out.next = format_place(out.people.back().hit.place);
  }
  tell_who_is_shown(s, out.people);
  return out;
}

searched_person as_searched(person_draft const& who) {
  return {.id = who.id ? who.id->bytes : entry_id{},
          .birth_year = who.birth_year.value_or(0),
          .year_estimated = who.year_estimated,
          .name = who.name,
          .transliterated = who.name_transliterated ? std::string_view{*who.name_transliterated} : ""};
}

result<std::vector<found_person>> duplicates_in(snapshot& s, person_index const& people, person_draft const& who) {
  auto found = scope_of(s).and_then([&](search_scope const& scope) {
    return shown_of(s, people.find_duplicates(as_searched(who), scope, kMostDuplicates));
  });
  if (found) {
    tell_who_is_shown(s, *found);
  }
  return found;
}

// Who has been noted before, whatever was decided then.
result<std::vector<person_id>> noted(transaction& t, person_id const& person) {
  auto others = std::vector<person_id>{};
  for (auto p = page{};;) {
    auto const part = list_by<possible_duplicate_record>(t, "person", person, p);
    if (!part) {
      return tl::make_unexpected(part.error());
    }
    for (auto const& d : part->rows) {
      others.push_back(d.other);
    }
    if (part->next.empty()) {
      return others;
    }
    p.after = part->next;
  }
}

result<std::string> note_all(transaction& t, person_id const& person, std::vector<found_person> const& likely) {
  auto const before = noted(t, person);
  if (!before) {
    return tl::make_unexpected(before.error());
  }
  auto count = 0;
  for (auto const& one : likely) {
    if (std::find(before->begin(), before->end(), one.id) != before->end()) {
      continue;
    }
    auto row = possible_duplicate_record{.id = new_id<decltype(possible_duplicate_record::id)>(),
                                         .person = person,
                                         .other = one.id,
                                         .state = duplicate_state::open};
    if (auto const added = add(t, row); !added) {
      return tl::make_unexpected(added.error());
    }
    ++count;
  }
  return fmt::format("{}", count);
}

}  // namespace

result<people_found> search_persons(store& cases, name_index const& index, access_request const& asked,
                                    people_question const& question) {
  auto p = asked_page{.words = read_question(question.text),
                      .limit = std::clamp<std::size_t>(question.limit, 1U, kMostHits - 1U),
                      .after = std::nullopt};
  if (!p.words.asks()) {
    return fail(errc::bad_input, "expected a part of a name, a year of birth, or three signs of a number");
  }
  if (!question.after.empty()) {
    p.after = parse_place(question.after);
    if (!p.after) {
      return fail(errc::bad_input, "after: expected what the page before gave as next");
    }
  }
  auto out = people_found{};
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    if (!index.ready()) {
      return not_ready();
    }
    return page_of(s, index.people(), p).map([&](people_found found) { out = std::move(found); });
  });
  return done.map([&] { return std::move(out); });
}

result<std::vector<found_person>> likely_duplicates(store& cases, name_index const& index, access_request const& asked,
                                                    person_draft const& who) {
  auto out = std::vector<found_person>{};
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    if (!index.ready()) {
      return not_ready();
    }
    return duplicates_in(s, index.people(), who).map([&](std::vector<found_person> found) { out = std::move(found); });
  });
  return done.map([&] { return std::move(out); });
}

result<std::size_t> note_duplicates(store& cases, name_index const& index, access_request const& asked,
                                    change_request const& request) {
  auto const person = parse_id_as<person_id>(asked.of.subject);
  if (!person) {
    return tl::make_unexpected(no_such_entry());
  }
  auto searching = asked;
  searching.what = action::search;
  searching.of = {.sort = kind::person, .over = reach::organisation};
  auto likely = std::vector<found_person>{};
  auto const looked = cases.read(searching, [&](snapshot& s) -> result<void> {
    if (!index.ready()) {
      return not_ready();
    }
    auto const self = find<person_record>(s, *person);
    if (!self) {
      return tl::make_unexpected(self.error());
    }
    auto const known = shown(*self, {});
    auto const who = person_draft{.id = person,
                                  .name = self->name,
                                  .name_transliterated = self->name_transliterated,
                                  .birth_year = known.birth_year,
                                  .year_estimated = known.year_estimated};
    return duplicates_in(s, index.people(), who).map([&](std::vector<found_person> found) {
      likely = std::move(found);
    });
  });
  if (!looked) {
    return tl::make_unexpected(looked.error());
  }
  auto const written = cases.write(asked, request, [&](transaction& t) -> result<std::string> {
    return t.granted().writes(category::identity) ? note_all(t, *person, likely) : tl::make_unexpected(no_such_entry());
  });
  return written.map([](change_answer const& a) {
    auto count = std::size_t{0U};
    std::from_chars(a.text.data(), a.text.data() + a.text.size(), count);
    return count;
  });
}

}  // namespace foothold
