#pragma once
// The body of a request, of known length or chunked, from bytes as they come. Hides Beast's parser.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/head.h"

namespace foothold::http {

class body_reader {
public:
  // raw_head: the bytes that were parsed into h. The body may have max_bytes at most -> 413.
  body_reader(head const& h, std::string_view raw_head, std::size_t max_bytes);
  body_reader(body_reader const&) = delete;
  body_reader& operator=(body_reader const&) = delete;
  ~body_reader();

  // How many of these bytes belong to the body; the rest is to be offered again, with more behind it, or is the next
  // request. Trailers are read over and dropped.
  [[nodiscard]] parsed<std::size_t> feed(std::string_view bytes);
  [[nodiscard]] bool done() const;
  [[nodiscard]] std::string take();

private:
  struct impl;
  std::unique_ptr<impl> impl_;  // none: there is no body
  std::size_t max_bytes_;
  std::uint64_t announced_;
  std::string_view refused_head_;
};

}  // namespace foothold::http
