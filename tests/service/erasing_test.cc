// Erasing, on both engines: what goes, what stays, who is told, and that no copy brings it back.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/moment.h"
#include "service/erasing.h"
#include "service/installations.h"
#include "store/outbox.h"

namespace foothold {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class erasing_test : public on_both_installations {
protected:
  [[nodiscard]] access_request erase_of(person_record const& p, actor by, purpose const why) const {
    return {.by = std::move(by), .what = action::erase, .of = {.subject = format_id(p.id)}, .for_what = why};
  }
  result<erasure_receipt> erase(person_record const& p) {
    return erase_person(*at_work, erase_of(p, acting(officer), purpose::protection), next_key());
  }

  // Every cell of every table of people, as it lies there.
  [[nodiscard]] std::string everything() {
    auto out = std::string{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) -> result<void> {
      out.clear();
      for_each_record([&]<typename Record>(record_type<Record>) {
        if (table_of<Record>::kName == "fund_proofs") {
          return;
        }
        for (auto const& r : by_statement::rows(s, row_statements_of<Record>().list, row{"", std::int64_t{100'000}})) {
          for (auto const& c : r) {
            auto const* const text = std::get_if<std::string>(&c);
            out += (text == nullptr ? "" : *text) + "|";
          }
          out += "\n";
        }
      });
      return {};
    }));
    return out;
  }
  [[nodiscard]] std::vector<erasure> ledger() { return at_work->keys().erasures().value_or(std::vector<erasure>{}); }
  [[nodiscard]] std::vector<std::string> told(std::string const& topic) {
    auto out = std::vector<std::string>{};
    EXPECT_TRUE(at_work->cases().read({.actor = "test", .name = "test"}, [&](installation_view& s) -> result<void> {
      out.clear();
      for (auto const& e : published_after(s, {}, 10'000)) {
        if (e.topic == topic) {
          out.push_back(e.subject + ":" + e.body);
        }
      }
      return {};
    }));
    return out;
  }

  random_source random{20260304U};
};

// REQ H8
TEST_P(erasing_test, every_row_of_the_person_goes_and_nobody_elses) {
  auto const gone = add_person("Gone");
  auto const stays = add_person("Stays");
  fill_file(stays, random, 2);
  auto const before = everything();
  fill_file(gone, random, 2);
  auto const id = format_id(gone.id);
  auto linked = relative_record{
      .id = new_id<decltype(relative_record::id)>(), .person = stays.id, .entry = gone.id, .relation = "spouse"};
  auto same = possible_duplicate_record{
      .id = new_id<decltype(possible_duplicate_record::id)>(), .person = stays.id, .other = gone.id};
  auto ward = companion_record{.id = new_id<decltype(companion_record::id)>(),
                               .person = stays.id,
                               .companion = id,
                               .kind = companion_kind::guardian};
  put([&](transaction& t) { return add(t, linked) && add(t, same) && add(t, ward); });
  ASSERT_THAT(everything(), HasSubstr(id)) << "the control: it is there before";

  auto const receipt = erase(gone);
  ASSERT_TRUE(receipt) << receipt.error().message;
  EXPECT_GT(receipt->rows.rows, 30);
  EXPECT_THAT(everything(), Not(HasSubstr(id)));
  // What the other person told of a relative stays, without the way to a file that is no more.
  EXPECT_EQ(found<relative_record>(linked.id)->entry, std::nullopt);
  put([&](transaction& t) { return remove(t, found<relative_record>(linked.id).value()).has_value(); });
  auto after = everything();
  auto expected = before;
  auto const row_of_gone = expected.find(id);
  ASSERT_NE(row_of_gone, std::string::npos);
  auto const begin = expected.rfind('\n', row_of_gone) + 1U;
  expected.erase(begin, expected.find('\n', row_of_gone) + 1U - begin);
  EXPECT_EQ(after, expected) << "byte for byte what was there of everybody else";
  EXPECT_THAT(told("person.erased"), ElementsAre(id + ":"));
}

TEST_P(erasing_test, rows_that_should_not_name_it_are_not_in_the_way) {
  auto const gone = add_person("Gone");
  auto const stays = add_person("Stays");
  auto skill = skill_record{.id = new_id<skill_id>(), .person = gone.id, .skill = "cook"};
  auto evidence =
      skill_evidence_record{.id = new_id<decltype(skill_evidence_record::id)>(), .person = stays.id, .skill = skill.id};
  auto portrait = portrait_record{.id = new_id<portrait_id>(), .person = gone.id, .number = 1};
  auto plan =
      plan_record{.id = new_id<plan_id>(), .person = stays.id, .number = 1, .portrait = portrait.id, .content = "plan"};
  put([&](transaction& t) { return add(t, skill) && add(t, evidence) && add(t, portrait) && add(t, plan); });
  auto const receipt = erase(gone);
  ASSERT_TRUE(receipt) << receipt.error().message;
  EXPECT_EQ(found<plan_record>(plan.id)->content, "plan");
  EXPECT_EQ(found<plan_record>(plan.id)->portrait, std::nullopt);
}

// REQ H8
TEST_P(erasing_test, keys_go_and_the_receipt_is_what_the_ledger_says) {
  auto const gone = add_person("Gone");
  static_cast<void>(add_person("Stays"));  // and the household with it
  auto const receipt = erase(gone);
  ASSERT_TRUE(receipt) << receipt.error().message;
  EXPECT_EQ(receipt->entry.number, 1);
  EXPECT_EQ(receipt->entry.subject, format_id(gone.id));
  EXPECT_EQ(ledger().front().head, receipt->entry.head);
  EXPECT_EQ(receipt->gone_everywhere_on, kFirstDay + days{30});
  auto const place = field_place{.subject = receipt->person, .table = "persons", .column = "name", .row = "x"};
  EXPECT_EQ(at_work->keys().seal(place, "a").error().code, errc::not_found);

  auto const key = signing_key::make();
  auto const line = format_receipt(*receipt, key);
  auto const cut = line.rfind(' ');
  EXPECT_THAT(line, testing::StartsWith("foothold-erasure/1 1 " + receipt->person + " 2026-03-04T10:00:00Z "));
  EXPECT_TRUE(is_signed_by(key.public_hex(), line.substr(0U, cut), line.substr(cut + 1U)));
  EXPECT_FALSE(is_signed_by(key.public_hex(), line.substr(1U, cut), line.substr(cut + 1U)));
}

TEST_P(erasing_test, the_household_goes_with_its_last_person) {
  auto const one = add_person("One");
  auto const other = add_person("Other");
  ASSERT_TRUE(erase(one));
  EXPECT_EQ(found<household_record>(home.id)->address, home.address);
  ASSERT_TRUE(erase(other));
  EXPECT_EQ(found<household_record>(home.id).error().code, errc::not_found);
  auto subjects = std::vector<std::string>{};
  for (auto const& e : ledger()) {
    subjects.push_back(e.subject);
  }
  EXPECT_THAT(subjects, testing::UnorderedElementsAre(format_id(one.id), format_id(other.id), format_id(home.id)));
}

TEST_P(erasing_test, asked_again_it_is_the_same_receipt) {
  auto const gone = add_person("Gone");
  auto const asked = erase_of(gone, acting(officer), purpose::protection);
  auto const request = next_key();
  auto const first = erase_person(*at_work, asked, request);
  clock.advance(std::chrono::hours{24});
  auto const second = erase_person(*at_work, asked, request);
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(first->repeated);
  EXPECT_TRUE(second->repeated);
  EXPECT_EQ(second->entry.head, first->entry.head);
  EXPECT_EQ(second->rows.rows, first->rows.rows);
  EXPECT_EQ(erase_person(*at_work, asked, next_key()).error().code, errc::not_found) << "there is nobody any more";
}

TEST_P(erasing_test, only_the_person_and_the_protection_officer_may) {
  auto const layla = add_person("Layla");
  auto const other = add_person("Other");
  for (auto const& [by, why] :
       {std::pair{acting(worker), purpose::counselling}, std::pair{acting(teacher), purpose::teaching},
        std::pair{acting(other), purpose::own_file}, std::pair{acting(officer), purpose::statistics}}) {
    EXPECT_EQ(erase_person(*at_work, erase_of(layla, by, why), next_key()).error().code, errc::not_found);
  }
  EXPECT_TRUE(found<person_record>(layla.id));
  EXPECT_TRUE(erase_person(*at_work, erase_of(layla, acting(layla), purpose::own_file), next_key()));
  EXPECT_FALSE(found<person_record>(layla.id));
  // A grant for another act, or for somebody else, is none for this.
  auto read = erase_of(other, acting(worker), purpose::counselling);
  read.what = action::change;
  EXPECT_FALSE(erase_person(*at_work, read, next_key()));
}

// REQ H8
TEST_P(erasing_test, recipients_are_told_and_what_a_fund_keeps_goes_on_its_day) {
  auto const gone = add_person("Gone");
  auto sent = referral_record{.id = new_id<decltype(referral_record::id)>(),
                              .person = gone.id,
                              .from_organisation = municipality.id,
                              .to_organisation = school.id};
  auto proof = fund_proof_record{.id = new_id<decltype(fund_proof_record::id)>(),
                                 .participant = gone.id,
                                 .fund = "ESF+",
                                 .until_on = kFirstDay + days{100},
                                 .content = "took part"};
  put([&](transaction& t) { return add(t, sent) && add(t, proof); });
  auto const receipt = erase(gone);
  ASSERT_TRUE(receipt) << receipt.error().message;
  auto const id = format_id(gone.id);
  EXPECT_THAT(receipt->rows.recipients, ElementsAre(format_id(school.id)));
  EXPECT_THAT(told("owed.tell_recipient"), ElementsAre(id + ":" + format_id(school.id)));
  EXPECT_THAT(told("owed.tell_person"), ElementsAre(id + ":person.erase"));
  ASSERT_EQ(receipt->rows.kept.size(), 1U);
  EXPECT_EQ(receipt->rows.kept.front().fund, "ESF+");
  EXPECT_EQ(receipt->rows.kept.front().until_on, proof.until_on);
  EXPECT_EQ(found<fund_proof_record>(proof.id)->content, "took part");
}

// A kill between the rows and the keys.
TEST_P(erasing_test, what_was_begun_is_carried_out_at_the_next_start) {
  auto const gone = add_person("Gone");
  ASSERT_TRUE(at_work->cases().write(
      erase_of(gone, acting(officer), purpose::protection), next_key(),
      [&](transaction& t) { return erase_rows(t, gone.id).map([](auto const&) { return std::string{}; }); }));
  EXPECT_TRUE(ledger().empty());
  reopen();
  ASSERT_EQ(ledger().size(), 2U);  // and the household
  EXPECT_EQ(carry_out_erasures(*at_work).value(), 0U);
}

// Rows of an older copy of the data: whom the ledger names is not let in again.
TEST_P(erasing_test, rows_that_come_back_are_taken_out_before_anybody_asks) {
  auto gone = add_person("Gone");
  auto const stays = add_person("Stays");
  ASSERT_TRUE(at_work->keys().erase(format_id(gone.id)));
  EXPECT_THAT(everything(), HasSubstr(format_id(gone.id)));
  reopen();
  EXPECT_THAT(everything(), Not(HasSubstr(format_id(gone.id))));
  EXPECT_TRUE(found<person_record>(stays.id));
}

FOOTHOLD_BOTH_ENGINES(erasing_test);

}  // namespace
}  // namespace foothold
