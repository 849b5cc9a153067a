// The control of the fuzzing itself: it stops at one word that chance alone would not write in a day. scripts/fuzz asks
// that the word is found, so a build without coverage or without sanitizers does not pass for a clean one.

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  if (text.substr(0U, 8U) == "foothold") {
    __builtin_trap();
  }
  return 0;
}
