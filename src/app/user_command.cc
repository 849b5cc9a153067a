// foothold user add | list | end | invite

#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/report.h"
#include "app/sign_in_origin.h"
#include "service/staff.h"
#include "service/staff_accounts.h"
#include "service/typed_secret.h"

namespace foothold {
namespace {

using nlohmann::json;

std::optional<std::string> text_in(json const& asked, char const* const key) {
  return asked.contains(key) ? std::optional{asked.at(key).get<std::string>()} : std::nullopt;
}

json as_json(staff_role const& s) {
  return {{"id", format_id(s.id)},
          {"organisation", format_id(s.organisation)},
          {"organisation_name", s.organisation_name},
          {"role", s.role},
          {"active", s.active},
          {"until_on", s.until_on ? json(format_date(*s.until_on)) : json()}};
}

}  // namespace

result<json> admin_add_user(installation& office, json const& asked, tell_progress const& /*tell*/) {
  auto const until = text_in(asked, "until");
  auto const made = add_user(office, {.organisation = asked.at("organisation"),
                                      .role = asked.at("role"),
                                      .name = asked.at("name"),
                                      .email = text_in(asked, "email"),
                                      .until_on = until ? parse_date(*until) : std::nullopt});
  if (!made) {
    return tl::make_unexpected(made.error());
  }
  return json{{"format", "foothold-user/1"},
              {"id", format_id(made->id)},
              {"organisation", format_id(made->organisation)},
              {"organisation_made", made->organisation_made}};
}

result<json> admin_list_users(installation& office, json const& /*asked*/, tell_progress const& /*tell*/) {
  auto const found = list_users(office);
  if (!found) {
    return tl::make_unexpected(found.error());
  }
  auto list = json::array();
  for (auto const& s : *found) {
    list.push_back(as_json(s));
  }
  return json{{"format", "foothold-users/1"}, {"users", std::move(list)}};
}

result<json> admin_end_user(installation& office, json const& asked, tell_progress const& /*tell*/) {
  auto const id = parse_id_as<staff_id>(asked.at("id").get<std::string>());
  if (!id) {
    return fail(errc::bad_input, "the id of a user has 32 digits 0 to 9 and a to f");
  }
  return end_user(office, *id).map([&] { return json{{"format", "foothold-user/1"}, {"id", format_id(*id)}}; });
}

result<json> admin_invite_user(installation& office, json const& asked, tell_progress const& /*tell*/) {
  auto const id = parse_id_as<staff_id>(asked.at("id").get<std::string>());
  if (!id) {
    return fail(errc::bad_input, "the id of a user has 32 digits 0 to 9 and a to f");
  }
  auto const in = ways_in::open(office);
  if (!in) {
    return tl::make_unexpected(in.error());
  }
  return invite(**in, *id).map(
      [](std::string const& code) { return json{{"format", "foothold-invitation/1"}, {"code", code}}; });
}

int run_user_add(user_add_options const& options) {
  auto asked = json{{"organisation", options.organisation}, {"role", options.role}, {"name", options.name}};
  if (!options.email.empty()) {
    asked["email"] = options.email;
  }
  if (options.until) {
    asked["until"] = format_date(*options.until);
  }
  auto const done = ask_office(options.office, "user.add", asked);
  if (!done) {
    return report(done.error());
  }
  if (options.office.format == output_format::json) {
    fmt::print("{}\n", done->dump(2));
    return kDone;
  }
  fmt::print("{}\n", (*done)["id"].get<std::string>());
  if ((*done)["organisation_made"].get<bool>()) {
    fmt::print(stderr, "The organisation \"{}\" was made; its id is {}.\n", options.organisation,
               (*done)["organisation"].get<std::string>());
  }
  return kDone;
}

int run_user_list(keys_options const& options) {
  auto const done = ask_office(options, "user.list", json::object());
  if (!done) {
    return report(done.error());
  }
  if (options.format == output_format::json) {
    fmt::print("{}\n", done->dump(2));
    return kDone;
  }
  for (auto const& u : (*done)["users"]) {
    fmt::print("{}\t{}\t{}\t{}\n", u["id"].get<std::string>(), u["active"].get<bool>() ? "active" : "ended",
               u["role"].get<std::string>(), u["organisation_name"].get<std::string>());
  }
  return kDone;
}

int run_user_end(user_end_options const& options) {
  auto const done = ask_office(options.office, "user.end", {{"id", options.id}});
  if (!done) {
    return report(done.error());
  }
  if (options.office.format == output_format::json) {
    fmt::print("{}\n", done->dump(2));
  } else {
    fmt::print(stderr, "From now on this user may do nothing any more.\n");
  }
  return kDone;
}

int run_user_invite(user_invite_options const& options) {
  auto const told = read_settings(options.office.data);
  auto done =
      told.and_then([&](settings const&) { return ask_office(options.office, "user.invite", {{"id", options.id}}); });
  if (!done) {
    return report(done.error());
  }
  auto const code = (*done)["code"].get<std::string>();
  auto const page = fmt::format("{}/{}/invitation", origin_of(*told), options.language);
  if (options.office.format == output_format::json) {
    (*done)["address"] = page + "#" + code;
    fmt::print("{}\n", done->dump(2));
    return kDone;
  }
  fmt::print("{}#{}\n", page, code);
  fmt::print(stderr, "Good once and for two days; give it to this member alone. To type: {} and {}\n", page,
             in_groups(code));
  return kDone;
}

}  // namespace foothold
