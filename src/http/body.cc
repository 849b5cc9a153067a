#include "http/body.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace foothold::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

refusal to_refusal(beast::error_code const& ec) {
  if (ec == beast::http::error::body_limit) {
    return {413, "the body is too long"};
  }
  return {400, "the body is not framed as its headers say"};
}

// Chunk sizes and trailers are short; whoever sends more without an end of line does not speak HTTP.
constexpr auto kMaxUnread = std::size_t{16U * 1024U};

}  // namespace

struct body_reader::impl {
  beast::http::request_parser<beast::http::string_body> parser;
};

body_reader::body_reader(head const& h, std::string_view const raw_head, std::size_t const max_bytes)
    : max_bytes_{max_bytes}, announced_{h.content_length} {
  if (!h.chunked && h.content_length == 0U) {
    return;
  }
  impl_ = std::make_unique<impl>();
  auto& parser = impl_->parser;
  parser.eager(true);
  parser.header_limit(static_cast<std::uint32_t>(raw_head.size() + kMaxUnread));
  parser.body_limit(max_bytes);
  auto ec = beast::error_code{};
  parser.put(asio::buffer(raw_head.data(), raw_head.size()), ec);
  if (!parser.is_header_done()) {
    // Our own reading of the head allowed it and Beast's does not: two opinions are one too many.
    refused_head_ = "the headers are malformed";
  }
}

body_reader::~body_reader() = default;

parsed<std::size_t> body_reader::feed(std::string_view const bytes) {
  if (announced_ > max_bytes_) {
    return tl::unexpected{refusal{413, "the body is too long"}};
  }
  if (!refused_head_.empty()) {
    return tl::unexpected{refusal{400, refused_head_}};
  }
  auto used = std::size_t{0U};
  while (!done() && used < bytes.size()) {
    auto ec = beast::error_code{};
    auto const n = impl_->parser.put(asio::buffer(bytes.data() + used, bytes.size() - used), ec);
    used += n;
    if (ec == beast::http::error::need_more || (!ec && n == 0U)) {
      break;
    }
    if (ec) {
      return tl::unexpected{to_refusal(ec)};
    }
  }
  if (bytes.size() - used > kMaxUnread && !done()) {
    return tl::unexpected{refusal{400, "a line between two chunks is too long"}};
  }
  return used;
}

bool body_reader::done() const {
  return impl_ == nullptr || impl_->parser.is_done();
}

std::string body_reader::take() {
  return impl_ == nullptr ? std::string{} : std::move(impl_->parser.get().body());
}

}  // namespace foothold::http
