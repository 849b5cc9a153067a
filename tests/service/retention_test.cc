#include "service/retention.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/installations.h"

namespace foothold {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(retention, a_month_later_is_the_same_day_or_the_last_of_the_month) {
  EXPECT_EQ(kept_until(date{2026y / 1 / 15}, 24), date{2028y / 1 / 15});
  EXPECT_EQ(kept_until(date{2026y / 1 / 31}, 1), date{2026y / 2 / 28});
  EXPECT_EQ(kept_until(date{2028y / 2 / 29}, 12), date{2029y / 2 / 28});
}

class retention_test : public on_both_installations {
protected:
  [[nodiscard]] person_record closed(std::string const& name, date const on) {
    auto p = add_person(name);
    put([&](transaction& t) {
      p.state = case_state::closed;
      p.closed_on = on;
      return change(t, p).has_value();
    });
    return p;
  }
  [[nodiscard]] std::vector<std::string> names() {
    auto out = std::vector<std::string>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
      out.clear();
      return list<person_record>(s).map([&](auto const& part) {
        for (auto const& p : part.rows) {
          out.push_back(p.name);
        }
      });
    }));
    std::ranges::sort(out);
    return out;
  }
};

// REQ H8
TEST_P(retention_test, closed_cases_go_on_the_day_after_their_last) {
  static_cast<void>(add_person("Open"));
  auto const old = closed("Old", date{2024y / 3 / 3});
  static_cast<void>(closed("Last day", date{2024y / 3 / 4}));
  static_cast<void>(closed("Young", date{2026y / 3 / 1}));
  auto const report = carry_out_retention(*at_work, 24);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->cases.size(), 1U);
  EXPECT_EQ(report->cases.front().person, format_id(old.id));
  EXPECT_THAT(names(), ElementsAre("Last day", "Open", "Young"));
  clock.advance(24h);
  EXPECT_EQ(carry_out_retention(*at_work, 24)->cases.size(), 1U);
  EXPECT_THAT(names(), ElementsAre("Open", "Young"));
  EXPECT_THAT(carry_out_retention(*at_work, 24)->cases, IsEmpty());
}

TEST_P(retention_test, without_a_decision_nothing_goes) {
  static_cast<void>(closed("Old", date{2004y / 3 / 3}));
  EXPECT_THAT(carry_out_retention(*at_work, 0)->cases, IsEmpty());
  EXPECT_THAT(names(), ElementsAre("Old"));
}

// REQ H8
TEST_P(retention_test, what_a_fund_keeps_outlives_the_case_until_its_own_day) {
  auto const old = closed("Old", date{2020y / 1 / 1});
  auto const proof = [&](date const until) {
    auto p = fund_proof_record{.id = new_id<decltype(fund_proof_record::id)>(),
                               .participant = old.id,
                               .fund = "ESF+",
                               .until_on = until,
                               .content = "took part"};
    put([&](transaction& t) { return add(t, p).has_value(); });
    return p;
  };
  auto const over = proof(kFirstDay - days{1});
  auto const last_day = proof(kFirstDay);
  auto const report = carry_out_retention(*at_work, 24);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->cases.front().rows.kept.size(), 2U);
  EXPECT_EQ(report->proofs, 1);
  auto kept = std::vector<std::string>{};
  EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
    kept.clear();
    return list<fund_proof_record>(s).map([&](auto const& part) {
      for (auto const& p : part.rows) {
        kept.push_back(format_id(p.id) + " " + p.content);
      }
    });
  }));
  EXPECT_THAT(kept, ElementsAre(format_id(last_day.id) + " took part"));
  auto erased = std::vector<std::string>{};
  for (auto const& e : at_work->keys().erasures().value_or(std::vector<erasure>{})) {
    erased.push_back(e.subject);
  }
  EXPECT_THAT(erased, testing::Contains(format_id(over.id)));
}

TEST_P(retention_test, a_limit_leaves_the_rest_for_the_next_time) {
  for (auto const* const name : {"A", "B", "C"}) {
    static_cast<void>(closed(name, date{2020y / 1 / 1}));
  }
  auto const first = carry_out_retention(*at_work, 24, 2);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->cases.size(), 2U);
  EXPECT_TRUE(first->more);
  auto const second = carry_out_retention(*at_work, 24, 2);
  EXPECT_EQ(second->cases.size(), 1U);
  EXPECT_FALSE(second->more);
  EXPECT_THAT(names(), IsEmpty());
}

// REQ J2
TEST_P(retention_test, the_log_of_decisions_is_kept_for_six_months) {
  auto const old = closed("Decided", date{2020y / 1 / 1});
  auto const decide = [&](date const on) {
    auto d = decision_record{.id = new_id<decltype(decision_record::id)>(),
                             .person = old.id,
                             .at = instant{on},
                             .function = "plan",
                             .outcome = "none"};
    put([&](transaction& t) { return add(t, d).has_value(); });
  };
  EXPECT_EQ(carry_out_retention(*at_work, 5).error().code, errc::wrong_use);
  decide(kFirstDay - days{181});  // 2025-09-04: its last day is today
  EXPECT_THAT(carry_out_retention(*at_work, 24)->cases, IsEmpty());
  EXPECT_THAT(names(), ElementsAre("Decided"));
  clock.advance(24h);
  EXPECT_EQ(carry_out_retention(*at_work, 24)->cases.size(), 1U);
}

FOOTHOLD_BOTH_ENGINES(retention_test);

}  // namespace
}  // namespace foothold
