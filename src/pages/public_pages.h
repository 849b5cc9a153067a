#pragma once
// What everybody may read: the register of automated functions at /functions, and the sheet of who answers for what at
// /responsible; in the reader's language, or at /{lang}/functions and /{lang}/responsible in that one.

#include <string_view>

#include "http/router.h"
#include "service/texts.h"

namespace foothold {

// What the server itself has to say of a request, as a page.
[[nodiscard]] http::response public_error_page(texts const& words, http::request const& r, int status);
// To this page in the language that the reader understands best.
[[nodiscard]] http::response to_page_of_reader(texts const& words, http::request const& r, std::string_view page);

// The texts must outlive the routes.
void add_public_pages(http::router& to, texts const& words);

}  // namespace foothold
