#pragma once
// A file of ours read whole: faults are reported on stderr as they are found, the error is the sentence that sums up.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "app/report.h"
#include "base/result.h"
#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {

// `read(name, text)` returns something with `value` and `found`. `else_said`: of a file without a value, "not a run".
// `hash`: of its bytes, if asked for.
template <typename Read>
auto valid_file(std::filesystem::path const& file, Read const& read, std::string_view const else_said,
                std::string* const hash = nullptr, std::uint64_t const limit = kMaxInputBytes)
    -> result<decltype(read(std::string_view{}, std::string_view{}))> {
  auto const text = read_file(file, limit);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto load = read(file.string(), *text);
  report(load.found);
  if (!load.value) {
    return fail(errc::bad_input, file.string() + ": " + std::string{else_said} + ", see above");
  }
  if (hash != nullptr) {
    *hash = hash_hex(*text);
  }
  return load;
}

}  // namespace foothold
