#pragma once
// A record as the cells of its row, sealed where the table says so, and back.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/field_codec.h"
#include "store/snapshot.h"
#include "store/statement.h"
#include "store/table.h"
#include "vault/field_cipher.h"

namespace foothold {

// A number as its digits, text as it is, so that both can be sealed; nothing stays nothing.
[[nodiscard]] result<cell> seal_cell(field_cipher& cipher, field_place const& place, cell const& clear);
[[nodiscard]] result<cell> open_cell(field_cipher& cipher, field_place const& place, cell const& sealed,
                                     cell_kind kind);

// bad_input unless every text is UTF-8 without zero bytes, which is what both engines can hold.
[[nodiscard]] result<void> check_text(std::string_view table, std::string_view column, cell const& c);

// not_found, and broken for a cell that cannot be what it should be.
[[nodiscard]] tl::unexpected<error> no_such_row(std::string_view table);
[[nodiscard]] tl::unexpected<error> unreadable_cell(std::string_view table, std::string_view column,
                                                    std::string_view id);
// Why a row could not be changed in this version: it is not there, or it has another one.
[[nodiscard]] tl::unexpected<error> not_that_version(snapshot& s, statement const& find, std::string_view table,
                                                     std::string const& id, std::int64_t version);

// Whose key seals a record: an id, an id that may be missing, or (nullptr) nobody's.
template <typename Record>
[[nodiscard]] std::string subject_of(Record const& r) {
  constexpr auto kSubject = table_of<Record>::kSubject;
  if constexpr (std::is_null_pointer_v<std::remove_const_t<decltype(kSubject)>>) {
    return {};
  } else {
    auto const text = field_codec<std::remove_cvref_t<decltype(r.*kSubject)>>::encode(r.*kSubject);
    return std::holds_alternative<std::string>(text) ? std::get<std::string>(text) : std::string{};
  }
}

template <typename Record, typename Field>
[[nodiscard]] field_place place_of(column<Record, Field> const& c, std::string_view const subject,
                                   std::string_view const id, std::int64_t const version) {
  return {.subject = subject,
          .table = table_of<Record>::kName,
          .column = c.name,
          .row = id,
          .version = version,
          .sort = c.keeping == guard::sensitive ? data_class::sensitive : data_class::personal};
}

// A special category in a row that is written without leave to write it: empty, or as it was before.
[[nodiscard]] tl::unexpected<error> not_granted(std::string_view table, std::string_view column);

// What becomes of a special category of a row that is written without leave: the old value, which is sealed again under
// the new version. `before` is its place in the row as it is, and `stored` the cell there; nullptr for a new row. Any
// other value than the old one or nothing (`empty`) is refused.
[[nodiscard]] result<cell> kept_cell(field_cipher& cipher, field_place const& before, cell const* stored,
                                     cell_kind kind, cell const& empty, cell const& asked);

// How special categories of a row are written: as they are, or kept.
struct special_writing {
  bool granted{true};
  row const* stored{nullptr};  // without leave: the row as it is
  std::int64_t before{0};      // its version
};

// id, version, then the columns.
template <typename Record>
[[nodiscard]] result<row> to_row(field_cipher& cipher, Record const& r, special_writing const& special = {}) {
  auto const id = format_id(r.id);
  auto const subject = subject_of(r);
  auto out = row{id, r.version};
  auto failed = std::optional<error>{};
  for_each_column<Record>([&]<typename Field>(column<Record, Field> const& c) {
    auto value = field_codec<Field>::encode(r.*c.field);
    if (c.keeping == guard::sensitive && !special.granted && !failed) {
      auto kept = kept_cell(cipher, place_of(c, subject, id, special.before),
                            special.stored == nullptr ? nullptr : &(*special.stored)[out.size()],
                            field_codec<Field>::kKind, field_codec<Field>::encode(Field{}), value);
      if (!kept) {
        failed = kept.error();
        return;
      }
      value = std::move(*kept);
    }
    if (auto const fits = check_text(table_of<Record>::kName, c.name, value); !fits && !failed) {
      failed = fits.error();
    }
    if (c.keeping != guard::clear && !failed) {
      auto sealed = seal_cell(cipher, place_of(c, subject, id, r.version), value);
      if (!sealed) {
        failed = sealed.error();
        return;
      }
      value = std::move(*sealed);
    }
    out.push_back(std::move(value));
  });
  return failed ? result<row>{tl::make_unexpected(*failed)} : std::move(out);
}

// Who may look at every row and every column: for what has been asked already, and for tests.
struct open_access {
  template <typename Record>
  [[nodiscard]] bool shows(Record const& /*r*/) const {
    return true;
  }
  [[nodiscard]] bool shows_special() const { return true; }
};

// A row that the access does not cover is as one that is not there, and nothing of it is opened; a special category
// that is not shown comes back empty.
template <typename Record, typename Access = open_access>
[[nodiscard]] result<Record> from_row(field_cipher& cipher, row const& cells, Access const& access = {}) {
  auto const table = table_of<Record>::kName;
  auto r = Record{};
  auto const id = field_codec<decltype(r.id)>::decode(cells[0]);
  auto const version = field_codec<std::int64_t>::decode(cells[1]);
  if (!id || !version) {
    return unreadable_cell(table, "id", "");
  }
  r.id = *id;
  r.version = *version;
  auto const row_name = format_id(r.id);
  auto failed = std::optional<error>{};
  // What is clear comes first: it tells whose key opens the rest.
  for (auto const sealed_turn : {false, true}) {
    if (sealed_turn && !failed && !access.shows(r)) {
      return no_such_row(table);
    }
    auto const subject = sealed_turn ? subject_of(r) : std::string{};
    auto at = std::size_t{2U};
    for_each_column<Record>([&]<typename Field>(column<Record, Field> const& c) {
      auto const& found = cells[at++];
      if (failed || (c.keeping != guard::clear) != sealed_turn) {
        return;
      }
      if (c.keeping == guard::sensitive && !access.shows_special()) {
        return;
      }
      auto value = result<cell>{found};
      if (sealed_turn) {
        value = open_cell(cipher, place_of(c, subject, row_name, r.version), found, field_codec<Field>::kKind);
      }
      if (!value) {
        failed = value.error();
        return;
      }
      auto field = field_codec<Field>::decode(*value);
      if (!field) {
        failed = unreadable_cell(table, c.name, row_name).value();
        return;
      }
      r.*c.field = std::move(*field);
    });
  }
  return failed ? result<Record>{tl::make_unexpected(*failed)} : std::move(r);
}

}  // namespace foothold
