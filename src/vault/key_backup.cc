#include "vault/key_backup.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "sys/file.h"
#include "sys/hash.h"
#include "vault/hex.h"
#include "vault/sealed_stream.h"

namespace foothold {
namespace {

constexpr std::string_view kFirstWord = "foothold-key-backup/1";
constexpr std::string_view kEnding = ".backup";
constexpr std::string_view kNote = "copied";  // in the folder of the key store
constexpr std::string_view kNoteWord = "foothold-keys-copied/1";
constexpr auto kLongestHead = std::size_t{4096U};
constexpr auto kLengthBytes = std::size_t{8U};

std::string head_line(key_store_head const& head, std::chrono::sys_seconds const now) {
  return fmt::format("{} {} {} {} {} {}\n", kFirstWord, now.time_since_epoch().count(), head.installation,
                     as_hex(head.salt), as_hex(head.recovery_key), as_hex(head.recovery_sealed));
}

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

result<void> read_back(std::filesystem::path const& file, secret const& master, std::string const& written,
                       std::size_t const ledger_length) {
  auto const mapped = mapped_file::open(file);
  if (!mapped) {
    return tl::make_unexpected(mapped.error());
  }
  auto seen = hasher{};
  seen.add(little_endian(ledger_length));
  auto const take = [&](std::string_view const bytes) -> result<void> {
    seen.add(bytes);
    return {};
  };
  return open_key_backup(mapped->text(), master, {take, take}).and_then([&]() -> result<void> {
    return std::move(seen).hex() == written ? result<void>{} : damaged();
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
  auto parts = divider{take};
  auto const key = stream_key(master, bytes.substr(0U, head->length));
  auto taken = result<void>{};
  auto const opened = open_stream(bytes.substr(head->length), key, [&](std::string_view const block) {
    taken = parts.add(block);
    return taken;
  });
  if (!taken) {
    return taken;
  }
  if (!opened && opened.error().code == errc::bad_input) {
    return fail(errc::bad_input, "this is not the master key of this copy, or the copy is damaged");
  }
  return opened && parts.whole() ? result<void>{} : damaged();
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
  auto stream = stream_sealer{*out, stream_key(master, line)};
  stream.add(little_endian(ledger.size()));
  stream.add(ledger);
  database.each_block([&](std::string_view const block) { stream.add(block); });
  auto const written = stream.end().and_then([&] { return out->commit(); }).and_then([&] {
    return read_back(file, master, stream.clear_hash(), ledger.size());
  });
  if (!written) {
    return fail(written.error().code, fmt::format("{}: {}", file.string(), written.error().message));
  }
  return file;
}

result<void> note_key_backup(std::filesystem::path const& key_folder, std::string_view const installation,
                             std::chrono::sys_seconds const now) {
  return write_file(key_folder / kNote,
                    fmt::format("{} {} {}\n", kNoteWord, installation, now.time_since_epoch().count()), readers::owner);
}

result<std::chrono::sys_seconds> last_key_backup(std::filesystem::path const& key_folder,
                                                 std::string_view const installation) {
  auto const text = read_file(key_folder / kNote, kLongestHead);
  if (!text) {
    return text.error().code == errc::not_found
               ? fail(errc::not_found, fmt::format("{}: no copy of these keys was made here", key_folder.string()))
               : tl::make_unexpected(text.error());
  }
  auto const begin = fmt::format("{} {} ", kNoteWord, installation);
  auto seconds = std::int64_t{0};
  auto const* const end = text->data() + text->size();
  if (!text->starts_with(begin) || !text->ends_with('\n')) {
    return fail(errc::not_found, fmt::format("{}: is no note of a copy of these keys", (key_folder / kNote).string()));
  }
  auto const [stop, failed] = std::from_chars(text->data() + begin.size(), end, seconds);
  if (failed != std::errc{} || stop + 1 != end) {
    return fail(errc::not_found, fmt::format("{}: is no note of a copy of these keys", (key_folder / kNote).string()));
  }
  return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

}  // namespace foothold
