#include "interop/json_input.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/edit_distance.h"
#include "base/utf8.h"

namespace foothold {

namespace {

using nlohmann::json;

// How deep brackets are nested, outside of strings.
std::size_t depth_of(std::string_view const text) {
  auto depth = std::size_t{0U};
  auto deepest = std::size_t{0U};
  auto quoted = false;
  for (auto i = std::size_t{0U}; i < text.size(); ++i) {
    auto const c = text[i];
    if (quoted) {
      i += c == '\\' ? 1U : 0U;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if ((c == '}' || c == ']') && depth != 0U) {
      --depth;
    }
  }
  return deepest;
}

std::uint64_t line_at(std::string_view const text, std::size_t const offset) {
  auto const end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1U + static_cast<std::uint64_t>(std::count(text.begin(), end, '\n'));
}

std::string shown(json const& value) {
  return shortened(value.is_string() ? value.get_ref<std::string const&>()
                                     : value.dump(-1, ' ', false, json::error_handler_t::replace));
}

// In the outermost object its keys are one level deep, the members of its lists two.
json parse_with_rows(std::string_view const text, json_rows const& rows) {
  auto inside = false;
  auto count = std::size_t{0U};
  return json::parse(text, [&](int const depth, json::parse_event_t const event, json const& parsed) {
    if (depth == 1 && event == json::parse_event_t::key) {
      inside = parsed == rows.member;
    }
    auto const whole = event == json::parse_event_t::object_end || event == json::parse_event_t::array_end ||
                       event == json::parse_event_t::value;
    if (!inside || depth != 2 || !whole) {
      return true;
    }
    rows.use(parsed, count++);
    return false;
  });
}

}  // namespace

tl::expected<json, fault> parse_json(std::string_view const file, std::string_view const text, json_limits const limits,
                                     json_rows const& rows) {
  auto const refuse = [&](std::uint64_t const line, std::string value, std::string expected) {
    return tl::unexpected<fault>{
        fault{.file = std::string{file}, .line = line, .value = std::move(value), .expected = std::move(expected)}};
  };
  if (text.size() > limits.bytes) {
    return refuse(0U, fmt::format("{} bytes", text.size()), fmt::format("at most {} bytes", limits.bytes));
  }
  if (auto const bad = first_invalid_utf8(text)) {
    return refuse(line_at(text, *bad), "", "text as UTF-8");
  }
  if (auto const depth = depth_of(text); depth > limits.depth) {
    return refuse(0U, fmt::format("brackets {} deep", depth), fmt::format("at most {} levels", limits.depth));
  }
  // The parser's own exceptions are the only way to learn where it stopped.
  try {
    return rows.use ? parse_with_rows(text, rows) : json::parse(text);
  } catch (json::exception const& e) {
    auto const* const at = dynamic_cast<json::parse_error const*>(&e);
    return refuse(at == nullptr ? 0U : line_at(text, at->byte == 0U ? 0U : at->byte - 1U), "",
                  "well-formed JSON (a missing comma, quote or bracket at this line or before it?)");
  }
}

json_object::json_object(json const& value, std::string path, std::string file, faults& found)
    : object_{value.is_object() ? &value : nullptr}, path_{std::move(path)}, file_{std::move(file)}, found_{found} {
  if (object_ == nullptr) {
    found_.push_back({.file = file_, .field = path_, .value = shown(value), .expected = "an object in { }"});
  }
}

std::string json_object::path_of(std::string_view const key) const {
  return path_ + "." + std::string{key};
}

void json_object::wrong(std::string_view const key, std::string expected) {
  if (object_ != nullptr) {
    auto const at = object_->find(key);
    found_.push_back({.file = file_,
                      .field = path_of(key),
                      .value = at == object_->end() ? "" : shown(*at),
                      .expected = std::move(expected)});
  }
}

json const* json_object::member(std::string_view const key, bool const needed) {
  asked_.emplace_back(key);
  if (object_ == nullptr) {
    return nullptr;
  }
  auto const at = object_->find(key);
  if (at == object_->end() || at->is_null()) {
    if (needed) {
      wrong(key, "this member, which must be there");
    }
    return nullptr;
  }
  return &*at;
}

std::string json_object::text(std::string_view const key, bool const needed) {
  auto const* const value = member(key, needed);
  if (value == nullptr) {
    return {};
  }
  if (!value->is_string() || (needed && value->get_ref<std::string const&>().empty())) {
    wrong(key, "a text in quotes");
    return {};
  }
  return value->get<std::string>();
}

std::int64_t json_object::whole(std::string_view const key, std::int64_t const low, std::int64_t const high,
                                std::optional<std::int64_t> const fallback) {
  auto const* const value = member(key, !fallback);
  auto const otherwise = fallback.value_or(low);
  if (value == nullptr) {
    return otherwise;
  }
  auto const fits = value->is_number_integer() &&
                    (!value->is_number_unsigned() || value->get<std::uint64_t>() <= 0x7FFFFFFFFFFFFFFFULL);
  if (!fits || value->get<std::int64_t>() < low || value->get<std::int64_t>() > high) {
    wrong(key, fmt::format("a whole number from {} to {}", low, high));
    return otherwise;
  }
  return value->get<std::int64_t>();
}

std::int64_t json_object::scaled(std::string_view const key, double const low, double const high, double const scale,
                                 std::optional<double> const fallback) {
  auto const* const value = member(key, !fallback);
  auto number = fallback.value_or(low);
  if (value != nullptr) {
    if (!value->is_number() || !(value->get<double>() >= low && value->get<double>() <= high)) {
      wrong(key, fmt::format("a number from {} to {}", low, high));
    } else {
      number = value->get<double>();
    }
  }
  return std::llround(number * scale);
}

bool json_object::yes(std::string_view const key, bool const needed) {
  auto const* const value = member(key, needed);
  if (value != nullptr && !value->is_boolean()) {
    wrong(key, "true or false");
    return false;
  }
  return value != nullptr && value->get<bool>();
}

std::optional<date> json_object::day(std::string_view const key, bool const needed) {
  auto const* const value = member(key, needed);
  if (value == nullptr) {
    return std::nullopt;
  }
  auto const day = value->is_string() ? parse_date(value->get_ref<std::string const&>()) : std::nullopt;
  if (!day) {
    wrong(key, "a date of the calendar in quotes, as \"2026-03-04\"");
  }
  return day;
}

json const* json_object::array(std::string_view const key, bool const needed) {
  auto const* const value = member(key, needed);
  if (value != nullptr && !value->is_array()) {
    wrong(key, "a list in [ ]");
    return nullptr;
  }
  return value;
}

std::vector<std::string> json_object::texts(std::string_view const key, bool const needed) {
  auto out = std::vector<std::string>{};
  auto const* const list = array(key, needed);
  for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
    auto const& value = (*list)[i];
    if (value.is_string()) {
      out.push_back(value.get<std::string>());
    } else {
      found_.push_back({.file = file_,
                        .field = fmt::format("{}[{}]", path_of(key), i),
                        .value = shown(value),
                        .expected = "a text in quotes"});
    }
  }
  return out;
}

void json_object::no_others() {
  if (object_ == nullptr) {
    return;
  }
  auto const known = std::vector<std::string_view>{asked_.begin(), asked_.end()};
  for (auto const& [key, value] : object_->items()) {
    if (std::ranges::find(known, key) == known.end()) {
      auto const near = nearest_name(key, known);
      found_.push_back({.file = file_,
                        .field = path_of(shortened(key)),
                        .value = shown(value),
                        .expected = near.empty() ? "no member of this name"
                                                 : "a known member; did you mean \"" + std::string{near} + "\"?"});
    }
  }
}

}  // namespace foothold
