// Files of a case, on both engines: sealed before their rows are there, gone with them, and told of where they are
// lost.

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/case_files.h"
#include "service/erasing.h"
#include "service/exporting.h"
#include "service/housekeeping.h"
#include "service/installations.h"
#include "store/audit.h"
#include "store_support/machine_disk.h"
#include "vault_support/disk_search.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// Not drawn by anybody: what is kept is up to the child, how it is kept is looked at here.
drawn_file some_file(std::string const& words, std::size_t const size = 200'000U) {
  auto bytes = std::string{"\xFF\xD8\xFF"};
  while (bytes.size() < size) {
    bytes += words;
  }
  return {.kind = media_kind::jpeg, .width = 4, .height = 3, .pages = 0, .bytes = std::move(bytes)};
}
constexpr auto kCanary = "Canary certificate of Layla; ";

class case_files : public on_both_installations {
protected:
  case_files() { on_real_disk = true; }

  [[nodiscard]] caller as_worker() const { return {.by = acting(worker), .why = purpose::counselling}; }
  result<written_row> add_to(person_record const& p, drawn_file const& f, file_description const& about = {}) {
    return add_file(*at_work, as_worker(), format_id(p.id), next_key(), about, f);
  }
  [[nodiscard]] std::size_t on_disk() const { return at_work->files().list().size(); }
  [[nodiscard]] result<file_content> content(person_record const& p, std::string const& id) {
    return read_file_content(*at_work, as_worker(), format_id(p.id), id);
  }
  [[nodiscard]] row_place place_of(person_record const& p) const {
    return {.table = find_record_table("files"),
            .of = {.sort = kind::person, .subject = format_id(p.id)},
            .by = "person",
            .owner = format_id(p.id)};
  }
};

TEST_P(case_files, what_was_added_comes_back_and_is_nowhere_to_be_read) {
  auto const layla = add_person("Layla");
  auto const sent = some_file(kCanary);
  auto const added = add_to(layla, sent, {.kind = file_kind::certificate, .name = "Canary name.jpg"});
  ASSERT_TRUE(added) << added.error().message;
  auto const got = content(layla, added->id);
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->bytes, sent.bytes);
  EXPECT_EQ(got->row.name, "Canary name.jpg");
  EXPECT_EQ(got->row.kind, file_kind::certificate);
  EXPECT_EQ(got->row.bytes, static_cast<std::int64_t>(sent.bytes.size()));
  EXPECT_EQ(got->row.added_by, format_id(worker.id));
  auto const lies = at_work->files().path_of(added->id);
  EXPECT_EQ(fs::status(lies).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_GT(fs::file_size(lies), sent.bytes.size());
  auto const shows = [&](std::string_view const text) {
    return bytes_on_disk(folder.path()).find(text) != std::string::npos;
  };
  EXPECT_FALSE(shows("Canary"));
  std::ofstream{folder.path() / "control"} << sent.bytes;
  EXPECT_TRUE(shows("Canary")) << "the control: it would be found";
  auto seen = false;
  EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) -> result<void> {
    for (auto const& line : audit_of(s, format_id(layla.id), 0, 100)) {
      seen = seen || (line.name == "person.read" && line.actor == format_id(worker.id));
    }
    return {};
  }));
  EXPECT_TRUE(seen) << "the look is in the audit";
}

TEST_P(case_files, who_may_not_leaves_and_sees_nothing) {
  auto const layla = add_person("Layla");
  auto const added = add_to(layla, some_file(kCanary));
  ASSERT_TRUE(added);
  auto const stranger = caller{.by = acting(teacher), .why = purpose::teaching};
  auto const refused = add_file(*at_work, stranger, format_id(layla.id), next_key(), {}, some_file("x"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::not_found);
  EXPECT_EQ(read_file_content(*at_work, stranger, format_id(layla.id), added->id).error().code, errc::not_found);
  EXPECT_EQ(remove_file(*at_work, stranger, place_of(layla), next_key(), added->id, 1).error().code, errc::not_found);
  EXPECT_EQ(on_disk(), 1U);
  // Nor does a file of somebody else come out of the own case.
  auto const other = add_person("Other");
  EXPECT_EQ(content(other, added->id).error().code, errc::not_found);
  EXPECT_EQ(add_file(*at_work, as_worker(), std::string(32U, 'a'), next_key(), {}, some_file("x")).error().code,
            errc::not_found);
  EXPECT_EQ(on_disk(), 1U);
}

TEST_P(case_files, the_same_request_again_is_the_same_file) {
  auto const layla = add_person("Layla");
  auto const key = next_key();
  auto const file = some_file(kCanary);
  auto const first = add_file(*at_work, as_worker(), format_id(layla.id), key, {}, file);
  auto const again = add_file(*at_work, as_worker(), format_id(layla.id), key, {}, file);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->id, again->id);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(on_disk(), 1U);
  EXPECT_TRUE(content(layla, first->id));
}

TEST_P(case_files, what_it_shows_is_a_row_of_the_same_person) {
  auto const layla = add_person("Layla");
  auto const other = add_person("Other");
  auto const certificate_of = [&](person_record const& p) {
    auto c = certificate_record{.id = new_id<decltype(certificate_record::id)>(), .person = p.id, .name = "C"};
    put([&](transaction& t) { return add(t, c).has_value(); });
    return c.id;
  };
  auto const own = certificate_of(layla);
  auto const strange = add_to(layla, some_file("x"), {.certificate = certificate_of(other)});
  ASSERT_FALSE(strange);
  EXPECT_EQ(strange.error().code, errc::bad_input);
  EXPECT_THAT(strange.error().message, HasSubstr("files: certificate: "));
  EXPECT_EQ(on_disk(), 0U);
  auto const right = add_to(layla, some_file("x"), {.certificate = own});
  ASSERT_TRUE(right) << right.error().message;
  EXPECT_EQ(content(layla, right->id)->row.certificate, own);
}

TEST_P(case_files, bytes_that_were_moved_changed_or_lost_are_told) {
  auto const layla = add_person("Layla");
  auto const one = add_to(layla, some_file("one "));
  auto const two = add_to(layla, some_file("two "));
  ASSERT_TRUE(one && two);
  auto const at = [&](result<written_row> const& r) { return at_work->files().path_of(r->id); };
  fs::copy_file(at(one), at(two), fs::copy_options::overwrite_existing);
  EXPECT_EQ(content(layla, two->id).error().code, errc::broken) << "of another id";
  EXPECT_FALSE(at_work->files().read({.person = format_id(layla.id), .id = two->id})) << "its key is of one id";
  {
    auto out = std::fstream{at(one), std::ios::in | std::ios::out | std::ios::binary};
    out.seekp(100'000);
    out.put('\0').put('\1');
  }
  EXPECT_EQ(content(layla, one->id).error().code, errc::broken) << "a changed byte";
  EXPECT_EQ(keep_house(*at_work, {})->files_missing, 0) << "the control: they are there";
  fs::remove(at(one));
  EXPECT_EQ(content(layla, one->id).error().code, errc::broken) << "gone";
  EXPECT_EQ(keep_house(*at_work, {})->files_missing, 1);
}

TEST_P(case_files, a_removed_file_is_gone_from_the_disk) {
  auto const layla = add_person("Layla");
  auto const added = add_to(layla, some_file(kCanary));
  ASSERT_TRUE(added);
  ASSERT_EQ(on_disk(), 1U);
  EXPECT_EQ(remove_file(*at_work, as_worker(), place_of(layla), next_key(), added->id, 7).error().code, errc::stale);
  EXPECT_EQ(on_disk(), 1U);
  ASSERT_TRUE(remove_file(*at_work, as_worker(), place_of(layla), next_key(), added->id, 1));
  EXPECT_EQ(on_disk(), 0U);
  EXPECT_EQ(content(layla, added->id).error().code, errc::not_found);
}

TEST_P(case_files, an_export_has_their_bytes_beside_it_and_tells_of_those_that_are_lost) {
  auto const layla = add_person("Layla");
  auto const sent = some_file("whole ");
  auto const whole = add_to(layla, sent);
  auto const lost = add_to(layla, some_file("lost "));
  ASSERT_TRUE(whole && lost);
  fs::remove(at_work->files().path_of(lost->id));
  auto const file = export_person(at_work->cases(), as_worker(), format_id(layla.id), clock);
  ASSERT_TRUE(file) << file.error().message;
  auto const out = folder.path() / "layla.files";
  auto const done = export_bytes(*at_work, *file, out);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(std::pair(done->files, done->missing), std::pair(std::int64_t{1}, std::int64_t{1}));
  EXPECT_EQ(bytes_of(out / (whole->id + ".jpg")), sent.bytes);
  EXPECT_EQ(fs::status(out).permissions(), fs::perms::owner_all);
}

// REQ H8
TEST_P(case_files, an_erasure_leaves_no_file_and_no_key_for_one) {
  auto const gone = add_person("Gone");
  auto const stays = add_person("Stays");
  auto const of_gone = add_to(gone, some_file(kCanary));
  auto const of_other = add_to(stays, some_file("other "));
  ASSERT_TRUE(of_gone && of_other);
  auto const kept_elsewhere = bytes_of(at_work->files().path_of(of_gone->id));
  auto const done = erase_person(*at_work,
                                 {.by = acting(officer),
                                  .what = action::erase,
                                  .of = {.subject = format_id(gone.id)},
                                  .for_what = purpose::protection},
                                 next_key());
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_FALSE(at_work->files().has(of_gone->id));
  EXPECT_TRUE(content(stays, of_other->id));
  // A copy of the file that somebody kept does not open any more.
  fs::create_directories(at_work->files().path_of(of_gone->id).parent_path());
  std::ofstream{at_work->files().path_of(of_gone->id), std::ios::binary} << kept_elsewhere;
  EXPECT_EQ(at_work->files().read({.person = format_id(gone.id), .id = of_gone->id}).error().code, errc::not_found);
  reopen();
  EXPECT_EQ(on_disk(), options.postgresql.empty() ? 1U : 2U) << "other nodes may be adding files: an hour is waited";
}

TEST_P(case_files, what_an_upload_left_goes) {
  auto const layla = add_person("Layla");
  auto const added = add_to(layla, some_file(kCanary));
  ASSERT_TRUE(added);
  auto const person = format_id(layla.id);
  auto const left = std::string(32U, 'b');
  ASSERT_TRUE(at_work->files().write({.person = person, .id = left}, "left over"));
  auto const half = at_work->files().path_of(left).parent_path() / (std::string(32U, 'b') + ".1.tmp");
  std::ofstream{half} << "half";
  EXPECT_EQ(tidy_files(at_work->cases(), at_work->files(), kUploadsLast)->removed, 0) << "it may still be going on";
  for (auto const& f : {at_work->files().path_of(left), half}) {
    fs::last_write_time(f, fs::file_time_type::clock::now() - std::chrono::hours{2});
  }
  {
    auto const keeping = file_store::keeping{at_work->files()};
    EXPECT_EQ(tidy_files(at_work->cases(), at_work->files(), kUploadsLast)->removed, 0) << "while a copy is made";
  }
  EXPECT_TRUE(at_work->files().has(left));
  reopen();
  EXPECT_FALSE(at_work->files().has(left));
  EXPECT_FALSE(fs::exists(half));
  EXPECT_TRUE(content(layla, added->id)) << "and nothing else";
}
FOOTHOLD_BOTH_ENGINES(case_files);

// The process is killed at the first byte of the row: its file is on the disk, nobody was told, and the next start
// takes it away. Without the row's death the file stays (the control).
class killed_upload : public on_both_installations {
protected:
  killed_upload() { on_real_disk = true; }
};
INSTANTIATE_TEST_SUITE_P(engines, killed_upload, testing::Values("sqlite"), engine_name);

auto to_kill = false;

TEST_P(killed_upload, leaves_no_file_after_the_next_start) {
  auto const layla = add_person("Layla");
  at_work.reset();
  for (auto const killed : {true, false}) {
    auto const child = ::fork();
    if (child == 0) {
      auto deadly = machine_disk{[](sqlite3_io_methods& m) {
        m.xWrite = [](sqlite3_file* f, void const* bytes, int size, sqlite3_int64 at) {
          if (to_kill) {
            ::kill(::getpid(), SIGKILL);
          }
          return machine_disk::original(f).xWrite(f, bytes, size, at);
        };
      }};
      auto where = options;
      where.vfs = deadly.name();
      auto opened = installation::open({.data = where, .keys = vaults}, clock);
      to_kill = killed;
      auto const done = opened ? add_file(**opened, {.by = acting(worker), .why = purpose::counselling},
                                          format_id(layla.id), next_key(), {}, some_file(kCanary))
                               : result<written_row>{tl::make_unexpected(opened.error())};
      ::_exit(done ? 0 : 1);
    }
    auto status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_EQ(WIFSIGNALED(status), killed) << WEXITSTATUS(status);
    auto left = 0;
    for (auto const& e : fs::recursive_directory_iterator{options.folder / "files"}) {
      left += e.is_regular_file() ? 1 : 0;
    }
    EXPECT_EQ(left, 1);
    reopen();
    EXPECT_EQ(at_work->files().list().size(), killed ? 0U : 1U);
    at_work.reset();
  }
}

}  // namespace
}  // namespace foothold
