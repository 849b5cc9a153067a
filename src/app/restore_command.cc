// foothold restore [--drill]

#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/copy_report.h"
#include "app/opening.h"
#include "app/progress.h"
#include "app/report.h"
#include "service/settings.h"
#include "sys/clock.h"
#include "sys/file.h"

namespace foothold {
namespace {

using nlohmann::json;

constexpr auto kLongestShare = std::uint64_t{4096U};

result<two_shares> shares_of(restore_options const& o) {
  if (o.shares.empty()) {
    return two_shares{};
  }
  if (o.shares.size() != 2U) {
    return fail(errc::wrong_use, "two shares are needed: --share FILE, twice");
  }
  auto const one = read_file(o.shares[0], kLongestShare);
  auto const other = read_file(o.shares[1], kLongestShare);
  if (!one || !other) {
    return tl::make_unexpected(one ? other.error() : one.error());
  }
  return two_shares{std::pair{*one, *other}};
}

// With the keys alone: the data of this place are lost, or not to be touched.
result<json> with_keys(restore_options const& o, settings const& told, tell_progress const& tell) {
  auto const shares = shares_of(o);
  if (!shares) {
    return tl::make_unexpected(shares.error());
  }
  auto const from = key_opening_of(o.office, told);
  if (!from) {
    return tl::make_unexpected(from.error());
  }
  auto const clock = machine_clock{};
  auto const keys = vault::unlock(from->options, clock);
  if (!keys) {
    return tl::make_unexpected(keys.error());
  }
  auto const place = store_options{.folder = o.office.data, .postgresql = told.postgresql, .tenant = told.tenant};
  auto const options = restoring_options{.file = o.file, .shares = *shares, .tell = telling(tell)};
  auto const found = o.drill ? drill_copy(place, **keys, clock, options, std::chrono::hours{told.copy_of_keys_hours})
                             : restore_copy(place, **keys, clock, options);
  return found.map([&](restored const& r) { return as_json(r, o.drill ? "drill" : "restore", o.file); });
}

}  // namespace

result<json> admin_drill(installation& office, json const& asked, tell_progress const& tell) {
  auto const& place = office.options().data;
  auto const told = read_settings(place.folder);
  if (!told) {
    return tl::make_unexpected(told.error());
  }
  auto options = restoring_options{.file = asked.at("file").get<std::string>(), .tell = telling(tell)};
  if (asked.contains("shares")) {
    options.shares.emplace(asked["shares"].at(0).get<std::string>(), asked["shares"].at(1).get<std::string>());
  }
  return drill_copy(place, office.keys(), office.clock(), options, std::chrono::hours{told->copy_of_keys_hours})
      .map([&](restored const& found) { return as_json(found, "drill", options.file); });
}

int run_restore(restore_options const& options) {
  auto asked = options;
  asked.file = std::filesystem::absolute(options.file);
  auto const told = read_settings(options.office.data);
  if (!told) {
    return report(told.error());
  }
  auto done = result<json>{};
  if (options.drill && local_stream::connect(options.office.data / "admin.sock")) {
    auto const shares = shares_of(options);
    if (!shares) {
      return report(shares.error());
    }
    auto about = json{{"file", asked.file.string()}};
    if (*shares) {
      about["shares"] = {(*shares)->first, (*shares)->second};
    }
    done = ask_office(options.office, "drill", about);
  } else {
    auto progress = progress_line{};
    done = with_keys(asked, *told, [&](std::string_view const text) {
      if (progress.due()) {
        progress.show(text);
      }
    });
  }
  return done ? print_copy(*done, options.office.format) : report(done.error());
}

}  // namespace foothold
