#pragma once
// Addresses and forms: percent-encoding, queries, paths. Pure functions of bytes, strict, fuzzed.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "http/message.h"

namespace foothold::http {

// Why a request is not answered. The reason is a fixed sentence: nothing of what was sent is ever repeated.
struct refusal {
  int status{400};
  std::string_view reason;
};

template <typename T>
using parsed = tl::expected<T, refusal>;

// "%C3%A4" -> "ä"; nothing for a percent sign without two hexadecimal digits. plus_is_space: as in queries and forms.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
// All but A-Z a-z 0-9 - . _ ~ as %XX, fit for one part of a path, one name or value of a query.
[[nodiscard]] std::string percent_encode(std::string_view text);
// "a=1&b=%20": names and values encoded, in order; the inverse of parse_query.
[[nodiscard]] std::string to_query(fields const& list);

// "a=1&b" -> {a,1} {b,""}; empty pieces are skipped. Refuses bad encoding, text that is not UTF-8, control characters,
// more than max names. multiline: values may hold tab, CR and LF (text areas of forms).
[[nodiscard]] parsed<fields> parse_query(std::string_view text, std::size_t max, bool multiline = false);
// "/a%20b/c/" -> "/a b/c". Refuses what does not begin with a slash, bad encoding, text that is not UTF-8, control
// characters, an encoded slash, a backslash, empty parts, "." and "..".
[[nodiscard]] parsed<std::string> parse_path(std::string_view raw);

}  // namespace foothold::http
