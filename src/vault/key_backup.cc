#include "vault/key_backup.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "sys/file.h"

namespace foothold {
namespace {

constexpr std::string_view kFirstWord = "foothold-key-backup/1";
constexpr std::string_view kEnding = ".backup";
constexpr auto kLongestHead = std::size_t{4096U};
constexpr auto kBlock = std::size_t{64U} << 10U;
constexpr auto kSealedBlock = kBlock + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr auto kStreamHead = std::size_t{crypto_secretstream_xchacha20poly1305_HEADERBYTES};
constexpr auto kLengthBytes = std::size_t{8U};

unsigned char const* raw(std::string_view const text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* raw(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

std::string as_hex(std::string_view const bytes) {
  auto text = std::string(2U * bytes.size() + 1U, '\0');
  ::sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
  text.pop_back();
  return text.empty() ? "-" : text;
}

std::optional<std::string> from_hex(std::string_view const text) {
  if (text == "-") {
    return std::string{};
  }
  auto out = std::string(text.size() / 2U, '\0');
  auto size = std::size_t{0U};
  if (::sodium_hex2bin(raw(out), out.size(), text.data(), text.size(), nullptr, &size, nullptr) != 0 ||
      as_hex(out) != text) {
    return std::nullopt;
  }
  return out;
}

std::string head_line(key_store_head const& head, std::chrono::sys_seconds const now) {
  return fmt::format("{} {} {} {} {} {}\n", kFirstWord, now.time_since_epoch().count(), head.installation,
                     as_hex(head.salt), as_hex(head.recovery_key), as_hex(head.recovery_sealed));
}

// The stream's own key: of the master key and the first line, which so cannot be changed.
secret stream_key(secret const& master, std::string_view const line) {
  auto key = secret{crypto_secretstream_xchacha20poly1305_KEYBYTES};
  ::crypto_generichash(key.bytes().data(), key.bytes().size(), raw(line), line.size(), master.bytes().data(),
                       master.bytes().size());
  return key;
}

struct fingerprint {
  fingerprint() { ::crypto_generichash_init(&state, nullptr, 0U, out.size()); }
  void add(std::string_view const bytes) { ::crypto_generichash_update(&state, raw(bytes), bytes.size()); }
  std::array<unsigned char, crypto_generichash_BYTES> const& end() {
    ::crypto_generichash_final(&state, out.data(), out.size());
    return out;
  }
  crypto_generichash_state state{};
  std::array<unsigned char, crypto_generichash_BYTES> out{};
};

// Cuts what it is given into blocks of one length and seals them; the last one says that it is.
class stream_writer {
public:
  stream_writer(replacing_file& out, secret const& key) : out_{out} {
    auto head = std::string(kStreamHead, '\0');
    ::crypto_secretstream_xchacha20poly1305_init_push(&state_, raw(head), key.bytes().data());
    outcome_ = out_.write(head);
  }
  ~stream_writer() { ::sodium_memzero(&state_, sizeof state_); }
  stream_writer(stream_writer const&) = delete;
  stream_writer& operator=(stream_writer const&) = delete;

  void add(std::string_view bytes) {
    clear_.add(bytes);
    while (!bytes.empty()) {
      if (block_.size() == kBlock) {
        push(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      }
      auto const n = std::min(bytes.size(), kBlock - block_.size());
      block_ += bytes.substr(0U, n);
      bytes.remove_prefix(n);
    }
  }
  result<void> end() {
    push(crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    return outcome_;
  }
  fingerprint& clear() { return clear_; }

private:
  void push(unsigned char const tag) {
    auto sealed = std::string(block_.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    ::crypto_secretstream_xchacha20poly1305_push(&state_, raw(sealed), nullptr, raw(block_), block_.size(), nullptr, 0U,
                                                 tag);
    if (outcome_) {
      outcome_ = out_.write(sealed);
    }
    block_.clear();
  }

  replacing_file& out_;
  crypto_secretstream_xchacha20poly1305_state state_{};
  std::string block_;
  fingerprint clear_;
  result<void> outcome_;
};

std::string little_endian(std::uint64_t const n) {
  auto out = std::string(kLengthBytes, '\0');
  for (auto i = 0U; i != kLengthBytes; ++i) {
    out[i] = static_cast<char>((n >> (8U * i)) & 0xFFU);
  }
  return out;
}

std::uint64_t from_little_endian(std::string_view const bytes) {
  auto n = std::uint64_t{0U};
  for (auto i = 0U; i != kLengthBytes; ++i) {
    n |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8U * i);
  }
  return n;
}

// Length of the ledger, ledger, database: told apart in a stream of blocks.
class divider {
public:
  explicit divider(key_backup_parts const& take) : take_{take} {}

  result<void> add(std::string_view const block) {
    if (told_) {
      return take_.database(block);
    }
    begin_ += block;
    if (begin_.size() < kLengthBytes) {
      return {};
    }
    auto const length = from_little_endian(begin_);
    if (begin_.size() - kLengthBytes < length) {
      return {};
    }
    told_ = true;
    auto const rest = std::string_view{begin_}.substr(kLengthBytes);
    if (auto const taken = take_.ledger(rest.substr(0U, length)); !taken) {
      return taken;
    }
    return take_.database(rest.substr(length));
  }
  [[nodiscard]] bool whole() const { return told_; }

private:
  key_backup_parts const& take_;
  std::string begin_;
  bool told_{false};
};

tl::unexpected<error> damaged() {
  return fail(errc::broken, "the copy of the keys is damaged or was cut off");
}

result<void> read_back(std::filesystem::path const& file, secret const& master, fingerprint& written,
                       std::size_t const ledger_length) {
  auto const mapped = mapped_file::open(file);
  if (!mapped) {
    return tl::make_unexpected(mapped.error());
  }
  auto seen = fingerprint{};
  seen.add(little_endian(ledger_length));
  auto const take = [&](std::string_view const bytes) -> result<void> {
    seen.add(bytes);
    return {};
  };
  return open_key_backup(mapped->text(), master, {take, take}).and_then([&]() -> result<void> {
    return seen.end() == written.end() ? result<void>{} : damaged();
  });
}

}  // namespace

result<key_backup_head> read_key_backup_head(std::string_view const bytes) {
  auto const end = bytes.substr(0U, kLongestHead).find('\n');
  auto parts = std::vector<std::string_view>{};
  if (end != std::string_view::npos) {
    for (auto rest = bytes.substr(0U, end); parts.empty() || !rest.empty();) {
      parts.push_back(rest.substr(0U, rest.find(' ')));
      rest.remove_prefix(std::min(rest.size(), parts.back().size() + 1U));
    }
  }
  if (parts.size() != 6U || parts[0] != kFirstWord) {
    return fail(errc::bad_input, "this is not a copy of Foothold's keys");
  }
  auto seconds = std::int64_t{0};
  auto const [stop, failed] = std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), seconds);
  auto const salt = from_hex(parts[3]);
  auto const recovery_key = from_hex(parts[4]);
  auto const recovery_sealed = from_hex(parts[5]);
  if (failed != std::errc{} || stop != parts[1].data() + parts[1].size() || !salt || !recovery_key ||
      !recovery_sealed) {
    return damaged();
  }
  return key_backup_head{std::chrono::sys_seconds{std::chrono::seconds{seconds}},
                         std::string{parts[2]},
                         *salt,
                         *recovery_key,
                         *recovery_sealed,
                         end + 1U};
}

result<void> open_key_backup(std::string_view const bytes, secret const& master, key_backup_parts const& take) {
  auto const head = read_key_backup_head(bytes);
  if (!head) {
    return tl::make_unexpected(head.error());
  }
  auto rest = bytes.substr(head->length);
  auto state = crypto_secretstream_xchacha20poly1305_state{};
  if (rest.size() < kStreamHead ||
      ::crypto_secretstream_xchacha20poly1305_init_pull(
          &state, raw(rest), stream_key(master, bytes.substr(0U, head->length)).bytes().data()) != 0) {
    return damaged();
  }
  rest.remove_prefix(kStreamHead);
  auto parts = divider{take};
  auto clear = std::string(kBlock, '\0');
  for (auto first = true, last = false; !last; first = false) {
    auto const sealed = rest.substr(0U, kSealedBlock);
    auto size = 0ULL;
    auto tag = static_cast<unsigned char>(0U);
    if (sealed.size() < crypto_secretstream_xchacha20poly1305_ABYTES ||
        ::crypto_secretstream_xchacha20poly1305_pull(&state, raw(clear), &size, &tag, raw(sealed), sealed.size(),
                                                     nullptr, 0U) != 0) {
      return first ? fail(errc::bad_input, "this is not the master key of this copy, or the copy is damaged")
                   : damaged();
    }
    rest.remove_prefix(sealed.size());
    last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (last != rest.empty()) {
      return damaged();
    }
    if (auto const taken = parts.add({clear.data(), static_cast<std::size_t>(size)}); !taken) {
      return taken;
    }
  }
  return parts.whole() ? result<void>{} : damaged();
}

result<std::filesystem::path> write_key_backup(std::filesystem::path const& folder, key_database& database,
                                               secret const& master, std::string_view const ledger,
                                               std::chrono::sys_seconds const now) {
  auto const at = std::chrono::system_clock::to_time_t(now);
  auto const file = folder / fmt::format("keys-{:%Y%m%dT%H%M%SZ}{}", fmt::gmtime(at), kEnding);
  auto out = replacing_file::create(file, readers::owner);
  if (!out) {
    return tl::make_unexpected(out.error());
  }
  auto const line = head_line(database.head(), now);
  if (auto const begun = out->write(line); !begun) {
    return tl::make_unexpected(begun.error());
  }
  auto stream = stream_writer{*out, stream_key(master, line)};
  stream.add(little_endian(ledger.size()));
  stream.add(ledger);
  database.each_block([&](std::string_view const block) { stream.add(block); });
  auto const written = stream.end().and_then([&] { return out->commit(); }).and_then([&] {
    return read_back(file, master, stream.clear(), ledger.size());
  });
  if (!written) {
    return fail(written.error().code, fmt::format("{}: {}", file.string(), written.error().message));
  }
  return file;
}

result<std::chrono::seconds> key_backup_age(std::filesystem::path const& folder, time_source const& clock) {
  auto newest = std::optional<std::chrono::sys_seconds>{};
  auto unreadable = std::error_code{};
  for (auto const& entry : std::filesystem::directory_iterator{folder, unreadable}) {
    if (entry.path().extension() != kEnding) {
      continue;
    }
    auto const mapped = mapped_file::open(entry.path());
    auto const head = mapped ? read_key_backup_head(mapped->text()) : tl::make_unexpected(mapped.error());
    if (head && (!newest || head->made_at > *newest)) {
      newest = head->made_at;
    }
  }
  if (!newest) {
    return fail(errc::not_found, fmt::format("{}: there is no copy of the keys", folder.string()));
  }
  return std::chrono::floor<std::chrono::seconds>(clock.now()) - *newest;
}

}  // namespace foothold
