#include "store/file_list.h"

#include "store/catalogue.h"

namespace foothold {

std::vector<listed_file> files_after(installation_view& s, std::string const& after, std::int64_t const limit) {
  auto out = std::vector<listed_file>{};
  for (auto const& r : by_statement::rows(s, kListFiles, row{after, limit})) {
    out.push_back({std::get<std::string>(r[0]), std::get<std::string>(r[1])});
  }
  return out;
}

}  // namespace foothold
