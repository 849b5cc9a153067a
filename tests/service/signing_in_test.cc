// Cards, accounts and sessions on both engines, at any time of day.

#include <atomic>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/erasing.h"
#include "service/installations.h"
#include "service/open_sessions.h"
#include "service/paper_cards.h"
#include "service/staff.h"
#include "service/staff_accounts.h"
#include "service/typed_secret.h"
#include "store/audit.h"
#include "store/case_records.h"
#include "store/copying.h"
#include "vault/one_time_code.h"

namespace foothold {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kPassword = "four black cats";

// Is this text anywhere in the database?
class searched_rows final : public row_taker {
public:
  explicit searched_rows(std::string_view const text) : text_{text} {}
  [[nodiscard]] result<void> begin(copied_table const& /*t*/) override { return {}; }
  [[nodiscard]] result<void> add(row_page const& page) override {
    found = found || page.bytes.find(text_) != std::string::npos;
    return {};
  }
  [[nodiscard]] result<void> end(table_sum const& /*s*/) override { return {}; }

  bool found{false};

private:
  std::string_view text_;
};

class signing_in : public on_both_installations {
protected:
  void SetUp() override {
    on_both_installations::SetUp();
    if (IsSkipped()) {
      return;
    }
    constexpr auto kCheap = hash_cost{.memory_bytes = 8192U, .passes = 1U};
    auto opened =
        ways_in::open(*at_work, {.pin = kCheap, .password = kCheap, .queue = {.at_once = 8U, .waiting = 64U}});
    ASSERT_TRUE(opened) << opened.error().message;
    in = std::move(*opened);
    layla = add_person("17");
  }

  made_card card_for(person_record const& p, std::optional<std::string> pin = std::nullopt) {
    auto made = make_card(*in, {.by = acting(worker), .person = p.id, .pin = std::move(pin)});
    EXPECT_TRUE(made) << made.error().message;
    return made.value_or(made_card{});
  }
  entry with_card(made_card const& c, std::string const& pin, bool const shared = false) {
    auto const done = sign_in_with_card(*in, c.secret, pin, {.shared = shared, .device = "android"});
    EXPECT_TRUE(done) << done.error().message;
    last = done ? done->session : begun_session{};
    return done ? done->how : entry::wrong;
  }
  bool is_in_any_row(std::string_view const text) {
    auto searched = searched_rows{text};
    EXPECT_TRUE(at_work->cases().give_rows([&](std::uint32_t) { return &searched; }));
    return searched.found;
  }
  std::optional<open_session> session(std::string const& token) { return find_open_session(*in, token).value(); }
  static std::string other_than(std::string pin) {
    pin[0] = pin[0] == '9' ? '0' : static_cast<char>(pin[0] + 1);
    return pin;
  }

  [[nodiscard]] std::string code_now(std::string const& key) const {
    auto const at = std::chrono::floor<seconds>(clock.now()).time_since_epoch().count();
    return one_time_code(key, static_cast<std::uint64_t>(one_time_step(at)));
  }
  // An account for somebody, and its key.
  std::string account_for(staff_record const& s, std::string const& name) {
    auto const invitation = invite(*in, s.id).value();
    auto const key = code_key_of_invitation(*in, invitation).value();
    auto const made =
        make_account(*in, {.invitation = invitation, .name = name, .password = kPassword, .code = code_now(key)});
    EXPECT_TRUE(made);
    EXPECT_EQ(made->fault, account_fault::none);
    recovery = made->recovery;
    return key;
  }
  entry with_account(std::string const& name, std::string const& password, std::string const& code) {
    auto const done = sign_in_with_account(*in, name, password, code, {.device = "windows"});
    EXPECT_TRUE(done) << done.error().message;
    last = done ? done->session : begun_session{};
    return done ? done->how : entry::wrong;
  }

  // What the audit says of somebody's ways in, the newest last.
  std::vector<std::string> told_of(std::string const& subject) {
    auto names = std::vector<std::string>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) -> result<void> {
      names.clear();
      for (auto const& l : audit_after(s, 0, 10000)) {
        if (l.subject == subject && !l.name.starts_with("person.")) {
          names.push_back(l.name);
        }
      }
      return {};
    }));
    return names;
  }

  std::unique_ptr<ways_in> in;
  person_record layla;
  begun_session last;
  std::vector<std::string> recovery;
};

// REQ A3
TEST_P(signing_in, a_card_and_its_pin_open_a_session_of_that_person) {
  auto const card = card_for(layla);
  EXPECT_EQ(card.secret.size(), kCardDigits);
  EXPECT_EQ(card.pin.size(), kPinDigits);
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  auto const s = session(last.token);
  ASSERT_TRUE(s);
  EXPECT_EQ(s->who.who.id, format_id(layla.id));
  EXPECT_EQ(s->who.who.as, role::newcomer);
  EXPECT_EQ(s->who.session, last.id);
  EXPECT_FALSE(s->who.form_token.empty());
  EXPECT_NE(s->who.form_token, last.token);
  EXPECT_FALSE(session(other_than(last.token)));
  EXPECT_THAT(told_of(format_id(layla.id)), ElementsAre("card.try", "session.begin"));
}

TEST_P(signing_in, only_hashes_of_secrets_are_kept) {
  auto const card = card_for(layla, "830514");
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  auto const key = account_for(worker, "canary.name");
  for (auto const& secret : {card.secret, std::string{"830514"}, last.token, std::string{"canary.name"}, key,
                             base32(key), std::string{kPassword}, recovery.front()}) {
    EXPECT_FALSE(is_in_any_row(secret)) << secret.size();
  }
  EXPECT_TRUE(is_in_any_row(last.id)) << "the search finds what is there";
}

TEST_P(signing_in, five_wrong_pins_are_followed_by_a_pause) {
  auto const card = card_for(layla);
  for (auto i = 0; i != 5; ++i) {
    EXPECT_EQ(with_card(card, other_than(card.pin)), entry::wrong) << i;
  }
  EXPECT_EQ(with_card(card, card.pin), entry::paused) << "even the right one";
  clock.advance(minutes{14});
  EXPECT_EQ(with_card(card, card.pin), entry::paused);
  clock.advance(minutes{1});
  EXPECT_EQ(with_card(card, card.pin), entry::open);
  EXPECT_EQ(with_card(card, other_than(card.pin)), entry::wrong) << "counted anew";
}

TEST_P(signing_in, ten_wrong_pins_lock_the_card_for_good) {
  auto const card = card_for(layla);
  for (auto i = 0; i != 5; ++i) {
    EXPECT_EQ(with_card(card, other_than(card.pin)), entry::wrong);
  }
  clock.advance(minutes{16});
  for (auto i = 0; i != 5; ++i) {
    EXPECT_EQ(with_card(card, other_than(card.pin)), entry::wrong);
  }
  EXPECT_EQ(with_card(card, card.pin), entry::locked);
  clock.advance(hours{24 * 30});
  EXPECT_EQ(with_card(card, card.pin), entry::locked);
  auto const another = card_for(layla);
  EXPECT_EQ(with_card(another, another.pin), entry::open);
}

TEST_P(signing_in, guesses_from_many_places_at_once_are_no_more_than_five) {
  auto const card = card_for(layla);
  {
    auto many = std::vector<std::jthread>{};
    for (auto i = 0; i != 12; ++i) {
      many.emplace_back([&] {
        auto const done = sign_in_with_card(*in, card.secret, other_than(card.pin), {});
        EXPECT_TRUE(done) << done.error().message;
      });
    }
  }
  auto charged = std::int64_t{0};
  EXPECT_TRUE(at_work->cases().read(installation_act{.actor = "test", .name = "look"},
                                    [&](installation_view& s) -> result<void> {
                                      charged = find_card(s, in->keeper().keyed_hash("card", card.secret))->wrong;
                                      return {};
                                    }));
  EXPECT_EQ(charged, 5);
  EXPECT_EQ(with_card(card, card.pin), entry::paused);
}

TEST_P(signing_in, a_card_that_nobody_has_costs_the_same_and_is_told_the_same) {
  auto const card = card_for(layla);
  auto const cost = [&](std::string const& secret) {
    auto const before = in->keeper().spent();
    auto const done = sign_in_with_card(*in, secret, "000000", {});
    EXPECT_EQ(done->how, entry::wrong);
    return in->keeper().spent() - before;
  };
  auto const known = cost(card.secret);
  EXPECT_EQ(known, 1U);
  EXPECT_EQ(cost(new_secret_digits(kCardDigits)), known);
  EXPECT_THAT(told_of(""), testing::IsSupersetOf({"card.try", "session.refused"})) << "and the same lines";
}

TEST_P(signing_in, an_easy_pin_is_refused_and_a_random_one_never_is_the_birthday) {
  auto born = layla;
  born.id = new_id<person_id>();
  born.local_number = "18";
  born.birth = date{std::chrono::year{1987} / 4 / 29};
  put([&](transaction& t) { return add(t, born).has_value(); });
  for (auto const* const pin : {"123456", "290487", "12345", "abcdef"}) {
    auto const made = make_card(*in, {.by = acting(worker), .person = born.id, .pin = pin});
    ASSERT_FALSE(made) << pin;
    EXPECT_EQ(made.error().code, errc::bad_input);
  }
  EXPECT_EQ(card_for(born, "٨٣٠٥١٤").pin, "830514");
}

TEST_P(signing_in, only_who_works_on_the_case_makes_and_revokes_a_card) {
  for (auto const& by : {acting(teacher), acting(officer), acting(layla)}) {
    auto const made = make_card(*in, {.by = by, .person = layla.id});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, errc::not_found);
  }
  auto const card = card_for(layla);
  EXPECT_FALSE(revoke_card(*in, acting(teacher), layla.id));
  EXPECT_EQ(with_card(card, card.pin), entry::open);
  EXPECT_TRUE(session(last.token));
  EXPECT_TRUE(revoke_card(*in, acting(worker), layla.id));
  EXPECT_FALSE(session(last.token)) << "its sessions end";
  EXPECT_EQ(with_card(card, card.pin), entry::wrong);
  EXPECT_EQ(revoke_card(*in, acting(worker), layla.id).error().code, errc::not_found);
}

// A school to which a person was referred writes skills and the like, and may not hand out a way in.
TEST_P(signing_in, who_may_write_something_else_of_a_person_makes_no_card) {
  auto const given = permission_record{.id = new_id<permission_id>(),
                                       .person = layla.id,
                                       .organisation = school.id,
                                       .purpose = "teaching",
                                       .fields = "skills|identity",
                                       .given_on = kFirstDay,
                                       .until_on = kFirstDay + days{30}};
  auto const sent = referral_record{.id = new_id<decltype(referral_record::id)>(),
                                    .person = layla.id,
                                    .from_organisation = municipality.id,
                                    .to_organisation = school.id,
                                    .permission = given.id,
                                    .state = referral_state::accepted,
                                    .sent_at = instant{kFirstDay},
                                    .answer_by = kFirstDay + days{14}};
  put([&](transaction& t) {
    auto p = given;
    auto r = sent;
    return add(t, p).has_value() && add(t, r).has_value();
  });
  auto const skill = access_request{.by = acting(teacher),
                                    .what = action::add,
                                    .of = {.subject = format_id(layla.id)},
                                    .for_what = purpose::teaching};
  EXPECT_TRUE(at_work->cases().write(skill, next_key(), [](transaction& t) -> result<std::string> {
    EXPECT_TRUE(t.granted().writes(category::skills));
    return std::string{};
  }));
  auto const made = make_card(*in, {.by = acting(teacher), .why = purpose::teaching, .person = layla.id});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, errc::not_found);
}

TEST_P(signing_in, another_card_ends_the_one_before) {
  auto const old = card_for(layla);
  ASSERT_EQ(with_card(old, old.pin), entry::open);
  auto const token = last.token;
  auto const fresh = card_for(layla);
  EXPECT_FALSE(session(token));
  EXPECT_EQ(with_card(old, old.pin), entry::wrong);
  EXPECT_EQ(with_card(fresh, fresh.pin), entry::open);
}

TEST_P(signing_in, a_session_ends_when_it_is_not_used_and_at_its_end) {
  auto const card = card_for(layla);
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  auto const idle = last.token;
  clock.advance(minutes{29});
  EXPECT_TRUE(session(idle));
  clock.advance(minutes{29});
  EXPECT_TRUE(session(idle)) << "it was used in between";
  clock.advance(minutes{30});
  EXPECT_FALSE(session(idle));
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  auto const busy = last.token;
  for (auto spent = minutes{0}; spent < hours{12}; spent += minutes{20}) {
    EXPECT_TRUE(session(busy)) << spent.count();
    clock.advance(minutes{20});
  }
  EXPECT_FALSE(session(busy));
}

// REQ A6
TEST_P(signing_in, a_shared_phone_has_three_minutes_and_twenty_in_all) {
  auto const card = card_for(layla);
  ASSERT_EQ(with_card(card, card.pin, true), entry::open);
  clock.advance(seconds{179});
  EXPECT_TRUE(session(last.token));
  clock.advance(seconds{180});
  EXPECT_FALSE(session(last.token));
  ASSERT_EQ(with_card(card, card.pin, true), entry::open);
  for (auto i = 0; i != 10; ++i) {
    EXPECT_TRUE(session(last.token)) << i;
    clock.advance(minutes{2});
  }
  EXPECT_FALSE(session(last.token));
}

TEST_P(signing_in, a_session_that_was_over_once_stays_over) {
  auto const key = account_for(worker, "a.berg");
  clock.advance(minutes{1});
  ASSERT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::open);
  auto changed = worker;
  changed.role = "lead";
  put([&](transaction& t) { return change(t, changed).has_value(); });
  EXPECT_FALSE(session(last.token)) << "the role was taken away";
  changed.role = "caseworker";
  put([&](transaction& t) { return change(t, changed).has_value(); });
  EXPECT_FALSE(session(last.token)) << "giving it back opens nothing";
}

TEST_P(signing_in, who_leaves_is_out_at_the_next_request) {
  auto const key = account_for(worker, "a.berg");
  clock.advance(minutes{1});
  ASSERT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::open);
  EXPECT_TRUE(session(last.token));
  EXPECT_TRUE(end_user(*at_work, worker.id));
  EXPECT_FALSE(session(last.token));
  clock.advance(minutes{1});
  EXPECT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::wrong);
}

TEST_P(signing_in, staff_have_fifteen_minutes_and_ten_hours) {
  auto const key = account_for(worker, "a.berg");
  clock.advance(minutes{1});
  ASSERT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::open);
  clock.advance(minutes{14});
  EXPECT_TRUE(session(last.token));
  clock.advance(minutes{15});
  EXPECT_FALSE(session(last.token));
  EXPECT_EQ(times_of(role::caseworker, false).absolute, hours{10});
}

TEST_P(signing_in, an_account_needs_name_password_and_code_together) {
  auto const key = account_for(worker, "A.Berg");
  clock.advance(minutes{1});
  EXPECT_EQ(with_account("a.berg", "four white cats", code_now(key)), entry::wrong);
  EXPECT_EQ(with_account("a.berg", kPassword, "000000"), entry::wrong);
  EXPECT_EQ(with_account("b.berg", kPassword, code_now(key)), entry::wrong);
  ASSERT_EQ(with_account(" a.BERG ", kPassword, code_now(key)), entry::open);
  auto const s = session(last.token);
  ASSERT_TRUE(s);
  EXPECT_EQ(s->who.who.id, format_id(worker.id));
  EXPECT_EQ(s->who.who.as, role::caseworker);
  EXPECT_EQ(s->who.who.organisation, format_id(municipality.id));
  EXPECT_TRUE(s->who.who.has.has(flag::signed_in_again));
  clock.advance(minutes{5});
  EXPECT_FALSE(session(last.token)->who.who.has.has(flag::signed_in_again));
}

TEST_P(signing_in, a_code_is_good_once) {
  auto const key = account_for(worker, "a.berg");
  EXPECT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::wrong) << "the invitation used it";
  clock.advance(seconds{60});
  auto const code = code_now(key);
  EXPECT_EQ(with_account("a.berg", kPassword, code), entry::open);
  EXPECT_EQ(with_account("a.berg", kPassword, code), entry::wrong);
  clock.advance(seconds{30});
  EXPECT_EQ(with_account("a.berg", kPassword, code), entry::wrong) << "nor within the leeway";
  EXPECT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::open);
}

TEST_P(signing_in, a_code_that_two_give_at_once_opens_one_session) {
  auto const key = account_for(worker, "a.berg");
  clock.advance(minutes{1});
  auto const code = code_now(key);
  auto opened = std::atomic<int>{0};
  {
    auto many = std::vector<std::jthread>{};
    for (auto i = 0; i != 4; ++i) {
      many.emplace_back([&] {
        auto const done = sign_in_with_account(*in, "a.berg", kPassword, code, {});
        opened += done && done->how == entry::open ? 1 : 0;
      });
    }
  }
  EXPECT_EQ(opened.load(), 1);
}

TEST_P(signing_in, a_recovery_code_is_good_once_and_only_with_the_password) {
  auto const key = account_for(worker, "a.berg");
  ASSERT_EQ(recovery.size(), kRecoveryCodes);
  EXPECT_EQ(std::set<std::string>(recovery.begin(), recovery.end()).size(), kRecoveryCodes);
  EXPECT_EQ(with_account("a.berg", "four white cats", recovery[0]), entry::wrong);
  EXPECT_EQ(with_account("a.berg", kPassword, in_groups(recovery[0])), entry::open);
  EXPECT_EQ(with_account("a.berg", kPassword, recovery[0]), entry::wrong);
  EXPECT_EQ(with_account("a.berg", kPassword, recovery[1]), entry::open);
}

TEST_P(signing_in, five_wrong_passwords_are_followed_by_a_pause_but_never_by_a_lock) {
  auto const key = account_for(worker, "a.berg");
  for (auto round = 0; round != 4; ++round) {
    clock.advance(minutes{16});
    for (auto i = 0; i != 5; ++i) {
      EXPECT_EQ(with_account("a.berg", "four white cats", code_now(key)), entry::wrong);
    }
    clock.advance(minutes{1});
    EXPECT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::wrong) << "the pause";
  }
  clock.advance(minutes{16});
  EXPECT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::open);
}

TEST_P(signing_in, a_name_that_nobody_has_costs_the_same) {
  auto const key = account_for(worker, "a.berg");
  auto const cost = [&](std::string const& name) {
    auto const before = in->keeper().spent();
    EXPECT_EQ(with_account(name, "four white cats", "000000"), entry::wrong);
    return in->keeper().spent() - before;
  };
  EXPECT_EQ(cost("a.berg"), 1U);
  EXPECT_EQ(cost("nobody"), 1U);
}

TEST_P(signing_in, an_invitation_is_good_once_and_for_two_days) {
  auto const used = invite(*in, worker.id).value();
  auto const key = code_key_of_invitation(*in, used).value();
  auto const wish =
      new_account_wish{.invitation = used, .name = "a.berg", .password = kPassword, .code = code_now(key)};
  EXPECT_EQ(make_account(*in, wish)->fault, account_fault::none);
  EXPECT_EQ(make_account(*in, wish)->fault, account_fault::no_invitation);
  auto const late = invite(*in, worker.id).value();
  auto const newest = invite(*in, worker.id).value();
  EXPECT_EQ(code_key_of_invitation(*in, late).error().code, errc::not_found) << "the newer one took its place";
  EXPECT_TRUE(code_key_of_invitation(*in, newest));
  clock.advance(hours{48});
  EXPECT_EQ(code_key_of_invitation(*in, newest).error().code, errc::not_found);
  EXPECT_TRUE(end_user(*at_work, worker.id));
  EXPECT_EQ(invite(*in, worker.id).error().code, errc::not_found);
}

TEST_P(signing_in, an_invitation_that_two_take_at_once_makes_one_account) {
  auto const invitation = invite(*in, worker.id).value();
  auto const code = code_now(code_key_of_invitation(*in, invitation).value());
  auto made = std::atomic<int>{0};
  {
    auto many = std::vector<std::jthread>{};
    for (auto i = 0; i != 4; ++i) {
      many.emplace_back([&, i] {
        auto const done = make_account(
            *in, {.invitation = invitation, .name = "a.berg" + std::to_string(i), .password = kPassword, .code = code});
        made += done && done->fault == account_fault::none ? 1 : 0;
      });
    }
  }
  EXPECT_EQ(made.load(), 1);
}

TEST_P(signing_in, what_is_wrong_with_an_account_is_told) {
  auto const invitation = invite(*in, worker.id).value();
  auto const key = code_key_of_invitation(*in, invitation).value();
  auto const good =
      new_account_wish{.invitation = invitation, .name = "a.berg", .password = kPassword, .code = code_now(key)};
  auto const fault = [&](auto const& edit) {
    auto wish = good;
    edit(wish);
    return make_account(*in, wish)->fault;
  };
  EXPECT_EQ(fault([](auto& w) { w.name = " a "; }), account_fault::name);
  EXPECT_EQ(fault([](auto& w) { w.password = "short"; }), account_fault::too_short);
  EXPECT_EQ(fault([](auto& w) { w.password = "password1234"; }), account_fault::too_common);
  EXPECT_EQ(fault([](auto& w) { w.code = "000000"; }), account_fault::code);
  EXPECT_EQ(fault([](auto& w) { w.invitation = new_secret_digits(kInvitationDigits); }), account_fault::no_invitation);
  account_for(officer, "taken");
  EXPECT_EQ(fault([](auto& w) { w.name = "TAKEN"; }), account_fault::name_taken);
  EXPECT_EQ(fault([](auto&) {}), account_fault::none);
}

TEST_P(signing_in, another_account_ends_the_sessions_of_the_one_before) {
  auto const key = account_for(worker, "a.berg");
  clock.advance(minutes{1});
  ASSERT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::open);
  auto const token = last.token;
  clock.advance(minutes{1});
  account_for(worker, "a.berg");
  EXPECT_FALSE(session(token));
}

TEST_P(signing_in, a_locked_session_opens_with_the_pin_under_a_new_token) {
  auto const card = card_for(layla);
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  auto const token = last.token;
  ASSERT_TRUE(lock_open_session(*in, *session(token)));
  auto const locked = session(token);
  ASSERT_TRUE(locked);
  EXPECT_TRUE(locked->locked);
  EXPECT_EQ(unlock_with(*in, *locked, other_than(card.pin))->how, proof::wrong);
  EXPECT_TRUE(session(token)->locked);
  auto const opened = unlock_with(*in, *locked, card.pin);
  ASSERT_EQ(opened->how, proof::good);
  EXPECT_FALSE(session(token)) << "the old token is dead";
  ASSERT_TRUE(session(opened->token));
  EXPECT_FALSE(session(opened->token)->locked);
}

TEST_P(signing_in, a_locked_session_ends_after_five_wrong_pins) {
  auto const card = card_for(layla);
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  auto const s = session(last.token);
  ASSERT_TRUE(lock_open_session(*in, *s));
  for (auto i = 0; i != 4; ++i) {
    EXPECT_EQ(unlock_with(*in, *s, other_than(card.pin))->how, proof::wrong) << i;
  }
  EXPECT_EQ(unlock_with(*in, *s, other_than(card.pin))->how, proof::over);
  EXPECT_FALSE(session(last.token));
  EXPECT_EQ(with_card(card, card.pin), entry::paused) << "the same tries count for the card";
}

TEST_P(signing_in, staff_unlock_with_the_second_factor) {
  auto const key = account_for(worker, "a.berg");
  clock.advance(minutes{1});
  ASSERT_EQ(with_account("a.berg", kPassword, code_now(key)), entry::open);
  auto const s = session(last.token);
  ASSERT_TRUE(lock_open_session(*in, *s));
  clock.advance(minutes{6});
  auto const code = code_now(key);
  auto const opened = unlock_with(*in, *s, code);
  ASSERT_EQ(opened->how, proof::good);
  EXPECT_TRUE(session(opened->token)->who.who.has.has(flag::signed_in_again));
  ASSERT_TRUE(lock_open_session(*in, *session(opened->token)));
  EXPECT_EQ(unlock_with(*in, *session(opened->token), code)->how, proof::wrong) << "a code is good once";
}

TEST_P(signing_in, everybody_sees_and_ends_the_own_sessions_only) {
  auto const card = card_for(layla);
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  auto const phone = last;
  clock.advance(minutes{1});
  ASSERT_EQ(with_card(card, card.pin, true), entry::open);
  auto const shared = last;
  auto const other = add_person("18");
  auto const others_card = card_for(other);
  ASSERT_EQ(with_card(others_card, others_card.pin), entry::open);
  auto const foreign = last;

  auto const here = *session(phone.token);
  auto const list = list_sessions_of(*in, here).value();
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(end_session_of(*in, here, foreign.id).error().code, errc::not_found);
  EXPECT_TRUE(session(foreign.token));
  EXPECT_TRUE(end_session_of(*in, here, shared.id));
  EXPECT_FALSE(session(shared.token));
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  EXPECT_TRUE(end_all_other_sessions(*in, here));
  EXPECT_FALSE(session(last.token));
  EXPECT_TRUE(session(phone.token));
  EXPECT_TRUE(session(foreign.token));
  EXPECT_TRUE(end_open_session(*in, here));
  EXPECT_FALSE(session(phone.token));
  EXPECT_THAT(told_of(format_id(layla.id)), Contains("session.end"));
}

TEST_P(signing_in, each_sign_in_has_a_token_of_its_own) {
  auto const card = card_for(layla);
  auto tokens = std::set<std::string>{};
  for (auto i = 0; i != 5; ++i) {
    ASSERT_EQ(with_card(card, card.pin), entry::open);
    EXPECT_EQ(last.token.size(), 64U);
    EXPECT_TRUE(tokens.insert(last.token).second);
  }
}

TEST_P(signing_in, an_erased_person_leaves_no_way_in) {
  auto const card = card_for(layla);
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  auto const erased = erase_person(*at_work,
                                   {.by = acting(officer),
                                    .what = action::erase,
                                    .of = {.subject = format_id(layla.id)},
                                    .for_what = purpose::protection},
                                   next_key());
  ASSERT_TRUE(erased) << erased.error().message;
  EXPECT_FALSE(session(last.token));
  EXPECT_EQ(with_card(card, card.pin), entry::wrong);
}

TEST_P(signing_in, sessions_that_are_over_are_forgotten) {
  auto const card = card_for(layla);
  ASSERT_EQ(with_card(card, card.pin), entry::open);
  EXPECT_TRUE(forget_old_sessions(at_work->cases()));
  EXPECT_TRUE(is_in_any_row(last.id));
  clock.advance(hours{12});
  EXPECT_TRUE(forget_old_sessions(at_work->cases()));
  EXPECT_FALSE(is_in_any_row(last.id));
}

TEST_P(signing_in, the_pepper_is_the_same_after_the_keys_were_rotated) {
  auto const card = card_for(layla);
  ASSERT_TRUE(at_work->keys().rotate(std::nullopt));
  in.reset();
  reopen();
  in = std::move(ways_in::open(*at_work).value());
  EXPECT_EQ(with_card(card, card.pin), entry::open);
}

FOOTHOLD_BOTH_ENGINES(signing_in);

}  // namespace
}  // namespace foothold
