#include "sys/child_process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include <gtest/gtest.h>

#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

TEST(child_process, says_how_each_ended_and_keeps_what_it_said) {
  auto const folder = temp_folder{};
  auto const log = folder.path() / "log";
  auto const fine = start_child("/bin/sh", {"-c", "echo out; echo err >&2"}, log);
  ASSERT_TRUE(fine);
  auto end = wait_for_child();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->process, *fine);
  EXPECT_EQ(end->code, 0);
  EXPECT_EQ(end->signal, 0);
  EXPECT_EQ(read_file(log).value_or(""), "out\nerr\n");

  ASSERT_TRUE(start_child("/bin/sh", {"-c", "exit 7"}, log));
  end = wait_for_child();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->code, 7);

  auto const long_one = start_child("/bin/sleep", {"60"}, log);
  ASSERT_TRUE(long_one);
  stop_child(*long_one);
  end = wait_for_child();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->signal, SIGKILL);
  EXPECT_EQ(wait_for_child().error().code, errc::not_found);
}

TEST(child_process, what_cannot_be_started_ends_with_127) {
  auto const folder = temp_folder{};
  ASSERT_TRUE(start_child("/nowhere/program", {}, folder.path() / "log"));
  auto const end = wait_for_child();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->code, 127);
  EXPECT_FALSE(start_child("/bin/true", {}, folder.path() / "no" / "log"));
}

TEST(child_process, ends_with_the_program_that_started_it) {
  auto const folder = temp_folder{};
  auto const log = folder.path() / "log";
  // A process that starts a child and is killed at once.
  auto const parent = ::fork();
  if (parent == 0) {
    auto const child = start_child("/bin/sleep", {"60"}, log);
    (void)write_file(folder.path() / "number", std::to_string(child.value_or(0)));
    ::kill(::getpid(), SIGKILL);
  }
  auto status = 0;
  ASSERT_EQ(::waitpid(parent, &status, 0), parent);
  auto const child = std::stoi(read_file(folder.path() / "number").value_or("0"));
  ASSERT_GT(child, 0);
  auto gone = false;
  for (auto n = 0; n != 200 && !gone; ++n) {
    // A zombie that nobody has waited for yet has no command line any more.
    gone = read_file("/proc/" + std::to_string(child) + "/cmdline").value_or("").empty();
    ::usleep(10'000);
  }
  EXPECT_TRUE(gone);
}

TEST(child_process, knows_its_own_program) {
  auto const program = own_program();
  ASSERT_TRUE(program);
  EXPECT_EQ(program->filename(), "sys_test");
}

}  // namespace
}  // namespace foothold
