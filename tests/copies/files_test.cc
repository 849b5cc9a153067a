// Uploaded files in copies of the data, on both engines: they come back with their rows, and not without them.

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "copies/installed.h"
#include "service/case_files.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class copied_files : public with_copies {
protected:
  [[nodiscard]] caller as_worker() const { return {.by = acting(worker), .why = purpose::counselling}; }
  // Larger than a piece of a copy.
  std::string add_to(person_record const& p) {
    auto bytes = std::string{"\xFF\xD8\xFF"};
    while (bytes.size() < 600'000U) {
      bytes += "Canary " + p.name + " ";
    }
    auto const done = add_file(*at_work, as_worker(), format_id(p.id), next_key(), {},
                               {.kind = media_kind::jpeg, .width = 1, .height = 1, .pages = 0, .bytes = bytes});
    EXPECT_TRUE(done) << done.error().message;
    sent = bytes;
    return done ? done->id : std::string{};
  }
  [[nodiscard]] result<file_content> content(person_record const& p, std::string const& id) {
    return read_file_content(*at_work, as_worker(), format_id(p.id), id);
  }

  std::string sent;
};
FOOTHOLD_BOTH_ENGINES(copied_files);

TEST_P(copied_files, come_back_into_either_engine) {
  auto const layla = add_person("Layla");
  auto const id = add_to(layla);
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->files.files, 1);
  EXPECT_EQ(made->missing.files, 0);
  EXPECT_EQ(bytes_of(made->file).find("Canary"), std::string::npos);
  auto const tried = drill(made->file);
  ASSERT_TRUE(tried) << tried.error().message;
  EXPECT_EQ(tried->fault, "");
  EXPECT_EQ(tried->files, 1);
  for (auto const other : {false, true}) {
    auto const where = place(other);
    auto const back = restore(made->file, where);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->fault, "");
    auto const before = options;
    work_in(where);
    auto const got = content(layla, id);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->bytes, sent);
    EXPECT_EQ(at_work->files().list().size(), 1U);
    at_work.reset();
    options = before;
  }
}

// REQ H8
TEST_P(copied_files, of_the_erased_do_not_come_back) {
  auto const gone = add_person("Gone");
  auto const stays = add_person("Stays");
  auto const of_gone = add_to(gone);
  auto const of_other = add_to(stays);
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->files.files, 2);
  ASSERT_TRUE(erase(gone));
  auto const where = place();
  auto const back = restore(made->file, where);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->erased.size(), 1U);
  EXPECT_EQ(back->fault, "");
  auto const before = options;
  work_in(where);
  EXPECT_FALSE(at_work->files().has(of_gone));
  EXPECT_TRUE(content(stays, of_other));
  at_work.reset();
  options = before;
}

TEST_P(copied_files, that_are_lost_are_told_by_copy_and_drill) {
  auto const layla = add_person("Layla");
  auto const lost = add_to(layla);
  add_to(layla);
  fs::remove(at_work->files().path_of(lost));
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->files.files, 1);
  EXPECT_EQ(made->missing.files, 1);
  auto const tried = drill(made->file);
  ASSERT_TRUE(tried) << tried.error().message;
  EXPECT_EQ(tried->fault, "the bytes of 1 files are not in it");
}

TEST_P(copied_files, that_were_changed_on_the_disk_do_not_pass_a_drill) {
  auto const layla = add_person("Layla");
  auto const id = add_to(layla);
  auto const other = add_to(layla);
  fs::copy_file(at_work->files().path_of(id), at_work->files().path_of(other), fs::copy_options::overwrite_existing);
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  auto const tried = drill(made->file);
  ASSERT_TRUE(tried) << tried.error().message;
  EXPECT_THAT(tried->fault, HasSubstr("the page of a person does not open"));
}

// A kill between the files and the rows: it is done again, and nothing is in the way.
TEST_P(copied_files, are_put_in_place_again_after_a_kill) {
  auto const layla = add_person("Layla");
  auto const id = add_to(layla);
  auto const made = copy();
  ASSERT_TRUE(made);
  auto const where = place();
  {
    auto const unlocked = closed_with_keys();
    struct killed {};
    auto const stop_at = [](std::string_view const step) {
      if (step == "restore.files") {
        throw killed{};
      }
    };
    EXPECT_THROW(static_cast<void>(restore_copy(where, *unlocked, clock, {.file = made->file, .at = stop_at})), killed);
    EXPECT_TRUE(fs::exists(where.folder / "files"));
  }
  auto const back = restore(made->file, where);
  ASSERT_TRUE(back) << back.error().message;
  auto const before = options;
  work_in(where);
  EXPECT_EQ(content(layla, id)->bytes, sent);
  at_work.reset();
  options = before;
}

}  // namespace
}  // namespace foothold
