#include "sys/random.h"

#include <sodium.h>

namespace foothold {

void fill_random(std::span<std::byte> const bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace foothold
