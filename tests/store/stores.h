#pragma once
// An open store on either engine.

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "store/engines.h"
#include "store/repository.h"
#include "store/store.h"
#include "store_support/memory_cipher.h"
#include "store_support/open_doors.h"

namespace foothold {

class on_both_stores : public on_both_engines {
protected:
  void SetUp() override {
    on_both_engines::SetUp();
    if (IsSkipped()) {
      return;
    }
    auto opened = store::open(options, cipher, clock);
    ASSERT_TRUE(opened) << opened.error().message;
    cases.emplace(std::move(*opened));
  }

  // One write under a key of its own.
  result<change_answer> write(change_work const& work) {
    return store_for_tests::write(*cases, by, {.key = "k" + std::to_string(++keys), .request = "r"}, work);
  }
  // The same where the answer does not matter; the error's message, empty if it went well.
  std::string write_rows(std::function<result<void>(transaction&)> const& work) {
    auto const done =
        write([&](transaction& t) -> result<std::string> { return work(t).map([] { return std::string{}; }); });
    return done ? "" : done.error().message;
  }

  act by{.actor = "a", .name = "test"};
  memory_cipher cipher;
  std::optional<store> cases;
  int keys{0};
};

}  // namespace foothold
