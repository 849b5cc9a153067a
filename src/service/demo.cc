#include "service/demo.h"

#include <string>
#include <system_error>

#include "interop/folder.h"
#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {

namespace {

constexpr std::string_view kOrigin = ".origin";  // the hash of what was written; not a file of the pack

std::string hash_of_embedded() {
  auto h = hasher{};
  for (auto const& file : embedded_demo()) {
    h.add_part(file.path);
    h.add_part(file.bytes);
  }
  return std::move(h).hex();
}

// The same over the folder; empty when a file is missing.
std::string hash_of_folder(std::filesystem::path const& folder) {
  auto h = hasher{};
  for (auto const& file : embedded_demo()) {
    auto const bytes = read_file(folder / file.path);
    if (!bytes) {
      return {};
    }
    h.add_part(file.path);
    h.add_part(*bytes);
  }
  return std::move(h).hex();
}

result<void> write_pack(std::filesystem::path const& folder) {
  for (auto const& file : embedded_demo()) {
    auto const path = folder / file.path;
    auto failed = std::error_code{};
    std::filesystem::create_directories(path.parent_path(), failed);
    if (failed) {
      return fail(errc::broken, path.parent_path().string() + ": the folder cannot be made: " + failed.message());
    }
    if (auto written = write_file(path, file.bytes); !written) {
      return written;
    }
  }
  return write_file(folder / kOrigin, hash_of_embedded());
}

}  // namespace

result<territory_load> open_demo(std::filesystem::path const& folder, bool const fresh) {
  auto const now = hash_of_folder(folder);
  auto const origin = read_file(folder / kOrigin);
  auto const absent = !std::filesystem::exists(folder / "territory.json");
  auto const unchanged = origin && *origin == now;
  if (fresh || absent || (unchanged && now != hash_of_embedded())) {
    if (auto written = write_pack(folder); !written) {
      return tl::unexpected{written.error()};
    }
  }
  return load_territory(folder);
}

}  // namespace foothold
