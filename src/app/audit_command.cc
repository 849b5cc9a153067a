// foothold audit verify | head

#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/report.h"
#include "service/settings.h"
#include "service/signing.h"
#include "store/audit_sealer.h"
#include "store/audit_verify.h"
#include "sys/clock.h"
#include "sys/file.h"

namespace foothold {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kMostHeadBytes{1024U};

// A head as it was printed, or a file that holds one.
result<std::optional<audit_head>> head_of(std::string const& text) {
  if (text.empty()) {
    return std::nullopt;
  }
  auto const line =
      text.starts_with("foothold-audit-head/") ? result<std::string>{text} : read_file(text, kMostHeadBytes);
  return line.and_then([](std::string const& l) { return parse_head(l); }).map([](audit_head h) {
    return std::optional{std::move(h)};
  });
}

// The database that the options or config.json name.
result<store_options> place_of(std::filesystem::path const& data, std::string const& postgresql) {
  if (!postgresql.empty()) {
    return store_options{.folder = data, .postgresql = postgresql};
  }
  return read_settings(data).map(
      [&](settings const& told) { return store_options{.folder = data, .postgresql = told.postgresql}; });
}

// docs/formats/audit-check.schema.json
ordered_json as_json(audit_report const& r) {
  auto out = ordered_json{};
  out["format"] = "foothold-audit-check/1";
  out["whole"] = !r.fault;
  out["entries"] = r.entries;
  out["waiting"] = r.waiting;
  out["heads"] = r.heads;
  out["hash"] = r.hash;
  out["first_bad"] = r.fault ? ordered_json{{"entry", r.fault->number}, {"what", r.fault->what}} : ordered_json{};
  return out;
}

void print_text(ordered_json const& r) {
  if (auto const& bad = r["first_bad"]; !bad.is_null()) {
    fmt::print("the audit is not whole: entry {}: {}\n", bad["entry"].get<std::int64_t>(),
               bad["what"].get<std::string>());
    return;
  }
  fmt::print("the audit is whole: {} entries, {} signed heads, {} waiting for a link\n",
             r["entries"].get<std::int64_t>(), r["heads"].get<std::int64_t>(), r["waiting"].get<std::int64_t>());
  if (r["entries"] != 0) {
    fmt::print("last link {}\n", r["hash"].get<std::string>());
  }
}

// A server that holds the folder is asked; else the database is read here, which needs no key.
result<ordered_json> verify(audit_verify_options const& options, std::optional<audit_head> const& against) {
  if (options.postgresql.empty()) {
    auto const asked = json{{"against", against ? format_head(*against) : ""}};
    if (auto const answer = ask_server(options.data, "audit.verify", asked)) {
      return answer->map([](json const& j) { return ordered_json(j); });
    }
  }
  return place_of(options.data, options.postgresql)
      .and_then([&](store_options const& place) { return verify_audit_of(place, against); })
      .map(as_json);
}

result<std::string> sign(audit_head_options const& options) {
  if (options.postgresql.empty()) {
    if (auto const answer = ask_server(options.data, "audit.head", json::object())) {
      return answer->map([](json const& j) { return j.at("head").get<std::string>(); });
    }
  }
  auto const place = place_of(options.data, options.postgresql);
  if (!place) {
    return tl::make_unexpected(place.error());
  }
  if (place->postgresql.empty() && !std::filesystem::exists(options.data / "foothold.db")) {
    return fail(errc::not_found, fmt::format("{}: there is no database of Foothold", options.data.string()));
  }
  auto const clock = machine_clock{};
  auto opened = place->postgresql.empty() ? open_sqlite(*place, clock) : open_postgresql(*place, clock);
  if (!opened) {
    return tl::make_unexpected(opened.error());
  }
  return signing_key_in(options.data).and_then([&](signing_key const& key) {
    return sign_what_is_linked(**opened, key, std::chrono::floor<std::chrono::microseconds>(clock.now()));
  });
}

}  // namespace

result<json> admin_verify_audit(installation& office, json const& asked, tell_progress const& /*tell*/) {
  return head_of(asked.at("against").get<std::string>())
      .and_then([&](std::optional<audit_head> const& against) { return office.cases().verify_audit(against); })
      .map([](audit_report const& r) { return json(as_json(r)); });
}

result<json> admin_sign_audit(installation& office, json const& /*asked*/, tell_progress const& /*tell*/) {
  return signing_key_in(office.options().data.folder)
      .and_then([&](signing_key const& key) { return office.cases().sign_audit(key); })
      .map([](std::string const& line) { return json{{"head", line}}; });
}

int run_audit_verify(audit_verify_options const& options) {
  auto const against = head_of(options.against);
  if (!against) {
    return report(against.error());
  }
  auto const found = verify(options, *against);
  if (!found) {
    return report(found.error());
  }
  if (options.format == output_format::json) {
    fmt::print("{}\n", found->dump(2));
  } else {
    print_text(*found);
  }
  return (*found)["whole"].get<bool>() ? kDone : kFault;
}

int run_audit_head(audit_head_options const& options) {
  auto const line = sign(options);
  if (!line) {
    return report(line.error());
  }
  fmt::print("{}\n", *line);
  return kDone;
}

}  // namespace foothold
