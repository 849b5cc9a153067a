#include "store/audit_head.h"

#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/moment.h"
#include "sys/hash.h"

namespace foothold {
namespace {

constexpr std::string_view kFormat{"foothold-audit-head/1"};
constexpr std::size_t kFields{6U};

std::optional<std::int64_t> whole(std::string_view const text) {
  auto value = std::int64_t{0};
  auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  return wrong == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::string signed_part(audit_head const& h) {
  return fmt::format("{} {} {} {} {}", kFormat, h.position, h.hash, format_moment(h.at), h.key);
}

tl::unexpected<error> no_head() {
  return fail(errc::bad_input,
              "expected a signed head of the audit, one line such as \"foothold-audit-head/1 12 ...\"");
}

}  // namespace

audit_head sign_head(signing_key const& key, std::int64_t const position, std::string_view const hash,
                     instant const at) {
  auto h = audit_head{.position = position,
                      .hash = std::string{hash},
                      .at = std::chrono::floor<std::chrono::seconds>(at),
                      .key = key.public_hex()};
  h.signature = key.sign(signed_part(h));
  return h;
}

std::string format_head(audit_head const& head) {
  return fmt::format("{} {}", signed_part(head), head.signature);
}

result<audit_head> parse_head(std::string_view text) {
  if (text.ends_with('\n')) {
    text.remove_suffix(1U);
  }
  auto parts = std::vector<std::string_view>{};
  for (auto rest = text; parts.size() <= kFields;) {
    auto const part = rest.substr(0U, rest.find(' '));
    parts.push_back(part);
    if (part.size() == rest.size()) {
      break;
    }
    rest.remove_prefix(part.size() + 1U);
  }
  if (parts.size() != kFields || parts[0] != kFormat || parts[2].size() != kHashHexDigits) {
    return no_head();
  }
  auto const position = whole(parts[1]);
  auto const at = parse_moment(parts[3]);
  if (!position || *position < 1 || !at) {
    return no_head();
  }
  auto h = audit_head{.position = *position,
                      .hash = std::string{parts[2]},
                      .at = *at,
                      .key = std::string{parts[4]},
                      .signature = std::string{parts[5]}};
  if (format_head(h) != text) {
    return no_head();
  }
  if (!is_signed_by(h.key, signed_part(h), h.signature)) {
    return fail(errc::bad_input, "the head of the audit is not signed by the key that it names");
  }
  return h;
}

}  // namespace foothold
