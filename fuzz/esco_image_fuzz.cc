// Any bytes behind the header of an image, with a fitting checksum: opening refuses or everything can be read.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "taxonomy/esco.h"
#include "taxonomy/esco_draft.h"
#include "taxonomy/esco_layout.h"

namespace {

using namespace foothold;

std::string small_image() {
  auto d = esco_draft{};
  auto const cook = *d.add({.uri = "cook", .kind = esco_kind::occupation, .isco = "5120"});
  auto const fry = *d.add({.uri = "fry", .kind = esco_kind::skill});
  d.add_link(esco_link::occupation_essential, cook, fry);
  d.add_label(cook, "en", esco_label_kind::preferred, "cook");
  d.add_note(fry, "en", esco_note_kind::description, "in a pan");
  return d.image().value();
}

}  // namespace

// The input is pairs of (place, byte) to write over a sound image.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto const whole = small_image();
  auto bytes = whole;
  for (std::size_t i = 0U; i + 3U <= size; i += 3U) {
    auto const at = (static_cast<std::size_t>(data[i]) << 8U) + data[i + 1U];
    if (at >= esco_layout::kChecksummedFrom && at < bytes.size()) {
      bytes[at] = static_cast<char>(data[i + 2U]);
    }
  }
  auto const from = esco_layout::kChecksummedFrom;
  auto const sum = esco_layout::checksum(std::as_bytes(std::span{bytes}).data() + from, bytes.size() - from);
  std::memcpy(bytes.data() + offsetof(esco_layout::header, checksum), &sum, sizeof(sum));
  auto words = std::vector<std::uint64_t>((bytes.size() + 7U) / 8U);
  std::memcpy(words.data(), bytes.data(), bytes.size());
  auto const image = esco::open(std::as_bytes(std::span{words}).first(bytes.size()));
  if (!image) {
    return 0;
  }
  auto d = esco_draft{};
  d.add(*image);
  if (!d.image()) {
    std::abort();
  }
  for (auto const o : image->all(esco_kind::occupation)) {
    if (image->occupations_under(image->isco(o)).size() > image->size()) {
      std::abort();
    }
  }
  return 0;
}
