#include "text/catalogue.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/texts.h"
#include "text/embedded_texts.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::map<std::string, text_map> all_texts() {
  auto out = std::map<std::string, text_map>{};
  for (auto const& file : embedded_texts()) {
    auto entries = read_texts(file.bytes, file.path);
    EXPECT_TRUE(entries) << entries.error().message;
    out.emplace(std::string{file.path.substr(0U, file.path.find('.'))}, std::move(*entries));
  }
  return out;
}

// What is wrong with `entries` as a translation of `source`.
std::vector<std::string> faults_of(std::string const& language, text_map const& entries, text_map const& source) {
  auto out = std::vector<std::string>{};
  for (auto const& [key, english] : source) {
    auto const it = entries.find(key);
    if (it == entries.end()) {
      out.push_back(key + " is missing");
      continue;
    }
    auto const own = parse_message(it->second.text);
    auto const theirs = parse_message(english.text);
    if (!own || !theirs) {
      out.push_back(key + " is no message");
      continue;
    }
    if (placeholders_of(*own) != placeholders_of(*theirs)) {
      out.push_back(key + " has other placeholders");
    }
    for (auto const& fault : plural_faults(*own, language)) {
      out.push_back(key + ": " + fault);
    }
    if (language != "en" && it->second.src != text_fingerprint(english.text)) {
      out.push_back(key + " was translated from another English text; now it is " + text_fingerprint(english.text));
    }
  }
  for (auto const& [key, entry] : entries) {
    if (!source.contains(key)) {
      out.push_back(key + " is not in English");
    }
  }
  return out;
}

TEST(catalogue, every_language_has_every_key_with_the_same_placeholders) {
  auto const all = all_texts();
  ASSERT_TRUE(all.contains("en") && all.contains("de") && all.contains("ar"));
  for (auto const& [language, entries] : all) {
    EXPECT_THAT(faults_of(language, entries, all.at("en")), IsEmpty()) << language;
  }
}

TEST(catalogue, the_check_finds_each_kind_of_fault) {
  auto const source = text_map{{"a", {"{n, plural, one {# day} other {# days}}", text_status::reviewed, ""}},
                               {"b", {"{name} here", text_status::reviewed, ""}},
                               {"c", {"gone", text_status::reviewed, ""}}};
  auto const entries =
      text_map{{"a", {"{n, plural, one {#} other {#}}", text_status::machine, text_fingerprint(source.at("a").text)}},
               {"b", {"{nome} hier", text_status::machine, "old"}},
               {"d", {"new", text_status::machine, ""}}};
  EXPECT_THAT(faults_of("ar", entries, source),
              testing::ElementsAre("a: n: no zero", "a: n: no two", "a: n: no few", "a: n: no many",
                                   "b has other placeholders", HasSubstr("b was translated from another English text"),
                                   "c is missing", "d is not in English"));
}

TEST(catalogue, machine_translation_is_marked) {
  auto const all = load_texts();
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_FALSE(all->english().unchecked());
  EXPECT_TRUE(all->find("ar")->unchecked());
  EXPECT_EQ(all->find("xx"), nullptr);
}

TEST(catalogue, the_first_language_that_is_spoken_here_is_taken) {
  auto const all = load_texts();
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(all->best_of({"xx", "ar-SY", "de"}).language(), "ar");
  EXPECT_EQ(all->best_of({"xx"}).language(), "en");
  EXPECT_EQ(all->find_first({"xx"}), nullptr);
}

TEST(catalogue, english_stands_in_for_what_is_missing) {
  auto const en = std::make_shared<catalogue const>(
      *catalogue::make("en", text_map{{"a", {"one", text_status::reviewed, ""}}, {"b", {"two", {}, ""}}}));
  auto const de = *catalogue::make("de", text_map{{"a", {"eins", text_status::reviewed, ""}}}, en);
  EXPECT_EQ(de.say("a"), "eins");
  EXPECT_EQ(de.say("b"), "two");
  EXPECT_EQ(de.say("c"), "c");
  EXPECT_FALSE(de.has("c"));
}

TEST(catalogue, a_broken_file_says_which_keys) {
  EXPECT_THAT(read_texts("[1]", "xx.json").error().message, HasSubstr("xx.json"));
  auto const bad = read_texts(R"({"a": 1, "b": {"text": "x", "status": "fine"}, "c": {"text": "x"}})", "xx.json");
  ASSERT_FALSE(bad);
  EXPECT_THAT(bad.error().message, HasSubstr("xx.json, a: "));
  EXPECT_THAT(bad.error().message, HasSubstr("xx.json, b: status"));
  EXPECT_FALSE(catalogue::make("en", text_map{{"k", {"{", {}, ""}}}));
}

}  // namespace
}  // namespace foothold
