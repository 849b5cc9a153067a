#pragma once
// Files of a case: the only bodies that are no JSON.

#include "api/routes.h"

namespace foothold::api {

// The body is the file. What is said of it stands in the query (no personal data: addresses are logged by proxies), and
// its name in the header Foothold-File-Name, UTF-8, percent-encoded.
[[nodiscard]] http::response add_file_to(visit const& v);
// The bytes, to be kept and not to be shown: as an attachment, in which no browser runs anything.
[[nodiscard]] http::response read_content_of(visit const& v);
[[nodiscard]] http::response remove_file_of(visit const& v);

}  // namespace foothold::api
