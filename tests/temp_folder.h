#pragma once
// A folder for one test, removed at the end.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace foothold {

class temp_folder {
public:
  temp_folder() {
    auto name = (std::filesystem::temp_directory_path() / "foothold-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error{"no temporary folder"};
    }
    path_ = name;
  }
  ~temp_folder() {
    auto ignored = std::error_code{};
    std::filesystem::remove_all(path_, ignored);
  }
  temp_folder(temp_folder const&) = delete;
  temp_folder& operator=(temp_folder const&) = delete;

  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

  std::filesystem::path put(std::string const& name, std::string_view const content) const {
    auto const file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    auto out = std::ofstream{file, std::ios::binary};
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) {
      throw std::runtime_error{"the test's file could not be written"};
    }
    return file;
  }

private:
  std::filesystem::path path_;
};

}  // namespace foothold
