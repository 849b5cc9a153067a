#include "vault/sealing.h"

#include <sodium.h>

#include <cstdint>

namespace foothold {
namespace {

static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

constexpr auto kStep = std::size_t{64U};
constexpr auto kText = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr auto kFieldForm = '\x01';  // first byte of a field, so that another form can be told apart one day

unsigned char const* raw(std::string_view const text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* raw(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

// The clear text does not outlive its use.
struct wiped {
  std::string bytes;
  ~wiped() { ::sodium_memzero(bytes.data(), bytes.size()); }
};

std::string about_field(std::string_view const installation, field_place const& p) {
  return described({"foothold field", installation, p.subject, p.table, p.column, p.row, std::to_string(p.version),
                    p.sort == data_class::personal ? "personal" : "sensitive"});
}

}  // namespace

std::string described(std::initializer_list<std::string_view> const parts) {
  auto out = std::string{};
  for (auto const part : parts) {
    for (auto shift = 0U; shift != 64U; shift += 8U) {
      out += static_cast<char>((std::uint64_t{part.size()} >> shift) & 0xFFU);
    }
    out += part;
  }
  return out;
}

std::string seal_bytes(secret_view const key, std::string_view const about, secret_view const clear) {
  auto out = std::string(kSealBytes + clear.size(), '\0');
  ::randombytes_buf(out.data(), kNonceBytes);
  ::crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + kNonceBytes, nullptr, clear.data(), clear.size(), raw(about),
                                               about.size(), nullptr, raw(out), key.data());
  return out;
}

bool open_bytes(secret_view const key, std::string_view const about, std::string_view const sealed,
                std::span<unsigned char> const clear) {
  return sealed.size() == clear.size() + kSealBytes &&
         ::crypto_aead_xchacha20poly1305_ietf_decrypt(clear.data(), nullptr, nullptr, raw(sealed) + kNonceBytes,
                                                      sealed.size() - kNonceBytes, raw(about), about.size(),
                                                      raw(sealed), key.data()) == 0;
}

std::string seal_field(secret_view const key, std::string_view const installation, field_place const& place,
                       std::string_view const clear) {
  auto padded = wiped{std::string(clear.size() + kStep, '\0')};
  clear.copy(padded.bytes.data(), clear.size());
  auto size = std::size_t{0U};
  ::sodium_pad(&size, raw(padded.bytes), clear.size(), kStep, padded.bytes.size());
  auto const sealed = kFieldForm + seal_bytes(key, about_field(installation, place), {raw(padded.bytes), size});
  auto text = std::string(sodium_base64_ENCODED_LEN(sealed.size(), kText), '\0');
  ::sodium_bin2base64(text.data(), text.size(), raw(sealed), sealed.size(), kText);
  text.pop_back();  // its closing zero
  return text;
}

result<std::string> open_field(secret_view const key, std::string_view const installation, field_place const& place,
                               std::string_view const sealed) {
  auto in = std::string(sealed.size(), '\0');
  auto size = std::size_t{0U};
  if (::sodium_base642bin(raw(in), in.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr, kText) != 0 ||
      size < 1U + kSealBytes + kStep || in.front() != kFieldForm) {
    return fail(errc::broken, "not a sealed field");
  }
  auto clear = std::string(size - 1U - kSealBytes, '\0');
  auto length = std::size_t{0U};
  if (!open_bytes(key, about_field(installation, place), std::string_view{in}.substr(1U, size - 1U),
                  {raw(clear), clear.size()}) ||
      ::sodium_unpad(&length, raw(clear), clear.size(), kStep) != 0) {
    return fail(errc::broken, "the field was not sealed at this place");
  }
  clear.resize(length);
  return clear;
}

}  // namespace foothold
