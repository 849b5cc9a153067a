#include "service/settings.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/fault.h"
#include "interop/json_file.h"
#include "service/retention.h"
#include "sys/file.h"

namespace foothold {
namespace {

constexpr auto kFormat = "foothold-config/1";
constexpr auto kLimits = json_limits{.bytes = std::size_t{64U} << 10U, .depth = 4U};
constexpr auto kMostHours = std::int64_t{24 * 365};
constexpr auto kMostMonths = std::int64_t{12 * 100};

bool is_origin(std::string_view const text) {
  constexpr std::string_view kHttps{"https://"};
  constexpr std::string_view kHttp{"http://"};
  auto const secure = text.starts_with(kHttps);
  if (!secure && !text.starts_with(kHttp)) {
    return false;
  }
  auto const host = text.substr(secure ? kHttps.size() : kHttp.size());
  auto const name = host.substr(0U, host.rfind(':'));
  auto const plain = host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-:[]") == std::string_view::npos;
  return plain && !host.empty() && (secure || name == "localhost" || name == "127.0.0.1" || name == "[::1]");
}

// Is one folder in the other, or are they the same?
bool are_together(std::filesystem::path const& a, std::filesystem::path const& b) {
  auto const within = [](std::filesystem::path const& outer, std::filesystem::path const& inner) {
    auto const rest = inner.lexically_normal().lexically_relative(outer.lexically_normal());
    return !rest.empty() && *rest.begin() != "..";
  };
  return within(a, b) || within(b, a);
}

void check_copies(json_object& o, settings const& s) {
  if (s.copies.empty() != s.key_copies.empty()) {
    o.wrong(s.copies.empty() ? "copies" : "key_copies",
            "a folder too: copies of the data are made after those of the keys");
  } else if (!s.copies.empty() && are_together(s.copies, s.key_copies)) {
    o.wrong(
        "key_copies",
        "a folder apart from that of the data's copies: both together can be read by anybody who has the master key");
  }
  for (auto const& [key, folder] : {std::pair{"copies", &s.copies}, std::pair{"key_copies", &s.key_copies}}) {
    if (!folder->empty() && !folder->is_absolute()) {
      o.wrong(key, "a path that begins with /");
    }
  }
}

void read_members(json_object& o, settings& s) {
  if (auto const t = o.text("tenant", false); !t.empty()) {
    s.tenant = t;
  }
  s.postgresql = o.text("postgresql", false);
  s.keys = o.text("keys", false);
  s.master_key = o.text("master_key", false);
  s.copies = o.text("copies", false);
  s.key_copies = o.text("key_copies", false);
  check_copies(o, s);
  s.copy_of_keys_hours = o.whole("copy_of_keys_hours", 1, kMostHours, s.copy_of_keys_hours);
  s.closed_cases_kept_months = o.whole("closed_cases_kept_months", 0, kMostMonths, s.closed_cases_kept_months);
  if (s.closed_cases_kept_months > 0 && s.closed_cases_kept_months < kDecisionsKeptMonths) {
    o.wrong("closed_cases_kept_months", "0, or at least 6: so long the log of decisions is kept");
  }
  s.territory = o.text("territory", false);
  s.origin = o.text("origin", false);
  if (!s.origin.empty() && !is_origin(s.origin)) {
    o.wrong("origin", "https:// and a host, with a port if need be, and nothing behind it; http:// for localhost only");
  }
  s.trusted_proxy = o.text("trusted_proxy", false);
  s.for_tests = o.yes("for_tests", false);
}

// The end of a value of libpq's "key=value": of a word, or of a text in single quotes with \\ before a sign.
std::size_t end_of_value(std::string_view const text, std::size_t at) {
  if (at == text.size() || text[at] != '\'') {
    return std::min(text.find(' ', at), text.size());
  }
  for (++at; at < text.size() && text[at] != '\''; ++at) {
    at += text[at] == '\\' ? 1U : 0U;
  }
  return std::min(at + 1U, text.size());
}

std::string without_password(std::string where) {
  constexpr auto kHidden = std::string_view{"***"};
  constexpr auto kKey = std::string_view{"password"};
  // postgresql://somebody:secret@host/name
  if (auto const scheme = where.find("://"); scheme != std::string::npos) {
    auto const end = where.find('@', scheme);
    auto const colon = where.find(':', scheme + 3U);
    if (end != std::string::npos && colon < end) {
      where.replace(colon + 1U, end - colon - 1U, kHidden);
    }
  }
  for (auto at = where.find(kKey); at != std::string::npos; at = where.find(kKey, at)) {
    at += kKey.size();
    auto const value = where.find_first_not_of(" ", at);
    if (value != std::string::npos && where[value] == '=') {
      auto const begin = std::min(where.find_first_not_of(' ', value + 1U), where.size());
      where.replace(begin, end_of_value(where, begin) - begin, kHidden);
    }
  }
  return where;
}

}  // namespace

std::filesystem::path config_file(std::filesystem::path const& data) {
  return data / "config.json";
}

settings_load parse_settings(std::string_view const file, std::string_view const text) {
  auto load = settings_load{};
  auto s = settings{};
  if (read_json_file(file, text, kLimits, kFormat, load.found, [&](json_object& o) { read_members(o, s); })) {
    load.value = std::move(s);
  }
  return load;
}

result<settings> read_settings(std::filesystem::path const& data) {
  auto const file = config_file(data);
  auto const text = read_file(file, kLimits.bytes);
  if (!text) {
    return text.error().code == errc::not_found ? result<settings>{settings{}} : tl::make_unexpected(text.error());
  }
  auto load = parse_settings(file.string(), *text);
  if (!load.value) {
    return fail(errc::bad_input,
                load.found.empty() ? fmt::format("{}: no settings", file.string()) : format_fault(load.found.front()));
  }
  return std::move(*load.value);
}

std::string format_settings(settings const& s) {
  auto const out = nlohmann::ordered_json{{"format", kFormat},
                                          {"tenant", s.tenant},
                                          {"postgresql", without_password(s.postgresql)},
                                          {"keys", s.keys.string()},
                                          {"master_key", s.master_key.string()},
                                          {"copies", s.copies.string()},
                                          {"key_copies", s.key_copies.string()},
                                          {"copy_of_keys_hours", s.copy_of_keys_hours},
                                          {"closed_cases_kept_months", s.closed_cases_kept_months},
                                          {"territory", s.territory.string()},
                                          {"origin", s.origin},
                                          {"trusted_proxy", s.trusted_proxy},
                                          {"for_tests", s.for_tests}};
  return out.dump(2) + "\n";
}

}  // namespace foothold
