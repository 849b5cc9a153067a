// foothold audit verify | head

#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/report.h"
#include "service/signing.h"
#include "store/audit_sealer.h"
#include "store/audit_verify.h"
#include "sys/clock.h"
#include "sys/file.h"

namespace foothold {

namespace {

constexpr std::size_t kMostHeadBytes{1024U};

store_options place_of(std::filesystem::path const& data, std::string const& postgresql) {
  return {.folder = data, .postgresql = postgresql};
}

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

// docs/formats/audit-check.schema.json
std::string as_json(audit_report const& r) {
  auto out = nlohmann::ordered_json{};
  out["format"] = "foothold-audit-check/1";
  out["whole"] = !r.fault;
  out["entries"] = r.entries;
  out["waiting"] = r.waiting;
  out["heads"] = r.heads;
  out["hash"] = r.hash;
  out["first_bad"] =
      r.fault ? nlohmann::ordered_json{{"entry", r.fault->number}, {"what", r.fault->what}} : nlohmann::ordered_json{};
  return out.dump(2) + "\n";
}

void print_text(audit_report const& r) {
  if (r.fault) {
    fmt::print("the audit is not whole: entry {}: {}\n", r.fault->number, r.fault->what);
    return;
  }
  fmt::print("the audit is whole: {} entries, {} signed heads, {} waiting for a link\n", r.entries, r.heads, r.waiting);
  if (r.entries != 0) {
    fmt::print("last link {}\n", r.hash);
  }
}

}  // namespace

int run_audit_verify(audit_verify_options const& options) {
  auto const against = head_of(options.against);
  if (!against) {
    return report(against.error());
  }
  auto const found = verify_audit_of(place_of(options.data, options.postgresql), *against);
  if (!found) {
    return report(found.error());
  }
  if (options.format == output_format::json) {
    fmt::print("{}", as_json(*found));
  } else {
    print_text(*found);
  }
  return found->fault ? kFault : kDone;
}

int run_audit_head(audit_head_options const& options) {
  auto const place = place_of(options.data, options.postgresql);
  if (options.postgresql.empty() && !std::filesystem::exists(options.data / "foothold.db")) {
    return report({errc::not_found, fmt::format("{}: there is no database of Foothold", options.data.string())});
  }
  auto const clock = machine_clock{};
  auto opened = options.postgresql.empty() ? open_sqlite(place, clock) : open_postgresql(place, clock);
  if (!opened) {
    return report(opened.error());
  }
  auto const key = signing_key_in(options.data);
  if (!key) {
    return report(key.error());
  }
  auto const now = std::chrono::floor<std::chrono::microseconds>(clock.now());
  auto const line = sign_what_is_linked(**opened, *key, now);
  if (!line) {
    return report(line.error());
  }
  fmt::print("{}\n", *line);
  return kDone;
}

}  // namespace foothold
