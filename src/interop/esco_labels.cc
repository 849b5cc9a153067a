// Label files: one label a line, without a header: uri TAB language TAB preferred|alt|hidden TAB label. No quoting.

#include <algorithm>
#include <array>
#include <unordered_set>

#include <fmt/core.h>

#include "base/utf8.h"
#include "interop/esco_tables.h"

namespace foothold {

namespace {

constexpr std::size_t kCells = 4U;

using cells = std::array<std::string_view, kCells>;

// Nothing unless there are just four, all of them filled.
std::optional<cells> split(std::string_view line) {
  auto out = cells{};
  for (std::size_t i = 0U; i != kCells; ++i) {
    auto const tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1U == kCells)) {
      return std::nullopt;
    }
    out[i] = line.substr(0U, tab);
    if (out[i].empty()) {
      return std::nullopt;
    }
    line.remove_prefix(std::min(line.size(), tab == std::string_view::npos ? line.size() : tab + 1U));
  }
  return out;
}

bool is_language(std::string_view const tag) {
  return (tag.size() == 2U || tag.size() == 3U) &&
         std::ranges::all_of(tag, [](char const c) { return c >= 'a' && c <= 'z'; });
}

std::optional<esco_label_kind> label_kind(std::string_view const word) {
  if (word == "preferred") {
    return esco_label_kind::preferred;
  }
  if (word == "alt" || word == "alternative") {
    return esco_label_kind::alternative;
  }
  return word == "hidden" ? std::optional{esco_label_kind::hidden} : std::nullopt;
}

// Labels of concepts that the import does not know: told once, with the first.
struct strangers {
  std::uint64_t first_line{0U};
  std::string_view first;
  std::size_t labels{0U};
  std::unordered_set<std::string_view> uris;

  void add(std::uint64_t const line, std::string_view const uri) {
    if (labels++ == 0U) {
      first_line = line;
      first = uri;
    }
    uris.insert(uri);
  }
};

}  // namespace

void esco_tables::read_labels(esco_source const& source) {
  auto rest = std::string_view{source.text};
  rest.remove_prefix(rest.starts_with("\xEF\xBB\xBF") ? 3U : 0U);
  auto unknown = strangers{};
  auto second_preferred = std::size_t{0U};
  auto const wrong = [&](std::uint64_t const line, std::string_view const field, std::string_view const value,
                         std::string_view const expected) {
    add_fault({.file = source.name,
               .line = line,
               .field = std::string{field},
               .value = shortened(value),
               .expected = std::string{expected},
               .warning = true});
  };
  for (auto line = std::uint64_t{1U}; !rest.empty(); ++line) {
    auto const end = std::min(rest.find('\n'), rest.size());
    auto text = rest.substr(0U, end);
    rest.remove_prefix(std::min(end + 1U, rest.size()));
    text.remove_suffix(text.ends_with('\r') ? 1U : 0U);
    if (text.empty()) {
      continue;
    }
    auto const row = split(text);
    if (!row) {
      wrong(line, "", text,
            "uri, language, preferred|alt|hidden and label, with tabs between them; the line is left out");
      continue;
    }
    auto const& [uri, language, kind_word, label] = *row;
    auto const kind = label_kind(kind_word);
    if (!is_language(language)) {
      wrong(line, "language", language, "a language tag of two or three small letters; the line is left out");
    } else if (!kind) {
      wrong(line, "kind", kind_word, "preferred, alt or hidden; the line is left out");
    } else if (auto const number = draft_.find(uri)) {
      second_preferred += draft_.add_label(*number, language, *kind, label) ? 0U : 1U;
    } else {
      unknown.add(line, uri);
    }
  }
  if (unknown.labels != 0U) {
    faults_.push_back({.file = source.name,
                       .line = unknown.first_line,
                       .field = "uri",
                       .value = shortened(unknown.first, 120U),
                       .expected = fmt::format("concepts of this import; {} labels of {} other concepts are left out",
                                               unknown.labels, unknown.uris.size()),
                       .warning = true});
  }
  note_labels(source, {.second_preferred = second_preferred});
}

}  // namespace foothold
