// What a child that was broken into can do: nothing. Each act is done without the sandbox too, where it succeeds.

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace {

// Exit code, or minus the signal.
int end_of(std::string const& act, std::string const& how) {
  auto const child = ::fork();
  if (child == 0) {
    ::execl(FOOTHOLD_PLANTED, FOOTHOLD_PLANTED, act.c_str(), how.c_str(), nullptr);
    ::_exit(127);
  }
  auto status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

constexpr auto kDone = 0;
constexpr auto kRefused = 3;

TEST(sandbox, what_it_forbids_ends_the_process_and_succeeds_without_it) {
  for (auto const* const act : {"write", "socket", "fork", "exec", "kill", "code"}) {
    EXPECT_EQ(end_of(act, "computing"), -SIGSYS) << act;
    EXPECT_EQ(end_of(act, "fonts"), -SIGSYS) << act;
    EXPECT_EQ(end_of(act, "free"), act == std::string{"exec"} ? 0 : kDone) << act;
  }
  std::filesystem::remove("/tmp/foothold-planted");
}

TEST(sandbox, an_image_needs_no_file_and_a_document_fonts_only) {
  EXPECT_EQ(end_of("read", "computing"), -SIGSYS);
  EXPECT_EQ(end_of("read_font", "computing"), -SIGSYS);
  EXPECT_EQ(end_of("read", "fonts"), kRefused);
  EXPECT_EQ(end_of("read_font", "fonts"), kDone);
  EXPECT_EQ(end_of("read", "free"), kDone);
}

TEST(sandbox, memory_has_an_end) {
  EXPECT_EQ(end_of("memory", "computing"), kRefused);
  EXPECT_EQ(end_of("memory", "free"), kDone);
  EXPECT_EQ(end_of("nothing", "computing"), kDone);
}

}  // namespace
