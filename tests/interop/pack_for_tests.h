#pragma once
// Zip and gzip bytes for tests.

#include <string>
#include <utility>
#include <vector>

namespace foothold {

using named_contents = std::vector<std::pair<std::string, std::string>>;  // a name that ends with / is a folder

std::string zipped(named_contents const& files, bool compress = true, char const* password = nullptr);
std::string gzipped(std::string const& content);

}  // namespace foothold
