#pragma once
// The log: one line each on stderr, `2026-03-04T09:15:00.123Z warning http.server request refused status=413
// bytes=70000`. Source is dotted (module.part), message is a fixed text, what varies is key=value. Quiet when all is
// well: warnings and errors show by default. Never personal data: log ids of requests and counts, not of people.
// Thread-safe.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace foothold {

enum class log_level : std::uint8_t { debug, info, warn, error, off };

struct log_field {
  log_field(std::string_view const k, std::string_view const v) : key{k}, value{v} {}
  log_field(std::string_view const k, char const* const v) : key{k}, value{v} {}
  log_field(std::string_view const k, std::integral auto const v) : key{k}, value{std::to_string(v)} {}
  std::string_view key;
  std::string value;
};

// Lines below this level are dropped. Starts at warn.
void set_log_level(log_level level);

void log(log_level level, std::string_view source, std::string_view message,
         std::initializer_list<log_field> fields = {});

// Gives what other modules write to the spdlog logger `source` (as http does, which does not know this header) the same
// place and form: time, level, source, text. Lines below `level` are dropped. Before the first line, once for a source.
void open_log(std::string const& source, log_level level);

// What follows the level in a line; values with spaces, quotes or control characters are quoted and escaped, so that a
// value can never forge a second line.
[[nodiscard]] std::string format_log(std::string_view source, std::string_view message,
                                     std::span<log_field const> fields);

}  // namespace foothold
