#include "store/row_codec.h"

#include <charconv>

#include <fmt/format.h>

#include "base/utf8.h"

namespace foothold {

result<cell> seal_cell(field_cipher& cipher, field_place const& place, cell const& clear) {
  if (std::holds_alternative<std::monostate>(clear)) {
    return clear;
  }
  auto const* const text = std::get_if<std::string>(&clear);
  return cipher.seal(place, text != nullptr ? *text : fmt::format("{}", std::get<std::int64_t>(clear)))
      .map([](std::string sealed) { return cell{std::move(sealed)}; });
}

result<cell> open_cell(field_cipher& cipher, field_place const& place, cell const& sealed, cell_kind const kind) {
  auto const* const text = std::get_if<std::string>(&sealed);
  if (text == nullptr) {
    return sealed;
  }
  auto clear = cipher.open(place, *text);
  if (!clear) {
    return tl::make_unexpected(clear.error());
  }
  if (kind == cell_kind::text) {
    return cell{std::move(*clear)};
  }
  auto number = std::int64_t{0};
  auto const [end, wrong] = std::from_chars(clear->data(), clear->data() + clear->size(), number);
  if (wrong != std::errc{} || end != clear->data() + clear->size()) {
    return unreadable_cell(place.table, place.column, place.row);
  }
  return cell{number};
}

result<cell> kept_cell(field_cipher& cipher, field_place const& before, cell const* const stored, cell_kind const kind,
                       cell const& empty, cell const& asked) {
  auto old = empty;
  if (stored != nullptr) {
    auto opened = open_cell(cipher, before, *stored, kind);
    if (!opened) {
      return opened;
    }
    old = std::move(*opened);
  }
  if (asked != old && asked != empty) {
    return not_granted(before.table, before.column);
  }
  return old;
}

result<void> check_text(std::string_view const table, std::string_view const column, cell const& c) {
  auto const* const text = std::get_if<std::string>(&c);
  if (text != nullptr && (text->find('\0') != std::string::npos || first_invalid_utf8(*text))) {
    return fail(errc::bad_input, fmt::format("{}: {}: expected UTF-8 text without zero bytes", table, column));
  }
  return {};
}

tl::unexpected<error> no_such_row(std::string_view const table) {
  return fail(errc::not_found, fmt::format("{}: there is no such row", table));
}

tl::unexpected<error> not_granted(std::string_view const table, std::string_view const column) {
  return fail(errc::wrong_use, fmt::format("{}: {}: this column is outside of what was granted", table, column));
}

tl::unexpected<error> unreadable_cell(std::string_view const table, std::string_view const column,
                                      std::string_view const id) {
  return fail(errc::broken,
              fmt::format("{}: row {}, column {}: the stored value cannot be one of this column", table, id, column));
}

tl::unexpected<error> not_that_version(snapshot& s, statement const& find, std::string_view const table,
                                       std::string const& id, std::int64_t const version) {
  auto const found = by_statement::rows(s, find, row{id});
  if (found.empty()) {
    return no_such_row(table);
  }
  return fail(errc::conflict, fmt::format("{}: somebody else changed the row: it has version {}, expected {}", table,
                                          std::get<std::int64_t>(found.front()[1]), version));
}

}  // namespace foothold
