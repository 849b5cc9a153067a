// Who answers for which field, in the sheet and in a person's file.

#include "service/responsible.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/exporting.h"
#include "service/installations.h"
#include "service/texts.h"

namespace foothold {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

class responsible_test : public on_both_installations {
protected:
  random_source random{20261123U};
};
FOOTHOLD_BOTH_ENGINES(responsible_test);

// REQ J9
TEST_P(responsible_test, every_field_of_a_full_file_has_an_organisation_that_answers_for_it) {
  auto const layla = add_person("Layla");
  fill_file(layla, random, 1);
  put([&](transaction& t) {
    auto r = referral_record{.id = new_id<decltype(referral_record::id)>(),
                             .person = layla.id,
                             .from_organisation = municipality.id,
                             .to_organisation = school.id,
                             .sent_at = t.now(),
                             .answer_by = kFirstDay + days{14}};
    return add(t, r).has_value();
  });
  auto const file =
      export_person(at_work->cases(), {.by = acting(worker), .why = purpose::counselling}, format_id(layla.id), clock);
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->answering.size(), 2U);
  EXPECT_EQ(file->answering[0].id, format_id(municipality.id));
  EXPECT_EQ(file->answering[0].name, "Office");
  EXPECT_TRUE(file->answering[0].of_case);
  EXPECT_EQ(file->answering[1].name, "School");
  EXPECT_FALSE(file->answering[1].of_case);
  auto rows = 0;
  for (auto const& t : file->tables) {
    for (auto const& r : t.rows) {
      ++rows;
      for (auto const& f : t.table->fields) {
        auto const owner =
            owner_in(*t.table, r, responsibilities().owner_of(t.table->name, f.name), format_id(municipality.id));
        EXPECT_EQ(std::ranges::count(file->answering, owner, &answering_organisation::id), 1)
            << t.table->name << "." << f.name;
      }
    }
  }
  EXPECT_GT(rows, 30);
}

TEST(responsible, every_table_has_an_owner_and_words_for_it_in_every_language) {
  auto const words = load_texts().value();
  auto const& sheet = responsibilities();
  EXPECT_GT(sheet.review_due, sheet.reviewed_on);
  for (auto const& t : record_tables()) {
    for (auto const& f : t.fields) {
      auto const& owner = sheet.owner_of(t.name, f.name);
      if (owner.is == owner_rule::named) {
        EXPECT_EQ(t.fields[t.at(owner.column).value()].sort, field_sort::id) << t.name << "." << owner.column;
      }
      for (auto const& c : words.languages) {
        EXPECT_TRUE(
            c->has("responsible.who." + (owner.is == owner_rule::named ? owner.column : std::string{word(owner.is)})));
      }
    }
  }
  EXPECT_EQ(sheet.owner_of("referrals", "reason").column, "to_organisation");
  EXPECT_EQ(sheet.owner_of("referrals", "sent_at").column, "from_organisation");
  EXPECT_THROW(static_cast<void>(sheet.owner_of("nothing", "reason")), std::out_of_range);
}

std::string sheet_with(std::string const& tables) {
  return R"({"format": "foothold-responsible/1", "article": "a", "source": "s", "reviewed_on": "2026-11-23",
             "review_due": "2027-05-23", "tables": [)" +
         tables + "]}";
}

std::string faults_of(std::string const& tables) {
  auto const load = read_responsibilities("x.json", sheet_with(tables));
  EXPECT_FALSE(load.value);
  auto text = std::string{};
  for (auto const& f : load.found) {
    text += format_fault(f) + "\n";
  }
  return text;
}

// REQ J9
TEST(responsible, a_sheet_that_lacks_a_table_or_names_what_is_none_is_refused) {
  auto all = std::string{};
  for (auto const& t : record_tables()) {
    all += (all.empty() ? "" : ",") + R"({"table": ")"s + std::string{t.name} + R"(", "owner": "case"})";
  }
  EXPECT_TRUE(read_responsibilities("x.json", sheet_with(all)).value);
  EXPECT_THAT(faults_of(all + R"(,{"table": "persons", "owner": "case"})"), HasSubstr("this table once"));
  EXPECT_THAT(faults_of(all.substr(all.find("},") + 2U)), HasSubstr("this table too"));
  EXPECT_THAT(faults_of(all + R"(,{"table": "nonsense", "owner": "case"})"), HasSubstr("a table of the store"));
  EXPECT_THAT(faults_of(R"({"table": "notes", "owner": "everybody"})"), HasSubstr("case, named or itself"));
  EXPECT_THAT(faults_of(R"({"table": "notes", "owner": "named", "column": "colour"})"), HasSubstr("a column of the"));
  EXPECT_THAT(faults_of(R"({"table": "notes", "owner": "case", "fields": [{"field": "colour", "owner": "case"}]})"),
              HasSubstr("a field of the table"));
  EXPECT_THAT(faults_of(R"({"table": "notes", "owner": "case", "more": 1})"), HasSubstr("more"));
}

}  // namespace
}  // namespace foothold
