#pragma once
// The catalogues of all languages: the texts inside the program, and those of DIR/packs/texts that override them.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/catalogue.h"

namespace foothold {

// The entries of one LANG.json: {"key": {"text", "status", "src"}}. The error names the file and every faulty key.
result<text_map> read_texts(std::string_view json, std::string_view file);

struct texts {
  std::vector<std::shared_ptr<catalogue const>> languages;  // English first

  // The catalogue of a language, nothing when there is none.
  [[nodiscard]] catalogue const* find(std::string_view language) const;
  [[nodiscard]] catalogue const& english() const { return *languages.front(); }
  // The first of the tags ("ar-SY") whose language is spoken here, in the reader's order; nothing when none is.
  [[nodiscard]] catalogue const* find_first(std::vector<std::string> const& tags) const;
  // Of the tags, or English.
  [[nodiscard]] catalogue const& best_of(std::vector<std::string> const& tags) const;
};

// An override may be for some keys only; a new language may be added. Fails on a file that is no catalogue.
result<texts> load_texts(std::optional<std::filesystem::path> const& overrides = std::nullopt);

}  // namespace foothold
