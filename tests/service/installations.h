#pragma once
// An installation with a municipality, a school and people whose files are full, on either engine.

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

#include "service/installation.h"
#include "store/all_records.h"
#include "store/engines.h"
#include "store/repository.h"
#include "store_support/open_doors.h"
#include "store_support/random_record.h"
#include "sys/hash.h"

namespace foothold {

class on_both_installations : public on_both_engines {
protected:
  void SetUp() override {
    on_both_engines::SetUp();
    if (IsSkipped()) {
      return;
    }
    options.tenant = "t";
    shares = make_key_store(vaults).value();
    reopen();
    clock.advance(std::chrono::hours{10});
    municipality = {.id = new_id<organisation_id>(), .name = "Office", .kind = "municipality"};
    school = {.id = new_id<organisation_id>(), .name = "School", .kind = "provider"};
    worker = staff_of(municipality, "caseworker");
    officer = staff_of(municipality, "data_protection_officer");
    teacher = staff_of(school, "provider");
    home = {.id = new_id<household_id>(), .area = "z1", .address = "17 Elm Street"};
    put([&](transaction& t) {
      return add(t, municipality) && add(t, school) && add(t, worker) && add(t, officer) && add(t, teacher) &&
             add(t, home);
    });
  }

  void reopen() {
    at_work.reset();
    auto opened = installation::open({.data = options, .keys = vaults}, clock);
    ASSERT_TRUE(opened) << opened.error().message;
    at_work = std::move(*opened);
  }

  static staff_record staff_of(organisation_record const& o, std::string const& role) {
    return {.id = new_id<staff_id>(), .organisation = o.id, .name = "S", .role = role, .active = true};
  }

  // Rows that are there, whoever may write them.
  void put(std::function<bool(transaction&)> const& work) {
    auto const done = store_for_tests::write(at_work->cases(), {.actor = "setup", .name = "setup"}, next_key(),
                                             [&](transaction& t) -> result<std::string> {
                                               EXPECT_TRUE(work(t));
                                               return "";
                                             });
    EXPECT_TRUE(done) << done.error().message;
  }
  change_request next_key() { return {.key = "k" + std::to_string(++keys), .request = "r"}; }

  [[nodiscard]] person_record add_person(std::string const& name) {
    auto p = person_record{.id = new_id<person_id>(),
                           .household = home.id,
                           .organisation = municipality.id,
                           .caseworker = worker.id,
                           .local_number = name,
                           .name = name,
                           .registered_on = kFirstDay};
    put([&](transaction& t) { return add(t, p).has_value(); });
    return p;
  }

  // `rows` random rows in each table of a person's file.
  void fill_file(person_record const& p, random_source& random, int const rows) {
    auto known = known_ids{};
    known.add(municipality.id);
    known.add(worker.id);
    known.add(home.id);
    known.add(p.id);
    for_each_record([&]<typename Record>(record_type<Record>) {
      if (column_of_person<Record>().empty() || column_of_person<Record>() == "id") {
        return;
      }
      auto written = 0;
      for (auto tries = 0; written != rows && tries != 100; ++tries) {
        auto r = Record{};
        r.id = new_id<decltype(r.id)>();
        if (!fill_fields(r, random, known)) {
          continue;
        }
        if constexpr (requires { r.person.emplace(p.id); }) {
          r.person = p.id;  // not nobody's task
        }
        if constexpr (std::is_same_v<Record, file_record>) {
          auto const bytes = "\xFF\xD8\xFF" + format_id(r.id);
          r.content_hash = hash_hex(bytes);
          ASSERT_TRUE(at_work->files().write({.person = format_id(p.id), .id = format_id(r.id)}, bytes));
        }
        // A table may allow one row for a person, or a negative outcome only with a reason.
        auto const done =
            store_for_tests::write(at_work->cases(), {.actor = "setup", .name = "setup"}, next_key(),
                                   [&](transaction& t) { return add(t, r).map([] { return std::string{}; }); });
        if (done) {
          known.add(r.id);
          ++written;
        }
      }
      EXPECT_GE(written, 1) << table_of<Record>::kName;
    });
  }

  template <typename Record>
  [[nodiscard]] result<Record> found(decltype(Record::id) const& id) {
    auto r = result<Record>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) -> result<void> {
      r = find<Record>(s, id);
      return {};
    }));
    return r;
  }

  [[nodiscard]] actor acting(staff_record const& s) const {
    return {.id = format_id(s.id),
            .as = parse_word<role>(s.role).value(),
            .tenant = "t",
            .organisation = format_id(s.organisation),
            .state = membership::active,
            .session = all_of<action>()};
  }
  [[nodiscard]] static actor acting(person_record const& p) {
    return {.id = format_id(p.id),
            .as = role::newcomer,
            .tenant = "t",
            .state = membership::active,
            .session = all_of<action>()};
  }

  vault_options vaults{.folder = folder.path() / "keys", .master = {.file = folder.path() / "master.key"}};
  std::pair<std::string, std::string> shares;
  std::unique_ptr<installation> at_work;
  organisation_record municipality, school;
  staff_record worker, officer, teacher;
  household_record home;
  int keys{0};
};

}  // namespace foothold
