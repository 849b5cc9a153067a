#include "store/audit.h"

#include "store/catalogue.h"

namespace foothold {
namespace {

std::vector<audit_line> lines_of(std::vector<row> const& rows) {
  auto lines = std::vector<audit_line>{};
  for (auto const& r : rows) {
    auto const text = [&](std::size_t const i) { return std::get<std::string>(r[i]); };
    lines.push_back({.number = std::get<std::int64_t>(r[0]),
                     .at = instant_of(r[1]),
                     .actor = text(2U),
                     .name = text(3U),
                     .subject = text(4U),
                     .purpose = text(5U),
                     .request = text(6U),
                     .basis = text(7U),
                     .fields = text(8U)});
  }
  return lines;
}

}  // namespace

std::vector<audit_line> audit_after(snapshot& s, std::int64_t const number, std::int64_t const limit) {
  if (!s.granted().shows(category::whole_log)) {
    return {};
  }
  return lines_of(by_statement::rows(s, kListAudit, row{number, limit}));
}

std::vector<audit_line> audit_of(snapshot& s, std::string_view const subject, std::int64_t const number,
                                 std::int64_t const limit) {
  auto const own = s.granted().shows(category::own_log) && s.granted().subject() == subject;
  if (!own && !s.granted().shows(category::whole_log)) {
    return {};
  }
  return lines_of(by_statement::rows(s, kListAuditOf, row{std::string{subject}, number, limit}));
}

}  // namespace foothold
