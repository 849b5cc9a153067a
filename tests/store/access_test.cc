// The store and access: nothing without a grant, masks, relations of the same transaction, refusals that look alike.

#include <type_traits>

#include <gtest/gtest.h>

#include "store/all_records.h"
#include "store/audit.h"
#include "store/emergencies.h"
#include "store/jobs.h"
#include "store/outbox.h"
#include "store/reminders.h"
#include "store/stores.h"

namespace foothold {
namespace {

// A query that nobody decided on does not compile.
template <typename Store, typename... Arguments>
concept can_read = requires(Store s, Arguments... arguments) { s.read(arguments...); };
template <typename Store, typename... Arguments>
concept can_write = requires(Store s, Arguments... arguments) { s.write(arguments...); };
template <typename View>
concept finds_people = requires(View& v) { find<person_record>(v, person_id{}); };
template <typename View>
concept adds_people = requires(View& v, person_record r) { add(v, r); };
template <typename View>
concept runs_statements = requires(View& v, statement s, row parameters) { v.rows(s, parameters); } ||
                          requires(View& v, statement s, row parameters) { v.change(s, parameters); };

static_assert(can_read<store, access_request, read_work>, "the control: this is how it is done");
static_assert(!can_read<store, read_work>, "a read without a request");
static_assert(!can_read<store, installation_act, read_work>, "the program's own act sees no people");
static_assert(!can_read<store, actor, read_work>);
static_assert(can_write<store, access_request, change_request, change_work>);
static_assert(!can_write<store, change_request, change_work>);
static_assert(!can_write<store, installation_act, change_request, change_work>);
static_assert(can_write<store, installation_act, change_request, installation_change_work>);
static_assert(finds_people<snapshot> && finds_people<transaction>);
static_assert(!finds_people<installation_view> && !finds_people<installation_change>);
static_assert(adds_people<transaction> && !adds_people<snapshot> && !adds_people<installation_change>);
static_assert(!runs_statements<snapshot> && !runs_statements<transaction> && !runs_statements<installation_change>);
static_assert(!std::is_default_constructible_v<grant>, "only decide() makes grants");
static_assert(!std::is_constructible_v<snapshot, connection&, field_cipher&>);
static_assert(!std::is_convertible_v<installation_view&, snapshot&>);

// Counts what is opened.
class counting_cipher final : public field_cipher {
public:
  result<std::string> seal(field_place const& place, std::string_view const clear) override {
    return inner.seal(place, clear);
  }
  result<std::string> open(field_place const& place, std::string_view const sealed) override {
    ++(place.sort == data_class::sensitive ? special : personal);
    return inner.open(place, sealed);
  }
  memory_cipher inner;
  int personal{0}, special{0};
};

class access_test : public on_both_engines {
protected:
  void SetUp() override {
    on_both_engines::SetUp();
    if (IsSkipped()) {
      return;
    }
    options.tenant = "t";
    auto opened = store::open(options, cipher, clock);
    ASSERT_TRUE(opened) << opened.error().message;
    cases.emplace(std::move(*opened));
    clock.advance(std::chrono::hours{10});
    for (auto* const o : {&office, &school}) {
      *o = {.id = new_id<organisation_id>(), .name = "O"};
    }
    worker = staff_of(office, "caseworker");
    colleague = staff_of(office, "caseworker");
    teacher = staff_of(school, "provider");
    home = {.id = new_id<household_id>(), .area = "z", .address = "street"};
    layla = {.id = new_id<person_id>(),
             .household = home.id,
             .organisation = office.id,
             .caseworker = worker.id,
             .local_number = "1",
             .name = "Layla"};
    other = {.id = new_id<person_id>(),
             .household = home.id,
             .organisation = office.id,
             .local_number = "2",
             .name = "Other"};
    child = {
        .id = new_id<child_id>(), .household = home.id, .carer = layla.id, .birth = kFirstDay, .health_need = "asthma"};
    skill = {.id = new_id<skill_id>(), .person = layla.id, .skill = "cook", .level = "good"};
    put([&](transaction& t) {
      return add(t, office) && add(t, school) && add(t, worker) && add(t, colleague) && add(t, teacher) &&
             add(t, home) && add(t, layla) && add(t, other) && add(t, child) && add(t, skill);
    });
    cipher.personal = cipher.special = 0;
  }

  static staff_record staff_of(organisation_record const& o, std::string const& role) {
    return {.id = new_id<staff_id>(), .organisation = o.id, .name = "S", .role = role, .active = true};
  }

  // Rows that are there, whoever may write them.
  void put(std::function<bool(transaction&)> const& work) {
    auto const done = store_for_tests::write(*cases, {.actor = "setup", .name = "setup"}, next_key(),
                                             [&](transaction& t) -> result<std::string> {
                                               EXPECT_TRUE(work(t));
                                               return "";
                                             });
    ASSERT_TRUE(done) << done.error().message;
  }
  change_request next_key() { return {.key = "k" + std::to_string(++keys), .request = "r"}; }

  static access_request asked(staff_record const& s, action const what, person_id const& who, purpose const why) {
    return {.by = {.id = format_id(s.id),
                   .as = parse_word<role>(s.role).value(),
                   .tenant = "t",
                   .organisation = format_id(s.organisation),
                   .state = membership::active,
                   .session = all_of<action>()},
            .what = what,
            .of = {.sort = kind::person, .subject = format_id(who)},
            .for_what = why};
  }
  access_request by_worker(action const what, purpose const why = purpose::counselling) {
    return asked(worker, what, layla.id, why);
  }

  // The error's message; empty: it went well.
  std::string read(
      access_request const& a,
      std::function<result<void>(snapshot&)> const& work = [](snapshot&) -> result<void> { return {}; }) {
    auto const done = cases->read(a, work);
    return done ? "" : done.error().message;
  }
  std::string write(access_request const& a, std::function<result<void>(transaction&)> const& work) {
    auto const done = cases->write(a, next_key(), [&](transaction& t) -> result<std::string> {
      return work(t).map([] { return std::string{}; });
    });
    return done ? "" : done.error().message;
  }
  std::vector<audit_line> log_of(person_id const& who) {
    auto lines = std::vector<audit_line>{};
    EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      lines = audit_of(s, format_id(who), 0, 100);
      return {};
    }));
    return lines;
  }
  std::vector<outbox_entry> owed() {
    auto entries = std::vector<outbox_entry>{};
    EXPECT_TRUE(cases->read(
        installation_act{.actor = "outbox", .name = "outbox.read"}, [&](installation_view& v) -> result<void> {
          entries = published_after(v, {}, 100);
          std::erase_if(entries, [](outbox_entry const& e) { return !e.topic.starts_with("owed."); });
          return {};
        }));
    return entries;
  }

  // A permission for the school's teaching, and a referral that it accepted.
  permission_record permitted(std::string const& fields) {
    return {.id = new_id<permission_id>(),
            .person = layla.id,
            .organisation = school.id,
            .purpose = "teaching",
            .fields = fields,
            .given_on = kFirstDay - days{1},
            .until_on = kFirstDay + days{30}};
  }
  referral_record referred(referral_state const s) {
    return {.id = {random_id()},
            .person = layla.id,
            .from_organisation = office.id,
            .to_organisation = school.id,
            .state = s,
            .sent_at = instant{kFirstDay},
            .answer_by = kFirstDay + days{14}};
  }
  access_request by_teacher(action const what) { return asked(teacher, what, layla.id, purpose::teaching); }

  counting_cipher cipher;
  std::optional<store> cases;
  int keys{0};
  organisation_record office, school;
  staff_record worker, colleague, teacher;
  household_record home;
  person_record layla, other;
  child_record child;
  skill_record skill;
};

constexpr auto kNothing = "there is no such entry";

TEST_P(access_test, the_caseworker_of_a_case_sees_it_and_nobody_else_does) {
  EXPECT_EQ(read(by_worker(action::read),
                 [&](snapshot& s) -> result<void> {
                   EXPECT_EQ(find<person_record>(s, layla.id).value(), layla);
                   EXPECT_EQ(find<household_record>(s, home.id).value(), home);
                   EXPECT_EQ(find<child_record>(s, child.id).value(), child);
                   EXPECT_EQ(find<person_record>(s, other.id).error().code, errc::not_found)
                       << "the grant is about one person";
                   EXPECT_EQ(find<staff_record>(s, colleague.id).error().code, errc::not_found);
                   EXPECT_EQ(list_by<child_record>(s, "carer", layla.id).value().rows.size(), 1U);
                   EXPECT_TRUE(list_by<child_record>(s, "carer", other.id).value().rows.empty());
                   return {};
                 }),
            "");
  EXPECT_EQ(read(asked(colleague, action::read, layla.id, purpose::planning)), kNothing);
  EXPECT_EQ(read(asked(teacher, action::read, layla.id, purpose::teaching)), kNothing);
  auto elsewhere = by_worker(action::read);
  elsewhere.by.tenant = "another";
  EXPECT_EQ(read(elsewhere), kNothing);
}

// REQ H5
TEST_P(access_test, a_refusal_looks_like_a_person_who_is_not_there) {
  auto const stranger = asked(teacher, action::read, layla.id, purpose::teaching);
  auto const nobody = asked(teacher, action::read, new_id<person_id>(), purpose::teaching);
  auto const a = cases->read(stranger, [](snapshot&) -> result<void> { return {}; });
  auto const b = cases->read(nobody, [](snapshot&) -> result<void> { return {}; });
  ASSERT_TRUE(!a && !b);
  EXPECT_EQ(a.error().code, b.error().code);
  EXPECT_EQ(a.error().message, b.error().message);
  auto const lines = log_of(layla.id);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].basis, "denied: no_relation") << "the log knows";
  EXPECT_EQ(lines[0].name, "person.read");
}

// REQ H5
TEST_P(access_test, what_is_outside_the_mask_is_never_opened) {
  auto const work = [&](snapshot& s) -> result<void> {
    auto const found = find<child_record>(s, child.id);
    EXPECT_TRUE(found);
    EXPECT_FALSE(found->health_need) << "planning needs no health";
    EXPECT_EQ(found->birth, kFirstDay);
    EXPECT_TRUE(list<barrier_record>(s).value().rows.empty());
    return {};
  };
  EXPECT_EQ(read(by_worker(action::read, purpose::planning), work), "");
  EXPECT_EQ(cipher.special, 0);
  EXPECT_GT(cipher.personal, 0) << "the control: other fields were opened";
  EXPECT_EQ(read(by_worker(action::read),
                 [&](snapshot& s) { return find<child_record>(s, child.id).map([](auto const&) {}); }),
            "");
  EXPECT_EQ(cipher.special, 1) << "the control: counselling opens it";

  // A table outside the mask is as if it were empty, and nothing of it is opened.
  put([&](transaction& t) {
    auto p = permitted("skills|week");
    auto r = referred(referral_state::accepted);
    return add(t, p) && add(t, r);
  });
  cipher.personal = cipher.special = 0;
  EXPECT_EQ(read(by_teacher(action::read),
                 [&](snapshot& s) -> result<void> {
                   EXPECT_EQ(find<person_record>(s, layla.id).error().code, errc::not_found);
                   EXPECT_EQ(find<child_record>(s, child.id).error().code, errc::not_found);
                   EXPECT_EQ(find<skill_record>(s, skill.id).value(), skill);
                   return {};
                 }),
            "");
  EXPECT_EQ(cipher.personal + cipher.special, 0);
}

TEST_P(access_test, writes_outside_the_mask_are_refused_and_what_is_masked_survives_a_change) {
  put([&](transaction& t) {
    auto p = permitted("skills|identity|contact");
    auto r = referred(referral_state::accepted);
    return add(t, p) && add(t, r);
  });
  EXPECT_EQ(write(by_teacher(action::change_part),
                  [&](transaction& t) {
                    auto better = find<skill_record>(t, skill.id).value();
                    better.level = "very good";
                    return change(t, better);
                  }),
            "");
  EXPECT_EQ(write(by_teacher(action::change_part),
                  [&](transaction& t) {
                    auto renamed = find<person_record>(t, layla.id).value();  // shown, not to be written
                    renamed.name = "L";
                    return change(t, renamed);
                  }),
            kNothing);
  EXPECT_EQ(write(by_teacher(action::add),
                  [&](transaction& t) {
                    auto c = contact_record{.id = {random_id()}, .person = layla.id};
                    return add(t, c);
                  }),
            kNothing);
  // The guardian of a child's carer sees no health, changes the rest, and the health stays as it was.
  auto const guardian = new_id<person_id>();
  put([&](transaction& t) {
    auto g = companion_record{.id = {random_id()}, .person = layla.id, .companion = format_id(guardian)};
    auto m = mobility_record{.id = {random_id()}, .person = layla.id, .area = "z", .limits = "asthma"};
    return add(t, g) && add(t, m);
  });
  auto by_guardian = by_worker(action::change, purpose::own_file);
  by_guardian.by = {.id = format_id(guardian),
                    .as = role::guardian,
                    .tenant = "t",
                    .state = membership::active,
                    .session = all_of<action>()};
  auto const change_mobility = [&](std::optional<std::string> const& limits) {
    return write(by_guardian, [&](transaction& t) -> result<void> {
      auto m = list_by<mobility_record>(t, "person", layla.id).value().rows.at(0);
      EXPECT_FALSE(m.limits);
      m.area = "y";
      m.limits = limits;
      return change(t, m);
    });
  };
  EXPECT_EQ(change_mobility({}), "");
  EXPECT_EQ(change_mobility("none"), "mobilities: limits: this column is outside of what was granted");
  EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    auto const m = list_by<mobility_record>(s, "person", layla.id).value().rows.at(0);
    EXPECT_EQ(m.area, "y");
    EXPECT_EQ(m.limits, "asthma");
    return {};
  }));
}

// A grant for one person must not reach another's row by its id, nor hand a row over.
TEST_P(access_test, a_row_of_somebody_else_is_not_changed_added_or_taken_over) {
  auto theirs = skill_record{.id = new_id<skill_id>(), .person = other.id, .skill = "weld", .level = "good"};
  put([&](transaction& t) { return add(t, theirs).has_value(); });
  EXPECT_EQ(write(by_worker(action::change),
                  [&](transaction& t) {
                    auto mine = theirs;
                    mine.person = layla.id;
                    return change(t, mine);
                  }),
            kNothing);
  EXPECT_EQ(write(by_worker(action::remove), [&](transaction& t) { return remove(t, theirs); }), kNothing);
  EXPECT_EQ(write(by_worker(action::change),
                  [&](transaction& t) {
                    auto given_away = skill;
                    given_away.person = other.id;
                    return change(t, given_away);
                  }),
            kNothing);
  EXPECT_EQ(write(by_worker(action::add),
                  [&](transaction& t) {
                    auto s = skill_record{.id = new_id<skill_id>(), .person = other.id, .skill = "x"};
                    return add(t, s);
                  }),
            kNothing);
  EXPECT_EQ(write(by_worker(action::change),
                  [&](transaction& t) {
                    auto moved = find<person_record>(t, layla.id).value();
                    moved.organisation = school.id;
                    return change(t, moved);
                  }),
            kNothing);
  EXPECT_EQ(write(by_worker(action::change), [&](transaction& t) { return change(t, skill); }), "") << "the control";
  // A read grant writes nothing.
  EXPECT_EQ(write(by_worker(action::read), [&](transaction& t) { return change(t, skill); }), kNothing);
}

TEST_P(access_test, a_permission_that_was_withdrawn_counts_no_more_at_once) {
  auto p = permitted("skills");
  auto r = referred(referral_state::accepted);
  put([&](transaction& t) { return add(t, p) && add(t, r); });
  EXPECT_EQ(read(by_teacher(action::read)), "");
  put([&](transaction& t) {
    p.withdrawn_at = t.now();
    return change(t, p).has_value();
  });
  EXPECT_EQ(read(by_teacher(action::read)), kNothing);
  put([&](transaction& t) {
    p.withdrawn_at.reset();
    r.state = referral_state::revoked;
    return change(t, p) && change(t, r);
  });
  EXPECT_EQ(read(by_teacher(action::read)), kNothing);
}

// Adding a row to a file is less than handing the person on.
TEST_P(access_test, a_referral_is_sent_by_its_own_act_only) {
  auto r = referred(referral_state::pending);
  EXPECT_EQ(write(by_worker(action::add), [&](transaction& t) { return add(t, r); }), kNothing);
  EXPECT_EQ(write(asked(worker, action::refer, layla.id, purpose::referral), [&](transaction& t) { return add(t, r); }),
            "");
}

TEST_P(access_test, who_stands_in_is_as_good_as_the_caseworker_on_these_days_only) {
  auto const by_colleague = [&] { return asked(colleague, action::read, layla.id, purpose::planning); };
  EXPECT_EQ(read(by_colleague()), kNothing);
  put([&](transaction& t) {
    auto p = find<person_record>(t, layla.id).value();
    p.cover = colleague.id;
    p.cover_from = kFirstDay + days{1};
    p.cover_until = kFirstDay + days{2};
    return change(t, p).has_value();
  });
  EXPECT_EQ(read(by_colleague()), kNothing) << "the day before";
  for (auto day = 1; day != 3; ++day) {
    clock.advance(std::chrono::hours{24});
    EXPECT_EQ(read(by_colleague()), "") << day;
  }
  clock.advance(std::chrono::hours{24});
  EXPECT_EQ(read(by_colleague()), kNothing) << "the day after";
}

TEST_P(access_test, a_referral_that_nobody_answers_is_void_after_fourteen_days) {
  put([&](transaction& t) {
    auto p = permitted("skills|referrals");
    auto r = referred(referral_state::pending);
    return add(t, p) && add(t, r);
  });
  EXPECT_EQ(read(by_teacher(action::read)), "");
  clock.advance(std::chrono::hours{24 * 14});
  EXPECT_EQ(read(by_teacher(action::read)), kNothing);
}

TEST_P(access_test, who_was_suspended_or_has_another_role_by_now_is_refused_whatever_the_session_says) {
  EXPECT_EQ(read(by_worker(action::read)), "");
  auto posing = by_worker(action::read);
  posing.by.as = role::lead;
  EXPECT_EQ(read(posing), kNothing);
  auto elsewhere = by_worker(action::read);
  elsewhere.by.organisation = format_id(school.id);
  EXPECT_EQ(read(elsewhere), kNothing);
  put([&](transaction& t) {
    worker.active = false;
    return change(t, worker).has_value();
  });
  EXPECT_EQ(read(by_worker(action::read)), kNothing);
  put([&](transaction& t) {
    worker.active = true;
    worker.until_on = kFirstDay;
    return change(t, worker).has_value();
  });
  EXPECT_EQ(read(by_worker(action::read)), "") << "the last day counts";
  clock.advance(std::chrono::hours{14});
  EXPECT_EQ(read(by_worker(action::read)), kNothing);
}

// Also the answer of a change that was made while it was allowed.
TEST_P(access_test, who_was_suspended_is_not_given_an_old_answer_again) {
  auto const request = change_request{.key = "once", .request = "r"};
  auto const work = [](transaction&) -> result<std::string> { return "answer"; };
  EXPECT_EQ(cases->write(by_worker(action::change), request, work).value().text, "answer");
  EXPECT_TRUE(cases->write(by_worker(action::change), request, work).value().repeated);
  put([&](transaction& t) {
    worker.active = false;
    return change(t, worker).has_value();
  });
  EXPECT_EQ(cases->write(by_worker(action::change), request, work).error().message, kNothing);
}

TEST_P(access_test, a_list_shows_the_own_cases_and_tells_of_no_others) {
  auto mine = by_worker(action::list);
  mine.of = {.sort = kind::person, .over = reach::caseload};
  EXPECT_EQ(read(mine,
                 [&](snapshot& s) -> result<void> {
                   EXPECT_EQ(list_by<person_record>(s, "caseworker", worker.id).value().rows, std::vector{layla});
                   EXPECT_EQ(list<person_record>(s).value().rows, std::vector{layla});
                   for (auto const& part : {list<person_record>(s, {.limit = 1}),
                                            list_by<person_record>(s, "organisation", office.id, {.limit = 1})}) {
                     EXPECT_TRUE(part->next.empty() || part->next == format_id(layla.id)) << "an id of somebody else";
                   }
                   EXPECT_TRUE(list<skill_record>(s).value().rows.empty());
                   return {};
                 }),
            "");
  auto changing = mine;
  changing.what = action::read;
  EXPECT_EQ(read(changing), kNothing) << "over many there are lists, not reads";
}

TEST_P(access_test, an_emergency_opens_one_file_for_an_hour_and_tells_everybody) {
  auto open = asked(colleague, action::open_emergency, layla.id, purpose::emergency);
  auto look = asked(colleague, action::read, layla.id, purpose::emergency);
  auto const why = emergency_case{.reason_code = "life", .reason = "she does not answer"};
  EXPECT_EQ(read(look), kNothing);
  open.emergency = why;
  auto const note = [&](transaction& t) { return note_emergency(t, why).map([](emergency_id const&) {}); };
  EXPECT_EQ(write(open, note), kNothing) << "not signed in again";
  open.by.has = flag::signed_in_again;
  EXPECT_EQ(write(open, note), "");
  auto topics = std::string{};
  for (auto const& e : owed()) {
    topics += e.topic + ' ';
    EXPECT_EQ(e.subject, format_id(layla.id));
  }
  EXPECT_EQ(topics,
            "owed.tell_person owed.tell_owner owed.tell_data_protection_officer owed.review_within_seven_days ");
  EXPECT_EQ(read(look, [&](snapshot& s) { return find<person_record>(s, layla.id).map([](auto const&) {}); }), "");
  clock.advance(std::chrono::minutes{60});
  EXPECT_EQ(read(look), kNothing);
  // Five a day.
  for (auto i = 2; i <= 5; ++i) {
    EXPECT_EQ(write(open, note), "") << i;
  }
  EXPECT_EQ(write(open, note), kNothing);
  EXPECT_EQ(log_of(layla.id).back().basis, "denied: too_many_emergencies");
}

TEST_P(access_test, the_person_reads_who_opened_the_own_file) {
  EXPECT_EQ(read(by_worker(action::read)), "");
  auto own = by_worker(action::read, purpose::own_file);
  own.by = {.id = format_id(layla.id),
            .as = role::newcomer,
            .tenant = "t",
            .state = membership::active,
            .session = all_of<action>()};
  EXPECT_EQ(read(own,
                 [&](snapshot& s) -> result<void> {
                   auto const lines = audit_of(s, format_id(layla.id), 0, 10);
                   EXPECT_EQ(lines.size(), 1U);
                   EXPECT_EQ(lines.at(0).actor, format_id(worker.id));
                   EXPECT_EQ(lines.at(0).basis, "task_of_the_office");
                   EXPECT_NE(lines.at(0).fields.find("health"), std::string::npos);
                   EXPECT_TRUE(audit_of(s, format_id(other.id), 0, 10).empty());
                   EXPECT_TRUE(audit_after(s, 0, 10).empty());
                   return {};
                 }),
            "");
  // Who shares the household sees nothing.
  auto relative = own;
  relative.by.id = format_id(other.id);
  EXPECT_EQ(read(relative), kNothing);
}

TEST_P(access_test, the_office_registers_somebody_new_for_itself_only) {
  auto person = person_record{.id = new_id<person_id>(), .organisation = office.id, .local_number = "3", .name = "N"};
  auto const adding = [&] { return asked(worker, action::add, person.id, purpose::registration); };
  EXPECT_EQ(write(adding(), [&](transaction& t) { return add(t, person); }), "");
  person.id = new_id<person_id>();
  person.local_number = "4";
  person.organisation = school.id;
  EXPECT_EQ(write(adding(), [&](transaction& t) { return add(t, person); }), kNothing);
}

// The person gives a permission, the school sees what it names; nobody edits it into a wider one.
TEST_P(access_test, a_permission_is_given_and_withdrawn_by_the_person_and_edited_by_nobody) {
  put([&](transaction& t) {
    auto r = referred(referral_state::accepted);
    return add(t, r).has_value();
  });
  auto own = by_worker(action::permit, purpose::own_file);
  own.by = {.id = format_id(layla.id),
            .as = role::newcomer,
            .tenant = "t",
            .state = membership::active,
            .session = all_of<action>()};
  auto p = permitted("skills");
  EXPECT_EQ(read(by_teacher(action::read)), kNothing);
  EXPECT_EQ(write(own, [&](transaction& t) { return add(t, p); }), "");
  EXPECT_EQ(read(by_teacher(action::read)), "");
  auto wider = p;
  wider.fields = "skills|health|notes";
  EXPECT_EQ(write(by_worker(action::change), [&](transaction& t) { return change(t, wider); }), kNothing);
  EXPECT_EQ(write(by_teacher(action::change), [&](transaction& t) { return change(t, wider); }), kNothing);
  EXPECT_EQ(write(own, [&](transaction& t) { return change(t, wider); }), kNothing);
  own.what = action::withdraw;
  EXPECT_EQ(write(own, [&](transaction& t) { return change(t, wider); }), kNothing);
  EXPECT_EQ(write(own, [&](transaction& t) { return remove(t, p); }), kNothing);
  EXPECT_EQ(write(own,
                  [&](transaction& t) {
                    p.withdrawn_at = t.now();
                    return change(t, p);
                  }),
            "");
  EXPECT_EQ(read(by_teacher(action::read)), kNothing);
}

// The program's own reminders see last days of everybody, and nothing that tells who somebody is.
TEST_P(access_test, reminders_work_with_the_grant_of_a_service) {
  put([&](transaction& t) {
    auto p = paper_record{.id = new_id<paper_id>(),
                          .person = layla.id,
                          .kind = "permit",
                          .state = "original",
                          .until = kFirstDay + days{20},
                          .remind_on = kFirstDay};
    return add(t, p).has_value();
  });
  auto const service = access_request{.by = {.id = "reminders",
                                             .as = role::service,
                                             .tenant = "t",
                                             .state = membership::active,
                                             .session = all_of<action>()},
                                      .what = action::change_many,
                                      .of = {.sort = kind::person, .over = reach::tenant},
                                      .for_what = purpose::reminding};
  EXPECT_EQ(write(service,
                  [&](transaction& t) {
                    EXPECT_TRUE(list<person_record>(t).value().rows.empty());
                    return remind_of_papers(t, kFirstDay).map([](std::string const&) {});
                  }),
            "");
  EXPECT_EQ(read(by_worker(action::read),
                 [&](snapshot& s) -> result<void> {
                   auto const tasks = list_by<task_record>(s, "person", layla.id).value().rows;
                   EXPECT_EQ(tasks.size(), 1U);
                   EXPECT_EQ(tasks.at(0).assignee, worker.id);
                   return {};
                 }),
            "");
}

TEST_P(access_test, a_change_under_an_installation_act_is_in_the_audit_and_holds_jobs_only) {
  EXPECT_TRUE(cases->write(installation_act{.actor = "reminders", .name = "job.add"}, next_key(),
                           [&](installation_change& t) -> result<std::string> {
                             add_job(t, new_id<job_id>(), "remind", "", t.now());
                             return "";
                           }));
  auto last = audit_line{};
  EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    last = audit_after(s, 0, 100).back();
    return {};
  }));
  EXPECT_EQ(last.name, "job.add");
  EXPECT_EQ(last.subject, "");
}

FOOTHOLD_BOTH_ENGINES(access_test);

}  // namespace
}  // namespace foothold
