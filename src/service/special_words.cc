#include "service/special_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/embedded.h"
#include "sys/unicode.h"

namespace foothold {

std::span<embedded_file const> embedded_privacy();  // data/privacy/*.json

namespace {

constexpr auto kLongestText = std::size_t{64U << 10U};
constexpr auto kShortestRest = std::size_t{3U};  // of an Arabic word without what is written before it

// Letters that people write for each other, and that Persian writes with signs of its own.
char32_t one_form(char32_t const c) {
  switch (c) {
    case U'ة':
    case U'ۀ':
      return U'ه';
    case U'ى':
    case U'ی':
      return U'ي';
    case U'ک':
      return U'ك';
    default:
      return base_letter(c);
  }
}

bool is_joiner(char32_t const c) {
  return c == U'\'' || c == U'’' || c == U'ʼ' || c == U'ـ';
}

// Words of letters, without accents and vowel signs.
std::vector<std::u32string> words_of(std::string_view const utf8) {
  auto words = std::vector<std::u32string>{};
  auto open = false;
  for (auto const c : case_folded(utf8)) {
    if (is_letter(c)) {
      if (!open) {
        words.emplace_back();
        open = true;
      }
      words.back() += one_form(c);
    } else if (!is_mark(c) && !is_joiner(c)) {
      open = false;
    }
  }
  return words;
}

// An Arabic word also without the article and the words of one letter before it.
std::vector<std::u32string> forms_of(std::u32string const& word) {
  auto forms = std::vector{word};
  if (writing_of(word.front()) != writing::arabic) {
    return forms;
  }
  constexpr auto kBefore =
      std::to_array<std::u32string_view>({U"وال", U"فال", U"بال", U"كال", U"لل", U"ال", U"و", U"ف", U"ب", U"ل", U"ك"});
  for (auto const before : kBefore) {
    if (word.starts_with(before) && word.size() >= before.size() + kShortestRest) {
      forms.push_back(word.substr(before.size()));
    }
  }
  return forms;
}

}  // namespace

special_words const& special_words::ours() {
  static auto const known = [] {
    auto const file = embedded_privacy().front();
    auto list = read(file.bytes, file.path);
    if (!list) {
      throw std::logic_error{list.error().message};
    }
    return std::move(*list);
  }();
  return known;
}

result<special_words> special_words::read(std::string_view const json, std::string_view const file) {
  auto const wrong = [&](std::string_view const what) {
    return fail(errc::bad_input, fmt::format("{}: {}", file, what));
  };
  try {
    auto const list = nlohmann::json::parse(json);
    if (list.at("format") != "foothold-special-words/1") {
      return wrong("\"format\" is not foothold-special-words/1");
    }
    auto out = special_words{};
    for (auto const& c : list.at("categories")) {
      out.categories_.push_back(c.at("id").get<std::string>());
      for (auto const& [language, words] : c.at("words").items()) {
        for (auto const& w : words) {
          auto const text = w.get<std::string>();
          if (words_of(text).empty()) {
            return wrong(fmt::format("an entry of {}, {}, has no letters", out.categories_.back(), language));
          }
          out.add(text, out.categories_.size() - 1U);
        }
      }
    }
    return out;
  } catch (nlohmann::json::exception const& e) {
    return wrong(e.what());
  }
}

// "depress*" is every word that begins so, "fled because" two words one after the other.
void special_words::add(std::string_view const words, std::size_t const category) {
  auto e = entry{.words = {}, .category = category};
  auto rest = words;
  while (!rest.empty()) {
    auto const end = std::min(rest.find(' '), rest.size());
    auto const one = rest.substr(0U, end);
    for (auto& word : words_of(one)) {
      e.words.push_back({std::move(word), one.ends_with('*')});
    }
    rest.remove_prefix(std::min(end + 1U, rest.size()));
  }
  auto const& first = e.words.front();
  longest_beginning_ = first.begins ? std::max(longest_beginning_, first.word.size()) : longest_beginning_;
  (first.begins ? beginnings_ : whole_)[first.word].push_back(entries_.size());
  entries_.push_back(std::move(e));
}

bool special_words::fits(pattern const& p, std::vector<std::u32string> const& forms) {
  return std::ranges::any_of(forms,
                             [&](std::u32string const& f) { return p.begins ? f.starts_with(p.word) : f == p.word; });
}

void special_words::look(words_at const& known, std::u32string const& word,
                         std::vector<std::vector<std::u32string>> const& text, std::size_t const at,
                         std::vector<bool>& seen) const {
  auto const found = known.find(word);
  if (found == known.end()) {
    return;
  }
  for (auto const i : found->second) {
    auto const& e = entries_[i];
    auto more = std::size_t{1U};
    while (more != e.words.size() && at + more < text.size() && fits(e.words[more], text[at + more])) {
      ++more;
    }
    if (more == e.words.size()) {
      seen[e.category] = true;
    }
  }
}

std::vector<std::string_view> special_words::seen_in(std::string_view const utf8) const {
  auto text = std::vector<std::vector<std::u32string>>{};
  for (auto const& word : words_of(utf8.substr(0U, kLongestText))) {
    text.push_back(forms_of(word));
  }
  auto seen = std::vector<bool>(categories_.size());
  for (auto at = std::size_t{0U}; at != text.size(); ++at) {
    for (auto const& form : text[at]) {
      look(whole_, form, text, at, seen);
      for (auto length = std::size_t{1U}; length <= std::min(form.size(), longest_beginning_); ++length) {
        look(beginnings_, form.substr(0U, length), text, at, seen);
      }
    }
  }
  auto out = std::vector<std::string_view>{};
  for (auto i = std::size_t{0U}; i != seen.size(); ++i) {
    if (seen[i]) {
      out.emplace_back(categories_[i]);
    }
  }
  return out;
}

}  // namespace foothold
