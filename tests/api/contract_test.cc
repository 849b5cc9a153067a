// The contract says what the program does: every route and every table, no more and no less.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "api/collections.h"
#include "api/contract_words.h"
#include "api/contract_yaml.h"
#include "api/problem.h"
#include "api/routes.h"

namespace foothold::api {
namespace {

std::string read_text(std::filesystem::path const& path) {
  auto in = std::ifstream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// With FOOTHOLD_GOLDEN the generated parts are written anew.
TEST(contract, says_what_the_program_does) {
  auto const path = std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "openapi.yaml";
  auto const text = read_text(path);
  auto const renewed = renewed_contract(text);
  ASSERT_FALSE(renewed.empty()) << path << " has no place for the generated parts";
  if (std::getenv("FOOTHOLD_GOLDEN") != nullptr) {
    std::ofstream{path, std::ios::binary} << renewed;
    return;
  }
  EXPECT_TRUE(text == renewed) << "openapi.yaml is not what the program does; if the change is meant, make golden and "
                                  "review the diff";
}

TEST(contract, a_part_without_its_marks_is_noticed) {
  EXPECT_EQ(renewed_contract("paths:\n"), "");
}

// The parts that are written by hand name every word that the program knows.
TEST(contract, knows_every_purpose_and_every_problem) {
  auto const text = read_text(std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "openapi.yaml");
  auto const list_behind = [&](std::string const& mark) {
    auto const from = text.find("enum: [", text.find(mark));
    return "," + text.substr(from + 7U, text.find(']', from) - from - 7U) + ",";
  };
  auto const purposes = list_behind("name: Foothold-Purpose");
  for (auto i = std::size_t{0U}; i != count_of<purpose>(); ++i) {
    EXPECT_NE(purposes.find(word(static_cast<purpose>(i))), std::string::npos) << word(static_cast<purpose>(i));
  }
  auto const problems = list_behind("A place on the page /api");
  for (auto const& p : problem_table()) {
    EXPECT_NE(problems.find("/api#" + std::string{p.name}), std::string::npos) << p.name;
  }
}

TEST(contract, every_table_has_its_words_and_an_address) {
  auto reached = std::set<std::string_view>{};
  for (auto const& r : routes()) {
    if (r.table != nullptr) {
      reached.insert(r.table->name);
    }
  }
  for (auto const& t : record_tables()) {
    EXPECT_NE(about_table(t.name), "") << t.name;
    EXPECT_TRUE(reached.contains(t.name)) << t.name;
  }
}

TEST(contract, every_operation_has_a_name_of_its_own) {
  auto names = std::set<std::string>{};
  for (auto const& r : routes()) {
    EXPECT_TRUE(names.insert(r.operation).second) << r.operation;
    EXPECT_TRUE(r.handle) << r.operation;
  }
}

}  // namespace
}  // namespace foothold::api
