// What is said to people about their place, held against all ways of everybody.

#include <algorithm>
#include <cstdio>
#include <map>

#include <gtest/gtest.h>

#include "alloc/allocate.h"
#include "alloc/every_sharing.h"
#include "alloc/random_cohort.h"

using namespace foothold;

namespace {

struct shared {
  territory const& place;
  allocation_run run;
  std::map<std::string, std::vector<column>> ways;  // by person
  std::map<std::string, column> has;                // by person
  place_counts left;

  shared(random_cohort const& town, std::vector<std::vector<column>> found)
      : place{town.place}, run{allocate(timetable{place}, town.people, {place.as_of, 3U})} {
    auto next = found.begin();
    for (auto const p : town.people) {
      if (!place.people[p].goals.empty()) {
        ways[place.people[p].id] = std::move(*next++);
      }
    }
    for (auto const& s : place.sessions) {
      left.push_back(s.places_left);
    }
    for (auto const& row : run.each) {
      auto c = column{row.weight * row.value, row.placed, {}};
      for (auto const s : place.sessions.ids()) {
        auto const n = std::ranges::count(row.pathway.steps, place.sessions[s].id, &plan_step::session);
        if (n != 0) {
          c.places.push_back({s, static_cast<std::uint32_t>(n)});
        }
      }
      take(c, left);
      has[row.person] = c;
    }
  }

  [[nodiscard]] session_idx at(std::string_view const id) const {
    return session_idx{
        static_cast<std::size_t>(std::ranges::find(place.sessions, id, &session::id) - place.sessions.begin())};
  }
  [[nodiscard]] std::uint32_t held(std::string const& who, session_idx const s) const {
    auto const& places = has.at(who).places;
    auto const it = std::ranges::find(places, s, &place_use::session);
    return it == places.end() ? 0U : it->count;
  }
  // The least that somebody's way counts on what is free and their own, with so many places in s.
  [[nodiscard]] milli_days least(std::string const& who, session_idx const s, std::uint32_t const places) const {
    auto free = left;
    give_back(has.at(who), free);
    free[s] = places;
    auto best = INT64_MAX;
    for (auto const& way : ways.at(who)) {
      best = fits(way, free) ? std::min(best, way.cost) : best;
    }
    return best;
  }
};

std::string argument(reason const& r, std::string_view const name) {
  for (auto const& [key, value] : r.args) {
    if (key == name) {
      return value;
    }
  }
  return {};
}

struct told {
  unsigned best{0U}, no_way{0U}, no_place{0U}, full{0U}, next_free{0U}, none_free{0U};
};

void check_full(shared const& all, std::string const& who, reason const& r) {
  auto const s = all.at(argument(r, "session"));
  ASSERT_LE(all.left[s], 1U);  // siblings may lack the second place
  ASSERT_EQ(argument(r, "offer"), all.place.offers[all.place.sessions[s].offer].id);
  ASSERT_EQ(argument(r, "start"), format_date(all.place.sessions[s].start));
  auto const children = std::ranges::find(all.place.people, who, &person::id)->cares_for.size();
  if (children > 1U) {
    return;
  }
  ASSERT_EQ(all.left[s], 0U);
  ASSERT_EQ(all.held(who, s), 0U);
  auto const gain = all.has.at(who).cost - all.least(who, s, 1U);
  ASSERT_GE(gain, 0);
  auto places = 0U;
  auto more = 0U;
  for (auto const& [other, c] : all.has) {
    auto const count = all.held(other, s);
    places += count;
    more += all.least(other, s, 0U) - c.cost >= gain ? count : 0U;
  }
  ASSERT_EQ(argument(r, "places"), std::to_string(places));
  ASSERT_EQ(argument(r, "more"), std::to_string(more));
}

void check_row(shared const& all, allocated_person const& row, told& count) {
  ASSERT_FALSE(row.reasons.empty());
  for (auto const& r : row.reasons) {
    auto const has_best = row.weight * row.value == row.alone;
    if (r.key == "alloc.best") {
      ++count.best;
      ASSERT_TRUE(row.placed && has_best);
      ASSERT_EQ(row.reasons.size(), 1U);
    } else if (r.key == "alloc.no_way") {
      ++count.no_way;
      ASSERT_TRUE(!row.placed && has_best);
      ASSERT_EQ(all.ways.at(row.person).size(), 1U);
    } else if (r.key == "alloc.no_place") {
      ++count.no_place;
      ASSERT_TRUE(!row.placed && !has_best);
    } else if (r.key == "alloc.full") {
      ++count.full;
      ASSERT_FALSE(has_best);
      ASSERT_NO_FATAL_FAILURE(check_full(all, row.person, r));
    } else if (r.key == "alloc.next_free") {
      ++count.next_free;
      ASSERT_GT(all.left[all.at(argument(r, "session"))], 0U);
    } else {
      ++count.none_free;
      ASSERT_EQ(r.key, "alloc.none_free");
    }
  }
}

}  // namespace

// REQ D14
TEST(reasons, are_true_of_every_person) {
  auto count = told{};
  for (auto seed = std::uint64_t{2000U}; seed != 2150U; ++seed) {
    auto const town = random_cohort{seed};
    auto best = every_sharing(town.place, town.people, town.place.as_of);
    if (!best) {
      continue;
    }
    auto const all = shared{town, std::move(best->ways)};
    for (auto const& row : all.run.each) {
      check_row(all, row, count);
      ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << " " << row.person;
    }
  }
  std::printf("best %u, no way %u, no place %u, full %u, next free %u, none free %u\n", count.best, count.no_way,
              count.no_place, count.full, count.next_free, count.none_free);
  EXPECT_GT(count.best, 50U);
  EXPECT_GT(count.no_place, 20U);
  EXPECT_GT(count.full, 50U);
  EXPECT_GT(count.next_free, 10U);
  EXPECT_GT(count.none_free, 10U);
}
