#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/program.h"
#include "app/rolling_town.h"
#include "interop/country_json.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// Three areas with the same offers; the places of the first course, both times, are for all of them together.
class allocate_country_command : public testing::Test {
protected:
  void SetUp() override {
    fs::create_directories(land_);
    for (auto const* const area : {"north", "east", "west"}) {
      fs::copy(town_.pack, land_ / area, fs::copy_options::recursive);
    }
    write({"Land", {{"east", "east"}, {"north", "north"}, {"west", "west"}}, {{"early", 20U}, {"later", 30U}}});
  }
  void write(country const& place) const { ASSERT_TRUE(write_file(land_ / kCountryFile, write_country(place))); }
  [[nodiscard]] std::vector<std::string> verb(fs::path const& out) const {
    return {"allocate", "country", land_.string(), "--work", "4", "--processes", "2", "--out", out.string()};
  }
  [[nodiscard]] program_run verify(fs::path const& run) const {
    return run_program({"allocate", "verify", "--country", land_.string(), run.string()});
  }
  [[nodiscard]] country_run run_in(fs::path const& out) const {
    return read_country_run("run", read_file(out / "country-run.json").value()).value.value();
  }

  rolling_town town_;
  fs::path land_{town_.folder.path() / "land"};
  fs::path out_{town_.folder.path() / "out"};
};

// REQ D17
TEST_F(allocate_country_command, areas_share_what_is_scarce_and_an_auditor_agrees) {
  auto const run = run_program(verb(out_));
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("Land: 3 areas, 72 people ask for places"));
  auto const told = run_in(out_);
  EXPECT_EQ(told.people, 72U);
  EXPECT_LE(told.bound, told.value);
  EXPECT_LE(told.placed, 50U) << "both courses, for all three areas";
  EXPECT_GE(told.placed, 48U);
  auto const checked = verify(out_ / "country-run.json");
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("run holds: areas 3, people 72"));
}

TEST_F(allocate_country_command, what_is_done_is_not_done_again_and_gives_the_same_bytes) {
  ASSERT_EQ(run_program(verb(out_)).code, 0);
  auto const bytes = read_file(out_ / "country-run.json").value();
  auto const again = run_program(verb(out_));
  EXPECT_THAT(again.out, HasSubstr("9 jobs had been done before"));
  EXPECT_EQ(read_file(out_ / "country-run.json").value(), bytes);
  // The result of one job is lost.
  ASSERT_TRUE(fs::remove(out_ / run_in(out_).areas[1U].run));
  EXPECT_THAT(run_program(verb(out_)).out, HasSubstr("8 jobs had been done before"));
  EXPECT_EQ(read_file(out_ / "country-run.json").value(), bytes);
}

// However it is killed, what is done stays done, and the end is that of one who was never killed.
TEST_F(allocate_country_command, killed_at_any_moment_it_goes_on_where_it_was) {
  auto const start = std::chrono::steady_clock::now();
  ASSERT_EQ(run_program(verb(out_)).code, 0);
  auto const whole = std::chrono::steady_clock::now() - start;
  auto const bytes = read_file(out_ / "country-run.json").value();
  constexpr auto kKills = 4;
  auto before_the_end = 0;
  for (auto i = 0; i != kKills; ++i) {
    auto const out = town_.folder.path() / ("out-" + std::to_string(i));
    {
      auto const work = running_program{verb(out)};
      std::this_thread::sleep_for(whole * (i + 1) / kKills);
    }  // SIGKILL, if it still runs
    before_the_end += fs::exists(out / "country-run.json") ? 0 : 1;
    auto const rest = run_program(verb(out));
    ASSERT_EQ(rest.code, 0) << "kill " << i << ": " << rest.err;
    EXPECT_EQ(read_file(out / "country-run.json").value(), bytes) << "kill " << i;
  }
  EXPECT_GT(before_the_end, 0) << "some of them must have come before the end";
}

TEST_F(allocate_country_command, what_does_not_fit_together_is_said_before_the_work) {
  write({"Land", {{"east", "east"}, {"north", "north"}}, {{"later", 31U}}});
  auto run = run_program(verb(out_));
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("area east has 30 places left in session later, which the country shares with 31"));
  write({"Land", {{"east", "east"}}, {{"laer", 30U}}});
  run = run_program(verb(out_));
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("no area has the shared session laer"));
  write({"Land", {{"east", "east"}, {"south", "south"}}, {}});
  run = run_program(verb(out_));
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("a job ended with exit code 3: "));
  EXPECT_THAT(run.err, HasSubstr("facts-"));
  EXPECT_FALSE(fs::exists(out_ / "country-run.json"));
  run = run_program({"allocate", "country", (land_ / "nowhere").string(), "--out", out_.string()});
  EXPECT_EQ(run.code, 3);
}

TEST_F(allocate_country_command, a_territory_that_changes_meanwhile_is_not_used) {
  ASSERT_EQ(run_program(verb(out_)).code, 0);
  auto const bytes = read_file(land_ / "west" / "policy.json").value();
  ASSERT_TRUE(write_file(land_ / "west" / "policy.json", bytes + "\n"));
  auto const checked = verify(out_ / "country-run.json");
  EXPECT_EQ(checked.code, 1);
  EXPECT_THAT(checked.out, HasSubstr("run breaks rule 1"));
}

TEST_F(allocate_country_command, a_changed_run_is_refused) {
  ASSERT_EQ(run_program(verb(out_)).code, 0);
  auto told = run_in(out_);
  --told.value;
  auto const file = out_ / "tampered.json";
  ASSERT_TRUE(write_file(file, write_country_run(told)));
  auto checked = verify(file);
  EXPECT_EQ(checked.code, 1);
  EXPECT_THAT(checked.out, HasSubstr("run breaks rule 10-totals"));
  ++told.value;
  auto const area = out_ / told.areas[0U].run;
  ASSERT_TRUE(write_file(area, read_file(area).value() + " "));
  checked = verify(out_ / "country-run.json");
  EXPECT_EQ(checked.code, 1);
  EXPECT_THAT(checked.out, HasSubstr("the run of the area is not the one that is named"));
}

TEST_F(allocate_country_command, a_generated_country_is_the_same_from_the_same_seed) {
  auto const make = [&](std::string const& name, std::string const& people) {
    return run_program({"generate", "--from", town_.pack, "--people", people, "--areas", "3", "--seed", "4", "--out",
                        (town_.folder.path() / name).string()});
  };
  ASSERT_EQ(make("one", "90").code, 0);
  ASSERT_EQ(make("two", "90").code, 0);
  for (auto const* const file : {"country.json", "area-1/people.csv", "area-3/sessions.csv"}) {
    EXPECT_EQ(read_file(town_.folder.path() / "one" / file).value(),
              read_file(town_.folder.path() / "two" / file).value());
  }
  EXPECT_NE(read_file(town_.folder.path() / "one/area-1/people.csv").value(),
            read_file(town_.folder.path() / "one/area-2/people.csv").value());
  EXPECT_EQ(run_program({"territory", "check", (town_.folder.path() / "one/area-2").string()}).code, 0);
  auto const odd = make("three", "91");
  EXPECT_EQ(odd.code, 2);
  EXPECT_THAT(odd.err, HasSubstr("--people 91 cannot be divided among 3 areas"));
}

}  // namespace
}  // namespace foothold
