// A draft as the bytes of an image: concepts by kind and URI, languages by tag, labels by kind and text, links by
// index.

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>
#include <span>
#include <tuple>

#include "taxonomy/esco_draft.h"
#include "taxonomy/esco_layout.h"

namespace foothold {

using esco_layout::part;

class esco_writer {
public:
  explicit esco_writer(esco_draft const& draft) : draft_{draft} {}

  result<std::string> write() {
    out_.resize(sizeof(esco_layout::header));
    number_concepts();
    number_languages();
    write_names();
    write_attributes();
    write_links();
    write_texts(part::label_rows, draft_.labels_);
    write_texts(part::note_rows, draft_.notes_);
    if (too_large_) {
      return fail(errc::bad_input, "the texts are larger than 4 GiB together; import fewer languages");
    }
    write_header();
    return std::move(out_);
  }

private:
  using number = esco_draft::number;
  using text_entry = esco_draft::text_entry;

  void number_concepts() {
    auto const& concepts = draft_.concepts_;
    order_.resize(concepts.size());
    std::iota(order_.begin(), order_.end(), number{0U});
    std::ranges::sort(order_, {}, [&](number const i) { return std::pair{concepts[i].kind, concepts[i].uri}; });
    place_.resize(order_.size());
    for (std::size_t i = 0U; i != order_.size(); ++i) {
      place_[order_[i]] = static_cast<std::uint32_t>(i);
      ++count_[static_cast<std::size_t>(concepts[order_[i]].kind)];
    }
  }

  void number_languages() {
    tags_ = draft_.languages_;
    std::ranges::sort(tags_);
    for (auto const tag : draft_.languages_) {
      language_place_.push_back(static_cast<std::size_t>(std::ranges::lower_bound(tags_, tag) - tags_.begin()));
    }
  }

  void write_names() {
    put(part::inputs, std::as_bytes(std::span{draft_.inputs_}));
    put_texts(part::language_starts, tags_);
    auto names = std::vector<std::string_view>{};
    for (auto const i : order_) {
      names.push_back(draft_.concepts_[i].uri);
    }
    put_texts(part::uri_starts, names);
    names.clear();
    for (auto const i : order_) {
      names.push_back(draft_.concepts_[i].code);
    }
    put_texts(part::code_starts, names);
  }

  void write_attributes() {
    auto isco = std::vector<std::array<char, 4>>{};
    auto by_isco = std::vector<std::uint32_t>{};
    auto regulated = std::vector<esco_regulated>{};
    auto skill_type = std::vector<esco_skill_type>{};
    auto reuse = std::vector<esco_reuse>{};
    for (auto const i : order_) {
      auto const& c = draft_.concepts_[i];
      if (c.kind == esco_kind::occupation) {
        by_isco.push_back(place_[i]);
        c.isco.copy(isco.emplace_back().data(), 4U);
        regulated.push_back(c.regulated);
      } else if (c.kind == esco_kind::skill) {
        skill_type.push_back(c.skill_type);
        reuse.push_back(c.reuse);
      }
    }
    auto const first = count_[0];  // of the occupations, which follow the ISCO groups
    std::ranges::stable_sort(by_isco, {}, [&](std::uint32_t const c) { return isco[c - first]; });
    put_all(part::isco, isco);
    put_all(part::by_isco, by_isco);
    put_all(part::regulated, regulated);
    put_all(part::skill_type, skill_type);
    put_all(part::reuse, reuse);
  }

  struct row_range {
    std::uint32_t first;
    std::uint32_t count;
  };
  [[nodiscard]] row_range rows_of(esco_kind const kind) const {
    auto const k = static_cast<std::size_t>(kind);
    return {std::accumulate(count_.begin(), count_.begin() + static_cast<std::ptrdiff_t>(k), 0U), count_[k]};
  }

  using links = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  // Links in the image's numbers, in order, each once.
  [[nodiscard]] links numbered(esco_link const link) const {
    auto out = links{};
    for (auto const& [from, to] : draft_.links_[static_cast<std::size_t>(link)]) {
      out.emplace_back(place_[from], place_[to]);
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  static links turned(links list) {
    for (auto& [from, to] : list) {
      std::swap(from, to);
    }
    std::ranges::sort(list);
    return list;
  }

  // What is essential is not optional as well.
  static links without(links const& optional, links const& essential) {
    auto out = links{};
    std::ranges::set_difference(optional, essential, std::back_inserter(out));
    return out;
  }

  void write_links() {
    auto const everything = row_range{0U, static_cast<std::uint32_t>(order_.size())};
    auto const occupations = rows_of(esco_kind::occupation);
    auto const skills = rows_of(esco_kind::skill);
    auto const broader = numbered(esco_link::broader);
    auto const essential = numbered(esco_link::occupation_essential);
    auto const optional = without(numbered(esco_link::occupation_optional), essential);
    auto const skill_essential = numbered(esco_link::skill_essential);
    put_links(part::broader_starts, broader, everything);
    put_links(part::narrower_starts, turned(broader), everything);
    put_links(part::occupation_essential_starts, essential, occupations);
    put_links(part::occupation_optional_starts, optional, occupations);
    put_links(part::essential_for_starts, turned(essential), skills);
    put_links(part::optional_for_starts, turned(optional), skills);
    put_links(part::skill_essential_starts, skill_essential, skills);
    put_links(part::skill_optional_starts, without(numbered(esco_link::skill_optional), skill_essential), skills);
  }

  void put_links(part const p, links const& list, row_range const rows) {
    auto starts = std::vector<std::uint32_t>(rows.count + std::size_t{1U});
    auto values = std::vector<std::uint32_t>{};
    for (auto const& [from, to] : list) {
      ++starts[from - rows.first + std::size_t{1U}];
      values.push_back(to);
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    put_all(p, starts);
    put_all(after(p), values);
  }

  // Texts by language, concept, kind, text; of the same text of a concept the strongest kind stays. Notes: the first
  // added of each kind stays.
  void write_texts(part const p, std::vector<text_entry> const& list) {
    auto const rows = tags_.size() * order_.size();
    auto starts = std::vector<std::uint32_t>(rows + 1U);
    auto const row = [&](text_entry const& t) { return language_place_[t.language] * order_.size() + place_[t.of]; };
    for (auto const& t : list) {
      ++starts[row(t) + 1U];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    auto sorted = std::vector<text_entry const*>(list.size());
    auto next = starts;
    for (auto const& t : list) {
      sorted[next[row(t)]++] = &t;
    }
    auto kept = std::vector<text_entry const*>{};
    auto row_starts = std::vector<std::uint32_t>{0U};
    for (std::size_t r = 0U; r != rows; ++r) {
      auto const from = sorted.begin() + static_cast<std::ptrdiff_t>(starts[r]);
      auto const to = sorted.begin() + static_cast<std::ptrdiff_t>(starts[r + 1U]);
      p == part::label_rows ? keep_labels(from, to) : keep_notes(from, to);
      kept.insert(kept.end(), from, from + static_cast<std::ptrdiff_t>(kept_in_row_));
      row_starts.push_back(static_cast<std::uint32_t>(kept.size()));
    }
    put_kept(p, row_starts, kept);
  }

  using place_in_row = std::vector<text_entry const*>::iterator;

  void keep_labels(place_in_row const from, place_in_row const to) {
    std::sort(from, to, [](text_entry const* a, text_entry const* b) {
      return std::tie(a->chars, a->kind) < std::tie(b->chars, b->kind);
    });
    auto const end =
        std::unique(from, to, [](text_entry const* a, text_entry const* b) { return a->chars == b->chars; });
    std::sort(from, end, [](text_entry const* a, text_entry const* b) {
      return std::tie(a->kind, a->chars) < std::tie(b->kind, b->chars);
    });
    kept_in_row_ = end - from;
  }

  void keep_notes(place_in_row const from, place_in_row const to) {
    std::stable_sort(from, to, [](text_entry const* a, text_entry const* b) { return a->kind < b->kind; });
    kept_in_row_ =
        std::unique(from, to, [](text_entry const* a, text_entry const* b) { return a->kind == b->kind; }) - from;
  }

  void put_kept(part const p, std::vector<std::uint32_t> const& rows, std::vector<text_entry const*> const& kept) {
    auto kinds = std::vector<std::uint8_t>{};
    auto chars = std::vector<std::string_view>{};
    for (auto const* t : kept) {
      kinds.push_back(t->kind);
      chars.push_back(t->chars);
    }
    put_all(p, rows);
    put_all(after(p), kinds);
    put_texts(after(after(p)), chars);
  }

  static part after(part const p) { return static_cast<part>(static_cast<std::uint32_t>(p) + 1U); }

  void put(part const p, std::span<std::byte const> const bytes) {
    begin(p);
    append(bytes.data(), bytes.size());
  }
  template <typename T>
  void put_all(part const p, std::vector<T> const& values) {
    put(p, std::as_bytes(std::span{values}));
  }

  void put_texts(part const p, std::vector<std::string_view> const& texts) {
    auto starts = std::vector<std::uint32_t>{0U};
    auto total = std::uint64_t{0U};
    for (auto const t : texts) {
      total += t.size();
      too_large_ = too_large_ || total > std::numeric_limits<std::uint32_t>::max();
      starts.push_back(static_cast<std::uint32_t>(total));
    }
    put_all(p, starts);
    begin(after(p));
    for (auto const t : texts) {
      append(t.data(), t.size());
    }
  }

  void begin(part const p) {
    out_.resize((out_.size() + esco_layout::kAlignment - 1U) / esco_layout::kAlignment * esco_layout::kAlignment);
    current_ = static_cast<std::size_t>(p);
    places_[current_] = {.offset = out_.size(), .bytes = 0U};
  }

  void append(void const* const data, std::size_t const bytes) {
    if (bytes != 0U && !too_large_) {
      out_.append(static_cast<char const*>(data), bytes);
      places_[current_].bytes += bytes;
    }
  }

  void write_header() {
    auto head = esco_layout::header{.magic = esco_layout::kMagic,
                                    .byte_order = esco_layout::kByteOrder,
                                    .version = esco_layout::kVersion,
                                    .bytes = out_.size(),
                                    .checksum = 0U,
                                    .concepts = count_,
                                    .languages = static_cast<std::uint32_t>(tags_.size()),
                                    .parts = static_cast<std::uint32_t>(esco_layout::kParts),
                                    .places = places_};
    std::memcpy(out_.data(), &head, sizeof(head));
    auto const bytes = std::as_bytes(std::span{out_}).subspan(esco_layout::kChecksummedFrom);
    head.checksum = esco_layout::checksum(bytes.data(), bytes.size());
    std::memcpy(out_.data(), &head, sizeof(head));
  }

  esco_draft const& draft_;
  std::string out_;
  std::array<esco_layout::place, esco_layout::kParts> places_{};
  std::size_t current_{0U};
  std::vector<number> order_;         // image number -> draft number
  std::vector<std::uint32_t> place_;  // draft number -> image number
  std::array<std::uint32_t, kEscoKinds> count_{};
  std::vector<std::string_view> tags_;
  std::vector<std::size_t> language_place_;
  std::ptrdiff_t kept_in_row_{0};
  bool too_large_{false};
};

result<std::string> esco_draft::image() const {
  return esco_writer{*this}.write();
}

}  // namespace foothold
