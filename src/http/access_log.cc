#include "http/access_log.h"

#include <spdlog/spdlog.h>

namespace foothold::http {

void log_access(verb const method, std::string_view const route, int const status, std::size_t const bytes,
                std::chrono::microseconds const took) {
  if (auto const log = spdlog::get("http.access"); log != nullptr) {
    log->info("request method={} route={} status={} bytes={} ms={:.1f}", to_string(method), route.empty() ? "-" : route,
              status, bytes, static_cast<double>(took.count()) / 1000.0);
  }
}

void log_fault(std::string_view const route, std::string_view const what) {
  auto const own = spdlog::get("http");
  auto* const log = own != nullptr ? own.get() : spdlog::default_logger_raw();
  log->error("fault route={} what=\"{}\"", route.empty() ? "-" : route, what);
}

}  // namespace foothold::http
