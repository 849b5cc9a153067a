#include "service/texts.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>

#include <nlohmann/json.hpp>

#include "text/embedded_texts.h"

namespace foothold {

namespace {

using nlohmann::json;

std::optional<text_status> parse_status(std::string_view const text) {
  constexpr auto names = std::array{std::string_view{"machine"}, std::string_view{"draft"},
                                    std::string_view{"reviewed"}, std::string_view{"tested"}};
  auto const it = std::ranges::find(names, text);
  return it == names.end() ? std::nullopt : std::optional{static_cast<text_status>(std::distance(names.begin(), it))};
}

std::string fault_of(json const& entry) {
  if (!entry.is_object()) {
    return "an object with text and status was expected";
  }
  if (!entry.contains("text") || !entry["text"].is_string()) {
    return "text must be a string";
  }
  if (!entry.contains("status") || !entry["status"].is_string() || !parse_status(entry["status"].get<std::string>())) {
    return "status must be machine, draft, reviewed or tested";
  }
  if (entry.contains("src") && !entry["src"].is_string()) {
    return "src must be a string";
  }
  return {};
}

using language_map = std::map<std::string, text_map, std::less<>>;

result<void> add_overrides(std::filesystem::path const& folder, language_map& all) {
  if (!std::filesystem::is_directory(folder)) {
    return {};
  }
  for (auto const& file : std::filesystem::directory_iterator{folder}) {
    if (file.path().extension() != ".json") {
      continue;
    }
    auto in = std::ifstream{file.path(), std::ios::binary};
    auto const bytes = std::string{std::istreambuf_iterator<char>{in}, {}};
    auto entries = read_texts(bytes, file.path().filename().string());
    if (!entries) {
      return tl::unexpected{entries.error()};
    }
    for (auto& [key, entry] : *entries) {
      all[file.path().stem().string()].insert_or_assign(key, std::move(entry));
    }
  }
  return {};
}

}  // namespace

result<text_map> read_texts(std::string_view const bytes, std::string_view const file) {
  auto const root = json::parse(bytes, nullptr, false);
  if (!root.is_object()) {
    return fail(errc::bad_input, std::string{file} + ": an object {\"key\": {\"text\", \"status\"}} was expected");
  }
  auto out = text_map{};
  auto problems = std::string{};
  for (auto const& [key, entry] : root.items()) {
    auto const fault = fault_of(entry);
    if (!fault.empty()) {
      problems += std::string{file} + ", " + key + ": " + fault + "\n";
      continue;
    }
    out.emplace(key, text_entry{entry["text"].get<std::string>(), *parse_status(entry["status"].get<std::string>()),
                                entry.value("src", std::string{})});
  }
  if (!problems.empty()) {
    return fail(errc::bad_input, std::move(problems));
  }
  return out;
}

catalogue const* texts::find(std::string_view const language) const {
  auto const it = std::ranges::find_if(languages, [&](auto const& c) { return c->language() == language; });
  return it == languages.end() ? nullptr : it->get();
}

catalogue const* texts::find_first(std::vector<std::string> const& tags) const {
  for (auto const& tag : tags) {
    if (auto const* const c = find(std::string_view{tag}.substr(0U, tag.find('-')))) {
      return c;
    }
  }
  return nullptr;
}

catalogue const& texts::best_of(std::vector<std::string> const& tags) const {
  auto const* const c = find_first(tags);
  return c == nullptr ? english() : *c;
}

result<texts> load_texts(std::optional<std::filesystem::path> const& overrides) {
  auto all = language_map{};
  for (auto const& file : embedded_texts()) {
    auto entries = read_texts(file.bytes, file.path);
    if (!entries) {
      return tl::unexpected{entries.error()};
    }
    all.emplace(file.path.substr(0U, file.path.find('.')), std::move(*entries));
  }
  if (overrides) {
    if (auto added = add_overrides(*overrides, all); !added) {
      return tl::unexpected{added.error()};
    }
  }
  auto out = texts{};
  auto source = catalogue::make("en", all["en"]);
  if (!source) {
    return tl::unexpected{source.error()};
  }
  auto const english = std::make_shared<catalogue const>(std::move(*source));
  out.languages.push_back(english);
  // Languages in the order in which the program has them, then those that were added.
  for (auto const& [language, entries] : all) {
    if (language == "en") {
      continue;
    }
    auto made = catalogue::make(language, entries, english);
    if (!made) {
      return tl::unexpected{made.error()};
    }
    out.languages.push_back(std::make_shared<catalogue const>(std::move(*made)));
  }
  return out;
}

}  // namespace foothold
