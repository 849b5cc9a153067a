// The Commission's own files, version 1.1.1. They are not part of the product; without them these tests are skipped.

#include <cstring>
#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "interop/esco_import.h"

using namespace foothold;

namespace {

namespace fs = std::filesystem;

fs::path data() {
  return fs::path{FOOTHOLD_SOURCE_DIR} / "../shared/data";
}

class esco_real : public testing::Test {
protected:
  void SetUp() override {
    if (!fs::exists(data() / "esco")) {
      std::cerr << "SKIPPED: the ESCO packages are not in " << data() << "; the published counts are NOT checked\n";
      GTEST_SKIP();
    }
  }

  struct image {
    std::vector<std::uint64_t> words;
    esco e;
  };
  static image opened(std::string const& bytes) {
    auto out = image{};
    out.words.resize((bytes.size() + 7U) / 8U);
    std::memcpy(out.words.data(), bytes.data(), bytes.size());
    out.e = esco::open(std::as_bytes(std::span{out.words}).first(bytes.size())).value();
    return out;
  }
};

}  // namespace

// One import for all of it, as it takes seconds under the sanitizers.
TEST_F(esco_real, the_published_counts_the_67_relations_without_an_occupation_and_further_languages) {
  auto report = esco_import_report{};
  auto const paths = std::vector{data() / "esco", data() / "esco-labels/occupations_ar.tsv.gz",
                                 data() / "esco-labels/occupations_de.tsv.gz"};
  auto const bytes = import_esco({.paths = paths}, report);
  ASSERT_TRUE(bytes);
  auto const [words, e] = opened(*bytes);
  EXPECT_EQ(e.size(esco_kind::occupation), 3'007U);
  EXPECT_EQ(e.size(esco_kind::skill), 13'896U);
  EXPECT_EQ(e.size(esco_kind::isco_group), 619U);
  EXPECT_EQ(e.size(esco_kind::skill_group), 640U);
  EXPECT_EQ(e.link_count(esco_link::occupation_essential) + e.link_count(esco_link::occupation_optional), 123'788U);
  EXPECT_EQ(e.link_count(esco_link::skill_essential) + e.link_count(esco_link::skill_optional), 5'899U);

  auto absent = std::vector<fault const*>{};
  for (auto const& f : report.found) {
    EXPECT_TRUE(f.warning);
    if (f.file.ends_with("occupationSkillRelations.csv")) {
      absent.push_back(&f);
    }
  }
  ASSERT_EQ(absent.size(), 67U);
  EXPECT_EQ(absent[0]->field, "occupationUri");
  EXPECT_EQ(absent[0]->value, "http://data.europa.eu/esco/occupation/a9e54177-a185-404d-b6e6-15663d31137e");

  auto const director = *e.find("http://data.europa.eu/esco/occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34");
  EXPECT_EQ(e.label(director, "en"), "technical director");
  EXPECT_EQ(e.isco(director), "2654");
  EXPECT_EQ(e.code(director), "2654.1.7");
  EXPECT_EQ(e.regulated(director), esco_regulated::no);
  auto regulated = 0;
  for (auto const o : e.all(esco_kind::occupation)) {
    regulated += e.regulated(o) == esco_regulated::yes ? 1 : 0;
    EXPECT_FALSE(e.broader(o).empty());
    EXPECT_EQ(e.isco(o).size(), 4U);
  }
  EXPECT_EQ(regulated, 15);

  EXPECT_EQ(e.languages(), 3U);
  EXPECT_EQ(e.label("http://data.europa.eu/esco/isco/C0", "de"), "Angehörige der regulären Streitkräfte");
  EXPECT_EQ(e.label_count(*e.language("ar")), 2'939U);  // 2,942 lines, of which 3 name occupations that 1.1.1 dropped
}
