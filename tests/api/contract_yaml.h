#pragma once
// The parts of openapi.yaml that follow from the program: an entry for each route, a schema for each table.

#include <string>
#include <string_view>

namespace foothold::api {

[[nodiscard]] std::string contract_paths();
[[nodiscard]] std::string contract_schemas();

// The contract with both parts as they should be, between their marks; empty where a mark is missing.
[[nodiscard]] std::string renewed_contract(std::string_view contract);

}  // namespace foothold::api
