#include "sys/signature.h"

#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <new>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "sys/file.h"

namespace foothold {
namespace {

constexpr std::string_view kFormat{"foothold-signing-key/1 "};
constexpr std::size_t kMostKeyBytes{256U};

using seed_bytes = std::array<unsigned char, crypto_sign_SEEDBYTES>;

void start_sodium() {
  static bool const ready = sodium_init() >= 0;
  if (!ready) {
    throw std::runtime_error{"libsodium does not start"};
  }
}

unsigned char const* raw(std::string_view const text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

std::string to_hex(std::span<unsigned char const> const bytes) {
  auto text = std::string(bytes.size() * 2U + 1U, '\0');  // sodium writes a closing zero
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

// Exactly these digits, in lower case: one text for each key.
template <std::size_t Size>
std::optional<std::array<unsigned char, Size>> from_hex(std::string_view const text) {
  auto bytes = std::array<unsigned char, Size>{};
  auto size = std::size_t{0U};
  if (text.size() != 2U * Size ||
      sodium_hex2bin(bytes.data(), Size, text.data(), text.size(), nullptr, &size, nullptr) != 0 || size != Size ||
      to_hex(bytes) != text) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace

struct signing_key::secret {
  secret() {
    if (seed == nullptr) {
      throw std::bad_alloc{};
    }
  }
  ~secret() { sodium_free(seed); }
  secret(secret const&) = delete;
  secret& operator=(secret const&) = delete;

  unsigned char* seed{static_cast<unsigned char*>(sodium_malloc(crypto_sign_SEEDBYTES + crypto_sign_SECRETKEYBYTES))};
  unsigned char* key{seed == nullptr ? nullptr : seed + crypto_sign_SEEDBYTES};
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
};

signing_key::signing_key(std::unique_ptr<secret> s) : secret_{std::move(s)} {}
signing_key::signing_key(signing_key&&) noexcept = default;
signing_key& signing_key::operator=(signing_key&&) noexcept = default;
signing_key::~signing_key() = default;

signing_key signing_key::make() {
  start_sodium();
  auto s = std::make_unique<secret>();
  randombytes_buf(s->seed, crypto_sign_SEEDBYTES);
  crypto_sign_seed_keypair(s->open.data(), s->key, s->seed);
  return signing_key{std::move(s)};
}

result<signing_key> signing_key::read(std::filesystem::path const& file) {
  start_sodium();
  struct stat found{};
  if (::stat(file.c_str(), &found) == 0 && (found.st_mode & (S_IRWXG | S_IRWXO)) != 0U) {
    return fail(errc::bad_input,
                fmt::format("{}: others than its owner may read this key; expected mode 0600", file.string()));
  }
  auto text = read_file(file, kMostKeyBytes);
  if (!text) {
    return tl::make_unexpected(text.error());
  }
  auto const inside = std::string_view{*text};
  auto seed = std::optional<seed_bytes>{};
  if (inside.starts_with(kFormat) && inside.ends_with('\n')) {
    seed = from_hex<crypto_sign_SEEDBYTES>(inside.substr(kFormat.size(), inside.size() - kFormat.size() - 1U));
  }
  sodium_memzero(text->data(), text->size());
  if (!seed) {
    return fail(errc::bad_input, fmt::format("{}: expected a key that foothold wrote", file.string()));
  }
  auto s = std::make_unique<secret>();
  std::copy(seed->begin(), seed->end(), s->seed);
  sodium_memzero(seed->data(), seed->size());
  crypto_sign_seed_keypair(s->open.data(), s->key, s->seed);
  return signing_key{std::move(s)};
}

result<void> signing_key::write(std::filesystem::path const& file) const {
  if (std::filesystem::exists(file)) {
    return fail(errc::conflict, fmt::format("{}: there is a key already", file.string()));
  }
  auto text = std::string{kFormat} + to_hex({secret_->seed, crypto_sign_SEEDBYTES}) + "\n";
  auto written = write_file(file, text, readers::owner);
  sodium_memzero(text.data(), text.size());
  return written;
}

std::string signing_key::public_hex() const {
  return to_hex(secret_->open);
}

std::string signing_key::sign(std::string_view const text) const {
  auto out = std::array<unsigned char, crypto_sign_BYTES>{};
  crypto_sign_detached(out.data(), nullptr, raw(text), text.size(), secret_->key);
  return to_hex(out);
}

bool is_signed_by(std::string_view const public_hex, std::string_view const text, std::string_view const signature) {
  start_sodium();
  auto const key = from_hex<crypto_sign_PUBLICKEYBYTES>(public_hex);
  auto const bytes = from_hex<crypto_sign_BYTES>(signature);
  return key && bytes && crypto_sign_verify_detached(bytes->data(), raw(text), text.size(), key->data()) == 0;
}

}  // namespace foothold
