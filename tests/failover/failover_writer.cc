// Writes through the store while its servers die: failover_writer CONNECTION LOG
//
// Eight threads write one organisation after the other, as a careful client does: what is in doubt is asked again with
// the same idempotency key until there is an answer. Each attempt of a write makes another id, so that two rows of one
// key would be seen. Every answer is a line of the file LOG, written after the store gave it:
//
//   acknowledged MILLISECONDS KEY ID    the answer; of the clock that counts from the start of the machine
//   repeated MILLISECONDS KEY ID        the answer that an earlier attempt had already earned
//   doubt MILLISECONDS KEY ID           it may have happened; ID is of the last attempt
//   warned MILLISECONDS KEY ID          the same, where PostgreSQL itself reported success and warned
//   refused MILLISECONDS KEY ID         an error that promises that nothing has happened
//
// Ends when its standard input does, after every thread has its last answer. The last line printed tells whether the
// audit is whole.

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "store/audit_verify.h"
#include "store/organisation_records.h"
#include "store/outbox.h"
#include "store/repository.h"
#include "store/store.h"
#include "store_support/memory_cipher.h"
#include "store_support/open_doors.h"

using namespace foothold;

namespace {

constexpr auto kThreads = 8;
constexpr auto kPause = std::chrono::milliseconds{20};

std::atomic<bool> stopped{false};

class answer_log {
public:
  explicit answer_log(char const* const path) : file_{::open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600)} {}

  // In one call, so that lines of threads stay whole.
  void tell(std::string_view const what, std::string const& key, std::string const& id) const {
    auto const now = std::chrono::steady_clock::now().time_since_epoch();
    auto const line =
        fmt::format("{} {} {} {}\n", what, std::chrono::duration_cast<std::chrono::milliseconds>(now).count(), key, id);
    if (::write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
      std::abort();
    }
  }

private:
  int file_;
};

result<change_answer> add_once(store& cases, std::string const& key, std::string& id) {
  return store_for_tests::write(cases, {.actor = "writer", .name = "organisation.add"}, {.key = key, .request = "r"},
                                [&](transaction& t) -> result<std::string> {
                                  auto o = organisation_record{.id = new_id<organisation_id>(), .name = key};
                                  id = format_id(o.id);
                                  publish(t, "organisation.added", id, "");
                                  return add(t, o).map([&] { return id; });
                                });
}

// Asks once and writes down what came back. True: this write is over.
bool ask(store& cases, answer_log const& log, std::string const& key, bool const asked_before) {
  auto id = std::string{"none"};
  auto const done = add_once(cases, key, id);
  if (done) {
    log.tell(done->repeated ? "repeated" : "acknowledged", key, done->text);
    return true;
  }
  if (done.error().code == errc::in_doubt) {
    auto const warned = done.error().message.find("standby") != std::string::npos;
    log.tell(warned ? "warned" : "doubt", key, id);
    return false;
  }
  if (asked_before) {
    return false;  // the first time it may have happened
  }
  log.tell("refused", key, id);
  fmt::print(stderr, "{}: {}\n", key, done.error().message);
  return true;
}

void write_on(store& cases, answer_log const& log, int const thread) {
  for (auto i = 0; !stopped; ++i) {
    auto const key = fmt::format("{}-{}", thread, i);
    for (auto asked_before = false; !ask(cases, log, key, asked_before); asked_before = true) {
      std::this_thread::sleep_for(kPause);
    }
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace

int main(int const count, char** const arguments) {
  if (count != 3) {
    return 2;
  }
  auto const options = store_options{.postgresql = arguments[1]};
  auto const log = answer_log{arguments[2]};
  {
    auto cipher = memory_cipher{};
    auto const clock = machine_clock{};
    auto cases = store::open(options, cipher, clock);
    if (!cases) {
      fmt::print(stderr, "{}\n", cases.error().message);
      return 3;
    }
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != kThreads; ++n) {
      threads.emplace_back([&, n] { write_on(*cases, log, n); });
    }
    while (std::getchar() != EOF) {
    }
    stopped = true;
  }
  auto const report = verify_audit_of(options, {});
  if (!report || report->fault) {
    fmt::print("the audit is not whole: {}\n", report ? report->fault->what : report.error().message);
    return 4;
  }
  fmt::print("the audit is whole: {} entries, {} wait for their link\n", report->entries, report->waiting);
}
