// Snapshots of the territory in copies of the data, on both engines: they come back with the decisions that name them.

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "copies/installed.h"
#include "service/territory_snapshots.h"
#include "store/version_records.h"
#include "sys/hash.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;

class copied_snapshots : public with_copies {
protected:
  // Longer than a piece of a copy; `name` makes it another one.
  std::string keep(std::string const& name) {
    auto bytes = name;
    while (bytes.size() < 600'000U) {
      bytes += " timetable";
    }
    auto const hash = hash_hex(bytes);
    auto const file = snapshot_file(options.folder, hash);
    EXPECT_TRUE(make_private_folder(file.parent_path()));
    EXPECT_TRUE(write_file(file, bytes));
    return hash;
  }
  void decide(person_record const& p, std::string const& snapshot) {
    put([&](transaction& t) {
      auto d = decision_record{.id = new_id<decltype(decision_record::id)>(),
                               .person = p.id,
                               .function = "plan",
                               .engine = "test",
                               .inputs_hash = hash_hex("inputs"),
                               .snapshot_hash = snapshot,
                               .result_hash = hash_hex("result"),
                               .trace = "{}",
                               .outcome = "positive"};
      return add(t, d).has_value();
    });
  }
};
FOOTHOLD_BOTH_ENGINES(copied_snapshots);

// REQ J2
TEST_P(copied_snapshots, come_back_into_either_engine_each_once) {
  auto const layla = add_person("Layla");
  auto const first = keep("first");
  auto const second = keep("second");
  auto const unnamed = keep("unnamed");
  decide(layla, first);
  decide(layla, first);
  decide(layla, second);
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->files.snapshots, 2);
  EXPECT_EQ(made->files.files, 0);
  EXPECT_EQ(made->missing.snapshots, 0);
  auto const tried = drill(made->file);
  ASSERT_TRUE(tried) << tried.error().message;
  EXPECT_EQ(tried->fault, "");
  EXPECT_EQ(tried->snapshots, 2);
  for (auto const other : {false, true}) {
    auto const where = place(other);
    auto const back = restore(made->file, where);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->fault, "");
    for (auto const& hash : {first, second}) {
      auto const bytes = read_file(snapshot_file(where.folder, hash));
      ASSERT_TRUE(bytes) << bytes.error().message;
      EXPECT_EQ(hash_hex(*bytes), hash);
    }
    EXPECT_FALSE(fs::exists(snapshot_file(where.folder, unnamed)));
  }
}

TEST_P(copied_snapshots, that_are_lost_or_damaged_are_told_by_copy_and_drill) {
  auto const layla = add_person("Layla");
  auto const lost = keep("lost");
  auto const damaged = keep("damaged");
  decide(layla, lost);
  decide(layla, damaged);
  decide(layla, keep("whole"));
  fs::remove(snapshot_file(options.folder, lost));
  ASSERT_TRUE(write_file(snapshot_file(options.folder, damaged), "something else"));
  auto const made = copy();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->files.snapshots, 1);
  EXPECT_EQ(made->missing.snapshots, 2);
  auto const tried = drill(made->file);
  ASSERT_TRUE(tried) << tried.error().message;
  EXPECT_EQ(tried->fault,
            "2 snapshots of the territory are not in it: decisions that name them cannot be computed again");
}

// Whoever wrote the copy.
TEST_P(copied_snapshots, with_other_bytes_than_their_name_says_are_refused) {
  auto const into_here = folder.path() / "into";
  auto into = files_from_copy{{at_work->files(), into_here}};
  auto const hash = hash_hex("one");
  auto const refused = into.add({.id = hash, .bytes = "two", .last = true});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::broken);
  EXPECT_FALSE(fs::exists(snapshot_file(into_here, hash)));
  EXPECT_TRUE(into.add({.id = hash, .bytes = "one", .last = true}));
  EXPECT_TRUE(fs::exists(snapshot_file(into_here, hash)));
}

}  // namespace
}  // namespace foothold
