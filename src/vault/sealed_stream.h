#pragma once
// A file of any length that nobody can read or change without its key: blocks of 64 KiB of libsodium's secretstream
// (XChaCha20-Poly1305). A block that was changed, swapped, taken out or put in does not open, and neither does a stream
// that was cut.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sys/file.h"
#include "vault/secret.h"

namespace foothold {

// The key of a stream: made of another key and the line before the stream, which so cannot be changed either.
[[nodiscard]] secret stream_key(secret const& key, std::string_view line);
[[nodiscard]] secret stream_key(secret_view key, std::string_view line);

class stream_sealer {
public:
  stream_sealer(replacing_file& out, secret const& key);
  stream_sealer(stream_sealer const&) = delete;
  stream_sealer& operator=(stream_sealer const&) = delete;
  ~stream_sealer();

  void add(std::string_view bytes);
  // The first write that failed, or none: a long copy asks now and then.
  [[nodiscard]] result<void> const& outcome() const;
  // The last block. Nothing is added after it.
  [[nodiscard]] result<void> end();
  // BLAKE2b-256 in hex of all that was added; once, after end().
  [[nodiscard]] std::string clear_hash();

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

// The clear bytes, block by block. bad_input: the first block does not open, so it is another key, or damage; broken:
// damaged, or cut off; and what `take` returned. What was given before an error must not be used.
[[nodiscard]] result<void> open_stream(std::string_view sealed, secret const& key,
                                       std::function<result<void>(std::string_view)> const& take);

}  // namespace foothold
