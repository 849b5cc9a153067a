#pragma once
// Answers as bytes.

#include <string>
#include <string_view>

#include "http/message.h"

namespace foothold::http {

// Status line and headers, up to the empty line. Throws std::invalid_argument for a header that would break the frame
// or that is the server's own business: a bug of the handler.
[[nodiscard]] std::string answer_head(response const& r, bool keep_alive, bool https_only = false);
// What is sent behind it, unless the method was HEAD.
[[nodiscard]] std::string_view answer_body(response const& r);

}  // namespace foothold::http
