#include "vault/secret.h"

#include <sodium.h>

#include <new>
#include <stdexcept>

namespace foothold {

void start_sodium() {
  static bool const ready = ::sodium_init() >= 0;
  if (!ready) {
    throw std::runtime_error{"libsodium does not start"};
  }
}

secret::secret(std::size_t const size) : size_{size} {
  start_sodium();
  data_ = static_cast<unsigned char*>(::sodium_malloc(size));
  if (data_ == nullptr) {
    throw std::bad_alloc{};
  }
  ::sodium_memzero(data_, size);
}

secret secret::random(std::size_t const size) {
  auto made = secret{size};
  ::randombytes_buf(made.data_, size);
  return made;
}

secret::~secret() {
  ::sodium_free(data_);
}

}  // namespace foothold
