#pragma once
// A file that is one JSON object with a `format`: limits, the format and stray members are looked at in one place.

#include <functional>
#include <string_view>

#include "interop/json_input.h"

namespace foothold {

// read(object) takes the members; what it made counts only if this is true: nothing was found.
bool read_json_file(std::string_view file, std::string_view text, json_limits const& limits, std::string_view format,
                    faults& found, std::function<void(json_object&)> const& read);

// The members of each object of a list, with its path; read(row) takes them. A list that is not needed may be absent.
void read_json_rows(json_object& object, std::string_view key, std::string_view file, faults& found,
                    std::function<void(json_object&)> const& read, bool needed = true);

}  // namespace foothold
