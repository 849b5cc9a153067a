#pragma once
// The body of a request as a tree, after limits that no reader of it has to think of again: 1 MiB (the server's), 32
// levels, 10,000 values, no key twice in an object, whole numbers up to 2^53, text of at most 64 KiB, UTF-8.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

namespace foothold::api {

inline constexpr std::size_t kDeepest{32U};
inline constexpr std::size_t kMostValues{10'000U};
inline constexpr std::int64_t kLargestNumber{std::int64_t{1} << 53U};

struct json_value;
using json_list = std::vector<json_value>;
using json_object = std::vector<std::pair<std::string, json_value>>;  // in the order in which they came
struct json_fraction {};                                              // a number that is not whole, or too large

struct json_value {
  std::variant<std::monostate, bool, std::int64_t, json_fraction, std::string, json_list, json_object> is{};

  [[nodiscard]] json_object const* object() const { return std::get_if<json_object>(&is); }
  [[nodiscard]] std::string const* text() const { return std::get_if<std::string>(&is); }
};

// "a text of 12 bytes", "nothing", "a list": what was found, never the value.
[[nodiscard]] std::string sort_of(json_value const& v);

// The error is a sentence without a full stop about what is wrong, and where; it repeats nothing of the body.
[[nodiscard]] tl::expected<json_value, std::string> parse_body(std::string_view text);

// As a JSON text with its quotation marks. The text must be UTF-8.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace foothold::api
