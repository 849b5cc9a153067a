#include <gtest/gtest.h>

#include "app/program.h"
#include "base/version.h"

namespace foothold {
namespace {

TEST(command_line, version_is_one_line) {
  auto const run = run_program({"--version"});
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.out, "foothold " + std::string{version()} + "\n");
  EXPECT_EQ(run.err, "");
}

TEST(command_line, help_names_the_exit_codes) {
  auto const run = run_program({"--help"});
  EXPECT_EQ(run.code, 0);
  EXPECT_NE(run.out.find("4 not feasible"), std::string::npos);
}

TEST(command_line, wrong_use_is_exit_2_and_says_so_on_stderr) {
  for (auto const& arguments : std::vector<std::vector<std::string>>{{}, {"no-such-verb"}, {"--no-such-option"}}) {
    auto const run = run_program(arguments);
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err, "");
  }
}

}  // namespace
}  // namespace foothold
