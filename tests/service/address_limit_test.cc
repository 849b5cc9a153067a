#include "service/address_limit.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

using std::chrono::seconds;

class address_limits : public testing::Test {
protected:
  std::int64_t let_in(std::string const& address, int const tries) {
    auto in = std::int64_t{0};
    for (auto i = 0; i != tries; ++i) {
      in += limit.wait_of(address) == seconds{0} ? 1 : 0;
    }
    return in;
  }

  manual_clock clock{date{std::chrono::year{2026} / 3 / 4}};
  address_limit limit{clock};
};

TEST_F(address_limits, three_hundred_an_hour_are_let_in_at_once) {
  EXPECT_EQ(let_in("203.0.113.7", 400), 300);
  EXPECT_EQ(let_in("203.0.113.8", 10), 10) << "another address is another matter";
}

TEST_F(address_limits, a_centre_is_never_shut_out) {
  EXPECT_EQ(let_in("203.0.113.7", 1000), 300);
  clock.advance(seconds{12});
  EXPECT_EQ(limit.wait_of("203.0.113.7"), seconds{0});
  EXPECT_EQ(limit.wait_of("203.0.113.7"), seconds{12});
  auto in = 0;
  for (auto i = 0; i != 300; ++i) {
    clock.advance(seconds{12});
    in += limit.wait_of("203.0.113.7") == seconds{0} ? 1 : 0;
  }
  EXPECT_EQ(in, 300);
}

TEST_F(address_limits, the_wait_grows_and_has_an_end) {
  EXPECT_EQ(let_in("::1", 300), 300);
  EXPECT_EQ(limit.wait_of("::1"), seconds{12});
  EXPECT_EQ(limit.wait_of("::1"), seconds{24});
  for (auto i = 0; i != 100; ++i) {
    static_cast<void>(limit.wait_of("::1"));
  }
  EXPECT_EQ(limit.wait_of("::1"), seconds{60});
}

TEST_F(address_limits, a_household_of_ipv6_is_one) {
  EXPECT_EQ(let_in("2001:db8:1:2::1", 200), 200);
  EXPECT_EQ(let_in("2001:db8:1:2:ffff::7", 200), 100);
  EXPECT_EQ(let_in("2001:db8:1:3::1", 5), 5);
}

TEST_F(address_limits, a_full_hour_later_all_is_as_before) {
  EXPECT_EQ(let_in("203.0.113.7", 400), 300);
  clock.advance(std::chrono::hours{2});
  EXPECT_EQ(let_in("203.0.113.7", 400), 300);
}

}  // namespace
}  // namespace foothold
