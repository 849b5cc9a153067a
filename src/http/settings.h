#pragma once
// Every limit of the server in one place.

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace foothold::http {

struct settings {
  // What one request may be.
  std::size_t max_head_bytes{16U * 1024U};    // request line and headers -> 431
  std::size_t max_header_lines{100U};         // -> 431
  std::size_t max_target_bytes{4U * 1024U};   // path and query -> 414
  std::size_t max_body_bytes{1024U * 1024U};  // -> 413, but for routes that say more
  std::size_t max_form_bytes{64U * 1024U};    // body of a form -> 413
  std::size_t max_parameters{1000U};          // query parameters, form fields -> 400

  // How long a client may take. A deadline counts from the first byte and is not moved by further bytes.
  std::chrono::milliseconds head_deadline{std::chrono::seconds{10}};   // -> 408
  std::chrono::milliseconds body_deadline{std::chrono::seconds{30}};   // -> 408
  std::chrono::milliseconds upload_deadline{std::chrono::minutes{3}};  // of a body above max_body_bytes -> 408
  std::chrono::milliseconds write_deadline{std::chrono::seconds{30}};  // to take 64 KiB of an answer
  std::chrono::milliseconds idle_timeout{std::chrono::seconds{30}};    // between two requests
  std::chrono::milliseconds linger{std::chrono::seconds{1}};           // to read our last words before the close

  // How many at once.
  std::size_t max_connections{2000U};              // -> 503
  std::size_t max_connections_per_address{64U};    // IPv4 address or IPv6 /64; many phones share one -> 503
  std::size_t max_requests_per_connection{1000U};  // then the connection is closed, so that load spreads
  std::size_t max_uploads{8U};                     // requests with a body above max_body_bytes -> 503
  std::size_t workers{2U};                         // threads that run handlers
  std::size_t max_waiting{256U};                   // requests that wait for a worker -> 503
  std::chrono::seconds retry_after{2};             // what a 503 says

  std::chrono::milliseconds stop_grace{std::chrono::seconds{5}};  // stop(): time for open requests to end

  // Host names (without port) this server answers for, others get 421; empty: all. Set it where the server listens on
  // loopback only, or a foreign page can reach it under its own name (DNS rebinding).
  std::vector<std::string> hosts{};
  // TLS of our own, 1.2 and later: the chain of certificates and its key as PEM, both or none. With it nothing else is
  // spoken.
  std::filesystem::path tls_certificate{}, tls_key{};
  // Browsers reach this server by https only, its own or a proxy's: Strict-Transport-Security for a year.
  bool https_only{false};
  // POST, PUT, PATCH and DELETE from pages of another origin -> 403.
  bool check_origin{true};
};

}  // namespace foothold::http
