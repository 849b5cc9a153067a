#include "sys/folders.h"

#include <sys/stat.h>

#include <array>
#include <cstdlib>

#include <fmt/format.h>

namespace foothold {
namespace {

namespace fs = std::filesystem;

// An environment variable that is set to something.
char const* variable(char const* const name) {
  auto const* const value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : nullptr;
}

}  // namespace

fs::path default_data_folder() {
  if (auto const* const base = variable("XDG_DATA_HOME")) {
    return fs::path{base} / "foothold";
  }
  if (auto const* const home = variable("HOME")) {
    return fs::path{home} / ".local" / "share" / "foothold";
  }
  return "foothold-data";
}

result<fs::path> product_data_folder() {
  if (auto const* const named = variable("FOOTHOLD_SHARE")) {
    return fs::path{named};
  }
  auto unreadable = std::error_code{};
  auto const program = fs::read_symlink("/proc/self/exe", unreadable);
  auto folder = program.parent_path();
  // A test program lies deeper in the build folder than the product does.
  for (auto depth = 0; depth < 6 && !folder.empty(); ++depth) {
    for (auto const& candidate : std::array{folder / "share" / "foothold", folder / "data"}) {
      if (fs::is_directory(candidate / "territories", unreadable)) {
        return candidate;
      }
    }
    folder = folder == folder.root_path() ? fs::path{} : folder.parent_path();
  }
  return fail(errc::not_found,
              fmt::format("the product's data folder is not near {}; set FOOTHOLD_SHARE to it", program.string()));
}

result<void> make_private_folder(std::filesystem::path const& folder) {
  auto failed = std::error_code{};
  auto const made = std::filesystem::create_directories(folder, failed);
  if (failed || (made && ::chmod(folder.c_str(), S_IRWXU) != 0)) {
    return fail(errc::broken, fmt::format("{}: cannot make the folder", folder.string()));
  }
  return {};
}

}  // namespace foothold
