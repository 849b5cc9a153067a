// The starter vocabulary of the product is an ESCO package like any other.

#include <cstring>

#include <gtest/gtest.h>

#include "interop/esco_import.h"

using namespace foothold;

TEST(vocabulary, is_imported_without_a_fault_and_has_a_label_for_everything_in_four_languages) {
  auto const paths = std::vector{std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "data/vocabulary"};
  auto report = esco_import_report{};
  auto const bytes = import_esco({.paths = paths}, report);
  ASSERT_TRUE(bytes) << bytes.error().message;
  for (auto const& f : report.found) {
    ADD_FAILURE() << f.file << ":" << f.line << " " << f.field << " " << f.value << ": expected " << f.expected;
  }
  auto words = std::vector<std::uint64_t>((bytes->size() + 7U) / 8U);
  std::memcpy(words.data(), bytes->data(), bytes->size());
  auto const e = esco::open(std::as_bytes(std::span{words}).first(bytes->size())).value();
  EXPECT_GE(e.size(esco_kind::occupation), 100U);
  EXPECT_GE(e.size(esco_kind::skill), 500U);
  for (auto const* const tag : {"en", "de", "ar", "uk"}) {
    auto const l = e.language(tag);
    ASSERT_TRUE(l) << tag;
    for (auto const kind : {esco_kind::isco_group, esco_kind::occupation, esco_kind::skill}) {
      for (auto const c : e.all(kind)) {
        auto const labels = e.labels(c, *l);
        EXPECT_TRUE(!labels.empty() && (*labels.begin()).kind == esco_label_kind::preferred) << tag << " " << e.uri(c);
      }
    }
  }
  for (auto const o : e.all(esco_kind::occupation)) {
    EXPECT_EQ(e.isco(o).size(), 4U) << e.uri(o);
    EXPECT_FALSE(e.essential_skills(o).empty()) << e.uri(o);
  }
}
