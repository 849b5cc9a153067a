#pragma once
// An installation on a disk for tests of the program: a municipality with a caseworker and a data-protection officer,
// and Layla, whose case the caseworker leads.

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "service/installation.h"
#include "store/organisation_records.h"
#include "store/person_records.h"
#include "store/repository.h"
#include "store_support/open_doors.h"
#include "sys/clock.h"
#include "temp_folder.h"

namespace foothold {

class office_program : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_EQ(run("keys", {"init"}).code, 0);
    officer = added_user("City", "data_protection_officer");
    auto const users = nlohmann::json::parse(run("user", {"list", "--format", "json"}).out);
    city = users["users"][0]["organisation"];
    worker = added_user(city, "caseworker");
    layla = new_id<person_id>();
    with_cases([&](transaction& t) {
      auto p = person_record{.id = layla,
                             .organisation = *parse_id_as<organisation_id>(city),
                             .caseworker = parse_id_as<staff_id>(worker),
                             .local_number = "17",
                             .name = "Layla Canary",
                             .registered_on = date{std::chrono::year{2026} / 3 / 4}};
      auto c = contact_record{
          .id = new_id<decltype(contact_record::id)>(), .person = layla, .channel = "phone", .address = "0170 canary"};
      return add(t, p).has_value() && add(t, c).has_value();
    });
  }

  [[nodiscard]] std::string data() const { return (files.path() / "data").string(); }
  // `foothold VERB MORE --data ...`
  [[nodiscard]] program_run run(std::string const& verb, std::vector<std::string> const& more = {}) const {
    auto words = std::vector<std::string>{verb};
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"--data", data()});
    return run_program(words);
  }
  [[nodiscard]] std::string added_user(std::string const& organisation, std::string const& role) const {
    auto const done = run("user", {"add", "--organisation", organisation, "--role", role, "--name", "A Canary"});
    EXPECT_EQ(done.code, 0) << done.err;
    return done.out.substr(0U, done.out.find('\n'));
  }
  // No server may run.
  [[nodiscard]] result<std::unique_ptr<installation>> opened_office() const {
    return installation::open({.data = {.folder = data(), .tenant = "office"},
                               .keys = {.folder = data() + "/keys", .master = {.file = data() + "/keys/master.key"}}},
                              clock);
  }
  // Rows that are there, whoever may write them. No server may run.
  void with_cases(std::function<bool(transaction&)> const& work) {
    auto const opened = opened_office();
    ASSERT_TRUE(opened) << opened.error().message;
    auto const done = store_for_tests::write((*opened)->cases(), {.actor = "setup", .name = "setup"},
                                             {.key = format_id(random_id()), .request = "r"},
                                             [&](transaction& t) -> result<std::string> {
                                               EXPECT_TRUE(work(t));
                                               return "";
                                             });
    EXPECT_TRUE(done) << done.error().message;
  }

  machine_clock const clock{};
  temp_folder files;
  std::string city, officer, worker;
  person_id layla{};
};

// The same while a server holds the installation.
class served_office_program : public office_program {
protected:
  void SetUp() override {
    office_program::SetUp();
    server = std::make_unique<running_program>(
        std::vector<std::string>{"serve", "--data", data(), "--listen", "127.0.0.1:0"});
    static_cast<void>(server->line());
  }
  void stop() {
    server->terminate();
    ended = server->wait();
    server.reset();
  }

  std::unique_ptr<running_program> server;
  program_run ended;
};

}  // namespace foothold
