#include "http/body.h"

#include <algorithm>
#include <charconv>

namespace foothold::http {
namespace {

constexpr auto kMaxLine = std::size_t{1024U};  // a chunk size with extensions, or a trailer
constexpr auto kMaxTrailerBytes = std::size_t{4096U};

auto refuse(std::string_view const reason) {
  return tl::unexpected{refusal{400, reason}};
}

// The line at the begin of the bytes, without CRLF, taken from them; nothing when it is not whole yet.
parsed<std::optional<std::string_view>> take_line(std::string_view& bytes) {
  auto const end = bytes.find('\n');
  if (std::min(end, bytes.size()) > kMaxLine) {
    return refuse("a line between two chunks is too long");
  }
  if (end == std::string_view::npos) {
    return std::optional<std::string_view>{};
  }
  if (end == 0U || bytes[end - 1U] != '\r') {
    return refuse("a line feed without a carriage return between two chunks");
  }
  auto const line = bytes.substr(0U, end - 1U);
  auto const printable = [](char const c) { return c == '\t' || (c >= ' ' && c != '\x7F'); };
  if (!std::all_of(line.begin(), line.end(), printable)) {
    return refuse("a line between two chunks has a control character");
  }
  bytes.remove_prefix(end + 1U);
  return std::optional{line};
}

}  // namespace

body_reader::body_reader(head const& h, std::size_t const max_bytes) : left_{h.content_length}, max_bytes_{max_bytes} {
  if (h.chunked) {
    state_ = state::chunk_size;
  } else if (h.content_length > 0U) {
    state_ = state::plain;
  }
}

parsed<std::size_t> body_reader::feed(std::string_view const bytes) {
  auto rest = bytes;
  if (state_ == state::plain && left_ > max_bytes_ - body_.size()) {
    return tl::unexpected{refusal{413, "the body is too long"}};
  }
  while (!done()) {
    auto const went_on = step(rest);
    if (!went_on) {
      return tl::unexpected{went_on.error()};
    }
    if (!*went_on) {
      break;
    }
  }
  return bytes.size() - rest.size();
}

parsed<bool> body_reader::step(std::string_view& bytes) {
  switch (state_) {
    case state::plain:
      return read_data(bytes, state::done);
    case state::chunk_size:
      return read_chunk_size(bytes);
    case state::chunk:
      return read_data(bytes, state::chunk_end);
    case state::chunk_end:
      return read_chunk_end(bytes);
    case state::trailer:
      return read_trailer(bytes);
    case state::done:
      break;
  }
  return false;
}

bool body_reader::read_data(std::string_view& bytes, state const next) {
  auto const n = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  body_.append(bytes.substr(0U, n));
  bytes.remove_prefix(n);
  left_ -= n;
  if (left_ > 0U) {
    return false;
  }
  state_ = next;
  return true;
}

// "1F" or "1F;name=value".
parsed<bool> body_reader::read_chunk_size(std::string_view& bytes) {
  auto const line = take_line(bytes);
  if (!line) {
    return tl::unexpected{line.error()};
  }
  if (!*line) {
    return false;
  }
  auto const text = **line;
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), left_, 16);
  if (ec == std::errc::result_out_of_range) {
    return tl::unexpected{refusal{413, "the body is too long"}};
  }
  // from_chars takes a minus sign only for signed numbers; what follows the digits must be an extension.
  auto const behind = static_cast<std::size_t>(end - text.data());
  if (ec != std::errc{} || (behind < text.size() && text[behind] != ';')) {
    return refuse("the size of a chunk is not a hexadecimal number");
  }
  if (left_ > max_bytes_ - body_.size()) {
    return tl::unexpected{refusal{413, "the body is too long"}};
  }
  state_ = left_ == 0U ? state::trailer : state::chunk;
  return true;
}

parsed<bool> body_reader::read_chunk_end(std::string_view& bytes) {
  constexpr auto kEnd = std::string_view{"\r\n"};
  if (!kEnd.starts_with(bytes.substr(0U, kEnd.size()))) {
    return refuse("a chunk is longer than its size says");
  }
  if (bytes.size() < kEnd.size()) {
    return false;
  }
  bytes.remove_prefix(kEnd.size());
  state_ = state::chunk_size;
  return true;
}

parsed<bool> body_reader::read_trailer(std::string_view& bytes) {
  auto const line = take_line(bytes);
  if (!line) {
    return tl::unexpected{line.error()};
  }
  if (!*line) {
    return false;
  }
  trailer_bytes_ += (*line)->size();
  if (trailer_bytes_ > kMaxTrailerBytes) {
    return refuse("the trailers are too long");
  }
  if ((*line)->empty()) {
    state_ = state::done;
  } else if ((*line)->find(':') == std::string_view::npos) {
    return refuse("a trailer has no name");
  }
  return true;
}

}  // namespace foothold::http
