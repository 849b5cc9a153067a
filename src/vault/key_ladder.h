#pragma once
// Which key opens which: master key, installation's key, keys of a subject. Each step is bound to the installation, the
// version of its key and, at the end, the subject.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/field_cipher.h"
#include "vault/key_database.h"
#include "vault/master_key.h"
#include "vault/secret.h"

namespace foothold {

// One for personal data, then one for special categories.
inline constexpr std::size_t kSubjectKeyBytes{2U * kKeyBytes};
[[nodiscard]] secret_view key_for(secret_view subject_keys, data_class sort);

// The installation's key under a master key, put into the head together with its copy for recovery.
void wrap_installation_key(key_store_head& head, secret const& master, secret const& installation_key);
// bad_input: it is not the master key of this store.
[[nodiscard]] result<secret> unwrap_installation_key(key_store_head const& head, secret const& master);

[[nodiscard]] std::string wrap_subject_keys(key_store_head const& head, secret_view installation_key,
                                            std::string_view subject, secret_view keys);
[[nodiscard]] bool unwrap_subject_keys(key_store_head const& head, secret_view installation_key,
                                       subject_keys const& wrapped, std::span<unsigned char> keys);

// The master key as the store wants it: from a file or from a passphrase.
[[nodiscard]] result<secret> master_key_for(key_store_head const& head, master_source const& source);

}  // namespace foothold
