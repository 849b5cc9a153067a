#include "interop/folder.h"

#include <system_error>
#include <utility>

#include "sys/file.h"

namespace foothold {

namespace {

// Names of the files in a folder and the folders below it, with '/', hidden ones left out.
result<std::vector<std::string>> names_in(std::filesystem::path const& folder) {
  auto names = std::vector<std::string>{};
  auto code = std::error_code{};
  auto entries = std::filesystem::recursive_directory_iterator{folder, code};
  for (; !code && entries != std::filesystem::recursive_directory_iterator{}; entries.increment(code)) {
    auto const hidden = entries->path().filename().string().starts_with('.');
    if (hidden || entries.depth() > 3) {
      entries.disable_recursion_pending();
    }
    if (!hidden && entries->is_regular_file(code)) {
      names.push_back(entries->path().lexically_relative(folder).generic_string());
    }
  }
  if (code) {
    return fail(errc::bad_input, folder.string() + ": cannot read the folder: " + code.message());
  }
  return names;
}

}  // namespace

result<std::vector<named_bytes>> read_pack_folder(std::filesystem::path const& folder) {
  auto code = std::error_code{};
  if (!std::filesystem::is_directory(folder, code)) {
    return fail(errc::not_found, folder.string() + ": there is no such folder; a territory is a folder of files");
  }
  auto const names = names_in(folder);
  if (!names) {
    return tl::unexpected<error>{names.error()};
  }
  auto files = std::vector<named_bytes>{};
  for (auto const& name : *names) {
    auto bytes = is_pack_file(name) ? read_file(folder / name) : result<std::string>{};
    if (!bytes) {
      return tl::unexpected<error>{bytes.error()};
    }
    files.push_back({name, *std::move(bytes)});
  }
  return files;
}

result<territory_load> load_territory(std::filesystem::path const& folder) {
  return read_pack_folder(folder).map([](std::vector<named_bytes> files) { return read_territory(std::move(files)); });
}

}  // namespace foothold
