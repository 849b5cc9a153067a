#pragma once
// Words by which a text seems to tell what the law protects specially (Art. 9 and 10 GDPR, and why somebody fled), so
// that whoever types it is asked whether it is needed, and where it belongs. It finds words, no meaning: it warns, and
// never refuses. Which words: data/privacy/special_words.json.

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace foothold {

class special_words {
public:
  // Those of the program.
  [[nodiscard]] static special_words const& ours();
  // bad_input: names the file and what is wrong in it.
  [[nodiscard]] static result<special_words> read(std::string_view json, std::string_view file);

  // The categories that a text seems to touch, each once, in the order of the list. In any language that the list has;
  // at most the first 64 KiB are looked at.
  [[nodiscard]] std::vector<std::string_view> seen_in(std::string_view utf8) const;

  [[nodiscard]] std::vector<std::string> const& categories() const { return categories_; }

private:
  struct pattern {
    std::u32string word;
    bool begins{false};  // a word that begins so
  };
  struct entry {
    std::vector<pattern> words;  // one after the other
    std::size_t category;
  };
  using words_at = std::unordered_map<std::u32string, std::vector<std::size_t>>;  // entries by their first word

  void add(std::string_view words, std::size_t category);
  [[nodiscard]] static bool fits(pattern const& p, std::vector<std::u32string> const& forms);
  void look(words_at const& known, std::u32string const& word, std::vector<std::vector<std::u32string>> const& text,
            std::size_t at, std::vector<bool>& seen) const;

  std::vector<std::string> categories_;
  std::vector<entry> entries_;
  words_at whole_, beginnings_;
  std::size_t longest_beginning_{0U};
};

}  // namespace foothold
