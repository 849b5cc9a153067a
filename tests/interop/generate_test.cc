#include "interop/generate.h"

#include <map>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "interop/folder.h"
#include "interop/generate_source.h"
#include "world.h"

namespace foothold {
namespace {

territory const& brookland() {
  static auto const kPack = [] {
    auto load = load_territory(FOOTHOLD_SOURCE_DIR "/tests/data/brookland");
    EXPECT_TRUE(load && load->value) << (load ? listing(load->found) : load.error().message);
    return *std::move(load->value);
  }();
  return kPack;
}

using files = std::map<std::string, std::string>;

files generated(generate_settings const& settings, generated_size* const size = nullptr) {
  auto out = files{};
  auto const done = generate_territory(
      brookland(), settings,
      [&](std::string_view const file, std::string_view const bytes) { out[std::string{file}] += bytes; });
  EXPECT_TRUE(done);
  if (size != nullptr) {
    *size = *done;
  }
  return out;
}

territory_load read(files const& all) {
  auto named = std::vector<named_bytes>{};
  for (auto const& [name, bytes] : all) {
    named.push_back({name, bytes});
  }
  return read_territory(std::move(named));
}

TEST(generate, the_result_is_a_territory_of_the_size_that_was_asked_for) {
  auto size = generated_size{};
  auto const load = read(generated({.people = 400, .sessions = 900, .offers = 200, .vacancies = 60, .seed = 3}, &size));
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(listing(load.found), "");
  EXPECT_EQ(load.value->people.size(), 400U);
  EXPECT_EQ(load.value->offers.size(), 200U);
  EXPECT_EQ(load.value->sessions.size(), 900U);
  EXPECT_EQ(load.value->vacancies.size(), 60U);
  EXPECT_EQ(size.people, 400U);
  EXPECT_EQ(size.districts, 1U);
}

TEST(generate, the_same_seed_gives_the_same_bytes_and_another_seed_others) {
  auto const a = generated({.people = 60, .seed = 5});
  EXPECT_EQ(a, generated({.people = 60, .seed = 5}));
  EXPECT_NE(a.at("people.csv"), generated({.people = 60, .seed = 6}).at("people.csv"));
}

TEST(generate, places_for_each_person_are_set) {
  for (auto const places : {0.5, 4.0, 9.0}) {
    for (auto const sessions : {std::optional<std::uint64_t>{}, std::optional<std::uint64_t>{800U}}) {
      auto const load = read(generated({.people = 1000,
                                        .sessions = sessions,
                                        .offers = 120,
                                        .vacancies = {},
                                        .places_per_person = places,
                                        .seed = 1}));
      ASSERT_TRUE(load.value) << listing(load.found);
      auto sum = 0.0;
      for (auto const& s : load.value->sessions) {
        sum += s.places_left;
      }
      EXPECT_NEAR(sum / 1000.0, std::max(places, sessions ? 0.8 : 0.0), places * 0.06 + 0.05) << sessions.has_value();
    }
  }
}

TEST(generate, difficulty_is_the_source_s_own) {
  auto const load = read(generated({.people = 4000, .seed = 9}));
  ASSERT_TRUE(load.value);
  auto const share = [](territory const& t, std::string_view const fact) {
    auto const f = fact_in(t, fact);
    auto n = 0.0;
    for (auto const& p : t.people) {
      n += std::ranges::any_of(p.facts, [&](held_fact const& held) { return held.fact == f; }) ? 1.0 : 0.0;
    }
    return n / static_cast<double>(t.people.size());
  };
  for (auto const* const fact : {"literacy:latin", "language:de:a1", "language:de:b1", "education:nurse"}) {
    EXPECT_NEAR(share(*load.value, fact), share(brookland(), fact), 0.002) << fact;
  }
}

TEST(generate, carers_keep_their_own_children) {
  auto const load = read(generated({.people = 500, .seed = 2}));  // a child of another household would be a fault
  ASSERT_TRUE(load.value) << listing(load.found);
  auto carers = 0U;
  for (auto const& p : load.value->people) {
    carers += p.cares_for.empty() ? 0U : 1U;
  }
  EXPECT_GT(carers, 50U);
}

TEST(generate, a_small_territory_keeps_whole_ladders) {
  auto const load = read(generated({.people = 30, .sessions = 60, .offers = 12, .seed = 4}));
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_LE(load.value->offers.size(), 12U);
  for (auto const& o : load.value->offers) {
    for (auto const need : o.needs) {
      auto const& name = load.value->facts.name(need);
      auto const given = std::ranges::any_of(load.value->offers, [&](offer const& other) {
        return std::ranges::any_of(other.gives, [&](fact_idx const g) {
          return std::ranges::find(load.value->facts.implied(g), need) != load.value->facts.implied(g).end();
        });
      });
      EXPECT_TRUE(given || name.starts_with("work_access:") || name.starts_with("education:")) << o.id << " " << name;
    }
  }
}

TEST(generate, a_large_one_has_more_towns_and_everybody_works_in_the_own_district) {
  auto size = generated_size{};
  auto const load = read(generated({.people = 26'000, .places_per_person = 0.2, .seed = 8}, &size));
  ASSERT_TRUE(load.value) << listing(load.found).substr(0U, 2000U);
  EXPECT_EQ(size.districts, 2U);
  EXPECT_EQ(load.value->zones.size(), 2U * brookland().zones.size());
  auto const& t = *load.value;
  for (auto const& p : t.people) {
    auto const second = t.zones[p.home].ends_with("-d2");
    for (auto const& goal : p.goals) {
      if (goal.kind == goal_kind::occupation) {
        EXPECT_EQ(goal.text.ends_with("-d2"), second);
      }
    }
  }
}

TEST(generate, what_cannot_be_generated_is_said) {
  auto const ignore = [](std::string_view, std::string_view) {};
  EXPECT_EQ(generate_territory(world("[people]\nid\np1\n"), {.people = 5}, ignore).error().code, errc::bad_input);
  EXPECT_EQ(generate_territory(brookland(), {.people = 0}, ignore).error().code, errc::wrong_use);
  EXPECT_EQ(generate_territory(brookland(), {.people = 5, .places_per_person = 0.0}, ignore).error().code,
            errc::wrong_use);
}

TEST(generate, totals_are_shared_out_exactly) {
  EXPECT_EQ(shared_out(10U, {1U, 1U, 1U}, 0U), (std::vector<std::uint64_t>{4U, 3U, 3U}));
  EXPECT_EQ(shared_out(10U, {8U, 1U, 0U}, 1U), (std::vector<std::uint64_t>{8U, 2U, 0U}));
  EXPECT_EQ(shared_out(1U, {5U, 5U}, 1U), (std::vector<std::uint64_t>{1U, 0U}));
}

}  // namespace
}  // namespace foothold
