#pragma once
// The register of automated functions for everybody: /functions in the reader's language, /{lang}/functions in that
// one.

#include "http/router.h"
#include "service/texts.h"

namespace foothold {

// The texts must outlive the routes.
void add_functions_pages(http::router& to, texts const& words);

}  // namespace foothold
