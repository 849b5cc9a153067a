#include "store/pages_to_try.h"

#include "store/catalogue.h"

namespace foothold {

std::vector<page_to_try> pages_to_try(installation_view& s, date const today, std::int64_t const limit) {
  auto out = std::vector<page_to_try>{};
  for (auto& r : by_statement::rows(s, kPagesToTry, row{format_date(today), limit})) {
    auto const text = [&](std::size_t const i) { return std::move(std::get<std::string>(r[i])); };
    out.push_back({text(0U), text(1U), text(2U), text(3U)});
  }
  return out;
}

}  // namespace foothold
