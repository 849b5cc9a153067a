// Any bytes as a run. What is read is written and read again, and the verifier must take it, whatever it says.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "check/run_check.h"
#include "interop/run_json.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace foothold;
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  auto const load = read_run("RUN.json", text);
  if (!load.value) {
    return 0;
  }
  auto const written = write_run(*load.value);
  auto const again = read_run("RUN.json", written);
  if (!again.value || write_run(*again.value) != written) {
    std::abort();
  }
  (void)check_run(territory{}, *load.value, {.gaps = load.gaps, .threads = 1U});
  return 0;
}
