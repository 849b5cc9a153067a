// foothold status

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/report.h"
#include "base/moment.h"
#include "base/version.h"
#include "service/nightly_copies.h"

namespace foothold {
namespace {

using nlohmann::json;

constexpr auto kLeastRoomPercent = std::uintmax_t{5U};

json light(std::optional<std::chrono::sys_seconds> const& at, bool const late) {
  return {{"last", at ? json(format_moment(*at)) : json{}}, {"late", late}};
}

json room_of(std::filesystem::path const& data) {
  auto wrong = std::error_code{};
  auto const space = std::filesystem::space(data, wrong);
  auto const known = !wrong && space.capacity != 0U;
  return {{"free", known ? json(space.available) : json{}},
          {"of", known ? json(space.capacity) : json{}},
          {"late", known && space.available < space.capacity / 100U * kLeastRoomPercent}};
}

bool all_well(json const& told) {
  return !told["keys"]["late"].get<bool>() && !told["data"]["late"].get<bool>() && !told["drill"]["late"].get<bool>() &&
         !told["room"]["late"].get<bool>();
}

void print_light(char const* const name, json const& one, char const* const then) {
  auto const late = one["late"].get<bool>();
  fmt::print("{:<16}{:<8}{}{}\n", name, late ? "LATE" : "good",
             one["last"].is_null() ? std::string{"never"} : one["last"].get<std::string>(),
             late ? std::string{": "} + then : std::string{});
}

}  // namespace

result<json> admin_status(installation& office, json const& /*asked*/, tell_progress const& /*tell*/) {
  auto const copies = state_of_copies(office);
  return json{{"format", "foothold-status/1"},
              {"version", version()},
              {"keys", light(copies.keys, copies.keys_late())},
              {"data", light(copies.data, copies.data_late())},
              {"drill", light(copies.drill, copies.drill_late())},
              {"room", room_of(office.options().data.folder)}};
}

int run_status(status_options const& options) {
  auto const served = server_holds(options.office.data);
  auto told = ask_office(options.office, "status", json::object());
  if (!told) {
    return report(told.error());
  }
  (*told)["served"] = served;
  if (options.office.format == output_format::json) {
    fmt::print("{}\n", told->dump(2));
    return all_well(*told) ? kDone : kFault;
  }
  fmt::print("{:<16}{}, version {}\n", "server", served ? "runs" : "does not run",
             (*told)["version"].get<std::string>());
  print_light("keys copied", (*told)["keys"], "foothold keys backup --out FOLDER");
  print_light("data copied", (*told)["data"], "foothold backup --out FOLDER");
  print_light("copy tried", (*told)["drill"], "foothold restore --drill FILE");
  if (auto const& room = (*told)["room"]; !room["free"].is_null()) {
    fmt::print("{:<16}{:<8}{:.1f} of {:.1f} GB free\n", "room", room["late"].get<bool>() ? "LATE" : "good",
               static_cast<double>(room["free"].get<std::uintmax_t>()) / 1e9,
               static_cast<double>(room["of"].get<std::uintmax_t>()) / 1e9);
  }
  return all_well(*told) ? kDone : kFault;
}

}  // namespace foothold
