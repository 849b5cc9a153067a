// What one person's file costs: case_bench [--people N]
//
// N people (2,000) with files of realistic size, sealed with real keys, on SQLite and on PostgreSQL with real syncs.
// The page of a person as a caseworker opens it (grant, rows, decryption, line in the log); everything that is kept of
// somebody with a thick file, as JSON and as paper; an erasure, until nothing can be read. Exit 1 where an answer is
// wrong or takes longer than it may.

#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "api/export_json.h"
#include "api/export_paper.h"
#include "case_files.h"
#include "service/erasing.h"
#include "service/exporting.h"
#include "service/texts.h"
#include "store_support/postgres_server.h"
#include "sys/folders.h"

using namespace foothold;
using namespace foothold::bench;

namespace {

constexpr auto kMostMilliseconds = 1.0;  // of processor time, for a page
constexpr auto kMostSeconds = 60.0;      // for an export, and for an erasure
constexpr auto kPages = 2'000;
constexpr auto kThickNotes = 500;
constexpr auto kRowsOfPage = std::size_t{18U};  // put_file() has two more, for the plan

machine_clock const kClock{};

// Of all threads of this process.
double processor_seconds() {
  auto used = rusage{};
  ::getrusage(RUSAGE_SELF, &used);
  auto const seconds = [](timeval const& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

actor acting(staff_record const& s, role const as) {
  return {.id = format_id(s.id),
          .as = as,
          .tenant = "t",
          .organisation = format_id(s.organisation),
          .state = membership::active,
          .session = all_of<action>()};
}

template <typename Record>
std::size_t rows_of(snapshot& s, person_id const& person) {
  return must(list_by<Record>(s, "person", person)).rows.size();
}

// The rows that it shows.
std::size_t open_page(installation& office, actor const& worker, person_id const& whose) {
  auto rows = std::size_t{0U};
  auto const person = format_id(whose);
  must(office.cases()
           .read({.by = worker, .what = action::read, .of = {.subject = person}, .for_what = purpose::counselling},
                 [&](snapshot& s) -> result<void> {
                   rows = must(find<person_record>(s, whose)).name.empty() ? 0U : 1U;
                   rows += rows_of<contact_record>(s, whose) + rows_of<communication_record>(s, whose) +
                           rows_of<status_period_record>(s, whose) + rows_of<paper_record>(s, whose) +
                           rows_of<language_record>(s, whose) + rows_of<skill_record>(s, whose) +
                           rows_of<education_record>(s, whose) + rows_of<experience_record>(s, whose) +
                           rows_of<note_record>(s, whose);
                   return {};
                 })
           .map([] { return true; }));
  return rows;
}

bool measure(char const* const name, std::filesystem::path const& folder, store_options const& data, int const people) {
  must(make_private_folder(data.folder).map([] { return true; }));
  auto const keys = vault_options{.folder = folder / "keys", .master = {.file = folder / "master.key"}};
  must(make_key_store(keys));
  auto const office = must(installation::open({.data = data, .keys = keys}, kClock));
  auto const filled = fill(*office, people);
  auto const worker = acting(filled.worker, role::caseworker);
  auto officer = staff_record{.id = new_id<staff_id>(),
                              .organisation = filled.organisation.id,
                              .name = "O",
                              .role = "data_protection_officer",
                              .active = true};
  must(store_for_tests::write(office->cases(), {.actor = "bench", .name = "thick"}, {.key = "thick", .request = "r"},
                              [&](transaction& t) -> result<std::string> {
                                must(add(t, officer).map([] { return true; }));
                                for (auto i = 0; i != kThickNotes; ++i) {
                                  put(t, note_record{.person = filled.first, .words = std::string(400U, 'n')});
                                }
                                return "";
                              }));
  auto everybody = std::vector<person_id>{};
  must(store_for_tests::read(office->cases(), [&](snapshot& s) -> result<void> {
         for (auto const& p : must(list_by<person_record>(s, "caseworker", filled.worker.id)).rows) {
           if (p.id != filled.first) {
             everybody.push_back(p.id);
           }
         }
         return {};
       }).map([] { return true; }));

  auto good = true;
  auto const begin_cpu = processor_seconds();
  auto begin = std::chrono::steady_clock::now();
  for (auto i = 0; i != kPages; ++i) {
    good = open_page(*office, worker, everybody[static_cast<std::size_t>(i) % everybody.size()]) == kRowsOfPage && good;
  }
  auto const page = (processor_seconds() - begin_cpu) * 1e3 / kPages;
  fmt::print(
      "{}: a person's page of {} rows: {:.2f} ms of this process's processor time, {:.2f} ms until it is there (goal "
      "{:.0f} ms of processor)\n",
      name, kRowsOfPage, page, seconds_since(begin) * 1e3 / kPages, kMostMilliseconds);

  auto const person = format_id(filled.first);
  begin = std::chrono::steady_clock::now();
  auto const file = must(export_person(office->cases(), {.by = worker, .why = purpose::counselling}, person, kClock));
  auto const json = api::export_as_json(file);
  auto const taken = seconds_since(begin);
  auto const words = must(load_texts());
  auto const paper = must(print_paper(api::paper_of_export(file, words.english())));
  auto const printed = seconds_since(begin);
  fmt::print(
      "{}: export of {} notes and more: {:.2f} s as JSON ({:.1f} MB), with {} pages of paper {:.2f} s (goal {:.0f} "
      "s)\n",
      name, kThickNotes, taken, static_cast<double>(json.size()) / 1e6, paper.pages, printed, kMostSeconds);
  good = good && json.find(std::string(400U, 'n')) != std::string::npos && paper.pages > 50U;

  begin = std::chrono::steady_clock::now();
  auto const erased = must(erase_person(*office,
                                        {.by = acting(officer, role::data_protection_officer),
                                         .what = action::erase,
                                         .of = {.subject = person},
                                         .for_what = purpose::protection},
                                        {.key = "erase", .request = "r"}));
  auto const gone = seconds_since(begin);
  auto const after = export_person(office->cases(), {.by = worker, .why = purpose::counselling}, person, kClock);
  fmt::print("{}: erasure of {} rows, with its keys: {:.2f} s (goal {:.0f} s)\n", name, erased.rows.rows, gone,
             kMostSeconds);
  return good && !after && after.error().code == errc::not_found && page <= kMostMilliseconds &&
         printed <= kMostSeconds && gone <= kMostSeconds;
}

}  // namespace

int main(int const count, char** const arguments) {
  auto people = 2'000;
  for (auto i = 1; i + 1 < count; i += 2) {
    if (std::string_view{arguments[i]} == "--people") {
      people = std::atoi(arguments[i + 1]);
    }
  }
  auto name = (std::filesystem::current_path() / "case-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    stop("no folder for the bench");
  }
  auto const folder = std::filesystem::path{name};
  auto good = measure("sqlite", folder / "s", {.folder = folder / "s/data", .tenant = "t"}, people);
  if (auto const server = postgres_server::start({.sync = true})) {
    auto const at = store_options{.folder = folder / "p/data", .postgresql = server->new_database(), .tenant = "t"};
    good = measure("postgresql", folder / "p", at, people) && good;
  } else {
    fmt::print("postgresql: not installed, not measured\n");
  }
  std::filesystem::remove_all(folder);
  fmt::print("{}\n", good ? "ok" : "fault: an answer is wrong, or takes too long");
  return good ? 0 : 1;
}
