#include "store/staff_roles.h"

#include "store/catalogue.h"

namespace foothold {
namespace {

std::optional<staff_role> as_role(std::vector<row> const& found) {
  if (found.empty()) {
    return std::nullopt;
  }
  auto const& r = found.front();
  auto const* const until = std::get_if<std::string>(&r[5]);
  return staff_role{.id = parse_id_as<staff_id>(std::get<std::string>(r[0])).value(),
                    .organisation = parse_id_as<organisation_id>(std::get<std::string>(r[1])).value(),
                    .organisation_name = std::get<std::string>(r[2]),
                    .role = std::get<std::string>(r[3]),
                    .active = std::get<std::int64_t>(r[4]) != 0,
                    .until_on = until == nullptr ? std::nullopt : parse_date(*until)};
}

}  // namespace

std::vector<staff_role> list_roles(installation_view& s, std::string const& after, std::int64_t const limit) {
  auto list = std::vector<staff_role>{};
  for (auto const& r : by_statement::rows(s, kListRoles, row{after, limit})) {
    list.push_back(*as_role({r}));
  }
  return list;
}

std::optional<staff_role> role_of(installation_view& s, staff_id const& id) {
  return as_role(by_statement::rows(s, kFindRole, row{format_id(id)}));
}

bool end_membership(installation_change& t, staff_id const& id) {
  return by_statement::change(t, kEndStaff, row{format_id(id)}) == 1;
}

}  // namespace foothold
