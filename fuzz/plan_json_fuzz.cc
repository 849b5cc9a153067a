// Any bytes as a plan and as a person.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "interop/person_json.h"
#include "interop/plan_json.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace foothold;
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  if (auto const load = read_plan("PLAN.json", text); load.value) {
    auto const written = write_plan(*load.value);
    auto const again = read_plan("PLAN.json", written);
    if (!again.value || write_plan(*again.value) != written) {
      std::abort();
    }
  }
  auto t = territory{};
  t.zones.push_back("z");
  (void)add_person(t, "person.json", text);
  return 0;
}
