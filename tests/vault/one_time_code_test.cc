#include "vault/one_time_code.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace foothold {
namespace {

std::string const kRfcKey{"12345678901234567890"};  // both RFCs

TEST(one_time_code, has_the_values_of_rfc_4226_appendix_d) {
  auto counter = std::uint64_t{0U};
  for (auto const* const code :
       {"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"}) {
    EXPECT_EQ(one_time_code(kRfcKey, counter), code) << counter;
    ++counter;
  }
}

TEST(one_time_code, has_the_values_of_rfc_6238_appendix_b) {
  using line = std::pair<std::int64_t, char const*>;
  for (auto const& [seconds, code] :
       {line{59, "94287082"}, line{1111111109, "07081804"}, line{1111111111, "14050471"}, line{1234567890, "89005924"},
        line{2000000000, "69279037"}, line{20000000000, "65353130"}}) {
    EXPECT_EQ(one_time_code(kRfcKey, static_cast<std::uint64_t>(one_time_step(seconds)), 8), code) << seconds;
  }
}

TEST(one_time_code, is_good_for_the_step_before_and_behind_and_once) {
  auto const code = one_time_code(kRfcKey, 100U);
  for (auto const now : {99, 100, 101}) {
    EXPECT_EQ(step_of_code(kRfcKey, code, now, 0), 100) << now;
  }
  EXPECT_EQ(step_of_code(kRfcKey, code, 98, 0), std::nullopt);
  EXPECT_EQ(step_of_code(kRfcKey, code, 102, 0), std::nullopt);
  EXPECT_EQ(step_of_code(kRfcKey, code, 100, 99), 100);
  EXPECT_EQ(step_of_code(kRfcKey, code, 100, 100), std::nullopt) << "it was used";
  EXPECT_EQ(step_of_code(kRfcKey, code, 101, 101), std::nullopt) << "a later one was used";
  EXPECT_EQ(step_of_code(kRfcKey, "", 100, 0), std::nullopt);
}

TEST(one_time_code, a_key_is_written_as_rfc_4648_has_it) {
  using line = std::pair<char const*, char const*>;
  for (auto const& [bytes, text] : {line{"", ""}, line{"f", "MY"}, line{"fo", "MZXQ"}, line{"foo", "MZXW6"},
                                    line{"foob", "MZXW6YQ"}, line{"fooba", "MZXW6YTB"}, line{"foobar", "MZXW6YTBOI"}}) {
    EXPECT_EQ(base32(bytes), text);
  }
}

}  // namespace
}  // namespace foothold
