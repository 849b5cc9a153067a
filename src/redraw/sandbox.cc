#include "redraw/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <system_error>

namespace foothold::redraw {
namespace {

constexpr auto kMostMemory = rlim_t{1U} << 30U;  // beyond what is in use when it begins
constexpr auto kMostSeconds = rlim_t{15U};       // of processor time
constexpr auto kMostFiles = rlim_t{64U};         // fonts

constexpr auto kFontFolders =
    std::to_array<char const*>({"/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/etc/fonts",
                                "/var/cache/fontconfig", "/usr/share/poppler"});

tl::unexpected<error> cannot(char const* const what, int const code) {
  return fail(errc::broken, std::string{what} + ": " + std::generic_category().message(code));
}

// The address space in use, in bytes. The sanitizers' builds have reserved terabytes by now.
rlim_t in_use() {
  auto pages = 0ULL;
  auto* const file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) {
    return 0U;
  }
  auto const read = std::fscanf(file, "%llu", &pages);
  std::fclose(file);
  return read == 1 ? static_cast<rlim_t>(pages) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) : 0U;
}

result<void> limit() {
  struct line {
    decltype(RLIMIT_AS) what;
    rlim_t most;
  };
  auto const used = in_use();
  if (used == 0U) {
    return fail(errc::broken, "cannot tell how much memory is in use");
  }
  for (auto const [what, most] :
       {line{RLIMIT_AS, used + kMostMemory}, line{RLIMIT_CPU, kMostSeconds}, line{RLIMIT_FSIZE, 0U},
        line{RLIMIT_CORE, 0U}, line{RLIMIT_NOFILE, kMostFiles}, line{RLIMIT_NPROC, 0U}}) {
    auto const l = rlimit{most, most};
    if (::setrlimit(what, &l) != 0) {
      return cannot("a limit cannot be set", errno);
    }
  }
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? result<void>{} : cannot("rights cannot be given up", errno);
}

// Landlock (Linux 5.13): of all files those below the folders of fonts, to read.
result<void> see_fonts_only() {
  auto const rules = landlock_ruleset_attr{
      .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
                           LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                           LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                           LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                           LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM};
  auto const made = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0));
  if (made < 0) {
    return cannot("Landlock is not there", errno);
  }
  for (auto const* const folder : kFontFolders) {
    auto const open = ::open(folder, O_PATH | O_CLOEXEC);
    if (open < 0) {
      continue;
    }
    auto below = landlock_path_beneath_attr{};
    below.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    below.parent_fd = open;
    ::syscall(SYS_landlock_add_rule, made, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
    ::close(open);
  }
  auto const done = ::syscall(SYS_landlock_restrict_self, made, 0);
  auto const why = errno;
  ::close(made);
  return done == 0 ? result<void>{} : cannot("Landlock cannot be used", why);
}

constexpr auto kComputing = std::to_array<int>(
    {SCMP_SYS(read),           SCMP_SYS(write),       SCMP_SYS(close),  SCMP_SYS(lseek),       SCMP_SYS(munmap),
     SCMP_SYS(mremap),         SCMP_SYS(madvise),     SCMP_SYS(brk),    SCMP_SYS(futex),       SCMP_SYS(rt_sigreturn),
     SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack), SCMP_SYS(exit),   SCMP_SYS(exit_group),  SCMP_SYS(clock_gettime),
     SCMP_SYS(gettimeofday),   SCMP_SYS(getpid),      SCMP_SYS(gettid), SCMP_SYS(sched_yield), SCMP_SYS(getrandom)});
constexpr auto kLooking =
    std::to_array<int>({SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat),
                        SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(getdents64), SCMP_SYS(fstatfs),
                        SCMP_SYS(statfs), SCMP_SYS(pread64), SCMP_SYS(fcntl)});

int allow_if(scmp_filter_ctx const to, int const call, scmp_arg_cmp const& when) {
  return ::seccomp_rule_add_array(to, SCMP_ACT_ALLOW, call, 1U, &when);
}

int allow_computing(scmp_filter_ctx const to) {
  auto wrong = 0;
  for (auto const call : kComputing) {
    wrong |= ::seccomp_rule_add(to, SCMP_ACT_ALLOW, call, 0U);
  }
  // Memory, but none that code can be put into.
  for (auto const call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    wrong |= allow_if(to, call, {2U, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0U});
  }
  return wrong | allow_if(to, SCMP_SYS(newfstatat), {3U, SCMP_CMP_EQ, AT_EMPTY_PATH, 0U});  // fstat() of glibc
}

int allow_looking(scmp_filter_ctx const to) {
  auto wrong = 0;
  for (auto const call : kLooking) {
    wrong |= ::seccomp_rule_add(to, SCMP_ACT_ALLOW, call, 0U);
  }
  constexpr auto kChanging = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  return wrong | allow_if(to, SCMP_SYS(openat), {2U, SCMP_CMP_MASKED_EQ, kChanging, O_RDONLY});
}

result<void> filter_calls(confinement const how) {
  struct release {
    void operator()(void* const f) const { ::seccomp_release(f); }
  };
  auto const filter = std::unique_ptr<void, release>{::seccomp_init(SCMP_ACT_KILL_PROCESS)};
  if (filter == nullptr) {
    return fail(errc::broken, "a filter of system calls cannot be made");
  }
  auto wrong = ::seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  wrong |= allow_computing(filter.get());
  if (how == confinement::fonts) {
    wrong |= allow_looking(filter.get());
  }
  if (wrong != 0) {
    return fail(errc::broken, "a filter of system calls cannot be made");
  }
  auto const loaded = ::seccomp_load(filter.get());
  return loaded == 0 ? result<void>{} : cannot("system calls cannot be filtered", -loaded);
}

}  // namespace

result<void> confine(confinement const how) {
  return limit().and_then([&] { return how == confinement::fonts ? see_fonts_only() : result<void>{}; }).and_then([&] {
    return filter_calls(how);
  });
}

}  // namespace foothold::redraw
