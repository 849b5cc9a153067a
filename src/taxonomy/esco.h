#pragma once
// An opened ESCO image: occupations, skills, groups, their relations and labels, without parsing or copying. The bytes
// (usually a mapped file) must outlive it. Reading is thread-safe; spans and views point into the bytes.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>
#include <span>
#include <string_view>

#include "base/result.h"
#include "taxonomy/esco_model.h"

namespace foothold {

class esco {
public:
  // Checks magic, version, byte order, size, checksum and every offset and index, so that a damaged or forged image is
  // refused (bad_input) and never read out of its bounds. `bytes` must be aligned to 8. O(bytes).
  static result<esco> open(std::span<std::byte const> bytes);

  // --- concepts
  [[nodiscard]] std::size_t size() const { return first_[kEscoKinds]; }
  [[nodiscard]] std::size_t size(esco_kind kind) const { return first_[index(kind) + 1U] - first_[index(kind)]; }
  [[nodiscard]] auto all(esco_kind const kind) const {
    return std::views::iota(first_[index(kind)], first_[index(kind) + 1U]) |
           std::views::transform([](std::uint32_t const i) { return esco_idx{i}; });
  }
  [[nodiscard]] esco_kind kind(esco_idx c) const;
  [[nodiscard]] std::optional<esco_idx> find(std::string_view uri) const;  // O(log n)
  [[nodiscard]] std::optional<esco_idx> find(esco_kind kind, std::string_view uri) const;
  [[nodiscard]] std::string_view uri(esco_idx const c) const { return uris_[c.v]; }
  // ISCO group "2654", occupation "2654.1.7", skill group "S1.2.3"; "" where the files had none.
  [[nodiscard]] std::string_view code(esco_idx const c) const { return codes_[c.v]; }

  // --- attributes; the concept must be of the kind
  [[nodiscard]] std::string_view isco(esco_idx occupation) const;  // "2654", "" where unknown
  [[nodiscard]] esco_regulated regulated(esco_idx occupation) const;
  [[nodiscard]] esco_skill_type skill_type(esco_idx skill) const;
  [[nodiscard]] esco_reuse reuse(esco_idx skill) const;

  // Occupations whose ISCO code starts with `prefix`, by code, then URI. All of them for "". O(log n).
  [[nodiscard]] std::span<esco_idx const> occupations_under(std::string_view isco_prefix) const;

  // --- relations, each in the order of the index; `from` must be of the kind that the link starts from
  [[nodiscard]] std::span<esco_idx const> links(esco_link link, esco_idx from) const;
  [[nodiscard]] std::size_t link_count(esco_link link) const;
  [[nodiscard]] std::span<esco_idx const> broader(esco_idx const c) const { return links(esco_link::broader, c); }
  [[nodiscard]] std::span<esco_idx const> narrower(esco_idx const c) const { return narrower_[c.v]; }
  [[nodiscard]] std::span<esco_idx const> essential_skills(esco_idx const occupation) const {
    return links(esco_link::occupation_essential, occupation);
  }
  [[nodiscard]] std::span<esco_idx const> optional_skills(esco_idx const occupation) const {
    return links(esco_link::occupation_optional, occupation);
  }
  [[nodiscard]] std::span<esco_idx const> occupations_needing(esco_idx skill) const;    // essential there
  [[nodiscard]] std::span<esco_idx const> occupations_helped_by(esco_idx skill) const;  // optional there

  // --- texts
  [[nodiscard]] std::size_t languages() const { return language_tags_.size(); }
  [[nodiscard]] std::string_view language_tag(esco_language_idx const l) const { return language_tags_[l.v]; }
  [[nodiscard]] std::optional<esco_language_idx> language(std::string_view tag) const;

  struct labelled {
    esco_label_kind kind;
    std::string_view text;
  };
  // Preferred first, then alternative, then hidden; each form once.
  [[nodiscard]] auto labels(esco_idx const c, esco_language_idx const l) const {
    auto const [from, to] = labels_.range(row(c, l));
    return std::views::iota(from, to) | std::views::transform([this](std::uint32_t const i) {
             return labelled{static_cast<esco_label_kind>(labels_.kinds[i]), labels_.texts[i]};
           });
  }
  [[nodiscard]] std::size_t label_count(esco_language_idx l) const;

  // The preferred label in `language`, else in `fallback`, else in the first language that has one, else "".
  [[nodiscard]] std::string_view label(esco_idx c, std::string_view language, std::string_view fallback = "en") const;
  [[nodiscard]] std::string_view label(std::string_view uri, std::string_view language,
                                       std::string_view fallback = "en") const;
  // "" where the language has none.
  [[nodiscard]] std::string_view note(esco_idx c, esco_language_idx l, esco_note_kind kind) const;

  // BLAKE2b digests (32 bytes each, ascending) of the files that the image was built from.
  [[nodiscard]] std::span<std::byte const> inputs() const { return inputs_; }

private:
  friend class esco_opener;

  struct text_column {
    std::span<std::uint32_t const> starts;
    char const* chars{nullptr};
    [[nodiscard]] std::size_t size() const { return starts.empty() ? 0U : starts.size() - 1U; }
    [[nodiscard]] std::string_view operator[](std::size_t const i) const {
      return {chars + starts[i], starts[i + 1U] - starts[i]};
    }
  };
  struct link_table {
    std::span<std::uint32_t const> starts;
    std::span<esco_idx const> values;
    [[nodiscard]] std::span<esco_idx const> operator[](std::size_t const i) const {
      return values.subspan(starts[i], starts[i + 1U] - starts[i]);
    }
  };
  struct text_table {
    std::span<std::uint32_t const> rows;
    std::span<std::uint8_t const> kinds;
    text_column texts;
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> range(std::size_t const row) const {
      return {rows[row], rows[row + 1U]};
    }
  };

  static constexpr std::size_t index(esco_kind const kind) { return static_cast<std::size_t>(kind); }
  [[nodiscard]] std::size_t row(esco_idx const c, esco_language_idx const l) const { return l.v * size() + c.v; }
  [[nodiscard]] std::uint32_t within(esco_kind kind, esco_idx c) const;
  [[nodiscard]] std::string_view preferred(esco_idx c, esco_language_idx l) const;

  std::array<std::uint32_t, kEscoKinds + 1U> first_{};  // of each kind
  text_column language_tags_;
  text_column uris_;
  text_column codes_;
  char const* isco_{nullptr};
  std::span<esco_idx const> by_isco_;
  std::span<std::uint8_t const> regulated_;
  std::span<std::uint8_t const> skill_type_;
  std::span<std::uint8_t const> reuse_;
  std::array<link_table, kEscoLinks> links_;
  link_table narrower_;
  link_table essential_for_;
  link_table optional_for_;
  text_table labels_;
  text_table notes_;
  std::span<std::byte const> inputs_;
};

}  // namespace foothold
