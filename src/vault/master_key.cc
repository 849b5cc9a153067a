#include "vault/master_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "sys/file.h"

namespace foothold {
namespace {

constexpr auto kDigits = 2U * kKeyBytes;

struct descriptor {
  int number;
  ~descriptor() {
    if (number >= 0) {
      ::close(number);
    }
  }
};

std::string reason() {
  return std::generic_category().message(errno);
}

}  // namespace

result<secret> read_master_key(std::filesystem::path const& file) {
  auto const in = descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat about{};
  if (in.number < 0 || ::fstat(in.number, &about) != 0) {
    return errno == ENOENT
               ? fail(errc::not_found, fmt::format("{}: the master key is not there", file.string()))
               : fail(errc::broken, fmt::format("{}: cannot open the master key: {}", file.string(), reason()));
  }
  if (!S_ISREG(about.st_mode)) {
    return fail(errc::bad_input, fmt::format("{}: a master key is a regular file", file.string()));
  }
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0U) {
    return fail(errc::bad_input,
                fmt::format("{}: others may read the master key; give it mode 0400 (chmod 400)", file.string()));
  }
  auto text = secret{kDigits + 2U};  // one byte more than a line, so that a longer file is seen
  auto const got = ::read(in.number, text.bytes().data(), text.bytes().size());
  auto const* const digits = reinterpret_cast<char const*>(text.bytes().data());
  auto key = secret{kKeyBytes};
  auto size = std::size_t{0U};
  auto const whole =
      got == static_cast<ssize_t>(kDigits) || (got == static_cast<ssize_t>(kDigits + 1U) && digits[kDigits] == '\n');
  if (!whole || ::sodium_hex2bin(key.bytes().data(), kKeyBytes, digits, kDigits, nullptr, &size, nullptr) != 0 ||
      size != kKeyBytes) {
    return fail(errc::bad_input, fmt::format("{}: a master key is one line of {} hex digits", file.string(), kDigits));
  }
  return key;
}

result<void> write_master_key(std::filesystem::path const& file, secret const& key) {
  auto text = secret{kDigits + 1U};
  auto* const digits = reinterpret_cast<char*>(text.bytes().data());
  ::sodium_bin2hex(digits, kDigits + 1U, key.bytes().data(), kKeyBytes);
  digits[kDigits] = '\n';
  auto const out = descriptor{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR)};
  if (out.number < 0) {
    return errno == EEXIST
               ? fail(errc::conflict, fmt::format("{}: is there already and is not replaced", file.string()))
               : fail(errc::broken, fmt::format("{}: cannot make the file: {}", file.string(), reason()));
  }
  if (::write(out.number, digits, kDigits + 1U) != static_cast<ssize_t>(kDigits + 1U) || ::fsync(out.number) != 0) {
    auto const why = reason();
    ::unlink(file.c_str());
    return fail(errc::broken, fmt::format("{}: cannot write the master key: {}", file.string(), why));
  }
  return sync_folder_of(file);
}

std::filesystem::path waiting_master_key(std::filesystem::path file) {
  file += ".new";
  return file;
}

result<void> put_master_key_in_place(std::filesystem::path const& file) {
  auto const waiting = waiting_master_key(file);
  if (::rename(waiting.c_str(), file.c_str()) != 0) {
    return fail(errc::broken, fmt::format("{}: cannot be replaced: {}; the new master key is in {}", file.string(),
                                          reason(), waiting.string()));
  }
  return sync_folder_of(file);
}

result<secret> master_key_of(std::string_view const passphrase, std::string_view const salt) {
  static_assert(kSaltBytes == crypto_pwhash_SALTBYTES);
  if (passphrase.size() < kShortestPassphrase) {
    return fail(errc::bad_input, fmt::format("a passphrase has at least {} bytes", kShortestPassphrase));
  }
  if (salt.size() != kSaltBytes) {
    return fail(errc::broken, "the key store has lost the salt of its passphrase");
  }
  auto key = secret{kKeyBytes};
  if (::crypto_pwhash(key.bytes().data(), kKeyBytes, passphrase.data(), passphrase.size(),
                      reinterpret_cast<unsigned char const*>(salt.data()), crypto_pwhash_OPSLIMIT_MODERATE,
                      crypto_pwhash_MEMLIMIT_MODERATE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(errc::broken, "there is not enough memory to use the passphrase (256 MiB)");
  }
  return key;
}

}  // namespace foothold
