#pragma once
// A key store of its own for each test.

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "temp_folder.h"
#include "vault/vault.h"
#include "vault_support/places.h"

namespace foothold {

inline constexpr auto kDayOfKeys = date{std::chrono::year{2026} / 3 / 4};

class with_vault : public testing::Test {
protected:
  with_vault() {
    auto made = make_key_store(options);
    EXPECT_TRUE(made) << made.error().message;
    shares = std::move(*made);
    unlock();
  }

  void unlock() {
    keys.reset();
    auto made = vault::unlock(options, clock);
    ASSERT_TRUE(made) << made.error().message;
    keys = std::move(*made);
  }
  [[nodiscard]] error refused() const {
    auto const made = vault::unlock(options, clock);
    return made ? error{.message = "it opens"} : made.error();
  }

  // "" where it opens to what was sealed, else the error.
  [[nodiscard]] std::string read(std::string_view const subject, std::string const& sealed) const {
    auto const clear = keys->open(a_place(subject), sealed);
    return clear ? *clear == "Zahra" ? "" : "something else" : clear.error().message;
  }
  std::string write(std::string_view const subject) const {
    auto sealed = keys->seal(a_place(subject), "Zahra");
    EXPECT_TRUE(sealed) << sealed.error().message;
    EXPECT_TRUE(keys->settle());
    return *sealed;
  }

  temp_folder folder;
  vault_options options{.folder = folder.path() / "keys", .master = {.file = folder.path() / "master.key"}};
  manual_clock clock{kDayOfKeys};
  std::pair<std::string, std::string> shares;
  std::unique_ptr<vault> keys;
};

}  // namespace foothold
