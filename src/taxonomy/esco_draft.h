#pragma once
// An ESCO image while it is put together. What is added first wins; what is added twice counts once. Texts are views
// and must outlive the draft. The same concepts, texts and links give the same bytes in whatever order they came, as
// long as they do not contradict each other.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "taxonomy/esco.h"
#include "taxonomy/esco_layout.h"
#include "taxonomy/esco_model.h"

namespace foothold {

struct esco_concept {
  std::string_view uri{};
  esco_kind kind{esco_kind::occupation};
  std::string_view code{};
  std::string_view isco{};  // occupations: up to 4 digits
  esco_regulated regulated{esco_regulated::unknown};
  esco_skill_type skill_type{esco_skill_type::unknown};
  esco_reuse reuse{esco_reuse::unknown};
};

class esco_draft {
public:
  using number = std::uint32_t;  // of a concept within this draft
  using digest = std::array<std::byte, esco_layout::kDigestBytes>;

  // Adds a concept, or fills in what a known one lacks. Nothing if the URI is known as another kind.
  std::optional<number> add(esco_concept const& c);
  [[nodiscard]] std::optional<number> find(std::string_view uri) const;
  [[nodiscard]] esco_kind kind(number const c) const { return concepts_[c].kind; }
  [[nodiscard]] std::size_t size() const { return concepts_.size(); }

  // False: there is another preferred label already, this one becomes an alternative.
  bool add_label(number c, std::string_view language, esco_label_kind kind, std::string_view text);
  void add_note(number c, std::string_view language, esco_note_kind kind, std::string_view text);

  // False: the ends are of the wrong kinds for such a link.
  bool add_link(esco_link link, number from, number to);

  // False: a file with this content is part of the draft already.
  bool add_input(digest const& d);

  // Everything of an opened image, whose bytes must outlive the draft.
  void add(esco const& image);

  // The image's bytes. bad_input if a table outgrows its 32-bit offsets (4 GiB of texts).
  [[nodiscard]] result<std::string> image() const;

private:
  friend class esco_writer;

  struct text_entry {
    number of;
    std::uint16_t language;
    std::uint8_t kind;
    std::string_view chars;
  };
  using link_ends = std::pair<number, number>;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::uint16_t language(std::string_view tag);

  std::vector<esco_concept> concepts_;
  std::unordered_map<std::string_view, number> by_uri_;
  std::vector<std::string_view> languages_;
  std::vector<text_entry> labels_;
  std::vector<text_entry> notes_;
  std::vector<std::vector<std::size_t>> preferred_;  // language, concept -> place in labels_
  std::array<std::vector<link_ends>, kEscoLinks> links_;
  std::vector<digest> inputs_;
};

}  // namespace foothold
