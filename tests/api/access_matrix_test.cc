// Every address with every role: the answer is what the rules of access say (judge), which the store asks on its own.

#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/decide.h"
#include "api/api_world.h"
#include "media_support/uploads.h"
#include "service/case_files.h"
#include "store_support/random_record.h"

namespace foothold::api {
namespace {

using http::verb;

// Who asks, and what is true between them and Layla.
struct person_asking {
  std::string name;
  role as;
  relation_facts facts;
  std::string organisation;
};

class api_access : public api_world {
protected:
  void SetUp() override {
    api_world::SetUp();
    if (IsSkipped()) {
      return;
    }
    fill_file();
    let_people_in();
  }

  [[nodiscard]] actor acting_caseworker() const {
    return {.id = format_id(staff.at("caseworker").id),
            .as = role::caseworker,
            .tenant = "t",
            .organisation = format_id(office.id),
            .state = membership::active,
            .session = all_of<action>()};
  }

  // One row in each table of Layla's file. What relations are made of is put by hand.
  void fill_file() {
    auto random = random_source{7U};
    auto known = known_ids{};
    known.add(office.id);
    known.add(staff.at("caseworker").id);
    known.add(layla.id);
    auto const home = household_record{.id = new_id<household_id>(), .area = "z"};
    auto lives_there = layla;
    lives_there.household = home.id;
    put([&](transaction& t) {
      auto row = home;
      return add(t, row).and_then([&] { return foothold::change(t, lives_there); });
    });
    elsewhere = {.id = new_id<organisation_id>(), .name = "Elsewhere", .kind = "provider"};
    put([&](transaction& t) { return add(t, elsewhere); });
    known.add(home.id);
    rows["households"] = format_id(home.id);
    for_each_record([&]<typename Record>(record_type<Record>) {
      constexpr auto kName = table_of<Record>::kName;
      if constexpr (kName == "persons" || kName == "organisations" || kName == "staff" || kName == "households" ||
                    kName == "permissions" || kName == "companions" || kName == "referrals" ||
                    kName == "appointments") {
        return;
      } else {
        for (auto tries = 0; tries != 100 && !rows.contains(std::string{kName}); ++tries) {
          auto r = Record{};
          r.id = new_id<decltype(r.id)>();
          if (fill_fields(r, random, known) &&
              store_for_tests::write(at_work->cases(), {.actor = "setup", .name = "setup"},
                                     {.key = std::string{kName} + std::to_string(tries), .request = "r"},
                                     [&](transaction& t) { return add(t, r).map([] { return std::string{}; }); })) {
            rows[std::string{kName}] = format_id(r.id);
            known.add(r.id);
          }
        }
        EXPECT_TRUE(rows.contains(std::string{kName})) << kName;
      }
    });
    // One with its bytes.
    auto const bytes = uploads::jpeg(uploads::flag(4, 4));
    auto const added = add_file(*at_work, {.by = acting_caseworker(), .why = purpose::counselling}, format_id(layla.id),
                                {.key = "file", .request = "r"}, {},
                                {.kind = media_kind::jpeg, .width = 4, .height = 4, .pages = 0, .bytes = bytes});
    ASSERT_TRUE(added) << added.error().message;
    rows["files"] = added->id;
  }

  void let_people_in() {
    using std::chrono::hours;
    auto const now = clock.now();
    auto const person_of = [&](std::string const& name, role const as) {
      auto const id = format_id(random_id());
      give_token(name, as, id, as == role::guardian ? "" : format_id(office.id));
      return id;
    };
    auto const mediator =
        mediator_record{.id = new_id<mediator_id>(), .organisation = office.id, .name = "M", .area = "z"};
    give_token("mediator", role::mediator, format_id(mediator.id), format_id(office.id));
    auto companions = std::vector<companion_record>{};
    for (auto const kind_of : {companion_kind::guardian, companion_kind::mentor, companion_kind::buddy}) {
      auto const as = parse_word<role>(words_of<companion_kind>::kWords[static_cast<std::size_t>(kind_of)]).value();
      auto const name = std::string{word(as)};
      companions.push_back({.id = new_id<decltype(companion_record::id)>(),
                            .person = layla.id,
                            .companion = person_of(name, as),
                            .kind = kind_of});
    }
    give_token("service", role::service, format_id(random_id()), "");
    give_token("operator", role::operator_, format_id(random_id()), "");
    auto permissions = std::vector<permission_record>{};
    for (auto const& to : {office.id, school.id}) {
      for (auto const why : {"teaching", "matching", "mentoring", "meeting", "appointment", "referral"}) {
        permissions.push_back({.id = new_id<permission_id>(),
                               .person = layla.id,
                               .organisation = to,
                               .purpose = why,
                               .fields = words_in(all_of<category>(), "|"),
                               .given_on = kFirstDay,
                               .until_on = kFirstDay + days{100},
                               .onward = true});
      }
    }
    auto const referral = referral_record{.id = new_id<decltype(referral_record::id)>(),
                                          .person = layla.id,
                                          .from_organisation = office.id,
                                          .to_organisation = school.id,
                                          .state = referral_state::accepted,
                                          .sent_at = std::chrono::floor<std::chrono::microseconds>(now),
                                          .answer_by = kFirstDay + days{14}};
    auto meetings = std::vector<appointment_record>{};
    auto const meet = [&](std::optional<staff_id> const& with, std::optional<mediator_id> const& by) {
      meetings.push_back({.id = new_id<decltype(appointment_record::id)>(),
                          .person = layla.id,
                          .staff = with,
                          .mediator = by,
                          .starts_at = std::chrono::floor<std::chrono::microseconds>(now),
                          .minutes = 60,
                          .channel = "office"});
    };
    meet(staff.at("interpreter").id, std::nullopt);
    meet(staff.at("assessor").id, std::nullopt);
    meet(std::nullopt, mediator.id);
    put([&](transaction& t) -> result<void> {
      auto m = mediator;
      auto sent = referral;
      auto done = add(t, m).and_then([&] { return add(t, sent); });
      for (auto& r : companions) {
        done = done.and_then([&] { return add(t, r); });
      }
      for (auto& r : permissions) {
        done = done.and_then([&] { return add(t, r); });
      }
      for (auto& r : meetings) {
        done = done.and_then([&] { return add(t, r); });
      }
      return done;
    });
    rows["companions"] = format_id(companions.front().id);
    rows["permissions"] = format_id(permissions.front().id);
    rows["referrals"] = format_id(referral.id);
    rows["appointments"] = format_id(meetings.front().id);
    rows["staff"] = format_id(staff.at("lead").id);
  }

  // What the rules know of each of them.
  std::vector<person_asking> everybody() {
    auto const now = std::chrono::floor<std::chrono::microseconds>(clock.now());
    auto near = relation_facts{.same_tenant = true};
    for (auto const why : {purpose::teaching, purpose::matching, purpose::mentoring, purpose::meeting,
                           purpose::appointment, purpose::referral}) {
      near.permissions.push_back({.for_what = why,
                                  .fields = all_of<category>(),
                                  .from = now - days{1},
                                  .until = now + days{90},
                                  .onward = true});
    }
    auto list = std::vector<person_asking>{};
    auto const put_in = [&](std::string const& name, std::string const& organisation, auto const& set) {
      auto facts = near;
      set(facts);
      list.push_back({name, parse_word<role>(name == "stranger" ? "newcomer" : name).value(), facts, organisation});
    };
    auto const in_office = format_id(office.id);
    auto const in_school = format_id(school.id);
    auto const meets = [&](relation_facts& f) {
      f.appointment = appointment_fact{.from = now, .until = now + std::chrono::hours{1}};
    };
    auto const referred = [&](relation_facts& f) {
      f.referral = referral_fact{.stage = referral_stage::accepted, .sent = now};
    };
    put_in("newcomer", "", [](auto& f) { f.own = true; });
    put_in("stranger", "", [](auto&) {});
    put_in("guardian", "", [](auto& f) { f.ward = true; });
    put_in("caseworker", in_office, [](auto& f) { f.same_organisation = f.assigned = true; });
    put_in("lead", in_office, [](auto& f) { f.same_organisation = true; });
    put_in("mentor", in_office, [](auto& f) { f.same_organisation = f.companion = true; });
    put_in("buddy", in_office, [](auto& f) { f.same_organisation = f.companion = true; });
    put_in("mediator", in_office, [&](auto& f) { f.same_organisation = true, meets(f); });
    put_in("interpreter", in_office, [&](auto& f) { f.same_organisation = true, meets(f); });
    put_in("assessor", in_office, [&](auto& f) { f.same_organisation = true, meets(f); });
    put_in("employer", in_school, [&](auto& f) { referred(f); });
    put_in("provider", in_school, [&](auto& f) { referred(f); });
    put_in("authority", in_office, [](auto& f) { f.same_organisation = true; });
    put_in("organisation_admin", in_office, [](auto& f) { f.same_organisation = true; });
    put_in("data_protection_officer", in_office, [](auto& f) { f.same_organisation = true; });
    put_in("service", "", [](auto&) {});
    put_in("operator", "", [](auto&) {});
    return list;
  }

  // A request that fits the route: the rows are there, the body is right, and a change names a version that none has,
  // so that it changes nothing.
  asked request_of(route const& r, std::string const& as) {
    auto a = asked{.method = r.method, .path = r.pattern, .as = as};
    auto const fill_in = [&](std::string const& part, std::string const& id) {
      auto const at = a.path.find(part);
      if (at != std::string::npos) {
        a.path.replace(at, part.size(), id);
      }
    };
    fill_in("{person}", format_id(layla.id));
    fill_in("{organisation}", format_id(office.id));
    fill_in("{plan}", rows.at("plans"));
    if (r.table != nullptr) {
      auto const name = std::string{r.table->name};
      fill_in("{entry}", rows.contains(name) ? rows.at(name) : format_id(random_id()));
    }
    if (r.answers == answer_sort::found) {
      a.path += "?name=ليلى";
    }
    if (r.needs_version) {
      a.version = "999";
    }
    if (r.has_body) {
      a.body = body_of(r).dump();
    }
    if (r.takes_bytes) {
      a.body = uploads::png(uploads::flag(4, 4));
      a.headers = {{"Content-Type", "image/png"}};
    }
    return a;
  }

  json body_of(route const& r) {
    auto body = json::object();
    for (auto const& f : r.body().fields) {
      if (!is_asked(r.body(), f, r.takes, r.owner_field) || (f.optional && f.name != "reason")) {
        continue;
      }
      if (r.takes == body_sort::part && !body.empty()) {
        break;
      }
      switch (f.sort) {
        case field_sort::text:
          body[f.name] = f.name == "purpose"    ? "teaching"
                         : f.name == "fields"   ? "skills"
                         : f.name == "function" ? "plan"
                                                : "words no. " + std::to_string(++texts_made);
          break;
        case field_sort::number:
          body[f.name] = 1;
          break;
        case field_sort::yes_no:
          body[f.name] = true;
          break;
        case field_sort::day:
          body[f.name] = "2026-03-31";
          break;
        case field_sort::point_in_time:
          body[f.name] = "2026-03-31T09:30:00Z";
          break;
        case field_sort::week:
          body[f.name] = "Mon 08:00-12:00";
          break;
        case field_sort::id:
          body[f.name] = id_for(*r.table, f.name);
          break;
        case field_sort::word:
          body[f.name] = r.what == action::answer_referral ? "done" : f.words.front();
          break;
      }
    }
    return body;
  }
  std::string id_for(record_table const& table, std::string_view const field) {
    if (field == "organisation" || field == "to_organisation") {
      return format_id(table.name == "referrals" || table.name == "permissions" ? elsewhere.id : office.id);
    }
    if (field == "other") {
      return format_id(other.id);
    }
    auto const own = std::string{own_table_of(table, field)};
    return own.empty() ? format_id(staff.at("caseworker").id) : rows.at(own);
  }

  bool is_expected(route const& r, person_asking const& who) {
    auto asks = access_request{.by = {.id = "a",
                                      .as = who.as,
                                      .tenant = "t",
                                      .organisation = who.organisation,
                                      .state = membership::active,
                                      .until = std::nullopt,
                                      .has = all_of<flag>(),
                                      .session = all_of<action>()},
                               .what = r.what,
                               .of = {.sort = r.sort, .subject = "x"},
                               .for_what = usual_purpose(who.as, r),
                               .emergency = emergency_case{.reason_code = "life", .reason = "words no. 17"}};
    auto facts = who.facts;
    if (r.sort != kind::person) {
      facts = {.same_tenant = true, .same_organisation = who.organisation == format_id(office.id)};
    } else if (r.subject.empty() && (r.what == action::list || r.what == action::search)) {
      asks.of.over = reach::caseload;
      facts = {.same_tenant = true, .same_organisation = !who.organisation.empty(), .assigned = true};
    } else if (r.operation == "register_person") {
      facts = {.same_tenant = true, .same_organisation = !who.organisation.empty()};
    }
    // Nobody answers a plan, or whether something helped, but the person, whoever may write on it.
    if ((r.operation == "answer_plan" || r.operation == "add_help_answer") && who.as != role::newcomer &&
        who.as != role::guardian) {
      return false;
    }
    auto const v = judge(asks, facts, std::chrono::floor<std::chrono::microseconds>(clock.now()));
    return v.allowed && (!r.touches || v.fields.has(*r.touches));
  }

  organisation_record elsewhere{};
  std::map<std::string, std::string> rows;  // an id in each table
  int texts_made{0};
};
INSTANTIATE_TEST_SUITE_P(engines, api_access, testing::Values("sqlite"), engine_name);

// REQ H5
TEST_P(api_access, every_address_answers_every_role_as_the_rules_say) {
  auto allowed = 0;
  auto total = 0;
  for (auto const& who : everybody()) {
    for (auto const& r : routes()) {
      auto const expected = is_expected(r, who);
      if (r.what == action::erase && expected) {
        continue;  // the next test does it
      }
      auto const got = ask(request_of(r, who.name));
      ++total;
      allowed += expected ? 1 : 0;
      EXPECT_EQ(got.status != 404, expected)
          << who.name << " " << http::to_string(r.method) << " " << r.pattern << ": " << got.status << " " << got.body;
      EXPECT_NE(got.status, 401);
      EXPECT_LT(got.status, 500) << r.operation << got.body;
      EXPECT_NE(got.status, 400) << r.operation << got.body;
      if (r.changes() && !r.needs_version && expected) {
        // Of a file of random rows nobody can make a plan.
        auto const lacks = r.operation == "compute_plan" && got.status == 422;
        EXPECT_TRUE(got.status == 201 || got.status == 409 || got.status == 200 || lacks)
            << who.name << " " << r.operation << " " << got.status << got.body;
      }
    }
  }
  std::cout << total << " requests, " << allowed << " of them allowed\n";
  EXPECT_GT(allowed, 300);
  EXPECT_GT(total - allowed, 300);
}

TEST_P(api_access, without_a_token_there_is_the_directory_alone) {
  for (auto const& r : routes()) {
    auto const got = ask(request_of(r, ""));
    EXPECT_EQ(got.status, r.sort == kind::directory && !r.changes() ? 200 : 401) << r.operation;
  }
}

// Whatever somebody may write they may read, and what they may not read they may not write either, by whichever verb.
TEST_P(api_access, the_twins_of_a_read_are_no_wider_than_it) {
  for (auto const& who : everybody()) {
    for (auto const& r : routes()) {
      if (r.table == nullptr || !r.changes() || !r.touches || r.what == action::open_emergency) {
        continue;
      }
      auto const reads = std::ranges::find_if(routes(), [&](route const& twin) {
        return twin.table == r.table && twin.what == action::read && twin.sort == r.sort;
      });
      if (reads == routes().end() || ask(request_of(*reads, who.name)).status != 404 ||
          r.operation == "register_person") {
        continue;
      }
      EXPECT_EQ(ask(request_of(r, who.name)).status, 404) << who.name << " " << r.operation;
    }
  }
}

TEST_P(api_access, a_referral_is_answered_by_who_received_it_and_revoked_by_who_sent_it) {
  auto const path = layla_path("/referrals/" + rows.at("referrals"));
  EXPECT_EQ(change(verb::post, "provider", path + "/revocation", "1").status, 404);
  EXPECT_EQ(change(verb::post, "provider", path + "/answer", "1", json{{"state", "rejected"}}).status, 409)
      << "it was accepted already";
  EXPECT_EQ(change(verb::post, "provider", path + "/answer", "1", json{{"state", "done"}, {"outcome", "a job"}}).status,
            200);
  auto const done = get("caseworker", path).parsed();
  EXPECT_EQ(done["state"], "done");
  EXPECT_EQ(done["answered_at"], "2026-03-04T10:00:00Z");
  EXPECT_EQ(change(verb::post, "caseworker", path + "/revocation", "2").status, 409);
}

TEST_P(api_access, an_opening_says_why) {
  auto const told = post("lead", layla_path("/emergencies"), {{"reason_code", "life"}, {"reason", "short"}});
  EXPECT_EQ(told.status, 422);
  EXPECT_EQ(told.parsed()["errors"][0]["pointer"], "/reason");
}

TEST_P(api_access, a_person_is_erased_through_the_api) {
  auto const path = layla_path("/erasure");
  auto const a = asked{.method = verb::post, .path = path, .as = "data_protection_officer", .key = "erase"};
  auto const done = ask(a);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.parsed()["person"], format_id(layla.id));
  EXPECT_THAT(done.parsed()["recipients"].get<std::vector<std::string>>(), testing::Contains(format_id(school.id)));
  EXPECT_EQ(get("newcomer", layla_path()).status, 404);
  EXPECT_EQ(get("caseworker", layla_path("/contacts")).status, 404);
}

}  // namespace
}  // namespace foothold::api
