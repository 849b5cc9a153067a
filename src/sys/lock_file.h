#pragma once
// One process at a time: a file that is locked while the object lives. The system lets go of it when the process ends,
// however it ends.

#include <filesystem>

#include "base/result.h"

namespace foothold {

class lock_file {
public:
  // Creates the file if need be. conflict: another process (or another lock_file of this one) holds it.
  [[nodiscard]] static result<lock_file> take(std::filesystem::path const& path);
  lock_file(lock_file&& other) noexcept;
  lock_file& operator=(lock_file&&) = delete;
  lock_file(lock_file const&) = delete;
  lock_file& operator=(lock_file const&) = delete;
  ~lock_file();

private:
  explicit lock_file(int const descriptor) : descriptor_{descriptor} {}
  int descriptor_;  // -1: moved from
};

}  // namespace foothold
