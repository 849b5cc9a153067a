#include "vault/sealed_stream.h"

#include <sodium.h>

#include <algorithm>

#include "sys/hash.h"

namespace foothold {
namespace {

constexpr auto kBlock = std::size_t{64U} << 10U;
constexpr auto kSealedBlock = kBlock + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr auto kStreamHead = std::size_t{crypto_secretstream_xchacha20poly1305_HEADERBYTES};

unsigned char const* raw(std::string_view const text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* raw(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

secret stream_key(secret const& key, std::string_view const line) {
  return stream_key(key.bytes(), line);
}

secret stream_key(secret_view const key, std::string_view const line) {
  auto made = secret{crypto_secretstream_xchacha20poly1305_KEYBYTES};
  ::crypto_generichash(made.bytes().data(), made.bytes().size(), raw(line), line.size(), key.data(), key.size());
  return made;
}

struct stream_sealer::impl {
  explicit impl(replacing_file& o) : out{o} {}
  ~impl() { ::sodium_memzero(&state, sizeof state); }
  impl(impl const&) = delete;
  impl& operator=(impl const&) = delete;

  void push(unsigned char const tag) {
    sealed.resize(block.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
    ::crypto_secretstream_xchacha20poly1305_push(&state, raw(sealed), nullptr, raw(block), block.size(), nullptr, 0U,
                                                 tag);
    if (outcome) {
      outcome = out.write(sealed);
    }
    block.clear();
  }

  replacing_file& out;
  crypto_secretstream_xchacha20poly1305_state state{};
  std::string block, sealed;
  hasher clear;
  result<void> outcome;
};

stream_sealer::stream_sealer(replacing_file& out, secret const& key) : impl_{std::make_unique<impl>(out)} {
  auto head = std::string(kStreamHead, '\0');
  ::crypto_secretstream_xchacha20poly1305_init_push(&impl_->state, raw(head), key.bytes().data());
  impl_->block.reserve(kBlock);
  impl_->outcome = out.write(head);
}
stream_sealer::~stream_sealer() = default;

void stream_sealer::add(std::string_view bytes) {
  impl_->clear.add(bytes);
  while (!bytes.empty()) {
    if (impl_->block.size() == kBlock) {
      impl_->push(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    }
    auto const n = std::min(bytes.size(), kBlock - impl_->block.size());
    impl_->block += bytes.substr(0U, n);
    bytes.remove_prefix(n);
  }
}

result<void> const& stream_sealer::outcome() const {
  return impl_->outcome;
}

result<void> stream_sealer::end() {
  impl_->push(crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  return impl_->outcome;
}

std::string stream_sealer::clear_hash() {
  return std::move(impl_->clear).hex();
}

result<void> open_stream(std::string_view sealed, secret const& key,
                         std::function<result<void>(std::string_view)> const& take) {
  auto const damaged = [] { return fail(errc::broken, "it is damaged or was cut off"); };
  auto state = crypto_secretstream_xchacha20poly1305_state{};
  if (sealed.size() < kStreamHead ||
      ::crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(sealed), key.bytes().data()) != 0) {
    return damaged();
  }
  sealed.remove_prefix(kStreamHead);
  auto clear = std::string(kBlock, '\0');
  for (auto first = true, last = false; !last; first = false) {
    auto const block = sealed.substr(0U, kSealedBlock);
    auto size = 0ULL;
    auto tag = static_cast<unsigned char>(0U);
    if (block.size() < crypto_secretstream_xchacha20poly1305_ABYTES ||
        ::crypto_secretstream_xchacha20poly1305_pull(&state, raw(clear), &size, &tag, raw(block), block.size(), nullptr,
                                                     0U) != 0) {
      return first ? fail(errc::bad_input, "it was sealed with another key, or it is damaged") : damaged();
    }
    sealed.remove_prefix(block.size());
    last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (last != sealed.empty()) {
      return damaged();
    }
    if (auto taken = take({clear.data(), static_cast<std::size_t>(size)}); !taken) {
      return taken;
    }
  }
  return {};
}

}  // namespace foothold
