#pragma once
// A person's whole file as JSON: docs/formats/export.md.

#include <string>

#include "service/exporting.h"

namespace foothold::api {

[[nodiscard]] std::string export_as_json(exported_file const& file);

}  // namespace foothold::api
