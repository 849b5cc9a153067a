// redraw_planted ACT free|computing|fonts: 0 if the act succeeded, 3 if it was refused; a signal if it was not
// survived.

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <string>

#include "redraw/sandbox.h"

namespace {

bool opens(char const* const file, int const flags) {
  return ::open(file, flags, 0600) >= 0;
}

bool forks() {
  auto const child = ::fork();
  if (child == 0) {
    ::_exit(0);
  }
  return child > 0;
}

bool runs() {
  char name[] = "/bin/true";  // NOLINT: as execve() wants it
  char* const arguments[] = {name, nullptr};
  ::execve(name, arguments, nullptr);
  return false;
}

bool takes(int const rights, std::size_t const bytes) {
  return ::mmap(nullptr, bytes, rights, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

}  // namespace

int main(int const argc, char** const argv) {
  auto const acts = std::map<std::string, bool (*)()>{
      {"nothing", [] { return true; }},
      {"write", [] { return opens("/tmp/foothold-planted", O_WRONLY | O_CREAT); }},
      {"read", [] { return opens("/etc/passwd", O_RDONLY); }},
      {"read_font", [] { return opens("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", O_RDONLY); }},
      {"socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
      {"fork", forks},
      {"exec", runs},
      {"kill", [] { return ::syscall(SYS_kill, ::getppid(), 0) == 0; }},
      {"code", [] { return takes(PROT_READ | PROT_WRITE | PROT_EXEC, 4096U); }},
      {"memory", [] { return takes(PROT_READ | PROT_WRITE, std::size_t{3U} << 29U); }}};
  auto const act = acts.find(argc == 3 ? argv[1] : "");
  auto const how = std::string{argc == 3 ? argv[2] : ""};
  if (act == acts.end() || (how != "free" && how != "computing" && how != "fonts")) {
    return 2;
  }
  using foothold::redraw::confinement;
  if (how != "free" && !foothold::redraw::confine(how == "fonts" ? confinement::fonts : confinement::computing)) {
    return 4;
  }
  ::_exit(act->second() ? 0 : 3);
}
