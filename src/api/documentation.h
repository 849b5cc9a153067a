#pragma once
// What the program says of its API: the contract as it was built with, a page to read, and whether it works.

#include <memory>
#include <string>
#include <string_view>

#include "api/routes.h"
#include "http/router.h"
#include "service/texts.h"

namespace foothold::api {

// openapi.yaml.
[[nodiscard]] std::string_view contract_text();

// The same as a page: every address, every table and every problem. In English, as the contract is.
[[nodiscard]] std::string contract_page(catalogue const& english);

// GET /api, /api/v1/openapi.yaml and /api/v1/health: also where the API itself is not served.
void add_documentation(http::router& to, texts const& words);
// GET /api/v1/ready: can the cases be read?
void add_readiness(http::router& to, std::shared_ptr<context const> of);

}  // namespace foothold::api
