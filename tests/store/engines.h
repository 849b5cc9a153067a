#pragma once
// Every test of the store runs on both engines, each time on an empty database. SQLite's lies on a disk in memory,
// where no test of this kind depends on how fast the machine's disk syncs.

#include <iostream>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "store/engine.h"
#include "store_support/memory_disk.h"
#include "store_support/postgres_server.h"
#include "temp_folder.h"

namespace foothold {

inline constexpr auto kFirstDay = date{std::chrono::year{2026} / 3 / 4};

class on_both_engines : public testing::TestWithParam<char const*> {
protected:
  void SetUp() override {
    options.folder = folder.path() / "data";
    options.vfs = on_real_disk ? "" : disk.name();
    if (std::string{GetParam()} == "postgresql") {
      if (shared_postgres() == nullptr) {
        std::cerr << "PostgreSQL is not installed: its half of the tests of the store does NOT run\n";
        GTEST_SKIP();
      }
      options.postgresql = shared_postgres()->new_database();
    }
  }

  [[nodiscard]] result<std::unique_ptr<engine>> open_engine() const {
    return options.postgresql.empty() ? open_sqlite(options, clock) : open_postgresql(options, clock);
  }

  bool on_real_disk{false};  // for tests that look at files; set in the constructor
  temp_folder folder;
  memory_disk disk;
  store_options options;
  manual_clock clock{kFirstDay};
};

inline std::string engine_name(testing::TestParamInfo<char const*> const& info) {
  return info.param;
}

}  // namespace foothold

#define FOOTHOLD_BOTH_ENGINES(suite) \
  INSTANTIATE_TEST_SUITE_P(engines, suite, testing::Values("sqlite", "postgresql"), engine_name)
