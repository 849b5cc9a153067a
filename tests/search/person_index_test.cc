// The index against a plain list, the scope, and what it keeps of whom it forgot.

#include "search/person_index.h"

#include <array>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "random_source.h"
#include "search/index_twin.h"

namespace foothold {
namespace {

entry_id id_of(unsigned const n) {
  auto id = entry_id{};
  for (auto i = std::size_t{0U}; i != id.size(); ++i) {
    id[i] = static_cast<std::uint8_t>((n * 2654435769U) >> (8U * (i % 4U)));
  }
  id[15] = static_cast<std::uint8_t>(n);
  id[14] = static_cast<std::uint8_t>(n >> 8U);
  return id;
}

// Words of names in several scripts and spellings; no combination is meant to be anybody.
constexpr auto kWords = std::to_array<char const*>(
    {"Mohammed", "Muhammad", "محمد",          "Мухаммед",  "Ali",         "علي",           "Alina",      "Layla",
     "ليلى",     "Лейла",    "Hassan",        "al-Hassan", "الحسن",       "Hussein",       "Yusuf",      "Юсуф",
     "Olena",    "Олена",    "Schewtschenko", "Шевченко",  "Abdulrahman", "Abd al-Rahman", "عبد الرحمن", "Nureddin",
     "bin",      "Omar",     "Amir",          "Tesfaye",   "ተስፋዬ",        "Gul",           "Noor",       "Nguyễn",
     "Müller",   "Mueller",  "Xalid",         "Khaled"});

std::string any_name(random_source& random) {
  auto name = std::string{};
  for (auto n = random.between(1, 4); n != 0; --n) {
    name += (name.empty() ? "" : " ") + std::string{kWords[random.below(kWords.size())]};
  }
  return name;
}

// A letter more, fewer or another: of ASCII letters only.
std::string with_slip(std::string word, random_source& random) {
  auto const at = random.below(word.size());
  switch (random.below(3U)) {
    case 0U:
      word.insert(at, 1U, static_cast<char>('a' + random.below(26U)));
      break;
    case 1U:
      if (static_cast<unsigned char>(word[at]) < 0x80U) {
        word.erase(at, 1U);
      }
      break;
    default:
      if (static_cast<unsigned char>(word[at]) < 0x80U) {
        word[at] = static_cast<char>('a' + random.below(26U));
      }
  }
  return word;
}

kept_person any_person(random_source& random, unsigned const n) {
  return {.id = id_of(n),
          .organisation = id_of(10'000U + static_cast<unsigned>(random.below(3U))),
          .caseworker = random.one_in(4U) ? std::nullopt
                                          : std::optional{id_of(20'000U + static_cast<unsigned>(random.below(4U)))},
          .birth_year = random.one_in(5U) ? 0 : random.between(1985, 1990),
          .year_estimated = random.one_in(3U),
          .number = "LB-" + std::to_string(2000U + n),
          .name = any_name(random),
          .transliterated = random.one_in(2U) ? any_name(random) : ""};
}

std::string any_question(random_source& random) {
  auto text = std::string{};
  for (auto n = random.between(0, 3); n != 0; --n) {
    auto word = std::string{kWords[random.below(kWords.size())]};
    text += " " + (random.one_in(3U) ? with_slip(std::move(word), random) : word);
  }
  if (random.one_in(4U)) {
    text += " " + std::to_string(random.between(1985, 1990));
  }
  if (random.one_in(6U)) {
    text += " LB-20" + std::to_string(random.between(0, 9));
  }
  return text;
}

search_scope any_scope(random_source& random) {
  auto scope = search_scope{.everybody = random.one_in(3U),
                            .organisation = id_of(10'000U + static_cast<unsigned>(random.below(4U)))};
  if (random.one_in(2U)) {
    scope.caseworker = id_of(20'000U + static_cast<unsigned>(random.below(4U)));
  }
  return scope;
}

TEST(person_index, finds_what_a_plain_list_finds_while_people_come_change_and_go) {
  auto random = random_source{7U};
  auto index = person_index{};
  auto plain = slow_index{};
  auto hits = std::size_t{0U};
  for (auto round = 0; round != 700; ++round) {
    auto const p = any_person(random, static_cast<unsigned>(random.below(120U)));
    if (random.one_in(4U)) {
      EXPECT_EQ(index.remove(p.id), plain.people.erase(p.id) == 1U);
    } else {
      index.put(p.view());
      plain.people.insert_or_assign(p.id, p);
    }
    auto const text = any_question(random);
    auto const asked = read_question(text);
    auto const scope = any_scope(random);
    auto const slow = plain.find(asked, scope);
    auto const fast = index.find(asked, scope, kMostHits);
    ASSERT_TRUE(slow.size() <= kMostHits ? fast == slow : std::equal(fast.begin(), fast.end(), slow.begin()))
        << "round " << round << ", asked" << text << ": " << fast.size() << " and " << slow.size();
    hits += fast.size();
  }
  EXPECT_GT(hits, 1500U) << "a comparison of nothing with nothing proves nothing";
  EXPECT_EQ(index.measure().people, plain.people.size());
}

TEST(person_index, a_list_that_misses_a_word_is_noticed) {
  auto index = person_index{};
  auto plain = slow_index{};
  auto p = kept_person{.id = id_of(1U), .organisation = id_of(2U), .name = "Layla Hassan"};
  index.put(p.view());
  p.name = "Layla";
  plain.people.emplace(p.id, p);
  auto const asked = read_question("Hassan");
  EXPECT_NE(index.find(asked, {.everybody = true}, 5U), plain.find(asked, {.everybody = true}));
}

TEST(person_index, the_order_of_the_words_changes_nothing) {
  auto random = random_source{11U};
  auto index = person_index{};
  for (auto n = 0U; n != 200U; ++n) {
    index.put(any_person(random, n).view());
  }
  auto found = std::size_t{0U};
  for (auto round = 0; round != 300; ++round) {
    auto words = std::vector<std::string>{};
    for (auto n = random.between(2, 3); n != 0; --n) {
      words.emplace_back(kWords[random.below(kWords.size())]);
    }
    auto const ask = [&] {
      auto text = std::string{};
      for (auto const& w : words) {
        text += w + " ";
      }
      return index.find(read_question(text), {.everybody = true}, kMostHits);
    };
    auto const first = ask();
    std::rotate(words.begin(), words.begin() + 1, words.end());
    EXPECT_EQ(ask(), first);
    std::swap(words.front(), words.back());
    EXPECT_EQ(ask(), first);
    found += first.size();
  }
  EXPECT_GT(found, 300U);
}

TEST(person_index, pages_follow_one_another_without_gaps_and_twice) {
  auto random = random_source{13U};
  auto index = person_index{};
  for (auto n = 0U; n != 300U; ++n) {
    index.put(any_person(random, n).view());
  }
  auto const asked = read_question("Mohammed");
  auto const whole = index.find(asked, {.everybody = true}, kMostHits);
  ASSERT_GT(whole.size(), 20U);
  auto pages = std::vector<person_hit>{};
  auto after = std::optional<hit_place>{};
  while (true) {
    auto const part = index.find(asked, {.everybody = true}, 7U, after);
    if (part.empty()) {
      break;
    }
    pages.insert(pages.end(), part.begin(), part.end());
    after = pages.back().place;
  }
  pages.resize(std::min(pages.size(), kMostHits));
  EXPECT_EQ(pages, whole);
}

// People outside the scope change no hit, no place, no page.
TEST(person_index, who_is_outside_the_scope_leaves_no_trace) {
  auto random = random_source{17U};
  auto alone = person_index{};
  auto among_others = person_index{};
  auto const here = search_scope{.organisation = id_of(10'000U), .caseworker = id_of(20'000U)};
  auto outside = 0;
  for (auto n = 0U; n != 400U; ++n) {
    auto const p = any_person(random, n);
    among_others.put(p.view());
    if (slow_index::in_scope(p, here)) {
      alone.put(p.view());
    } else {
      ++outside;
    }
  }
  ASSERT_GT(outside, 300);
  for (auto round = 0; round != 300; ++round) {
    auto const asked = read_question(any_question(random));
    auto const limit = random.below(10U) + 1U;
    ASSERT_EQ(alone.find(asked, here, limit), among_others.find(asked, here, limit));
    auto const who = any_person(random, 5'000U);
    ASSERT_EQ(alone.find_duplicates(who.view(), here, 5U), among_others.find_duplicates(who.view(), here, 5U));
  }
  EXPECT_TRUE(among_others.find(read_question("Mohammed"), {.organisation = id_of(10'099U)}, 10U).empty());
  EXPECT_TRUE(
      among_others.find(read_question("Mohammed"), {.organisation = id_of(10'000U), .caseworker = id_of(20'099U)}, 10U)
          .empty());
}

TEST(person_index, a_number_an_id_and_a_year_are_found_in_any_digits) {
  auto index = person_index{};
  auto const scope = search_scope{.everybody = true};
  index.put({.id = id_of(1U), .birth_year = 1987, .number = "LB-2026/0017", .name = "Layla", .transliterated = ""});
  index.put({.id = id_of(2U), .birth_year = 1988, .number = "LB-2026/0018", .name = "Layla", .transliterated = ""});
  auto const first_of = [&](char const* const text) {
    auto const hits = index.find(read_question(text), scope, 10U);
    return hits.empty() ? entry_id{} : hits.front().place.id;
  };
  auto const count = [&](char const* const text) { return index.find(read_question(text), scope, 10U).size(); };
  EXPECT_EQ(first_of("lb-2026/0018"), id_of(2U));
  EXPECT_EQ(first_of("LB20260018"), id_of(2U));
  EXPECT_EQ(first_of("lb-٢٠٢٦-٠٠١٨"), id_of(2U));
  EXPECT_EQ(first_of("Layla 1988"), id_of(2U));
  EXPECT_EQ(first_of("Layla ۱۹۸۸"), id_of(2U));
  EXPECT_EQ(first_of("Layla 3.12.1987"), id_of(1U));
  EXPECT_EQ(first_of("1987-12-03"), id_of(1U));
  EXPECT_EQ(count("LB-2026"), 2U) << "both begin so";
  EXPECT_EQ(count("Layla 1990"), 0U);
  EXPECT_EQ(count("Layla 1989"), 1U) << "a year off";
  EXPECT_EQ(count("Omar 1987"), 0U) << "all that is asked must fit";
  EXPECT_EQ(count("12"), 0U) << "too short for anything";
  EXPECT_EQ(count(""), 0U);
  auto const hits = index.find(read_question("1988"), scope, 10U);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_TRUE(hits[0].by_year && !hits[0].near_year && hits[1].near_year);
  EXPECT_EQ(hits[0].place.id, id_of(2U)) << "the same year comes first";
}

TEST(person_index, likely_duplicates_have_a_like_name_and_a_near_year) {
  auto index = person_index{};
  auto const scope = search_scope{.everybody = true};
  auto n = 0U;
  auto const add = [&](char const* const name, int const year, bool const estimated = false) {
    index.put({.id = id_of(++n),
               .birth_year = year,
               .year_estimated = estimated,
               .number = "",
               .name = name,
               .transliterated = ""});
    return id_of(n);
  };
  auto const same = add("محمد علی", 1987);
  auto const near_year = add("Ali Mohammad", 1988);
  auto const estimated = add("Muhammad Ali Reza", 1990, true);
  auto const unknown_year = add("Mohamed Ali", 0);
  auto const other_year = add("Mohammed Ali", 1970);
  auto const other_name = add("Mohammed Omar", 1987);
  auto const hits = index.find_duplicates(
      {.id = id_of(999U), .birth_year = 1987, .number = "", .name = "Mohammed Ali", .transliterated = "محمد علي"},
      scope, 10U);
  auto found = std::vector<entry_id>{};
  for (auto const& h : hits) {
    found.push_back(h.place.id);
  }
  auto const has = [&](entry_id const& id) { return std::find(found.begin(), found.end(), id) != found.end(); };
  EXPECT_TRUE(has(same));
  EXPECT_TRUE(has(near_year));
  EXPECT_TRUE(has(estimated));
  EXPECT_TRUE(has(unknown_year));
  EXPECT_FALSE(has(other_year));
  EXPECT_FALSE(has(other_name));
  auto const own = index.find_duplicates(
      {.id = same, .birth_year = 1987, .number = "", .name = "محمد علی", .transliterated = ""}, scope, 10U);
  EXPECT_TRUE(std::none_of(own.begin(), own.end(), [&](person_hit const& h) { return h.place.id == same; }));
  EXPECT_TRUE(
      index.find_duplicates({.id = id_of(998U), .number = "", .name = "", .transliterated = ""}, scope, 10U).empty());
}

TEST(person_index, searches_and_changes_run_side_by_side) {
  auto index = person_index{};
  auto random = random_source{19U};
  for (auto n = 0U; n != 100U; ++n) {
    index.put(any_person(random, n).view());
  }
  auto readers = std::vector<std::jthread>{};
  for (auto seed = 0U; seed != 3U; ++seed) {
    readers.emplace_back([&index, seed](std::stop_token const& stop) {
      auto own = random_source{seed};
      while (!stop.stop_requested()) {
        [[maybe_unused]] auto const hits = index.find(read_question(any_question(own)), {.everybody = true}, 10U);
      }
    });
  }
  for (auto round = 0U; round != 1'000U; ++round) {
    auto const p = any_person(random, static_cast<unsigned>(random.below(200U)));
    if (random.one_in(3U)) {
      index.remove(p.id);
    } else {
      index.put(p.view());
    }
  }
  readers.clear();
  for (auto n = 0U; n != 200U; ++n) {
    index.remove(id_of(n));
  }
  EXPECT_EQ(index.measure().people, 0U);
  EXPECT_EQ(index.measure().words, 0U) << "no word of anybody is kept";
}

}  // namespace
}  // namespace foothold
