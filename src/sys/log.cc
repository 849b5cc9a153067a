#include "sys/log.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace foothold {
namespace {

spdlog::level::level_enum level_of(log_level const level) {
  switch (level) {
    case log_level::debug:
      return spdlog::level::debug;
    case log_level::info:
      return spdlog::level::info;
    case log_level::warn:
      return spdlog::level::warn;
    case log_level::error:
      return spdlog::level::err;
    case log_level::off:
      break;
  }
  return spdlog::level::off;
}

// `text`: what a line holds after time and level, in spdlog's letters.
std::shared_ptr<spdlog::logger> make_logger(std::string const& name, std::string const& text, log_level const level) {
  auto l = std::make_shared<spdlog::logger>(name, std::make_shared<spdlog::sinks::stderr_sink_mt>());
  l->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l " + text, spdlog::pattern_time_type::utc);
  l->set_level(level_of(level));
  l->flush_on(spdlog::level::debug);
  return l;
}

spdlog::logger& logger() {
  static auto const instance = make_logger("foothold", "%v", log_level::warn);
  return *instance;
}

bool needs_quotes(unsigned char const c) {
  return c <= 0x20U || c == '"' || c == '=' || c == '\\' || c == 0x7FU;
}

void append_value(std::string& line, std::string_view const value) {
  if (!value.empty() && std::none_of(value.begin(), value.end(), needs_quotes)) {
    line += value;
    return;
  }
  line += '"';
  for (auto const c : value) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (byte < 0x20U || byte == 0x7FU) {
      line += fmt::format("\\x{:02x}", byte);
    } else {
      line += c;
    }
  }
  line += '"';
}

}  // namespace

void set_log_level(log_level const level) {
  logger().set_level(level_of(level));
}

void open_log(std::string const& source, log_level const level) {
  spdlog::drop(source);
  spdlog::register_logger(make_logger(source, "%n %v", level));
}

std::string format_log(std::string_view const source, std::string_view const message,
                       std::span<log_field const> const fields) {
  auto line = fmt::format("{} {}", source, message);
  for (auto const& f : fields) {
    line += ' ';
    line += f.key;
    line += '=';
    append_value(line, f.value);
  }
  return line;
}

void log(log_level const level, std::string_view const source, std::string_view const message,
         std::initializer_list<log_field> const fields) {
  auto const l = level_of(level);
  if (level != log_level::off && logger().should_log(l)) {
    logger().log(l, "{}", format_log(source, message, std::span{fields.begin(), fields.size()}));
  }
}

}  // namespace foothold
