#include "sys/local_socket.h"

#include <sys/stat.h>

#include <gtest/gtest.h>

#include "temp_folder.h"

namespace foothold {
namespace {

// Says every line back, until it is told "bye".
void echo(local_stream& who) {
  for (;;) {
    auto const line = who.read_line();
    if (!line || !*line || **line == "bye" || !who.write_line("you said " + **line)) {
      return;
    }
  }
}

class local_socket : public testing::Test {
protected:
  temp_folder folder;
  std::filesystem::path socket{folder.path() / "admin.sock"};
};

TEST_F(local_socket, lines_go_both_ways) {
  auto const listening = local_listener::listen(socket, echo);
  ASSERT_TRUE(listening) << listening.error().message;
  for (auto again = 0; again != 3; ++again) {
    auto talk = local_stream::connect(socket);
    ASSERT_TRUE(talk);
    for (auto const& text : {std::string{"one"}, std::string{}, std::string(500'000U, 'x'), std::string{"ليلى"}}) {
      ASSERT_TRUE(talk->write_line(text));
      EXPECT_EQ(talk->read_line().value(), "you said " + text);
    }
    ASSERT_TRUE(talk->write_line("bye"));
    EXPECT_EQ(talk->read_line().value(), std::nullopt);
  }
}

TEST_F(local_socket, nobody_listens) {
  EXPECT_EQ(local_stream::connect(socket).error().code, errc::not_found);
  {
    auto const listening = local_listener::listen(socket, echo);
  }
  EXPECT_EQ(local_stream::connect(socket).error().code, errc::not_found);
  EXPECT_FALSE(std::filesystem::exists(socket));
}

TEST_F(local_socket, one_listens_and_only_for_its_owner) {
  auto const first = local_listener::listen(socket, echo);
  ASSERT_TRUE(first);
  EXPECT_EQ(local_listener::listen(socket, echo).error().code, errc::conflict);
  struct stat about{};
  ASSERT_EQ(::stat(socket.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(local_socket, what_a_killed_program_left_is_replaced) {
  {
    auto const left = std::ofstream{socket};
  }
  auto const listening = local_listener::listen(socket, echo);
  ASSERT_TRUE(listening) << listening.error().message;
  EXPECT_TRUE(local_stream::connect(socket));
}

TEST_F(local_socket, long_folders_are_no_fault) {
  auto const deep = folder.path() / std::string(120U, 'd');
  std::filesystem::create_directory(deep);
  auto const listening = local_listener::listen(deep / "admin.sock", echo);
  ASSERT_TRUE(listening) << listening.error().message;
  EXPECT_TRUE(local_stream::connect(deep / "admin.sock"));
}

TEST_F(local_socket, a_line_without_an_end_is_refused) {
  auto wrong = result<void>{};
  auto listening = std::optional<local_listener>{};
  auto made = local_listener::listen(socket, [&](local_stream& who) {
    auto const line = who.read_line();
    wrong = line ? result<void>{} : tl::make_unexpected(line.error());
  });
  ASSERT_TRUE(made);
  listening.emplace(std::move(*made));
  {
    auto talk = local_stream::connect(socket);
    ASSERT_TRUE(talk);
    auto const half = std::string(kLongestLine, 'x');
    static_cast<void>(talk->write_line(half + half));
  }
  listening.reset();
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, errc::bad_input);
}

}  // namespace
}  // namespace foothold
