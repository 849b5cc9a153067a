#pragma once
// Zip archives and gzip files from memory, with limits so that a small file cannot fill the machine (a "zip bomb").
// Errors are bad_input and begin with the file's name.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace foothold {

struct unpack_limits {
  std::uint64_t total_bytes{2ULL << 30U};    // all entries together
  std::uint64_t entry_bytes{512ULL << 20U};  // one entry
  std::uint64_t ratio{200U};                 // unpacked : packed, looked at above 1 MiB
  std::uint64_t entries{10'000U};
};

struct zip_entry {
  std::string name;         // as in the archive, with `/` between folders
  std::uint64_t bytes{0U};  // unpacked, as the archive claims
};

// An open archive; `bytes` must outlive it. Entries are files (folders are left out) in the archive's order. Refused as
// a whole: encrypted entries, names that are absolute or climb with "..", more than the limits allow. Archives inside
// the archive are entries like others and are not opened. Not thread-safe.
class zip_archive {
public:
  static result<zip_archive> open(std::string_view bytes, std::string file, unpack_limits const& limits = {});
  zip_archive(zip_archive&&) noexcept;
  zip_archive& operator=(zip_archive&&) noexcept;
  ~zip_archive();

  [[nodiscard]] std::span<zip_entry const> entries() const;

  // The content of entries()[i]; its checksum has been compared.
  [[nodiscard]] result<std::string> read(std::size_t i) const;

private:
  struct state;
  explicit zip_archive(std::unique_ptr<state> s);
  std::unique_ptr<state> state_;
};

// The content of a gzip file (one or several members).
[[nodiscard]] result<std::string> gunzip(std::string_view bytes, std::string_view file,
                                         unpack_limits const& limits = {});

}  // namespace foothold
