#include "vault/erasure_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temp_folder.h"
#include "vault_support/disk_search.h"

namespace foothold {
namespace {

using testing::HasSubstr;

constexpr auto kMoment = std::chrono::sys_seconds{std::chrono::seconds{1'772'600'000}};

class erasure_ledger_test : public testing::Test {
protected:
  [[nodiscard]] erasure_ledger opened() const {
    auto made = erasure_ledger::open(file, "installation");
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }
  temp_folder folder;
  std::filesystem::path file{folder.path() / "erasures.log"};
};

TEST_F(erasure_ledger_test, what_was_noted_is_there_in_order) {
  auto receipts = std::vector<std::string>{};
  {
    auto ledger = opened();
    receipts.push_back(ledger.append("a", kMoment).value().head);
  }
  auto ledger = opened();
  receipts.push_back(ledger.append("b", kMoment + std::chrono::seconds{1}).value().head);
  auto const there = ledger.read().value();
  ASSERT_EQ(there.entries.size(), 2U);
  EXPECT_EQ(there.entries[0].subject, "a");
  EXPECT_EQ(there.entries[1].number, 2);
  EXPECT_EQ(there.entries[1].at, kMoment + std::chrono::seconds{1});
  EXPECT_EQ(head_after(there, 1), receipts[0]);
  EXPECT_EQ(head_after(there, 2), receipts[1]);
  EXPECT_EQ(there.head, receipts[1]);
  EXPECT_EQ(bytes_of(file).substr(0U, 60U),
            "foothold-erasures/1 installation\n1 1772600000 a " + receipts[0].substr(0U, 12U));
}

// An append that a kill or a power cut stopped was never answered.
TEST_F(erasure_ledger_test, half_a_line_is_dropped_and_the_ledger_goes_on) {
  auto whole = std::string{};
  {
    auto ledger = opened();
    ASSERT_TRUE(ledger.append("a", kMoment));
    whole = bytes_of(file);
    ASSERT_TRUE(ledger.append("b", kMoment));
  }
  auto const both = bytes_of(file);
  for (auto n = whole.size(); n != both.size(); ++n) {
    folder.put("erasures.log", both.substr(0U, n));
    auto ledger = opened();
    EXPECT_EQ(ledger.read().value().entries.size(), 1U);
    EXPECT_EQ(bytes_of(file), whole);
    EXPECT_EQ(ledger.append("b", kMoment).value().number, 2);
    EXPECT_EQ(bytes_of(file), both);
  }
}

TEST_F(erasure_ledger_test, a_byte_that_was_changed_is_found_with_its_line) {
  {
    auto ledger = opened();
    for (auto const* const who : {"a", "b", "c"}) {
      ASSERT_TRUE(ledger.append(who, kMoment));
    }
  }
  auto const whole = bytes_of(file);
  for (auto i = std::size_t{0U}; i + 1U != whole.size(); ++i) {  // without its end the last line is half a line
    for (auto const bit : {1, 4, 16, 64}) {
      auto changed = whole;
      changed[i] = static_cast<char>(changed[i] ^ bit);
      EXPECT_FALSE(parse_ledger(changed)) << i;
    }
  }
  auto const second = whole.find("2 ");
  auto swapped = whole;
  swapped.replace(second, whole.find("3 ") - second, "");
  EXPECT_THAT(parse_ledger(swapped).error().message, HasSubstr("line 3 does not follow"));
}

TEST_F(erasure_ledger_test, the_ledger_of_another_installation_is_refused) {
  (void)opened();
  EXPECT_EQ(erasure_ledger::open(file, "other").error().code, errc::bad_input);
}

TEST_F(erasure_ledger_test, only_ids_are_noted) {
  auto ledger = opened();
  for (auto const& no :
       {std::string{}, std::string{"a b"}, std::string{"a\n"}, std::string{"ä"}, std::string(129U, 'a')}) {
    EXPECT_EQ(ledger.append(no, kMoment).error().code, errc::wrong_use);
  }
  EXPECT_EQ(ledger.read().value().entries.size(), 0U);
}

}  // namespace
}  // namespace foothold
