#include "store_support/memory_cipher.h"

#include <sodium.h>

#include <stdexcept>
#include <vector>

namespace foothold {
namespace {

constexpr auto kStep = std::size_t{64U};
constexpr auto kNonce = std::size_t{crypto_aead_xchacha20poly1305_ietf_NPUBBYTES};
constexpr auto kTag = std::size_t{crypto_aead_xchacha20poly1305_ietf_ABYTES};
constexpr auto kText = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using bytes = std::vector<unsigned char>;

// Each part with its length, so that no two places have the same description.
bytes described(field_place const& p) {
  auto out = bytes{};
  auto const add = [&](std::string_view const part) {
    auto const length = std::to_string(part.size()) + ":";
    out.insert(out.end(), length.begin(), length.end());
    out.insert(out.end(), part.begin(), part.end());
  };
  add(p.subject);
  add(p.table);
  add(p.column);
  add(p.row);
  add(std::to_string(p.version));
  add(p.sort == data_class::personal ? "p" : "s");
  return out;
}

}  // namespace

memory_cipher::memory_cipher() {
  if (::sodium_init() < 0) {
    throw std::runtime_error{"libsodium does not start"};
  }
}

result<std::string> memory_cipher::seal(field_place const& place, std::string_view const clear) {
  auto padded = bytes(clear.begin(), clear.end());
  auto size = std::size_t{0U};
  padded.resize(clear.size() + kStep);
  ::sodium_pad(&size, padded.data(), clear.size(), kStep, padded.size());
  padded.resize(size);

  auto const lock = std::lock_guard{mutex_};
  auto const [at, made] = keys_.try_emplace({std::string{place.subject}, place.sort});
  if (made) {
    ::crypto_aead_xchacha20poly1305_ietf_keygen(at->second.data());
  }
  auto const about = described(place);
  auto out = bytes(kNonce + padded.size() + kTag);
  ::randombytes_buf(out.data(), kNonce);
  ::crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonce, nullptr, padded.data(), padded.size(), about.data(),
                                               about.size(), nullptr, out.data(), at->second.data());
  auto text = std::string(sodium_base64_ENCODED_LEN(out.size(), kText), '\0');
  ::sodium_bin2base64(text.data(), text.size(), out.data(), out.size(), kText);
  text.pop_back();  // its closing zero
  return text;
}

result<std::string> memory_cipher::open(field_place const& place, std::string_view const sealed) {
  auto const lock = std::lock_guard{mutex_};
  auto const at = keys_.find({std::string{place.subject}, place.sort});
  if (at == keys_.end()) {
    return fail(errc::not_found, "the key of this subject was destroyed");
  }
  auto in = bytes(sealed.size());
  auto size = std::size_t{0U};
  if (::sodium_base642bin(in.data(), in.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr, kText) != 0 ||
      size < kNonce + kTag) {
    return fail(errc::broken, "not a sealed field");
  }
  auto const about = described(place);
  auto clear = bytes(size - kNonce - kTag);
  auto length = std::size_t{0U};
  if (::crypto_aead_xchacha20poly1305_ietf_decrypt(clear.data(), nullptr, nullptr, in.data() + kNonce, size - kNonce,
                                                   about.data(), about.size(), in.data(), at->second.data()) != 0 ||
      ::sodium_unpad(&length, clear.data(), clear.size(), kStep) != 0) {
    return fail(errc::broken, "the field was not sealed at this place");
  }
  return std::string{clear.begin(), clear.begin() + static_cast<std::ptrdiff_t>(length)};
}

void memory_cipher::destroy_keys(std::string const& subject) {
  auto const lock = std::lock_guard{mutex_};
  std::erase_if(keys_, [&](auto const& k) { return k.first.first == subject; });
}

}  // namespace foothold
