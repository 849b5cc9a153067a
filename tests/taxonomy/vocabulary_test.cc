// The starter vocabulary in data/vocabulary is an ESCO package like any other: whole, without faults, in four
// languages.

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "interop/esco_import.h"
#include "taxonomy/esco.h"

using namespace foothold;

namespace {

constexpr auto kLanguages = std::array<std::string_view, 4U>{"en", "de", "ar", "uk"};

struct vocabulary {
  esco_import_report report;
  std::vector<std::uint64_t> words;  // the image, aligned
  std::optional<esco> e;
};

vocabulary const& shipped() {
  static auto const loaded = [] {
    auto out = vocabulary{};
    auto const folder = std::vector<std::filesystem::path>{FOOTHOLD_SOURCE_DIR "/data/vocabulary"};
    auto const image = import_esco({.paths = folder}, out.report);
    if (image) {
      out.words.resize((image->size() + 7U) / 8U);
      std::memcpy(out.words.data(), image->data(), image->size());
      auto opened = esco::open(std::as_bytes(std::span{out.words}).first(image->size()));
      if (opened) {
        out.e = *opened;
      }
    }
    return out;
  }();
  return loaded;
}

// The preferred form stands first.
std::string_view preferred(esco const& e, esco_idx const c, std::string_view const language) {
  auto const forms = e.labels(c, *e.language(language));
  return forms.empty() || (*forms.begin()).kind != esco_label_kind::preferred ? "" : (*forms.begin()).text;
}

}  // namespace

TEST(vocabulary, is_read_without_a_fault) {
  auto const& v = shipped();
  EXPECT_TRUE(v.report.sound());
  EXPECT_THAT(v.report.refused, testing::IsEmpty());
  for (auto const& f : v.report.found) {
    ADD_FAILURE() << f.file << ":" << f.line << " " << f.field << " " << f.value << ", expected " << f.expected;
  }
  EXPECT_EQ(v.report.files, 14U);
  ASSERT_TRUE(v.e);
}

TEST(vocabulary, holds_the_work_of_a_rural_district) {
  ASSERT_TRUE(shipped().e);
  auto const& e = *shipped().e;
  EXPECT_EQ(e.size(esco_kind::occupation), 123U);
  EXPECT_EQ(e.size(esco_kind::skill), 600U);
  EXPECT_EQ(e.size(esco_kind::isco_group), 211U);
  EXPECT_EQ(e.link_count(esco_link::occupation_essential) + e.link_count(esco_link::occupation_optional), 2146U);
  for (auto const language : kLanguages) {
    EXPECT_TRUE(e.language(language)) << language;
  }
}

TEST(vocabulary, every_concept_has_its_name_in_each_language_and_no_two_share_it) {
  ASSERT_TRUE(shipped().e);
  auto const& e = *shipped().e;
  for (auto const language : kLanguages) {
    for (auto const kind : {esco_kind::occupation, esco_kind::skill, esco_kind::isco_group}) {
      auto seen = std::set<std::string_view>{};
      for (auto const c : e.all(kind)) {
        auto const name = preferred(e, c, language);
        EXPECT_FALSE(name.empty()) << language << " " << e.uri(c);
        EXPECT_TRUE(seen.insert(name).second) << language << " " << name;
      }
    }
  }
}

TEST(vocabulary, every_occupation_has_skills_a_code_and_a_sentence) {
  ASSERT_TRUE(shipped().e);
  auto const& e = *shipped().e;
  for (auto const c : e.all(esco_kind::occupation)) {
    EXPECT_FALSE(e.essential_skills(c).empty()) << e.label(c, "en");
    EXPECT_GE(e.essential_skills(c).size() + e.optional_skills(c).size(), 4U) << e.label(c, "en");
    EXPECT_EQ(e.isco(c).size(), 4U) << e.label(c, "en");
    EXPECT_FALSE(e.broader(c).empty()) << e.label(c, "en");
    for (auto const language : kLanguages) {
      EXPECT_FALSE(e.note(c, *e.language(language), esco_note_kind::description).empty())
          << language << " " << e.label(c, "en");
    }
  }
}

TEST(vocabulary, every_skill_belongs_to_an_occupation_and_has_a_sentence) {
  ASSERT_TRUE(shipped().e);
  auto const& e = *shipped().e;
  for (auto const c : e.all(esco_kind::skill)) {
    EXPECT_FALSE(e.occupations_needing(c).empty() && e.occupations_helped_by(c).empty()) << e.label(c, "en");
    for (auto const language : kLanguages) {
      EXPECT_FALSE(e.note(c, *e.language(language), esco_note_kind::description).empty())
          << language << " " << e.label(c, "en");
    }
  }
}

TEST(vocabulary, knows_every_occupation_of_the_demo) {
  ASSERT_TRUE(shipped().e);
  auto stream = std::ifstream{FOOTHOLD_SOURCE_DIR "/data/territories/lindental/occupations.csv"};
  auto line = std::string{};
  auto count = 0U;
  while (std::getline(stream, line)) {
    auto const uri = line.substr(0U, line.find(','));
    if (uri.starts_with("http")) {
      ++count;
      EXPECT_TRUE(shipped().e->find(esco_kind::occupation, uri)) << uri;
    }
  }
  EXPECT_GT(count, 40U);
}
