#pragma once
// What an eye on the disk would see: the bytes of every file of a folder, logs and left-overs too.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace foothold {

inline std::string bytes_of(std::filesystem::path const& file) {
  auto in = std::ifstream{file, std::ios::binary};
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return std::move(out).str();
}

inline std::string bytes_on_disk(std::filesystem::path const& folder) {
  auto out = std::string{};
  for (auto const& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.is_regular_file()) {
      out += bytes_of(entry.path());
    }
  }
  return out;
}

}  // namespace foothold
