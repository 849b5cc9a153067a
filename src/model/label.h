#pragma once
// A short text in several languages, as it stands in a data file.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foothold {

struct label {
  std::vector<std::pair<std::string, std::string>> texts;  // language tag -> text, in the file's order

  // The text in `language`, else English, else the first one, else "".
  [[nodiscard]] std::string_view in(std::string_view const language) const {
    for (auto const wanted : {language, std::string_view{"en"}}) {
      for (auto const& [tag, text] : texts) {
        if (tag == wanted && !text.empty()) {
          return text;
        }
      }
    }
    return texts.empty() ? std::string_view{} : std::string_view{texts.front().second};
  }

  bool operator==(label const&) const = default;
};

}  // namespace foothold
