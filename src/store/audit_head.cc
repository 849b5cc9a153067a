#include "store/audit_head.h"

#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/date.h"
#include "sys/hash.h"

namespace foothold {
namespace {

constexpr std::string_view kFormat{"foothold-audit-head/1"};
constexpr std::size_t kFields{6U};

std::string format_moment(instant const at) {
  auto const day = std::chrono::floor<days>(at);
  auto const time = std::chrono::hh_mm_ss{std::chrono::floor<std::chrono::seconds>(at - day)};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", format_date(day), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

template <typename Number>
std::optional<Number> whole(std::string_view const text) {
  auto value = Number{0};
  auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  return wrong == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

// 2026-03-04T10:00:00Z, and no other way of writing the same.
std::optional<instant> parse_moment(std::string_view const text) {
  if (text.size() != 20U) {
    return std::nullopt;
  }
  auto const day = parse_date(text.substr(0U, 10U));
  auto const hour = whole<unsigned>(text.substr(11U, 2U));
  auto const minute = whole<unsigned>(text.substr(14U, 2U));
  auto const second = whole<unsigned>(text.substr(17U, 2U));
  if (!day || !hour || !minute || !second) {
    return std::nullopt;
  }
  auto const at =
      instant{*day + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second}};
  return format_moment(at) == text ? std::optional{at} : std::nullopt;
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
  auto const position = whole<std::int64_t>(parts[1]);
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
