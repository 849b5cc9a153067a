// https of our own, spoken with OpenSSL as any client would.

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/running_server.h"
#include "temp_folder.h"

namespace foothold::test {
namespace {

using ::testing::HasSubstr;

template <auto Free>
struct freed {
  template <typename T>
  void operator()(T* const p) const {
    Free(p);
  }
};
using key = std::unique_ptr<EVP_PKEY, freed<EVP_PKEY_free>>;

// A key and a certificate that it signs itself, as files.
class tls : public testing::Test {
protected:
  tls() {
    write_pair("cert.pem", "key.pem");
    write_pair("other.pem", "other-key.pem");
  }
  void write_pair(std::string const& cert_name, std::string const& key_name) const {
    auto const k = key{EVP_EC_gen("P-256")};
    auto const cert = std::unique_ptr<X509, freed<X509_free>>{X509_new()};
    X509_set_version(cert.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(cert.get()), 3600);
    X509_set_pubkey(cert.get(), k.get());
    auto* const name = X509_get_subject_name(cert.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(cert.get(), name);
    X509_sign(cert.get(), k.get(), EVP_sha256());
    auto const c = std::unique_ptr<BIO, freed<BIO_free>>{BIO_new_file(at(cert_name).c_str(), "w")};
    PEM_write_bio_X509(c.get(), cert.get());
    auto const f = std::unique_ptr<BIO, freed<BIO_free>>{BIO_new_file(at(key_name).c_str(), "w")};
    PEM_write_bio_PrivateKey(f.get(), k.get(), nullptr, nullptr, 0, nullptr, nullptr);
  }
  [[nodiscard]] std::filesystem::path at(std::string const& name) const { return files.path() / name; }
  [[nodiscard]] http::settings with_tls() const {
    auto s = http::settings{};
    s.tls_certificate = at("cert.pem");
    s.tls_key = at("key.pem");
    s.https_only = true;
    return s;
  }
  // What comes back for these bytes, under this version of TLS at most; empty where there is no handshake.
  [[nodiscard]] static std::string ask(std::uint16_t const port, std::string const& bytes, int const newest = 0) {
    auto const context = std::unique_ptr<SSL_CTX, freed<SSL_CTX_free>>{SSL_CTX_new(TLS_client_method())};
    SSL_CTX_set_max_proto_version(context.get(), newest);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_set_security_level(context.get(), 0);
    auto const bio = std::unique_ptr<BIO, freed<BIO_free_all>>{BIO_new_ssl_connect(context.get())};
    BIO_set_conn_hostname(bio.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
    if (BIO_do_connect(bio.get()) != 1 || BIO_do_handshake(bio.get()) != 1) {
      return {};
    }
    BIO_write(bio.get(), bytes.data(), static_cast<int>(bytes.size()));
    auto answer = std::string{};
    auto part = std::string(16384U, '\0');
    for (auto n = 1; n > 0;) {
      n = BIO_read(bio.get(), part.data(), static_cast<int>(part.size()));
      answer.append(part, 0U, static_cast<std::size_t>(std::max(n, 0)));
    }
    return answer;
  }

  temp_folder files;
};

constexpr auto kGet = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

TEST_F(tls, answers_come_over_https_and_say_so) {
  auto const s = running_server{with_tls()};
  for (auto const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    auto const answer = ask(s.server.port(), kGet, version);
    EXPECT_THAT(answer, HasSubstr("HTTP/1.1 200 OK"));
    EXPECT_THAT(answer, HasSubstr("Strict-Transport-Security: max-age=31536000"));
  }
}

TEST_F(tls, a_long_answer_and_a_body_come_whole) {
  auto const s = running_server{with_tls()};
  auto const big = ask(s.server.port(), "GET /big HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_GE(big.size(), std::size_t{4U} << 20U);
  auto const body = std::string(100'000U, 'x');
  auto const answer =
      ask(s.server.port(), "POST /body HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
                               std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_THAT(answer, HasSubstr("HTTP/1.1 200 OK"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + body)) << answer.size();
}

TEST_F(tls, old_versions_and_plain_http_are_not_spoken) {
  auto const s = running_server{with_tls()};
  EXPECT_EQ(ask(s.server.port(), kGet, TLS1_1_VERSION), "");
  EXPECT_THAT(ask(s.server.port(), kGet), HasSubstr("200 OK")) << "the same client with a newer version";
  EXPECT_NE(s.ask(get("/")).status, 200);
}

TEST_F(tls, who_never_shakes_hands_is_dropped) {
  auto with_short_wait = with_tls();
  with_short_wait.head_deadline = std::chrono::milliseconds{100};
  auto const s = running_server{with_short_wait};
  auto silent = s.connect();
  EXPECT_TRUE(silent.closed_by_server());
}

TEST_F(tls, wrong_files_are_named) {
  auto const error_of = [&](std::string const& cert, std::string const& its_key) {
    auto s = with_tls();
    s.tls_certificate = cert.empty() ? std::filesystem::path{} : at(cert);
    s.tls_key = its_key.empty() ? std::filesystem::path{} : at(its_key);
    auto server = http::server{http::router{}, s};
    auto const started = server.start("127.0.0.1", 0U);
    return started ? std::string{} : started.error().message;
  };
  EXPECT_THAT(error_of("none.pem", "key.pem"), HasSubstr("none.pem: no chain of certificates"));
  EXPECT_THAT(error_of("cert.pem", "none.pem"), HasSubstr("none.pem: not the key"));
  EXPECT_THAT(error_of("cert.pem", "other-key.pem"), HasSubstr("other-key.pem: not the key of the certificate"));
  EXPECT_THAT(error_of("cert.pem", ""), HasSubstr("needs a certificate and its key"));
  EXPECT_EQ(error_of("cert.pem", "key.pem"), "");
}

}  // namespace
}  // namespace foothold::test
