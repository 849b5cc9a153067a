// Works on a key store until it is killed:
//   vault_worker erase  KEYS MASTER SUBJECT STEP    kills itself at a named step, as do the next two
//   vault_worker rotate KEYS MASTER NTH STEP        the NTH time that it comes there
//   vault_worker settle KEYS MASTER SUBJECT STEP    prints nothing; the subject's key is new
//   vault_worker write  KEYS MASTER DATA ACKNOWLEDGED settled|unsettled
// `write` adds people to a store and appends each id to ACKNOWLEDGED once the write was answered. `unsettled` keeps the
// keys in memory only: what a store that forgets to settle would do.

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "store/organisation_records.h"
#include "store/person_records.h"
#include "store/repository.h"
#include "store/store.h"
#include "store_support/open_doors.h"
#include "vault/vault.h"

using namespace foothold;

namespace {

constexpr auto kThreads = 4;

[[noreturn]] void stop(error const& e) {
  fmt::print(stderr, "{}\n", e.message);
  std::_Exit(4);
}

template <typename T>
T must(result<T> r) {
  if (!r) {
    stop(r.error());
  }
  if constexpr (!std::is_void_v<T>) {
    return std::move(*r);
  }
}

struct unsettling final : public field_cipher {
  explicit unsettling(field_cipher& c) : cipher{c} {}
  result<std::string> seal(field_place const& p, std::string_view const clear) override {
    return cipher.seal(p, clear);
  }
  result<std::string> open(field_place const& p, std::string_view const text) override { return cipher.open(p, text); }
  field_cipher& cipher;
};

// Each thread adds people with a name, many in a write now and then.
void write_people(store& cases, organisation_id const& office, int const acknowledged, int const thread) {
  for (auto i = 0;; ++i) {
    auto lines = std::string{};
    must(store_for_tests::write(cases, {.actor = "writer", .name = "person.add"},
                                {.key = fmt::format("{}-{}-{}", ::getpid(), thread, i), .request = "r"},
                                [&](transaction& t) -> result<std::string> {
                                  lines.clear();
                                  for (auto n = i % 7 == 0 ? 40 : 1; n != 0; --n) {
                                    auto p = person_record{
                                        .id = new_id<person_id>(), .organisation = office, .name = "Zahra"};
                                    p.local_number = format_id(p.id);
                                    if (auto const added = add(t, p); !added) {
                                      return tl::make_unexpected(added.error());
                                    }
                                    lines += format_id(p.id) + "\n";
                                  }
                                  return "";
                                }));
    if (::write(acknowledged, lines.data(), lines.size()) != static_cast<ssize_t>(lines.size())) {
      std::abort();
    }
  }
}

void write(vault& keys, std::string const& data, std::string const& acknowledged, bool const settled) {
  auto const clock = machine_clock{};
  auto forgets = unsettling{keys};
  auto cases = must(store::open({.folder = data}, settled ? static_cast<field_cipher&>(keys) : forgets, clock));
  auto office = organisation_record{.id = new_id<organisation_id>(), .name = "Office", .kind = "municipality"};
  must(store_for_tests::write(cases, {.actor = "writer", .name = "organisation.add"},
                              {.key = format_id(office.id), .request = "r"},
                              [&](transaction& t) { return add(t, office).map([] { return std::string{}; }); }));
  auto const file = ::open(acknowledged.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  auto threads = std::vector<std::jthread>{};
  for (auto n = 0; n != kThreads; ++n) {
    threads.emplace_back([&, n] { write_people(cases, office.id, file, n); });
  }
}

}  // namespace

int main(int const count, char** const arguments) {
  auto const words = std::vector<std::string>(arguments + 1, arguments + count);
  if (words.size() < 5U) {
    return 2;
  }
  auto const& verb = words[0];
  auto times = verb == "rotate" ? std::atoi(words[3].c_str()) : 1;
  auto const at = [&](std::string_view const step) {
    if (verb != "write" && step == words[4] && --times == 0) {
      ::raise(SIGKILL);
    }
  };
  auto const clock = machine_clock{};
  auto const options = vault_options{.folder = words[1], .master = {.file = words[2]}, .at = at};
  auto keys = must(vault::unlock(options, clock));
  if (verb == "erase") {
    must(keys->erase(words[3]));
  } else if (verb == "rotate") {
    must(keys->rotate(options.master));
  } else if (verb == "settle") {
    must(keys->seal({.subject = words[3], .table = "t", .column = "c", .row = "r"}, "x"));
    must(keys->settle());
  } else {
    write(*keys, words[3], words[4], words.size() == 6U && words[5] == "settled");
  }
  return 0;
}
