#include "store/neutral_form.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "store/record_id.h"

namespace foothold {
namespace {

// Each item: a letter, the length of what follows in four bytes, and that.
constexpr auto kTable = 'T';
constexpr auto kPage = 'P';
constexpr auto kEnd = 'E';
constexpr auto kNote = 'N';
constexpr auto kFile = 'F';
constexpr auto kItemHead = std::size_t{5U};
constexpr auto kLongestItem = std::size_t{256U} << 20U;
constexpr auto kMostColumns = std::size_t{1000U};

void put(std::string& out, std::uint64_t const n, std::size_t const size) {
  for (auto i = std::size_t{0U}; i != size; ++i) {
    out.push_back(static_cast<char>((n >> (8U * i)) & 0xFFU));
  }
}
void put_text(std::string& out, std::string_view const text) {
  put(out, text.size(), 4U);
  out += text;
}

std::string item_of(char const letter, std::string_view const about, std::string_view const rest = {}) {
  auto out = std::string{letter};
  put(out, about.size() + rest.size(), 4U);
  out += about;
  out += rest;
  return out;
}

// Takes values from the front of bytes; once something is missing, everything is nothing.
class taker {
public:
  explicit taker(std::string_view const bytes) : left_{bytes} {}

  std::uint64_t number(std::size_t const size) {
    if (left_.size() < size) {
      whole_ = false;
      left_ = {};
      return 0U;
    }
    auto n = std::uint64_t{0U};
    for (auto i = std::size_t{0U}; i != size; ++i) {
      n |= std::uint64_t{static_cast<unsigned char>(left_[i])} << (8U * i);
    }
    left_.remove_prefix(size);
    return n;
  }
  std::string_view text() {
    auto const size = static_cast<std::size_t>(number(4U));
    if (left_.size() < size) {
      whole_ = false;
      left_ = {};
      return {};
    }
    auto const out = left_.substr(0U, size);
    left_.remove_prefix(size);
    return out;
  }
  void refuse() {
    whole_ = false;
    left_ = {};
  }
  [[nodiscard]] bool whole() const { return whole_; }
  [[nodiscard]] bool at_end() const { return left_.empty(); }
  [[nodiscard]] std::string_view left() const { return left_; }

private:
  std::string_view left_;
  bool whole_{true};
};

// As both engines can hold it.
bool is_text(std::string_view const text) {
  return !first_invalid_utf8(text) && text.find('\0') == std::string_view::npos;
}

bool is_name(std::string_view const text) {
  return !text.empty() && text.size() <= 63U && std::ranges::all_of(text, [](char const c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

cell take_cell(taker& from, cell_kind const kind) {
  switch (from.number(1U)) {
    case 0U:
      return std::monostate{};
    case 1U:
      if (kind == cell_kind::number) {
        return static_cast<std::int64_t>(from.number(8U));
      }
      break;
    case 2U:
      if (auto const text = from.text(); kind == cell_kind::text && is_text(text)) {
        return std::string{text};
      }
      break;
    default:
      break;
  }
  from.refuse();
  return std::monostate{};
}

}  // namespace

result<void> neutral_writer::begin(copied_table const& table) {
  auto about = std::string{};
  put_text(about, table.name);
  put(about, table.columns.size(), 2U);
  for (auto const& c : table.columns) {
    put(about, c.kind == cell_kind::number ? 1U : 2U, 1U);
    put_text(about, c.name);
  }
  put(about, table.key.size(), 2U);
  for (auto const k : table.key) {
    put(about, k, 2U);
  }
  return out_(item_of(kTable, about));
}

result<void> neutral_writer::add(row_page const& page) {
  auto about = std::string{};
  put(about, page.rows.size(), 4U);
  return out_(item_of(kPage, about, page.bytes));
}

result<void> neutral_writer::end(table_sum const& sum) {
  auto about = std::string{};
  put(about, static_cast<std::uint64_t>(sum.rows), 8U);
  put_text(about, sum.hash);
  return out_(item_of(kEnd, about));
}

result<void> neutral_writer::note(std::string_view const name, std::string_view const text) {
  auto about = std::string{};
  put_text(about, name);
  put_text(about, text);
  return out_(item_of(kNote, about));
}

bool file_summing::add(file_piece const& piece) {
  auto const of_territory = is_hash_hex(piece.id);
  if ((!of_territory && !parse_id(piece.id)) || piece.bytes.size() > kLongestPiece ||
      (!open_.empty() && open_ != piece.id)) {
    return false;
  }
  if (open_.empty()) {
    hash_.add_part(piece.id);
    ++(of_territory ? sum_.snapshots : sum_.files);
  }
  hash_.add_part(piece.bytes);
  open_ = piece.last ? std::string{} : std::string{piece.id};
  return true;
}

file_sum file_summing::end() && {
  sum_.hash = std::move(hash_).hex();
  return std::move(sum_);
}

result<void> neutral_writer::file(std::string_view const id, std::string_view bytes) {
  do {
    auto const piece =
        file_piece{.id = id, .bytes = bytes.substr(0U, kLongestPiece), .last = bytes.size() <= kLongestPiece};
    auto about = std::string{};
    put_text(about, id);
    put(about, piece.last ? 1U : 0U, 1U);
    if (!files_.add(piece)) {
      return fail(errc::wrong_use, "a file needs an id");
    }
    if (auto const given = out_(item_of(kFile, about, piece.bytes)); !given) {
      return given;
    }
    bytes.remove_prefix(piece.bytes.size());
  } while (!bytes.empty());
  return {};
}

tl::unexpected<error> neutral_reader::wrong(std::string_view const what) const {
  return fail(errc::broken, table_ ? fmt::format("table {}: {}", table_->name, what) : std::string{what});
}

result<void> neutral_reader::add(std::string_view bytes) {
  if (!waiting_.empty()) {
    waiting_ += bytes;
    bytes = waiting_;
  }
  while (true) {
    auto const taken = item(bytes);
    if (!taken) {
      return tl::make_unexpected(taken.error());
    }
    if (!*taken) {
      break;
    }
    bytes.remove_prefix(**taken);
  }
  auto rest = std::string{bytes};
  waiting_ = std::move(rest);
  return {};
}

result<void> neutral_reader::end() const {
  return waiting_.empty() && !table_ && files_.between_files() ? result<void>{} : wrong("it ends in the middle");
}

result<std::optional<std::size_t>> neutral_reader::item(std::string_view const bytes) {
  if (bytes.size() < kItemHead) {
    return std::nullopt;
  }
  auto head = taker{bytes.substr(1U, kItemHead - 1U)};
  auto const size = static_cast<std::size_t>(head.number(4U));
  if (size > kLongestItem) {
    return wrong("an item is too long");
  }
  if (bytes.size() - kItemHead < size) {
    return std::nullopt;
  }
  auto const about = bytes.substr(kItemHead, size);
  auto done = result<void>{};
  switch (bytes.front()) {
    case kTable:
      done = take_table(about);
      break;
    case kPage:
      done = take_page(about);
      break;
    case kEnd:
      done = take_end(about);
      break;
    case kNote:
      done = take_note(about);
      break;
    case kFile:
      done = take_file_piece(about);
      break;
    default:
      return wrong("an item of an unknown sort");
  }
  return done.map([&] { return std::optional{kItemHead + size}; });
}

result<void> neutral_reader::take_table(std::string_view const bytes) {
  auto from = taker{bytes};
  auto t = copied_table{.name = std::string{from.text()}, .columns = {}, .key = {}};
  auto const columns = static_cast<std::size_t>(from.number(2U));
  for (auto i = std::size_t{0U}; i != std::min(columns, kMostColumns) && from.whole(); ++i) {
    auto const kind = from.number(1U);
    t.columns.push_back({std::string{from.text()}, kind == 1U ? cell_kind::number : cell_kind::text});
    if ((kind != 1U && kind != 2U) || !is_name(t.columns.back().name)) {
      from.refuse();
    }
  }
  auto const keys = static_cast<std::size_t>(from.number(2U));
  for (auto i = std::size_t{0U}; i != std::min(keys, kMostColumns) && from.whole(); ++i) {
    t.key.push_back(static_cast<std::size_t>(from.number(2U)));
    if (t.key.back() >= t.columns.size()) {
      from.refuse();
    }
  }
  if (table_ || !from.whole() || !from.at_end() || t.columns.empty() || columns > kMostColumns || !is_name(t.name)) {
    return wrong("a table begins that is none");
  }
  if (!seen_.insert(t.name).second) {
    return wrong(fmt::format("table {} comes twice", t.name));
  }
  sum_ = {.name = t.name, .rows = 0, .hash = {}};
  hash_.emplace();
  table_ = std::move(t);
  return to_.begin(*table_);
}

result<void> neutral_reader::take_page(std::string_view const bytes) {
  if (!table_) {
    return wrong("rows of no table");
  }
  auto from = taker{bytes};
  auto const rows = from.number(4U);
  auto page = row_page{.rows = {}, .bytes = std::string{from.left()}};
  for (auto i = std::uint64_t{0U}; i != rows && from.whole(); ++i) {
    auto& r = page.rows.emplace_back();
    r.reserve(table_->columns.size());
    for (auto const& c : table_->columns) {
      r.push_back(take_cell(from, c.kind));
    }
  }
  if (!from.whole() || !from.at_end() || page.rows.empty()) {
    return wrong("a row is not what its columns are");
  }
  hash_->add(page.bytes);
  sum_.rows += static_cast<std::int64_t>(page.rows.size());
  return to_.add(page);
}

result<void> neutral_reader::take_end(std::string_view const bytes) {
  if (!table_) {
    return wrong("no table ends");
  }
  auto from = taker{bytes};
  auto const rows = static_cast<std::int64_t>(from.number(8U));
  auto const hash = std::string{from.text()};
  sum_.hash = std::move(*hash_).hex();
  if (!from.whole() || !from.at_end() || rows != sum_.rows || hash != sum_.hash) {
    return wrong("its rows are not those that were copied");
  }
  table_.reset();
  hash_.reset();
  sums_.push_back(sum_);
  return to_.end(sum_);
}

result<void> neutral_reader::take_file_piece(std::string_view const bytes) {
  auto from = taker{bytes};
  auto const id = from.text();
  auto const last = from.number(1U);
  auto const piece = file_piece{.id = id, .bytes = from.left(), .last = last == 1U};
  if (table_ || !from.whole() || last > 1U || !files_.add(piece)) {
    return wrong("a piece of a file that is none");
  }
  return take_file_ ? take_file_(piece) : result<void>{};
}

result<void> neutral_reader::take_note(std::string_view const bytes) {
  auto from = taker{bytes};
  auto name = std::string{from.text()};
  auto text = std::string{from.text()};
  if (table_ || !from.whole() || !from.at_end() || !is_name(name) || !is_text(text) ||
      !notes_.emplace(std::move(name), std::move(text)).second) {
    return wrong("a note that is none, or comes twice");
  }
  return {};
}

}  // namespace foothold
