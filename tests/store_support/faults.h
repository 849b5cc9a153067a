#pragma once
// What the tests of faults share.

#include <cstdlib>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "store/organisation_records.h"
#include "store/outbox.h"
#include "store/repository.h"
#include "store/store.h"
#include "store_support/memory_cipher.h"
#include "store_support/memory_disk.h"
#include "store_support/open_doors.h"
#include "temp_folder.h"

namespace foothold {

inline constexpr auto kFirstDay = date{std::chrono::year{2026} / 3 / 4};

// How often; the long run asks for more.
inline std::uint64_t times(char const* const name, std::uint64_t const usual) {
  auto const* const asked = std::getenv(name);
  return asked != nullptr ? std::strtoull(asked, nullptr, 10) : usual;
}

// One write: an organisation and its outbox entry, which must be there together.
inline result<change_answer> write_one(store& cases, organisation_id const& id, std::string const& key) {
  auto o = organisation_record{.id = id, .name = std::string(200U, 'x')};
  return store_for_tests::write(cases, {.actor = "writer", .name = "organisation.add"}, {.key = key, .request = "r"},
                                [&](transaction& t) -> result<std::string> {
                                  publish(t, "organisation.added", format_id(o.id), "");
                                  return add(t, o).map([&] { return format_id(o.id); });
                                });
}

// The ids of all organisations. Fails the test where an outbox entry stands without its row or the other way round.
inline std::set<std::string> written(store& cases) {
  auto rows = std::set<std::string>{};
  auto told = std::multiset<std::string>{};
  auto const done = store_for_tests::read(cases, [&](snapshot& s) -> result<void> {
    for (auto p = page{};;) {
      auto const part = list<organisation_record>(s, p);
      if (!part) {
        return tl::make_unexpected(part.error());
      }
      for (auto const& o : part->rows) {
        rows.insert(format_id(o.id));
      }
      if (part->next.empty()) {
        break;
      }
      p.after = part->next;
    }
    for (auto place = outbox_place{};;) {
      auto const entries = published_after(s, place, 1000);
      if (entries.empty()) {
        return {};
      }
      for (auto const& e : entries) {
        told.insert(e.subject);
        place = e.place;
      }
    }
  });
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(told, std::multiset<std::string>(rows.begin(), rows.end())) << "rows and outbox differ";
  return rows;
}

// SQLite's own examination of the whole file.
inline std::string integrity(std::filesystem::path const& folder, std::string const& vfs = "") {
  auto c = connection::sqlite((folder / "foothold.db").string(), vfs);
  return c.ask("PRAGMA integrity_check");
}

}  // namespace foothold
