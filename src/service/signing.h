#pragma once
// The key with which an installation signs what others keep: heads of the audit, receipts of erasures.

#include <filesystem>

#include "base/result.h"
#include "service/installation.h"
#include "sys/signature.h"

namespace foothold {

// DIR/audit.key; made at the first signature, so that later ones are by the same key.
[[nodiscard]] result<signing_key> signing_key_in(std::filesystem::path const& data);
[[nodiscard]] result<signing_key> signing_key_of(installation const& office);

}  // namespace foothold
