#include "service/staff.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/organisation_records.h"
#include "store/repository.h"

namespace foothold {
namespace {

auto const kOperator = installation_act{.actor = "operator", .name = "user.change"};
constexpr auto kAtOnce = std::int64_t{1000};

result<void> check(new_user const& who) {
  auto const as = parse_word<role>(who.role);
  if (!as || !is_staff(*as)) {
    auto known = std::vector<std::string_view>{};
    std::ranges::transform(kStaffRoles, std::back_inserter(known), [](role const r) { return word(r); });
    return fail(errc::bad_input,
                fmt::format("\"{}\" is no role of staff; there are {}", who.role, fmt::join(known, ", ")));
  }
  if (who.name.empty() || who.organisation.empty()) {
    return fail(errc::bad_input, "a user needs a name and an organisation");
  }
  return {};
}

change_request new_request() {
  return {.key = format_id(random_id()), .request = "user"};
}

}  // namespace

result<added_user> add_user(installation& office, new_user const& who) {
  if (auto const fit = check(who); !fit) {
    return tl::make_unexpected(fit.error());
  }
  auto const known = parse_id_as<organisation_id>(who.organisation);
  auto const made = added_user{
      .id = new_id<staff_id>(), .organisation = known.value_or(new_id<organisation_id>()), .organisation_made = !known};
  auto const asked = access_request{.by = {.id = "operator",
                                           .as = role::operator_,
                                           .tenant = office.options().data.tenant,
                                           .state = membership::active,
                                           .session = all_of<action>()},
                                    .what = action::add,
                                    .of = {.sort = kind::team, .subject = format_id(made.organisation)},
                                    .for_what = purpose::administration};
  auto const done = office.cases().write(asked, new_request(), [&](transaction& t) -> result<std::string> {
    if (made.organisation_made) {
      auto o = organisation_record{.id = made.organisation, .name = who.organisation, .kind = "office"};
      if (auto const added = add(t, o); !added) {
        return tl::make_unexpected(added.error());
      }
    }
    auto s = staff_record{.id = made.id,
                          .organisation = made.organisation,
                          .name = who.name,
                          .email = who.email,
                          .role = who.role,
                          .active = true,
                          .until_on = who.until_on};
    return add(t, s).map([&] { return format_id(s.id); });
  });
  return done.map([&](change_answer const& /*a*/) { return made; });
}

result<std::vector<staff_role>> list_users(installation& office) {
  auto list = std::vector<staff_role>{};
  auto const read = office.cases().read(kOperator, [&](installation_view& s) -> result<void> {
    list.clear();
    for (auto part = list_roles(s, "", kAtOnce); !part.empty();
         part = list_roles(s, format_id(part.back().id), kAtOnce)) {
      list.insert(list.end(), part.begin(), part.end());
    }
    return {};
  });
  return read.map([&] { return std::move(list); });
}

result<void> end_user(installation& office, staff_id const& id) {
  return office.cases()
      .write(kOperator, new_request(),
             [&](installation_change& t) -> result<std::string> {
               return end_membership(t, id) ? result<std::string>{format_id(id)}
                                            : fail(errc::not_found, "there is no active user with this id");
             })
      .map([](change_answer const& /*a*/) {});
}

result<std::map<std::string, staff_role>> roles_of(store& cases, std::vector<std::string> const& actors) {
  auto found = std::map<std::string, staff_role>{};
  auto const read = cases.read(kOperator, [&](installation_view& s) -> result<void> {
    for (auto const& a : actors) {
      auto const id = parse_id_as<staff_id>(a);
      if (auto const r = id ? role_of(s, *id) : std::nullopt) {
        found.insert_or_assign(a, *r);
      }
    }
    return {};
  });
  return read.map([&] { return std::move(found); });
}

result<actor> acting_staff(installation& office, staff_id const& id) {
  auto found = std::optional<staff_role>{};
  auto const read = office.cases().read(kOperator, [&](installation_view& s) -> result<void> {
    found = role_of(s, id);
    return {};
  });
  if (!read) {
    return tl::make_unexpected(read.error());
  }
  if (!found || !found->active) {
    return fail(errc::not_found, "there is no active user with this id");
  }
  return actor{.id = format_id(id),
               .as = parse_word<role>(found->role).value_or(role::anonymous),
               .tenant = office.options().data.tenant,
               .organisation = format_id(found->organisation),
               .state = membership::active,
               .session = all_of<action>()};
}

}  // namespace foothold
