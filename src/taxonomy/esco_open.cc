// Opening an image: everything that later code trusts is checked here once.

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "taxonomy/esco.h"
#include "taxonomy/esco_layout.h"

namespace foothold {

using esco_layout::part;

class esco_opener {
public:
  explicit esco_opener(std::span<std::byte const> const bytes) : bytes_{bytes} {}

  result<esco> open() {
    if (auto why = wrong_header(); !why.empty()) {
      return fail(errc::bad_input, "the ESCO image " + why + "; build it again with `foothold esco import`");
    }
    read_parts();
    if (!sound_) {
      return fail(errc::bad_input, "the ESCO image is damaged; build it again with `foothold esco import`");
    }
    return out_;
  }

private:
  std::string wrong_header() {
    if (bytes_.size() < sizeof(head_)) {
      return "is too short";
    }
    std::memcpy(&head_, bytes_.data(), sizeof(head_));
    if (head_.magic != esco_layout::kMagic) {
      return "is no ESCO image";
    }
    if (head_.byte_order != esco_layout::kByteOrder) {
      return "was written by a machine with another byte order";
    }
    if (head_.version != esco_layout::kVersion) {
      return "has format version " + std::to_string(head_.version) + ", and this program reads version " +
             std::to_string(esco_layout::kVersion);
    }
    if (head_.parts != esco_layout::kParts || head_.bytes != bytes_.size()) {
      return "is cut off or damaged";
    }
    if (reinterpret_cast<std::uintptr_t>(bytes_.data()) % esco_layout::kAlignment != 0U) {
      return "lies at an address that is not a multiple of 8";
    }
    auto const from = esco_layout::kChecksummedFrom;
    return esco_layout::checksum(bytes_.data() + from, bytes_.size() - from) == head_.checksum
               ? ""
               : "is damaged (checksum)";
  }

  void read_parts() {
    auto total = std::uint64_t{0U};
    for (std::size_t k = 0U; k != kEscoKinds; ++k) {
      total += head_.concepts[k];
      sound_ = sound_ && total < esco_idx::kNone;
      out_.first_[k + 1U] = static_cast<std::uint32_t>(total);
    }
    all_ = static_cast<std::size_t>(total);
    occupations_ = out_.size(esco_kind::occupation);
    skills_ = out_.size(esco_kind::skill);
    if (!sound_) {
      return;
    }
    out_.inputs_ = column<std::byte>(part::inputs);
    sound_ = sound_ && out_.inputs_.size() % esco_layout::kDigestBytes == 0U;
    out_.language_tags_ = texts(part::language_starts, head_.languages);
    out_.uris_ = texts(part::uri_starts, all_);
    out_.codes_ = texts(part::code_starts, all_);
    read_attributes();
    read_links();
    out_.labels_ = table(part::label_rows, esco_label_kind::hidden);
    out_.notes_ = table(part::note_rows, esco_note_kind::scope);
    sound_ = sound_ && uris_ascend();
  }

  void read_attributes() {
    auto const isco = column<char>(part::isco);
    sound_ = sound_ && isco.size() == 4U * occupations_;
    out_.isco_ = isco.data();
    out_.by_isco_ = column<esco_idx>(part::by_isco);
    sound_ = sound_ && out_.by_isco_.size() == occupations_ && all_of_kind(out_.by_isco_, esco_kind::occupation);
    out_.regulated_ = bytes_up_to(part::regulated, occupations_, esco_regulated::yes);
    out_.skill_type_ = bytes_up_to(part::skill_type, skills_, esco_skill_type::skill);
    out_.reuse_ = bytes_up_to(part::reuse, skills_, esco_reuse::occupation_specific);
  }

  void read_links() {
    auto& links = out_.links_;
    links[0] = any_to_any(part::broader_starts);
    links[1] = from_to(part::occupation_essential_starts, occupations_, esco_kind::skill);
    links[2] = from_to(part::occupation_optional_starts, occupations_, esco_kind::skill);
    links[3] = from_to(part::skill_essential_starts, skills_, esco_kind::skill);
    links[4] = from_to(part::skill_optional_starts, skills_, esco_kind::skill);
    out_.narrower_ = any_to_any(part::narrower_starts);
    out_.essential_for_ = from_to(part::essential_for_starts, skills_, esco_kind::occupation);
    out_.optional_for_ = from_to(part::optional_for_starts, skills_, esco_kind::occupation);
  }

  static part after(part const p) { return static_cast<part>(static_cast<std::uint32_t>(p) + 1U); }

  // A part as an array; empty, and the image unsound, if it is not inside the image.
  template <typename T>
  std::span<T const> column(part const p) {
    auto const at = head_.places[static_cast<std::size_t>(p)];
    if (at.offset % esco_layout::kAlignment != 0U || at.offset > bytes_.size() ||
        at.bytes > bytes_.size() - at.offset || at.bytes % sizeof(T) != 0U) {
      sound_ = false;
      return {};
    }
    return {reinterpret_cast<T const*>(bytes_.data() + at.offset), static_cast<std::size_t>(at.bytes / sizeof(T))};
  }

  // n rows over `end` values: starts at 0, never goes back, ends at `end`.
  bool are_starts(std::span<std::uint32_t const> const starts, std::size_t const n, std::size_t const end) const {
    return starts.size() == n + 1U && starts.front() == 0U && starts.back() == end && std::ranges::is_sorted(starts);
  }

  esco::text_column texts(part const p, std::size_t const n) {
    auto const starts = column<std::uint32_t>(p);
    auto const chars = column<char>(after(p));
    sound_ = sound_ && are_starts(starts, n, chars.size());
    return {starts, chars.data()};
  }

  esco::link_table from_to(part const p, std::size_t const n, esco_kind const to) {
    auto const table = esco::link_table{column<std::uint32_t>(p), column<esco_idx>(after(p))};
    sound_ = sound_ && are_starts(table.starts, n, table.values.size()) && all_of_kind(table.values, to);
    return table;
  }

  esco::link_table any_to_any(part const p) {
    auto const table = esco::link_table{column<std::uint32_t>(p), column<esco_idx>(after(p))};
    sound_ = sound_ && are_starts(table.starts, all_, table.values.size()) &&
             std::ranges::all_of(table.values, [&](esco_idx const c) { return c.v < all_; });
    return table;
  }

  bool all_of_kind(std::span<esco_idx const> const values, esco_kind const kind) const {
    auto const first = out_.first_[static_cast<std::size_t>(kind)];
    auto const past = out_.first_[static_cast<std::size_t>(kind) + 1U];
    return std::ranges::all_of(values, [&](esco_idx const c) { return c.v >= first && c.v < past; });
  }

  template <typename Enum>
  std::span<std::uint8_t const> bytes_up_to(part const p, std::size_t const n, Enum const last) {
    auto const values = column<std::uint8_t>(p);
    sound_ = sound_ && values.size() == n &&
             std::ranges::all_of(values, [&](std::uint8_t const v) { return v <= static_cast<std::uint8_t>(last); });
    return values;
  }

  template <typename Enum>
  esco::text_table table(part const p, Enum const last) {
    auto const kinds_part = after(p);
    auto const starts_part = after(kinds_part);
    auto const rows = column<std::uint32_t>(p);
    auto const n = column<std::uint8_t>(kinds_part).size();
    auto const kinds = bytes_up_to(kinds_part, n, last);
    sound_ = sound_ && are_starts(rows, std::size_t{head_.languages} * all_, n);
    return {rows, kinds, texts(starts_part, n)};
  }

  bool uris_ascend() const {
    for (std::size_t k = 0U; k != kEscoKinds; ++k) {
      for (auto i = out_.first_[k] + 1U; i < out_.first_[k + 1U]; ++i) {
        if (out_.uris_[i - 1U] >= out_.uris_[i]) {
          return false;
        }
      }
    }
    return true;
  }

  std::span<std::byte const> bytes_;
  esco_layout::header head_{};
  esco out_;
  std::size_t all_{0U};
  std::size_t occupations_{0U};
  std::size_t skills_{0U};
  bool sound_{true};
};

result<esco> esco::open(std::span<std::byte const> const bytes) {
  return esco_opener{bytes}.open();
}

}  // namespace foothold
