// Any bytes as a file of a pack that is valid otherwise, and as an image of a territory.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "interop/territory_export.h"
#include "interop/territory_image.h"

namespace {

using namespace foothold;

std::vector<named_bytes> valid_pack() {
  return {
      {"territory.json",
       R"({"id":"f","name":{"en":"F"},"country":"DE","languages":["en"],"currency":"EUR","as_of":"2026-03-01","zones":["z"]})"},
      {"policy.json", R"({"version":"1","author":"A"})"},
      {"organisations.csv", "id,name_en,kind\no,O,ngo\n"},
      {"locations.csv", "id,name_en,zone\nl,L,z\n"},
      {"travel.csv", "id,from,to,mode,minutes\n"},
      {"offers.csv", "id,organisation,kind,title_en,needs,gives\na,o,course,A,,x:y\n"},
      {"sessions.csv", "id,offer,location,start,end,week,places\ns,a,l,2026-03-02,2026-04-02,Mon 09:00-12:00,5\n"},
      {"occupations.csv", "uri,title_en,isco,week,location,quality\nj,J,5120,Mon 09:00-12:00,l,good\n"},
      {"rules.csv", "id,jurisdiction,subject,value,source_url,confidence,review_due\n"},
      {"households.csv", "id,zone\nh,z\n"},
      {"people.csv", "id,household,birth,status,available\np,h,1990-01-01,refugee,Mon 08:00-18:00\n"},
  };
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  if (size == 0U) {
    return 0;
  }
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data) + 1, size - 1U};
  auto const names = pack_file_names();
  auto const which = data[0] % (names.size() + 1U);
  if (which == names.size()) {
    (void)from_territory_image(bytes);
    return 0;
  }
  auto files = valid_pack();
  std::erase_if(files, [&](named_bytes const& file) { return file.name == names[which]; });
  files.push_back({std::string{names[which]}, std::string{bytes}});
  auto const load = read_territory(std::move(files));
  if (load.value && !read_territory(write_territory(*load.value)).value) {
    std::abort();  // what is valid must stay valid when it is written
  }
  return 0;
}
