#pragma once
// What a server needs to speak TLS. Private to src/http.

#include <filesystem>
#include <memory>

#include <boost/asio/ssl/context.hpp>

#include "base/result.h"

namespace foothold::http {

// bad_input: a file is missing or no PEM, or the key is not the certificate's; the error names the file.
[[nodiscard]] result<std::unique_ptr<boost::asio::ssl::context>> make_tls(std::filesystem::path const& certificate,
                                                                          std::filesystem::path const& key);

}  // namespace foothold::http
