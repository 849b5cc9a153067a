#pragma once
// The body of a request, of known length or chunked, from bytes as they come. Pure, fuzzed.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http/head.h"

namespace foothold::http {

class body_reader {
public:
  // The body may have max_bytes at most -> 413.
  body_reader(head const& h, std::size_t max_bytes);

  // How many of these bytes belong to the body; the rest is to be offered again, with more behind it, or is the next
  // request. Chunk extensions and trailers are read over and dropped.
  [[nodiscard]] parsed<std::size_t> feed(std::string_view bytes);
  [[nodiscard]] bool done() const { return state_ == state::done; }
  [[nodiscard]] std::string take() { return std::move(body_); }

private:
  enum class state : std::uint8_t { plain, chunk_size, chunk, chunk_end, trailer, done };

  parsed<bool> step(std::string_view& bytes);  // false: needs more
  parsed<bool> read_chunk_size(std::string_view& bytes);
  parsed<bool> read_chunk_end(std::string_view& bytes);
  parsed<bool> read_trailer(std::string_view& bytes);
  bool read_data(std::string_view& bytes, state next);

  state state_{state::done};
  std::uint64_t left_{0U};  // of the body or the chunk
  std::size_t max_bytes_;
  std::size_t trailer_bytes_{0U};
  std::string body_;
};

}  // namespace foothold::http
