// Reads CHANGES.json: whatever it holds, there are changes or a fault.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "interop/changes_json.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  auto const out = foothold::read_changes("changes.json", {reinterpret_cast<char const*>(data), size});
  if (out.value.has_value() != out.found.empty()) {
    std::abort();
  }
  return 0;
}
