// Row J6: nobody is given a chance of success. What could store one would need a name, so names are read: identifiers
// of the sources, columns of the tables, members of JSON files and schemas, names of format fields.

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

constexpr auto kWords = std::array<std::string_view, 23>{
    "probability", "probabilities", "prob",          "score",      "scores",  "scored",     "scoring",   "chance",
    "chances",     "likelihood",    "odds",          "propensity", "success", "successful", "prognosis", "predicted",
    "prediction",  "profiling",     "employability", "pass",       "passed",  "risk",       "rating"};

// Names that have such a word and are no judgement of a person, each with the reason.
struct exception {
  std::string_view name, why;
};
constexpr auto kAllowed = std::array<exception, 4>{{
    {"passed", "of so many who took an offer, by the provider's own count: about the offer, no person has it"},
    {"pass_over", "a reader of files goes past a column"},
    {"as_if_high_risk", "the class in which the law puts a function of the program: no person has it"},
    {"functions.classified.as_if_high_risk", "the sentence that says so"},
}};

bool allowed(std::string_view const name) {
  return std::ranges::any_of(kAllowed, [&](exception const& e) { return e.name == name; });
}

// "successProb" and "success_prob" -> success, prob
std::vector<std::string> words_of(std::string_view const name) {
  auto out = std::vector<std::string>{""};
  for (auto i = std::size_t{0U}; i != name.size(); ++i) {
    auto const c = static_cast<unsigned char>(name[i]);
    auto const starts = std::isupper(c) != 0 && i != 0U && std::islower(static_cast<unsigned char>(name[i - 1U])) != 0;
    if (std::isalpha(c) == 0 || starts) {
      out.emplace_back();
    }
    if (std::isalpha(c) != 0) {
      out.back() += static_cast<char>(std::tolower(c));
    }
  }
  return out;
}

bool judges(std::string_view const name) {
  return !allowed(name) && std::ranges::any_of(words_of(name), [](std::string const& word) {
    return std::ranges::find(kWords, word) != kWords.end();
  });
}

std::string text_of(fs::path const& file) {
  auto in = std::ifstream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// Identifiers outside of comments; words inside of texts count too, as keys of JSON and columns are written there.
std::set<std::string> names_in_code(std::string_view const text) {
  auto out = std::set<std::string>{};
  auto name = std::string{};
  for (auto i = std::size_t{0U}; i <= text.size(); ++i) {
    if (text.substr(i).starts_with("//")) {
      i = std::min(text.find('\n', i), text.size());
    }
    auto const c = i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(' ');
    if (std::isalnum(c) != 0 || c == '_') {
      name += static_cast<char>(c);
    } else if (!name.empty()) {
      out.insert(std::move(name));
      name.clear();
    }
  }
  return out;
}

// Columns: the first line.
std::set<std::string> names_in_table(std::string_view const text) {
  auto out = std::set<std::string>{};
  auto line = std::string{text.substr(0U, text.find('\n'))} + ",";
  std::ranges::replace_if(line, [](char const c) { return c == ';' || c == '\t'; }, ',');
  for (auto from = std::size_t{0U}; from < line.size();) {
    auto const end = line.find(',', from);
    out.insert(line.substr(from, end - from));
    from = end + 1U;
  }
  return out;
}

// What stands between quotes in front of a colon; in schemas also the names in lists of required ones.
std::set<std::string> names_in_json(std::string_view const text) {
  auto out = std::set<std::string>{};
  for (auto from = text.find('"'); from != std::string_view::npos;) {
    auto end = from + 1U;
    while (end < text.size() && text[end] != '"') {
      end += text[end] == '\\' ? 2U : 1U;
    }
    auto const after = std::min(text.find_first_not_of(" \r\n\t", end + 1U), text.size() - 1U);
    if (end < text.size() && text[after] == ':') {
      out.insert(std::string{text.substr(from + 1U, end - from - 1U)});
    }
    from = end + 1U < text.size() ? text.find('"', end + 1U) : std::string_view::npos;
  }
  return out;
}

// First cells of tables and words in code quotes.
std::set<std::string> names_in_document(std::string_view const text) {
  auto out = std::set<std::string>{};
  auto quoted = false;
  for (auto from = std::size_t{0U}; from < text.size();) {
    auto const end = std::min(text.find_first_of("`\n", from), text.size());
    auto const part = text.substr(from, end - from);
    if (quoted || part.starts_with('|')) {
      auto const cell = quoted ? part : part.substr(1U, part.find('|', 1U) - 1U);
      out.merge(names_in_code(cell));
    }
    quoted = end < text.size() && text[end] == '`' ? !quoted : false;
    from = end + 1U;
  }
  return out;
}

std::set<std::string> names_in(fs::path const& file) {
  auto const kind = file.extension();
  if (kind == ".h" || kind == ".cc") {
    return names_in_code(text_of(file));
  }
  if (kind == ".csv" || kind == ".tsv") {
    return names_in_table(text_of(file));
  }
  if (kind == ".json") {
    return names_in_json(text_of(file));
  }
  return kind == ".md" ? names_in_document(text_of(file)) : std::set<std::string>{};
}

}  // namespace

// REQ J6
TEST(no_score, no_name_in_sources_data_or_formats_is_for_a_chance_of_success) {
  auto files = std::map<std::string, unsigned>{};
  auto names = std::size_t{0U};
  for (auto const* const folder : {"src", "data", "docs/formats"}) {
    for (auto const& entry : fs::recursive_directory_iterator{fs::path{FOOTHOLD_SOURCE_DIR} / folder}) {
      if (!entry.is_regular_file()) {
        continue;
      }
      auto const read_me = entry.path().filename() == "README.md";
      auto const found = read_me ? std::set<std::string>{} : names_in(entry.path());
      files[entry.path().extension()] += found.empty() ? 0U : 1U;
      names += found.size();
      for (auto const& name : found) {
        EXPECT_FALSE(judges(name)) << entry.path() << ": " << name;
      }
    }
  }
  std::printf("%zu names in", names);
  for (auto const& [kind, count] : files) {
    std::printf(" %u%s", count, kind.c_str());
  }
  std::printf("\n");
  EXPECT_GT(files[".h"], 50U);
  EXPECT_GT(files[".csv"], 10U);
  EXPECT_GT(files[".json"], 5U);
  EXPECT_GT(files[".md"], 5U);
}

TEST(no_score, control_a_planted_name_is_found_wherever_it_stands) {
  auto const found = [](std::set<std::string> const& names) {
    return std::ranges::count_if(names, [](std::string const& name) { return judges(name); });
  };
  EXPECT_EQ(found(names_in_code("struct person {\n  double success_prob{0.0};  // chance\n  int matchScore;\n};")), 2);
  EXPECT_EQ(found(names_in_code("row.number(\"likelihood\")")), 1);
  EXPECT_EQ(found(names_in_table("id,name;chance_of_work\tneed\np-1,probability")), 1);
  EXPECT_EQ(found(names_in_json(R"({"id": "score", "properties": {"placement_odds": {"type": "number"}}})")), 1);
  EXPECT_EQ(found(names_in_document("| field | meaning |\n| `employability` | no |\n| score | x |\n`odds` chance")), 3);
  EXPECT_FALSE(judges("underscore"));
  EXPECT_TRUE(judges("pass_rate"));
}
