#include "service/easy_secrets.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

using std::chrono::year;

TEST(easy_secrets, the_commonest_pins_are_refused) {
  for (auto const* const pin : {"123456", "654321", "000000", "121212", "112233", "159753", "147258", "789456"}) {
    EXPECT_TRUE(is_easy_pin(pin, std::nullopt)) << pin;
  }
  EXPECT_FALSE(is_easy_pin("830514", std::nullopt));
  EXPECT_FALSE(is_easy_pin("# PINs of six digits that are refused: what people choose first.", std::nullopt));
}

TEST(easy_secrets, the_day_of_birth_is_refused_in_each_usual_writing) {
  auto const birth = date{year{1987} / 4 / 29};
  for (auto const* const pin : {"290487", "042987", "870429", "041987", "198704", "291987", "198729"}) {
    EXPECT_TRUE(is_easy_pin(pin, birth)) << pin;
    EXPECT_FALSE(is_easy_pin(pin, date{year{1990} / 1 / 30})) << pin;
  }
}

TEST(easy_secrets, a_password_is_long_and_not_a_common_one) {
  EXPECT_EQ(fault_of_password("elevenchars"), password_fault::too_short);
  EXPECT_EQ(fault_of_password("twelve chars"), password_fault::none);
  EXPECT_EQ(fault_of_password("ثلاثة عشر"), password_fault::too_short) << "characters count, not bytes";
  EXPECT_EQ(fault_of_password("أربعة قطط سوداء"), password_fault::none);
  EXPECT_EQ(fault_of_password("PassWord1234"), password_fault::too_common);
  EXPECT_EQ(fault_of_password("xxxxxxxxxxxxxxxxxxx"), password_fault::too_common);
  EXPECT_EQ(fault_of_password(std::string(300U, 'a')), password_fault::too_long);
  EXPECT_EQ(fault_of_password(""), password_fault::too_short);
}

}  // namespace
}  // namespace foothold
