#include "http/tls.h"

#include <openssl/ssl.h>

namespace foothold::http {

result<std::unique_ptr<boost::asio::ssl::context>> make_tls(std::filesystem::path const& certificate,
                                                            std::filesystem::path const& key) {
  namespace ssl = boost::asio::ssl;
  if (certificate.empty() || key.empty()) {
    return fail(errc::wrong_use, "TLS needs a certificate and its key");
  }
  auto made = std::make_unique<ssl::context>(ssl::context::tls_server);
  auto* const native = made->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  auto ec = boost::system::error_code{};
  // A key under a passphrase is refused; nobody is asked on a terminal.
  made->set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string{}; }, ec);
  made->use_certificate_chain_file(certificate.string(), ec);
  if (ec) {
    return fail(errc::bad_input, certificate.string() + ": no chain of certificates as PEM: " + ec.message());
  }
  made->use_private_key_file(key.string(), ssl::context::pem, ec);
  if (ec || SSL_CTX_check_private_key(native) != 1) {
    return fail(errc::bad_input, key.string() + ": not the key of the certificate, as PEM without a passphrase");
  }
  return made;
}

}  // namespace foothold::http
