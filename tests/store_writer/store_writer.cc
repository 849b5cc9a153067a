// Writes until it is killed: store_writer FOLDER|CONNECTION ACKNOWLEDGED FIRST honest|hasty
//
// Eight threads write one organisation after the other, each with its outbox entry, and append the id to the file
// ACKNOWLEDGED as soon as the write was answered. FIRST makes the idempotency keys differ from those of other runs.
// `hasty` appends before it writes: what a store that answers too early would do.

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "store/organisation_records.h"
#include "store/outbox.h"
#include "store/repository.h"
#include "store/store.h"
#include "store_support/memory_cipher.h"
#include "store_support/open_doors.h"

using namespace foothold;

namespace {

constexpr auto kThreads = 8;

// One line in one call, so that lines of threads and of a killed process stay whole.
void acknowledge(int const file, organisation_id const& id) {
  auto const line = format_id(id) + "\n";
  if (::write(file, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    std::abort();
  }
}

}  // namespace

int main(int const count, char** const arguments) {
  if (count != 5) {
    return 2;
  }
  auto options = store_options{};
  auto const where = std::string{arguments[1]};
  if (where.find('=') == std::string::npos) {
    options.folder = where;
  } else {
    options.postgresql = where;
  }
  auto const hasty = std::string{arguments[4]} == "hasty";
  auto const file = ::open(arguments[2], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  auto cipher = memory_cipher{};
  auto const clock = machine_clock{};
  auto cases = store::open(options, cipher, clock);
  if (!cases) {
    fmt::print(stderr, "{}\n", cases.error().message);
    return 3;
  }
  auto threads = std::vector<std::jthread>{};
  for (auto n = 0; n != kThreads; ++n) {
    threads.emplace_back([&, n] {
      for (auto i = 0;; ++i) {
        auto o = organisation_record{.id = new_id<organisation_id>(), .name = std::string(200U, 'x')};
        if (hasty) {
          acknowledge(file, o.id);
        }
        auto const done = store_for_tests::write(*cases, {.actor = "writer", .name = "organisation.add"},
                                                 {.key = fmt::format("{}-{}-{}", arguments[3], n, i), .request = "r"},
                                                 [&](transaction& t) -> result<std::string> {
                                                   publish(t, "organisation.added", format_id(o.id), "");
                                                   return add(t, o).map([&] { return format_id(o.id); });
                                                 });
        if (!done) {
          fmt::print(stderr, "{}\n", done.error().message);
          std::_Exit(4);
        }
        if (!hasty) {
          acknowledge(file, o.id);
        }
      }
    });
  }
}
