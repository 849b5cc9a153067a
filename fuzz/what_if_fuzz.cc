// Reads WHAT-IF files on an empty territory: whatever they hold, there is a territory or a fault.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "interop/what_if.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace foothold;
  static auto const empty = territory{};
  auto const out = read_what_if(empty, "what-if.json", {reinterpret_cast<char const*>(data), size});
  if (!out.load.value && out.load.found.empty()) {
    std::abort();
  }
  return 0;
}
