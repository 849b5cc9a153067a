// Any bytes as a signed head: what is read is written back as the same line, and nothing unsigned is read.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "store/audit_head.h"

using namespace foothold;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  auto const head = parse_head(text);
  if (head && format_head(*head) != text.substr(0U, text.find('\n'))) {
    std::abort();
  }
  return 0;
}
