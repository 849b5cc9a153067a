#include "vault/key_ladder.h"

#include "vault/recovery.h"
#include "vault/sealing.h"

namespace foothold {
namespace {

std::string about_installation_key(key_store_head const& head) {
  return described({"foothold installation key", head.installation, std::to_string(head.version)});
}

std::string about_subject_keys(key_store_head const& head, std::string_view const subject) {
  return described({"foothold subject keys", head.installation, std::to_string(head.version), subject});
}

}  // namespace

secret_view key_for(secret_view const subject_keys, data_class const sort) {
  return subject_keys.subspan(sort == data_class::personal ? 0U : kKeyBytes, kKeyBytes);
}

void wrap_installation_key(key_store_head& head, secret const& master, secret const& installation_key) {
  head.wrapped = seal_bytes(master.bytes(), about_installation_key(head), installation_key.bytes());
  head.recovery_sealed = seal_for_recovery(head.recovery_key, master);
}

result<secret> unwrap_installation_key(key_store_head const& head, secret const& master) {
  auto key = secret{kKeyBytes};
  if (!open_bytes(master.bytes(), about_installation_key(head), head.wrapped, key.bytes())) {
    return fail(errc::bad_input, head.salt.empty() ? "this is not the master key of this key store"
                                                   : "this is not the passphrase of this key store");
  }
  return key;
}

std::string wrap_subject_keys(key_store_head const& head, secret_view const installation_key,
                              std::string_view const subject, secret_view const keys) {
  return seal_bytes(installation_key, about_subject_keys(head, subject), keys);
}

bool unwrap_subject_keys(key_store_head const& head, secret_view const installation_key, subject_keys const& wrapped,
                         std::span<unsigned char> const keys) {
  return open_bytes(installation_key, about_subject_keys(head, wrapped.subject), wrapped.wrapped, keys);
}

result<secret> master_key_for(key_store_head const& head, master_source const& source) {
  if (head.salt.empty() != source.passphrase.empty()) {
    return fail(errc::bad_input, head.salt.empty()
                                     ? "this key store opens with a master key file, not with a passphrase"
                                     : "this key store opens with a passphrase");
  }
  return source.passphrase.empty() ? read_master_key(source.file) : master_key_of(source.passphrase, head.salt);
}

}  // namespace foothold
