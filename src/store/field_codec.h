#pragma once
// A field of a record as a cell of a row and back. decode() gives nothing for a cell that cannot be such a field.

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/date.h"
#include "model/week.h"
#include "store/record_id.h"
#include "store/statement.h"

namespace foothold {

using instant = std::chrono::sys_time<std::chrono::microseconds>;

// The words of an enum in the database, in the order of its values: specialise kWords.
template <typename Enum>
struct words_of;

template <typename T>
struct field_codec;

template <>
struct field_codec<std::string> {
  static constexpr auto kKind = cell_kind::text;
  static cell encode(std::string const& v) { return v; }
  static std::optional<std::string> decode(cell const& c) {
    auto const* const t = std::get_if<std::string>(&c);
    return t == nullptr ? std::nullopt : std::optional{*t};
  }
};

template <>
struct field_codec<std::int64_t> {
  static constexpr auto kKind = cell_kind::number;
  static cell encode(std::int64_t const v) { return v; }
  static std::optional<std::int64_t> decode(cell const& c) {
    auto const* const n = std::get_if<std::int64_t>(&c);
    return n == nullptr ? std::nullopt : std::optional{*n};
  }
};

template <>
struct field_codec<bool> {
  static constexpr auto kKind = cell_kind::number;
  static cell encode(bool const v) { return std::int64_t{v ? 1 : 0}; }
  static std::optional<bool> decode(cell const& c) {
    auto const* const n = std::get_if<std::int64_t>(&c);
    return n == nullptr || (*n != 0 && *n != 1) ? std::nullopt : std::optional{*n == 1};
  }
};

// Microseconds since 1970 in UTC.
template <>
struct field_codec<instant> {
  static constexpr auto kKind = cell_kind::number;
  static cell encode(instant const v) { return std::int64_t{v.time_since_epoch().count()}; }
  static std::optional<instant> decode(cell const& c) {
    auto const* const n = std::get_if<std::int64_t>(&c);
    return n == nullptr ? std::nullopt : std::optional{instant{std::chrono::microseconds{*n}}};
  }
};

// What is text in the database: a pair of functions, the second of which may refuse.
template <typename T, auto Format, auto Parse>
struct text_codec {
  static constexpr auto kKind = cell_kind::text;
  static cell encode(T const& v) { return std::string{Format(v)}; }
  static std::optional<T> decode(cell const& c) {
    auto const* const t = std::get_if<std::string>(&c);
    return t == nullptr ? std::nullopt : std::optional<T>{Parse(*t)};
  }
};

template <>
struct field_codec<date> : text_codec<date, &format_date, &parse_date> {};

template <>
struct field_codec<week_pattern> : text_codec<week_pattern, &format_week, &parse_week> {};

template <typename Id>
struct id_text {
  static std::string format(Id const& id) { return format_id(id); }
  static std::optional<Id> parse(std::string_view const text) { return parse_id_as<Id>(text); }
};
template <typename Tag>
struct field_codec<record_id<Tag>>
    : text_codec<record_id<Tag>, &id_text<record_id<Tag>>::format, &id_text<record_id<Tag>>::parse> {};

template <typename Enum>
struct enum_text {
  static std::string_view format(Enum const v) { return words_of<Enum>::kWords.at(static_cast<std::size_t>(v)); }
  static std::optional<Enum> parse(std::string_view const text) {
    for (auto i = std::size_t{0U}; i != words_of<Enum>::kWords.size(); ++i) {
      if (words_of<Enum>::kWords[i] == text) {
        return static_cast<Enum>(i);
      }
    }
    return std::nullopt;
  }
};
template <typename Enum>
  requires std::is_enum_v<Enum>
struct field_codec<Enum> : text_codec<Enum, &enum_text<Enum>::format, &enum_text<Enum>::parse> {};

template <typename T>
struct field_codec<std::optional<T>> {
  static constexpr auto kKind = field_codec<T>::kKind;
  static cell encode(std::optional<T> const& v) { return v ? field_codec<T>::encode(*v) : cell{}; }
  static std::optional<std::optional<T>> decode(cell const& c) {
    if (std::holds_alternative<std::monostate>(c)) {
      return std::optional<T>{};
    }
    auto v = field_codec<T>::decode(c);
    if (!v) {
      return std::nullopt;
    }
    // The value, not its optional: GCC 12 sees the empty one's bytes read when it optimises.
    return std::optional<std::optional<T>>{std::in_place, std::move(*v)};
  }
};

template <typename T>
[[nodiscard]] cell cell_of(T const& v) {
  return field_codec<T>::encode(v);
}
// Of a column that holds a moment.
[[nodiscard]] inline instant instant_of(cell const& c) {
  return instant{std::chrono::microseconds{std::get<std::int64_t>(c)}};
}

}  // namespace foothold
