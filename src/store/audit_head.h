#pragma once
// A signed head: one printable line that says how far the audit went and what its last link was. Who keeps one outside
// the machine can tell later that nothing before it was rewritten (docs/formats/audit_head.md).

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/field_codec.h"
#include "sys/signature.h"

namespace foothold {

struct audit_head {
  std::int64_t position{0};  // how many entries
  std::string hash{};        // the link of the last one
  instant at{};              // when it was signed; whole seconds
  std::string key{};         // public
  std::string signature{};

  bool operator==(audit_head const&) const = default;
};

[[nodiscard]] audit_head sign_head(signing_key const& key, std::int64_t position, std::string_view hash, instant at);

// The line without a newline at its end.
[[nodiscard]] std::string format_head(audit_head const& head);
// bad_input unless it is exactly such a line and signed by the key it names. A newline at the end may follow.
[[nodiscard]] result<audit_head> parse_head(std::string_view text);

}  // namespace foothold
