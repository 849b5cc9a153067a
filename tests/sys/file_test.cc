#include "sys/file.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace foothold {
namespace {

namespace fs = std::filesystem;

// A fresh folder for one test, removed afterwards.
class file_test : public testing::Test {
protected:
  file_test() {
    auto name = (fs::temp_directory_path() / "foothold-file-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~file_test() override { fs::remove_all(folder_); }

  fs::path put(std::string const& name, std::string const& text) const {
    std::ofstream{folder_ / name, std::ios::binary} << text;
    return folder_ / name;
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder_}, fs::directory_iterator{}));
  }
  fs::path folder_;
};

TEST_F(file_test, reads_every_byte) {
  auto const text = std::string{"a\0b\r\n\xff", 6};
  EXPECT_EQ(read_file(put("x", text)).value(), text);
  EXPECT_EQ(read_file(put("empty", "")).value(), "");
}

TEST_F(file_test, a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_refused) {
  auto const path = put("x", "12345");
  EXPECT_EQ(read_file(path, 5).value(), "12345");
  auto const refused = read_file(path, 4);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, errc::bad_input);
  EXPECT_NE(refused.error().message.find(path.string()), std::string::npos);
  EXPECT_NE(refused.error().message.find("4 bytes"), std::string::npos);
}

TEST_F(file_test, a_sparse_file_of_two_gigabytes_is_refused_without_reading_it) {
  auto const path = put("big", "x");
  fs::resize_file(path, 2ULL << 30U);
  EXPECT_EQ(read_file(path).error().code, errc::bad_input);
}

TEST_F(file_test, an_absent_file_is_not_found_and_a_folder_or_pipe_is_bad_input) {
  EXPECT_EQ(read_file(folder_ / "none").error().code, errc::not_found);
  EXPECT_EQ(read_file(folder_).error().code, errc::bad_input);
  auto const pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(read_file(pipe).error().code, errc::bad_input);
  EXPECT_EQ(mapped_file::open(pipe).error().code, errc::bad_input);
  EXPECT_EQ(mapped_file::open(folder_ / "none").error().code, errc::not_found);
}

TEST_F(file_test, a_mapping_shows_the_bytes_and_survives_the_replacement_of_the_file) {
  auto const path = put("image", "old bytes");
  auto mapped = mapped_file::open(path).value();
  ASSERT_TRUE(write_file(path, "new").has_value());
  auto const moved = std::move(mapped);
  EXPECT_EQ(moved.text(), "old bytes");
  EXPECT_EQ(read_file(path).value(), "new");
  EXPECT_TRUE(mapped_file::open(put("empty", "")).value().bytes().empty());
}

TEST_F(file_test, without_commit_the_target_stays_and_nothing_is_left_behind) {
  auto const path = put("x", "before");
  {
    auto file = replacing_file::create(path).value();
    ASSERT_TRUE(file.write("half").has_value());
  }
  EXPECT_EQ(read_file(path).value(), "before");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(file_test, commit_replaces_the_whole_file) {
  auto const path = put("x", "before, and longer");
  auto file = replacing_file::create(path).value();
  ASSERT_TRUE(file.write("one ").has_value());
  ASSERT_TRUE(file.write("two").has_value());
  EXPECT_EQ(read_file(path).value(), "before, and longer");
  ASSERT_TRUE(file.commit().has_value());
  EXPECT_EQ(read_file(path).value(), "one two");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(file_test, a_missing_folder_is_named) {
  auto const refused = write_file(folder_ / "no" / "folder" / "x", "x");
  EXPECT_EQ(refused.error().code, errc::not_found);
  EXPECT_NE(refused.error().message.find("no/folder"), std::string::npos);
}

// A file size limit stands for the full disk: the kernel refuses the write half-way.
TEST_F(file_test, a_write_that_fails_half_way_leaves_the_old_file) {
  auto const path = put("x", "before");
  auto old = rlimit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
  auto const handler = ::signal(SIGXFSZ, SIG_IGN);
  auto const tight = rlimit{4096, old.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tight), 0);
  auto const refused = write_file(path, std::string(10'000, 'x'));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old), 0);
  ::signal(SIGXFSZ, handler);

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, errc::broken);
  EXPECT_EQ(read_file(path).value(), "before");
  EXPECT_EQ(entries(), 1U);
}

}  // namespace
}  // namespace foothold
