#include <algorithm>
#include <limits>

#include <fmt/core.h>
#include <zlib.h>

#include "interop/unpack.h"

namespace foothold {

namespace {

constexpr std::uint64_t kRatioCountsFrom = 1ULL << 20U;
constexpr int kGzipOnly = 16;  // added to the window bits: header and trailer of gzip are asked for

class inflater {
public:
  explicit inflater(std::string_view const bytes) {
    // zlib does not write through next_in, it only lacks a const before 1.2.5.2; ZLIB_CONST is not set in Debian's
    // header.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT
    stream_.avail_in = static_cast<uInt>(bytes.size());
    ready_ = inflateInit2(&stream_, MAX_WBITS + kGzipOnly) == Z_OK;
  }
  ~inflater() {
    if (ready_) {
      inflateEnd(&stream_);
    }
  }
  inflater(inflater const&) = delete;
  inflater& operator=(inflater const&) = delete;

  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] bool input_left() const { return stream_.avail_in != 0U; }
  bool next_member() { return inflateReset(&stream_) == Z_OK; }

  // Appends what fits into `room` more bytes; the code of zlib.
  int append(std::string& out, std::size_t const room) {
    auto const have = out.size();
    out.resize(have + room);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data() + have);
    stream_.avail_out = static_cast<uInt>(room);
    auto const code = inflate(&stream_, Z_NO_FLUSH);
    out.resize(out.size() - stream_.avail_out);
    return code;
  }

private:
  z_stream stream_{};
  bool ready_{false};
};

}  // namespace

result<std::string> gunzip(std::string_view const bytes, std::string_view const file, unpack_limits const& limits) {
  auto const refuse = [&](std::string_view const why) {
    return fail(errc::bad_input, fmt::format("{}: {}", file, why));
  };
  if (!bytes.starts_with("\x1F\x8B")) {
    return refuse("this is not a gzip file");
  }
  if (bytes.size() > limits.entry_bytes || bytes.size() > std::numeric_limits<uInt>::max()) {
    return refuse(fmt::format("the gzip file is larger than {} bytes", limits.entry_bytes));
  }
  auto stream = inflater{bytes};
  if (!stream.ready()) {
    return fail(errc::broken, fmt::format("{}: no memory to unpack it", file));
  }
  constexpr auto kChunk = std::size_t{1U << 20U};
  auto out = std::string{};
  for (;;) {
    auto const have = out.size();
    auto const code = stream.append(out, kChunk);
    if (out.size() > limits.entry_bytes) {
      return refuse(fmt::format("it would unpack to more than {} bytes", limits.entry_bytes));
    }
    if (out.size() > kRatioCountsFrom && out.size() / bytes.size() >= limits.ratio) {
      return refuse(fmt::format("it would grow more than {} times; this looks like a zip bomb and is not unpacked",
                                limits.ratio));
    }
    if (code == Z_STREAM_END) {
      if (!stream.input_left()) {
        return out;
      }
      if (!stream.next_member()) {
        return refuse("the gzip file is damaged; fetch it again");
      }
    } else if (code == Z_BUF_ERROR || (code == Z_OK && out.size() == have && !stream.input_left())) {
      return refuse("the gzip file is cut off; fetch it again");
    } else if (code != Z_OK) {
      return refuse("the gzip file is damaged; fetch it again");
    }
  }
}

}  // namespace foothold
