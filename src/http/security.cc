#include "http/security.h"

#include <algorithm>

namespace foothold::http {

std::string content_security_policy(std::vector<std::string> const& style_hashes) {
  // One policy for every page: WebAssembly, workers, sounds and the manifest are our own files too.
  auto policy = std::string{"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"};
  for (auto const& hash : style_hashes) {
    policy.append(" ").append(hash);
  }
  return policy +
         "; img-src 'self'; connect-src 'self'; font-src 'self'; worker-src 'self'; media-src 'self'; "
         "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
         "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
}

// Referrer-Policy: same-origin tells other sites as little as no-referrer does. Under no-referrer Chromium sends
// "Origin: null" with our own forms, and over plain HTTP in an office network, where it sends no Sec-Fetch-Site either,
// they could not be told from a foreign page's (measured with Chromium 156).
std::string_view fixed_security_headers() {
  return "X-Content-Type-Options: nosniff\r\n"
         "Referrer-Policy: same-origin\r\n"
         "Cross-Origin-Opener-Policy: same-origin\r\n"
         "Cross-Origin-Resource-Policy: same-origin\r\n"
         "Permissions-Policy: accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), "
         "gyroscope=(), "
         "magnetometer=(), microphone=(), midi=(), payment=(), usb=()\r\n";
}

bool from_same_origin(request const& r) {
  auto const changes =
      r.method == verb::post || r.method == verb::put || r.method == verb::patch || r.method == verb::del;
  if (!changes) {
    return true;
  }
  // Browsers send it to https and to loopback; a page cannot set it.
  if (auto const* const site = find(r.headers, "sec-fetch-site"); site != nullptr) {
    return *site == "same-origin" || *site == "none";
  }
  auto const* const origin = find(r.headers, "origin");
  if (origin == nullptr) {
    return true;
  }
  auto const host = value_or(r.headers, "host");
  auto const begin = origin->find("://");
  return begin != std::string::npos && !host.empty() && std::string_view{*origin}.substr(begin + 3U) == host;
}

bool proves_same_origin(request const& r) {
  auto const told = find(r.headers, "sec-fetch-site") != nullptr || find(r.headers, "origin") != nullptr;
  return told && from_same_origin(r);
}

bool answers_for(std::vector<std::string> const& hosts, std::string_view const host) {
  return hosts.empty() || std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

}  // namespace foothold::http
