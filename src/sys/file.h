#pragma once
// Files: read with a limit, map read-only, replace as a whole. Every error names the path and the reason; an absent
// file is not_found, anything that is no regular file or is too large is bad_input, a full disk is no_room, a failing
// one is broken. Thread-safe.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace foothold {

inline constexpr std::uint64_t kMaxInputBytes{512ULL << 20U};  // no input file of ours is near this

// The whole file; at most `limit` bytes are ever held in memory.
[[nodiscard]] result<std::string> read_file(std::filesystem::path const& path, std::uint64_t limit = kMaxInputBytes);

// A file mapped read-only. Opening costs no reading; the bytes live as long as the object. An empty file is an empty
// span. The file must be replaced (write_file), never changed in place, while it is mapped.
class mapped_file {
public:
  [[nodiscard]] static result<mapped_file> open(std::filesystem::path const& path);
  mapped_file() = default;
  mapped_file(mapped_file&& other) noexcept;
  mapped_file& operator=(mapped_file&& other) noexcept;
  mapped_file(mapped_file const&) = delete;
  mapped_file& operator=(mapped_file const&) = delete;
  ~mapped_file();

  [[nodiscard]] std::span<std::byte const> bytes() const { return {data_, size_}; }
  [[nodiscard]] std::string_view text() const;

private:
  std::byte const* data_{nullptr};
  std::size_t size_{0U};
};

// A file that was made or renamed is on the disk only when its folder is: syncs the folder that `path` lies in.
[[nodiscard]] result<void> sync_folder_of(std::filesystem::path const& path);

// Who may read a new file; only the owner may write it.
enum class readers : std::uint8_t { all, owner };

// Writes beside the target under a temporary name; commit() syncs file and folder and renames. Whoever looks sees the
// old file or the whole new one. Without commit() the temporary file is removed and the target stays as it was.
class replacing_file {
public:
  [[nodiscard]] static result<replacing_file> create(std::filesystem::path const& target, readers who = readers::all);
  replacing_file(replacing_file&& other) noexcept;
  replacing_file& operator=(replacing_file&&) = delete;
  replacing_file(replacing_file const&) = delete;
  replacing_file& operator=(replacing_file const&) = delete;
  ~replacing_file();

  [[nodiscard]] result<void> write(std::string_view bytes);
  [[nodiscard]] result<void> commit();

private:
  replacing_file(std::filesystem::path target, std::filesystem::path temporary, int descriptor);
  std::filesystem::path target_;
  std::filesystem::path temporary_;
  int descriptor_;  // -1: committed or moved from
};

// replacing_file in one call. Parent folders must exist.
[[nodiscard]] result<void> write_file(std::filesystem::path const& target, std::string_view bytes,
                                      readers who = readers::all);

}  // namespace foothold
