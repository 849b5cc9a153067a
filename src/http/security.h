#pragma once
// What every answer carries and what every request must pass, whatever its handler does.

#include <string>
#include <string_view>
#include <vector>

#include "http/head.h"
#include "http/message.h"

namespace foothold::http {

// The Content-Security-Policy with these hashes for inline styles ("'sha256-...'").
[[nodiscard]] std::string content_security_policy(std::vector<std::string> const& style_hashes);
// The headers that are the same on each answer, as lines with CRLF.
[[nodiscard]] std::string_view fixed_security_headers();
// Whether a changing request (POST, PUT, PATCH, DELETE) comes from a page of this origin, or from a program that is no
// browser (neither Sec-Fetch-Site nor Origin). Other methods always pass: they change nothing.
[[nodiscard]] bool from_same_origin(request const& r);
// The same where a program is not believed: for requests that come with a cookie, or give one. A browser tells where a
// change comes from in one of the two.
[[nodiscard]] bool proves_same_origin(request const& r);
// Whether the server answers for this host; an empty list answers for all.
[[nodiscard]] bool answers_for(std::vector<std::string> const& hosts, std::string_view host);

}  // namespace foothold::http
