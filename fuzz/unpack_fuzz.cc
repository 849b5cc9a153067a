// Any bytes as a zip archive and as a gzip file, with small limits: no crash, and never more than the limits allow.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "interop/unpack.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace foothold;
  static constexpr auto kLimits = unpack_limits{.total_bytes = 4U << 20U, .entry_bytes = 2U << 20U, .entries = 100U};
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data), size};
  if (auto const content = gunzip(bytes, "fuzz.gz", kLimits); content && content->size() > kLimits.entry_bytes) {
    std::abort();
  }
  auto const archive = zip_archive::open(bytes, "fuzz.zip", kLimits);
  if (!archive) {
    return 0;
  }
  for (std::size_t i = 0U; i != archive->entries().size(); ++i) {
    auto const content = archive->read(i);
    if (content && content->size() != archive->entries()[i].bytes) {
      std::abort();
    }
  }
  return 0;
}
