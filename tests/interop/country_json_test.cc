#include "interop/country_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "interop/area_job_json.h"
#include "world.h"

namespace foothold {
namespace {

using testing::HasSubstr;

std::string faults_of(std::string const& members) {
  auto const load = read_country("country.json", R"({"format": "foothold-country/1", )" + members + "}");
  EXPECT_FALSE(load.value) << members;
  return listing(load.found);
}

TEST(country_json, a_country_is_read_as_it_was_written) {
  auto const place =
      country{"Land", {{"east", "packs/east"}, {"west", "packs/west"}}, {{"online-1", 40U}, {"online-2", 0U}}};
  auto const load = read_country("country.json", write_country(place));
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(*load.value, place);
}

TEST(country_json, every_fault_has_its_place_and_what_was_expected) {
  auto const kRest = std::string{R"("name": "Land", "shared": {}, "areas": )"};
  EXPECT_THAT(faults_of(kRest + "[]"), HasSubstr("$.areas \"[]\": expected at least one area"));
  EXPECT_THAT(faults_of(kRest + R"([{"id": "a", "territory": "x"}, {"id": "a", "territory": "y"}])"),
              HasSubstr("$.areas \"a\": expected each one only once"));
  EXPECT_THAT(faults_of(kRest + R"([{"id": "a", "territory": "../x"}])"),
              HasSubstr("$.areas[0].territory \"../x\": expected a path inside the folder of this file"));
  EXPECT_THAT(faults_of(kRest + R"([{"id": "a", "territory": "/etc"}])"), HasSubstr("$.areas[0].territory"));
  EXPECT_THAT(faults_of(kRest + R"([{"id": "../a", "territory": "x"}])"),
              HasSubstr("$.areas[0].id \"../a\": expected small letters, digits, - and _"));
  EXPECT_THAT(faults_of(R"("name": "Land", "areas": [{"id": "a", "territory": "x"}], "shared": {"s": 70000})"),
              HasSubstr("expected from 0 to 65535 places"));
  EXPECT_THAT(faults_of(R"("name": "Land", "areas": [{"id": "a", "territory": "x", "teritory": 1}], "shared": {})"),
              HasSubstr("$.areas[0].teritory"));
}

TEST(country_json, a_run_is_read_as_it_was_written) {
  auto run = country_run{.country_hash = "aa", .as_of = day("2026-03-02"), .people = 5U, .placed = 3U, .value = 1'000};
  run.bound = 990;
  run.unlimited = 500;
  run.first_come = 1'100;
  run.first_come_placed = 2U;
  run.prices = {{"online-1", 7'000}};
  run.areas = {{"east", "hh", "east/run-1.json", "ff", 2U, 1U, 400, 390, 200, 450, 1U},
               {"west", "hh", "west/run-1.json", "ff", 3U, 2U, 600, 600, 300, 650, 1U}};
  auto const load = read_country_run("country-run.json", write_country_run(run));
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(*load.value, run);
  EXPECT_EQ(load.gap, 10'000);
  EXPECT_EQ(country_gap(run), 10'000);
}

TEST(area_job_json, jobs_and_answers_are_read_as_they_were_written) {
  auto job = area_job{.kind = area_job_kind::run, .area = "east", .territory = "/packs/east", .territory_hash = "hh"};
  job.seed = 7U;
  job.seconds = 12.5;
  job.shared = {{"online-1", 4U, 7'000}, {"online-2", 0U, {}}};
  job.start = "prices-2-0123.json";
  auto const load = read_area_job("job.json", write_area_job(job));
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(*load.value, job);

  auto const prices = area_prices{12'000, {{"a1", 700}, {"b1", 9}}, {{"online-1", 4'500}}};
  auto const told = read_area_prices("prices.json", write_area_prices(prices));
  ASSERT_TRUE(told.value) << listing(told.found);
  EXPECT_EQ(*told.value, prices);

  auto const facts = area_facts{"t", "r", "p", day("2026-03-02"), 700'000, true, 30U, {{"online-1", 40U}}};
  auto const looked = read_area_facts("facts.json", write_area_facts(facts));
  ASSERT_TRUE(looked.value) << listing(looked.found);
  EXPECT_EQ(*looked.value, facts);
}

TEST(area_job_json, a_job_that_cannot_be_meant_is_refused) {
  auto const faults = [](std::string const& text) { return listing(read_area_job("job.json", text).found); };
  EXPECT_THAT(
      faults(
          R"({"format": "foothold-area-job/1", "kind": "shar", "area": "e", "territory": "x", "seed": 1, "shared": []})"),
      HasSubstr("$.kind \"shar\": expected one of facts, prices, run"));
  EXPECT_THAT(faults(R"({"format": "foothold-area-job/1", "kind": "run", "area": "e", "territory": "x", "seed": 1,
                        "shared": [{"session": "s", "places": -1}]})"),
              HasSubstr("$.shared[0].places \"-1\""));
  EXPECT_THAT(faults("[]"), HasSubstr("expected"));
}

}  // namespace
}  // namespace foothold
