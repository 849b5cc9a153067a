#include "store/store.h"

#include <gtest/gtest.h>

#include "store/audit.h"
#include "store/case_records.h"
#include "store/jobs.h"
#include "store/organisation_records.h"
#include "store/outbox.h"
#include "store/person_records.h"
#include "store/skill_records.h"
#include "store/stores.h"

namespace foothold {
namespace {

organisation_record an_office() {
  return {.id = new_id<organisation_id>(), .name = "Office", .kind = "municipality"};
}

class store_test : public on_both_stores {
protected:
  // How many rows of a table there are.
  template <typename Record>
  std::size_t count() {
    auto n = std::size_t{0U};
    EXPECT_TRUE(store_for_tests::read(
        *cases, [&](snapshot& s) { return list<Record>(s).map([&](auto const& part) { n = part.rows.size(); }); }));
    return n;
  }
  std::vector<audit_line> audit() {
    auto lines = std::vector<audit_line>{};
    EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      lines = audit_after(s, 0, 100);
      return {};
    }));
    return lines;
  }
};

TEST_P(store_test, the_same_key_is_the_same_change_and_gets_the_same_answer) {
  auto runs = 0;
  auto const work = [&](transaction& t) -> result<std::string> {
    ++runs;
    auto o = an_office();
    return add(t, o).map([&] { return format_id(o.id); });
  };
  auto const request = change_request{.key = "once", .request = "hash"};
  auto const first = store_for_tests::write(*cases, by, request, work);
  auto const second = store_for_tests::write(*cases, by, request, work);
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(first->repeated);
  EXPECT_TRUE(second->repeated);
  EXPECT_EQ(first->text, second->text);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(count<organisation_record>(), 1U);
  EXPECT_EQ(audit().size(), 1U);

  auto const other = store_for_tests::write(*cases, by, {.key = "once", .request = "another hash"}, work);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, errc::conflict);
  EXPECT_EQ(other.error().message, "this idempotency key was used for another request");
  // A key belongs to who used it: nobody learns another one's answer.
  auto const somebody_else = store_for_tests::write(*cases, {.actor = "b", .name = "test"}, request, work);
  ASSERT_TRUE(somebody_else);
  EXPECT_FALSE(somebody_else->repeated);
}

TEST_P(store_test, a_change_that_fails_leaves_nothing_and_its_key_is_free) {
  auto const request = change_request{.key = "k", .request = "r"};
  auto refuse = true;
  auto const work = [&](transaction& t) -> result<std::string> {
    auto o = an_office();
    auto const added = add(t, o);
    publish(t, "topic", "subject", "body");
    add_job(t, new_id<job_id>(), "kind", "payload", t.now());
    if (!added || refuse) {
      return fail(errc::bad_input, "no");
    }
    return "yes";
  };
  EXPECT_EQ(store_for_tests::write(*cases, by, request, work).error().message, "no");
  EXPECT_EQ(count<organisation_record>(), 0U);
  EXPECT_TRUE(audit().empty());
  EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    EXPECT_TRUE(published_after(s, {}, 10).empty());
    return {};
  }));
  refuse = false;
  EXPECT_EQ(store_for_tests::write(*cases, by, request, work).value().text, "yes");
  EXPECT_EQ(count<organisation_record>(), 1U);
}

TEST_P(store_test, an_exception_takes_the_change_back_and_comes_out) {
  EXPECT_THROW((void)write([&](transaction& t) -> result<std::string> {
                 auto o = an_office();
                 EXPECT_TRUE(add(t, o));
                 throw std::runtime_error{"a bug"};
               }),
               std::runtime_error);
  EXPECT_EQ(count<organisation_record>(), 0U);
  auto o = an_office();
  EXPECT_EQ(write_rows([&](transaction& t) { return add(t, o); }), "");
}

TEST_P(store_test, a_statement_that_failed_takes_the_change_back_even_if_nobody_listens) {
  auto o = an_office();
  auto const said = write_rows([&](transaction& t) -> result<void> {
    (void)add(t, o);
    try {
      (void)add(t, o);
    } catch (std::exception const&) {
      // as if nothing had happened
    }
    return {};
  });
  // SQLite keeps what went well, PostgreSQL nothing; neither may say something else than it does.
  EXPECT_EQ(count<organisation_record>(), said.empty() ? 1U : 0U) << said;
}

TEST_P(store_test, constraints_speak_plainly_and_name_no_values) {
  auto office = an_office();
  auto contact = contact_record{.id = decltype(contact_record::id){random_id()},
                                .person = new_id<person_id>(),
                                .channel = "phone",
                                .address = "x"};
  auto const orphan =
      write([&](transaction& t) -> result<std::string> { return add(t, contact).map([] { return std::string{}; }); });
  ASSERT_FALSE(orphan);
  EXPECT_EQ(orphan.error().code, errc::bad_input);

  auto person = person_record{.id = new_id<person_id>(), .organisation = office.id, .local_number = "Zahra-77"};
  ASSERT_EQ(write_rows([&](transaction& t) { return add(t, office).and_then([&] { return add(t, person); }); }), "");
  auto twin = person;
  twin.id = new_id<person_id>();
  auto const taken =
      write([&](transaction& t) -> result<std::string> { return add(t, twin).map([] { return std::string{}; }); });
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, errc::conflict);
  EXPECT_NE(taken.error().message.find("local_number"), std::string::npos) << taken.error().message;
  EXPECT_EQ(taken.error().message.find("Zahra"), std::string::npos) << taken.error().message;
}

TEST_P(store_test, a_read_sees_one_state_and_cannot_change_it) {
  auto o = an_office();
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    EXPECT_TRUE(list<organisation_record>(s).value().rows.empty());
    EXPECT_EQ(write_rows([&](transaction& t) { return add(t, o); }), "");
    EXPECT_TRUE(list<organisation_record>(s).value().rows.empty());
    return {};
  }));
  EXPECT_EQ(count<organisation_record>(), 1U);
  static statement const kWrite{"write", "delete from organisations returning id", {}, {cell_kind::text}};
  auto const refused = store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    (void)by_statement::rows(s, kWrite, {});
    return {};
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(count<organisation_record>(), 1U);
}

// REQ H5
TEST_P(store_test, a_read_of_a_person_is_in_their_log_before_it_is_answered) {
  auto const read = act{.actor = "staff-1", .name = "person.read", .subject = "person-7", .purpose = "counselling"};
  ASSERT_TRUE(store_for_tests::read(*cases, read, [](snapshot&) -> result<void> { return {}; }));
  auto lines = std::vector<audit_line>{};
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    lines = audit_of(s, "person-7", 0, 10);
    EXPECT_TRUE(audit_of(s, "person-8", 0, 10).empty());
    return {};
  }));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].actor, "staff-1");
  EXPECT_EQ(lines[0].name, "person.read");
  EXPECT_EQ(lines[0].purpose, "counselling");
  EXPECT_EQ(lines[0].at, instant{kFirstDay});
}

TEST_P(store_test, nobody_changes_the_audit_or_a_version) {
  ASSERT_EQ(write_rows([](transaction&) -> result<void> { return {}; }), "");
  for (auto const* const sql : {"update audit set actor = 'x'", "delete from audit"}) {
    auto const s = statement{"tamper", sql, {}, {}};
    EXPECT_NE(write_rows([&](transaction& t) -> result<void> {
                by_statement::change(t, s, {});
                return {};
              }),
              "")
        << sql;
  }
  EXPECT_EQ(audit().size(), 1U);
}

TEST_P(store_test, old_keys_are_forgotten_and_young_ones_are_not) {
  auto const work = [](transaction&) -> result<std::string> { return "done"; };
  ASSERT_TRUE(store_for_tests::write(*cases, by, {.key = "old", .request = "r"}, work));
  clock.advance(store::kKeyLife - std::chrono::hours{1});
  ASSERT_TRUE(store_for_tests::write(*cases, by, {.key = "young", .request = "r"}, work));
  clock.advance(std::chrono::hours{2});
  ASSERT_TRUE(cases->forget_old_keys());
  EXPECT_FALSE(store_for_tests::write(*cases, by, {.key = "old", .request = "r"}, work)->repeated);
  EXPECT_TRUE(store_for_tests::write(*cases, by, {.key = "young", .request = "r"}, work)->repeated);
}

TEST_P(store_test, keys_have_a_length) {
  auto const work = [](transaction&) -> result<std::string> { return ""; };
  EXPECT_EQ(store_for_tests::write(*cases, by, {.key = "", .request = "r"}, work).error().code, errc::wrong_use);
  EXPECT_EQ(store_for_tests::write(*cases, by, {.key = std::string(129U, 'x'), .request = "r"}, work).error().code,
            errc::wrong_use);
  EXPECT_TRUE(store_for_tests::write(*cases, by, {.key = std::string(128U, 'x'), .request = "r"}, work));
}

// An erased person's rows are there, and nobody can read them.
TEST_P(store_test, without_its_key_a_person_is_not_found) {
  auto office = an_office();
  auto gone = person_record{.id = new_id<person_id>(), .organisation = office.id, .local_number = "1", .name = "A"};
  auto stays = person_record{.id = new_id<person_id>(), .organisation = office.id, .local_number = "2", .name = "B"};
  ASSERT_EQ(write_rows([&](transaction& t) {
              return add(t, office).and_then([&] { return add(t, gone); }).and_then([&] { return add(t, stays); });
            }),
            "");
  cipher.destroy_keys(format_id(gone.id));
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    EXPECT_EQ(find<person_record>(s, gone.id).error().code, errc::not_found);
    EXPECT_EQ(find<person_record>(s, stays.id).value(), stays);
    EXPECT_EQ(list<person_record>(s).value().rows, std::vector{stays});
    return {};
  }));
}

TEST_P(store_test, ciphertext_moved_to_another_row_does_not_open) {
  auto office = an_office();
  auto a = person_record{.id = new_id<person_id>(), .organisation = office.id, .local_number = "1", .name = "A"};
  auto b = person_record{.id = new_id<person_id>(), .organisation = office.id, .local_number = "2", .name = "B"};
  static statement const kMove{"move",
                               "update persons set name_sealed = (select name_sealed from persons where id = :p1) "
                               "where id = :p2",
                               {cell_kind::text, cell_kind::text},
                               {}};
  ASSERT_EQ(write_rows([&](transaction& t) -> result<void> {
              EXPECT_TRUE(add(t, office) && add(t, a) && add(t, b));
              by_statement::change(t, kMove, row{format_id(a.id), format_id(b.id)});
              return {};
            }),
            "");
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    EXPECT_EQ(find<person_record>(s, a.id).value(), a);
    EXPECT_EQ(find<person_record>(s, b.id).error().code, errc::broken);
    return {};
  }));
}

FOOTHOLD_BOTH_ENGINES(store_test);

// What is written in the clear is found on the disk; what is sealed is not, in no file of the database.
// REQ H6
TEST(store, no_personal_text_is_at_rest) {
  auto const folder = temp_folder{};
  auto disk = memory_disk{};
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  auto opened = store::open({.folder = folder.path(), .vfs = disk.name()}, cipher, clock);
  ASSERT_TRUE(opened);
  auto office = an_office();
  office.name = "clear-canary";
  auto household = household_record{.id = new_id<household_id>(), .area = "z", .address = "canary-street"};
  auto staff = staff_record{
      .id = new_id<staff_id>(), .organisation = office.id, .name = "canary-staff", .email = "canary@mail", .role = "r"};
  auto person = person_record{.id = new_id<person_id>(),
                              .organisation = office.id,
                              .local_number = "n",
                              .name = "canary-ليلى",
                              .name_transliterated = "canary-leyla",
                              .birth = parse_date("1987-11-23"),
                              .gender = "canary-gender"};
  auto contact = contact_record{.id = {random_id()},
                                .person = person.id,
                                .channel = "phone",
                                .address = "canary-0049",
                                .safe = "canary-brother",
                                .hours = parse_week("Mon 03:11-04:13"),
                                .note = "canary-note"};
  auto barrier = barrier_record{.id = {random_id()},
                                .person = person.id,
                                .purpose = "p",
                                .kind = "canary-health",
                                .words = "canary-asylum",
                                .asked_by = staff.id,
                                .until_on = kFirstDay};
  auto paper = paper_record{.id = new_id<paper_id>(),
                            .person = person.id,
                            .kind = "canary-permit",
                            .number = "canary-number",
                            .state = "canary-state",
                            .until = parse_date("2031-07-19")};
  auto message = message_record{.id = {random_id()}, .person = person.id, .channel = "c", .words = "canary-message"};
  ASSERT_TRUE(store_for_tests::write(
      *opened, {.actor = "a", .name = "n"}, {.key = "k", .request = "r"}, [&](transaction& t) -> result<std::string> {
        EXPECT_TRUE(add(t, office) && add(t, household) && add(t, staff) && add(t, person) && add(t, contact) &&
                    add(t, barrier) && add(t, paper) && add(t, message));
        return "";
      }));
  auto const bytes = disk.all_bytes();
  EXPECT_NE(bytes.find("clear-canary"), std::string::npos) << "the control: this is how it would be found";
  for (auto at = bytes.find("canary"); at != std::string::npos; at = bytes.find("canary", at + 1U)) {
    EXPECT_EQ(bytes.substr(at - 6U, 12U), "clear-canary") << "in clear: " << bytes.substr(at, 20U);
  }
  for (auto const* const sealed : {"1987-11-23", "2031-07-19", "03:11"}) {
    EXPECT_EQ(bytes.find(sealed), std::string::npos) << sealed;
  }
}

TEST(store, a_write_inside_a_write_is_refused) {
  auto const folder = temp_folder{};
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  auto opened = store::open({.folder = folder.path()}, cipher, clock);
  ASSERT_TRUE(opened);
  auto const nothing = [](transaction&) -> result<std::string> { return ""; };
  auto const what = act{.actor = "a", .name = "n"};
  ASSERT_TRUE(
      store_for_tests::write(*opened, what, {.key = "k", .request = "r"}, [&](transaction&) -> result<std::string> {
        EXPECT_EQ(store_for_tests::write(*opened, what, {.key = "l", .request = "r"}, nothing).error().code,
                  errc::wrong_use);
        return "";
      }));
}

}  // namespace
}  // namespace foothold
