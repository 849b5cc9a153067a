#pragma once
// What everybody may read: the register of automated functions at /functions, and the sheet of who answers for what at
// /responsible; in the reader's language, or at /{lang}/functions and /{lang}/responsible in that one.

#include "http/router.h"
#include "service/texts.h"

namespace foothold {

// The texts must outlive the routes.
void add_public_pages(http::router& to, texts const& words);

}  // namespace foothold
