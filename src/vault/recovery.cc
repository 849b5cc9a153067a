#include "vault/recovery.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

#include <fmt/format.h>

namespace foothold {
namespace {

static_assert(kKeyBytes == crypto_box_SECRETKEYBYTES && kKeyBytes == crypto_box_PUBLICKEYBYTES);

constexpr auto kSumBytes = std::size_t{4U};
constexpr auto kGroup = std::size_t{6U};
constexpr std::string_view kWord = "foothold-share-";

unsigned char const* raw(std::string_view const text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

struct share {
  unsigned number{0U};
  secret bytes{kKeyBytes + kSumBytes};  // with its checksum

  void sum(unsigned char* const out) const {
    auto const about = fmt::format("{}{}", kWord, number);
    auto state = crypto_generichash_state{};
    auto whole = std::array<unsigned char, crypto_generichash_BYTES>{};
    ::crypto_generichash_init(&state, nullptr, 0U, whole.size());
    ::crypto_generichash_update(&state, raw(about), about.size());
    ::crypto_generichash_update(&state, bytes.bytes().data(), kKeyBytes);
    ::crypto_generichash_final(&state, whole.data(), whole.size());
    std::copy_n(whole.begin(), kSumBytes, out);
  }
};

std::string as_text(share& s) {
  s.sum(s.bytes.bytes().data() + kKeyBytes);
  auto hex = secret{2U * (kKeyBytes + kSumBytes) + 1U};
  auto* const digits = reinterpret_cast<char*>(hex.bytes().data());
  ::sodium_bin2hex(digits, hex.bytes().size(), s.bytes.bytes().data(), kKeyBytes + kSumBytes);
  auto text = fmt::format("{}{}", kWord, s.number);
  for (auto at = std::size_t{0U}; at != hex.bytes().size() - 1U; ++at) {
    if (at % kGroup == 0U) {
      text += ' ';
    }
    text += digits[at];
  }
  return text;
}

tl::unexpected<error> no_share() {
  return fail(errc::bad_input, fmt::format("a share is the word {}1 or {}2 and {} groups of {} hex digits", kWord,
                                           kWord, 2U * (kKeyBytes + kSumBytes) / kGroup, kGroup));
}

result<share> read_share(std::string_view text) {
  auto const begin = text.find(kWord);
  if (begin == std::string_view::npos || text.size() <= begin + kWord.size()) {
    return no_share();
  }
  auto const number = text[begin + kWord.size()];
  if (number != '1' && number != '2') {
    return no_share();
  }
  text.remove_prefix(begin + kWord.size() + 1U);
  auto found = share{};
  found.number = static_cast<unsigned>(number - '0');
  auto const bytes = found.bytes.bytes();
  auto size = std::size_t{0U};
  char const* end = nullptr;
  if (::sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), " \t\r\n-", &size, &end) != 0 ||
      size != bytes.size() || end != text.data() + text.size()) {
    return no_share();
  }
  auto expected = std::array<unsigned char, kSumBytes>{};
  found.sum(expected.data());
  if (::sodium_memcmp(expected.data(), bytes.data() + kKeyBytes, kSumBytes) != 0) {
    return fail(errc::bad_input,
                fmt::format("share {} has a wrong digit somewhere: its checksum does not fit", found.number));
  }
  return found;
}

}  // namespace

recovery_key make_recovery_key() {
  auto made = recovery_key{std::string(kKeyBytes, '\0'), secret{kKeyBytes}};
  ::crypto_box_keypair(reinterpret_cast<unsigned char*>(made.open_half.data()), made.secret_half.bytes().data());
  return made;
}

std::pair<std::string, std::string> split_in_two(recovery_key const& key) {
  auto one = share{.number = 1U};
  auto other = share{.number = 2U};
  ::randombytes_buf(one.bytes.bytes().data(), kKeyBytes);
  for (auto i = std::size_t{0U}; i != kKeyBytes; ++i) {
    other.bytes.bytes()[i] = one.bytes.bytes()[i] ^ key.secret_half.bytes()[i];
  }
  return {as_text(one), as_text(other)};
}

result<recovery_key> join_shares(std::string_view const one, std::string_view const other,
                                 std::string_view const open_half) {
  auto const a = read_share(one);
  auto const b = read_share(other);
  if (!a || !b) {
    return tl::make_unexpected(a ? b.error() : a.error());
  }
  if (a->number == b->number) {
    return fail(errc::bad_input, fmt::format("both are share {}: the other person's is needed too", a->number));
  }
  auto joined = recovery_key{std::string(kKeyBytes, '\0'), secret{kKeyBytes}};
  for (auto i = std::size_t{0U}; i != kKeyBytes; ++i) {
    joined.secret_half.bytes()[i] = a->bytes.bytes()[i] ^ b->bytes.bytes()[i];
  }
  ::crypto_scalarmult_base(reinterpret_cast<unsigned char*>(joined.open_half.data()),
                           joined.secret_half.bytes().data());
  if (joined.open_half != open_half) {
    return fail(errc::bad_input, "these two shares do not belong to this key store, or not to each other");
  }
  return joined;
}

std::string seal_for_recovery(std::string_view const open_half, secret const& master) {
  auto sealed = std::string(crypto_box_SEALBYTES + kKeyBytes, '\0');
  if (::crypto_box_seal(reinterpret_cast<unsigned char*>(sealed.data()), master.bytes().data(), kKeyBytes,
                        raw(open_half)) != 0) {
    throw std::runtime_error{"the recovery key is no key"};
  }
  return sealed;
}

result<secret> open_by_recovery(recovery_key const& key, std::string_view const sealed) {
  auto master = secret{kKeyBytes};
  if (sealed.size() != crypto_box_SEALBYTES + kKeyBytes ||
      ::crypto_box_seal_open(master.bytes().data(), raw(sealed), sealed.size(), raw(key.open_half),
                             key.secret_half.bytes().data()) != 0) {
    return fail(errc::broken, "the master key in the key store is not sealed to these shares");
  }
  return master;
}

}  // namespace foothold
