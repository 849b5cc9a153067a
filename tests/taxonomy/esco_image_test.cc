#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "taxonomy/esco.h"
#include "taxonomy/esco_draft.h"
#include "taxonomy/esco_layout.h"

using namespace foothold;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

// Bytes at an address that an image needs.
class aligned {
public:
  explicit aligned(std::string_view const bytes) : words_((bytes.size() + 7U) / 8U), size_{bytes.size()} {
    if (!bytes.empty()) {
      std::memcpy(words_.data(), bytes.data(), bytes.size());
    }
  }
  [[nodiscard]] std::span<std::byte const> bytes() const { return std::as_bytes(std::span{words_}).first(size_); }

private:
  std::vector<std::uint64_t> words_;
  std::size_t size_;
};

// Two cooks below ISCO 5120, one baker below 7512, three skills, one skill group.
esco_draft kitchen() {
  auto d = esco_draft{};
  auto const food = *d.add({.uri = "isco/C5120", .kind = esco_kind::isco_group, .code = "5120"});
  auto const cook = *d.add({.uri = "o/cook", .kind = esco_kind::occupation, .isco = "5120"});
  auto const grill = *d.add({.uri = "o/a-grill-cook",
                             .kind = esco_kind::occupation,
                             .code = "5120.1",
                             .isco = "5120",
                             .regulated = esco_regulated::no});
  auto const baker = *d.add({.uri = "o/baker", .kind = esco_kind::occupation, .isco = "7512"});
  auto const group = *d.add({.uri = "g/food", .kind = esco_kind::skill_group, .code = "S1"});
  auto const fry = *d.add({.uri = "s/fry",
                           .kind = esco_kind::skill,
                           .skill_type = esco_skill_type::skill,
                           .reuse = esco_reuse::occupation_specific});
  auto const hygiene = *d.add({.uri = "s/hygiene", .kind = esco_kind::skill, .skill_type = esco_skill_type::knowledge});
  auto const knead = *d.add({.uri = "s/knead", .kind = esco_kind::skill});
  d.add_link(esco_link::broader, cook, food);
  d.add_link(esco_link::broader, grill, cook);
  d.add_link(esco_link::broader, fry, group);
  d.add_link(esco_link::occupation_essential, cook, hygiene);
  d.add_link(esco_link::occupation_essential, cook, fry);
  d.add_link(esco_link::occupation_optional, cook, fry);  // essential already
  d.add_link(esco_link::occupation_optional, baker, hygiene);
  d.add_link(esco_link::occupation_essential, baker, knead);
  d.add_link(esco_link::skill_essential, fry, hygiene);
  d.add_label(cook, "en", esco_label_kind::preferred, "cook");
  d.add_label(cook, "en", esco_label_kind::alternative, "kitchen cook");
  d.add_label(cook, "en", esco_label_kind::alternative, "cook");  // repeats the preferred one
  d.add_label(cook, "en", esco_label_kind::hidden, "chef");
  d.add_label(cook, "de", esco_label_kind::preferred, "Köchin");
  d.add_label(baker, "uk", esco_label_kind::preferred, "пекар");
  d.add_note(cook, "en", esco_note_kind::scope, "Not chefs.");
  d.add_note(cook, "en", esco_note_kind::description, "Cooks cook.");
  d.add_input({std::byte{7}});
  return d;
}

std::vector<std::string> uris(esco const& e, std::span<esco_idx const> const list) {
  auto out = std::vector<std::string>{};
  for (auto const c : list) {
    out.emplace_back(e.uri(c));
  }
  return out;
}

}  // namespace

class esco_image : public testing::Test {
protected:
  aligned bytes_{kitchen().image().value()};
  esco e_{esco::open(bytes_.bytes()).value()};
  esco_idx at(std::string_view const uri) { return e_.find(uri).value(); }
};

TEST_F(esco_image, concepts_are_found_by_uri_and_know_their_kind) {
  EXPECT_EQ(e_.size(), 8U);
  EXPECT_EQ(e_.size(esco_kind::occupation), 3U);
  EXPECT_EQ(e_.size(esco_kind::skill), 3U);
  EXPECT_EQ(e_.kind(at("isco/C5120")), esco_kind::isco_group);
  EXPECT_EQ(e_.kind(at("o/baker")), esco_kind::occupation);
  EXPECT_EQ(e_.kind(at("g/food")), esco_kind::skill_group);
  EXPECT_EQ(e_.kind(at("s/knead")), esco_kind::skill);
  EXPECT_FALSE(e_.find("s/kneads"));
  EXPECT_FALSE(e_.find(esco_kind::skill, "o/baker"));
  EXPECT_EQ(std::ranges::distance(e_.all(esco_kind::occupation)), 3);
}

TEST_F(esco_image, attributes_are_kept) {
  EXPECT_EQ(e_.code(at("isco/C5120")), "5120");
  EXPECT_EQ(e_.isco(at("o/baker")), "7512");
  EXPECT_EQ(e_.code(at("o/a-grill-cook")), "5120.1");
  EXPECT_EQ(e_.regulated(at("o/a-grill-cook")), esco_regulated::no);
  EXPECT_EQ(e_.regulated(at("o/cook")), esco_regulated::unknown);
  EXPECT_EQ(e_.skill_type(at("s/hygiene")), esco_skill_type::knowledge);
  EXPECT_EQ(e_.reuse(at("s/fry")), esco_reuse::occupation_specific);
}

TEST_F(esco_image, occupations_are_found_under_an_isco_prefix) {
  EXPECT_THAT(uris(e_, e_.occupations_under("5120")), ElementsAre("o/a-grill-cook", "o/cook"));
  EXPECT_THAT(uris(e_, e_.occupations_under("7")), ElementsAre("o/baker"));
  EXPECT_EQ(e_.occupations_under("").size(), 3U);
  EXPECT_TRUE(e_.occupations_under("51201").empty());
  EXPECT_TRUE(e_.occupations_under("9").empty());
}

TEST_F(esco_image, relations_go_both_ways_and_essential_beats_optional) {
  EXPECT_THAT(uris(e_, e_.essential_skills(at("o/cook"))), ElementsAre("s/fry", "s/hygiene"));
  EXPECT_TRUE(e_.optional_skills(at("o/cook")).empty());
  EXPECT_THAT(uris(e_, e_.optional_skills(at("o/baker"))), ElementsAre("s/hygiene"));
  EXPECT_THAT(uris(e_, e_.occupations_needing(at("s/hygiene"))), ElementsAre("o/cook"));
  EXPECT_THAT(uris(e_, e_.occupations_helped_by(at("s/hygiene"))), ElementsAre("o/baker"));
  EXPECT_THAT(uris(e_, e_.links(esco_link::skill_essential, at("s/fry"))), ElementsAre("s/hygiene"));
  EXPECT_THAT(uris(e_, e_.broader(at("o/a-grill-cook"))), ElementsAre("o/cook"));
  EXPECT_THAT(uris(e_, e_.narrower(at("isco/C5120"))), ElementsAre("o/cook"));
  EXPECT_EQ(e_.link_count(esco_link::broader), 3U);
}

TEST_F(esco_image, labels_fall_back_and_each_form_comes_once) {
  EXPECT_EQ(e_.label("o/cook", "de"), "Köchin");
  EXPECT_EQ(e_.label("o/cook", "ar"), "cook");
  EXPECT_EQ(e_.label("o/cook", "ar", "de"), "Köchin");
  EXPECT_EQ(e_.label("o/baker", "de"), "пекар");
  EXPECT_EQ(e_.label("s/fry", "de"), "");
  EXPECT_EQ(e_.label("unknown", "de"), "");
  auto forms = std::vector<std::string>{};
  for (auto const& [kind, text] : e_.labels(at("o/cook"), *e_.language("en"))) {
    forms.push_back(std::to_string(static_cast<int>(kind)) + std::string{text});
  }
  EXPECT_THAT(forms, ElementsAre("0cook", "1kitchen cook", "2chef"));
  EXPECT_EQ(e_.label_count(*e_.language("en")), 3U);
  EXPECT_EQ(e_.note(at("o/cook"), *e_.language("en"), esco_note_kind::scope), "Not chefs.");
  EXPECT_EQ(e_.note(at("o/cook"), *e_.language("de"), esco_note_kind::scope), "");
}

TEST_F(esco_image, taken_apart_and_put_together_it_is_the_same) {
  auto d = esco_draft{};
  d.add(e_);
  auto const again = aligned{d.image().value()};
  EXPECT_TRUE(std::ranges::equal(again.bytes(), bytes_.bytes()));
  EXPECT_FALSE(d.add_input({std::byte{7}}));
}

TEST(esco_draft, a_second_preferred_label_becomes_an_alternative) {
  auto d = kitchen();
  auto const cook = *d.find("o/cook");
  EXPECT_TRUE(d.add_label(cook, "de", esco_label_kind::preferred, "Köchin"));
  EXPECT_FALSE(d.add_label(cook, "de", esco_label_kind::preferred, "Koch"));
  auto const bytes = aligned{d.image().value()};
  auto const e = esco::open(bytes.bytes()).value();
  EXPECT_EQ(e.label("o/cook", "de"), "Köchin");
  EXPECT_EQ(e.label_count(*e.language("de")), 2U);
}

TEST(esco_draft, kinds_are_never_mixed) {
  auto d = kitchen();
  EXPECT_FALSE(d.add({.uri = "o/cook", .kind = esco_kind::skill}));
  EXPECT_FALSE(d.add_link(esco_link::occupation_essential, *d.find("s/fry"), *d.find("o/cook")));
  EXPECT_FALSE(d.add_link(esco_link::broader, *d.find("o/cook"), *d.find("g/food")));
  EXPECT_FALSE(d.add_link(esco_link::broader, *d.find("isco/C5120"), *d.find("o/cook")));
}

TEST(esco_draft, nothing_at_all_is_an_image_too) {
  auto const bytes = aligned{esco_draft{}.image().value()};
  auto const e = esco::open(bytes.bytes()).value();
  EXPECT_EQ(e.size(), 0U);
  EXPECT_EQ(e.languages(), 0U);
  EXPECT_TRUE(e.occupations_under("").empty());
}

RC_GTEST_PROP(esco_draft, the_order_of_adding_changes_nothing, ()) {
  struct step {
    int what, a, b;
  };
  auto const number = rc::gen::inRange(0, 6);
  auto steps = *rc::gen::container<std::vector<step>>(rc::gen::construct<step>(rc::gen::inRange(0, 4), number, number));
  auto const bytes_of = [&](std::vector<step> const& list) {
    static std::array<std::string, 6> const kNames{"a", "b", "c", "d", "e", "f"};
    auto d = esco_draft{};
    for (auto const& s : list) {  // concepts first: texts and links need them
      for (auto const i : {s.a, s.b}) {
        d.add({.uri = kNames[static_cast<std::size_t>(i)], .kind = i < 3 ? esco_kind::occupation : esco_kind::skill});
      }
    }
    for (auto const& s : list) {
      auto const from = *d.find(kNames[static_cast<std::size_t>(s.a)]);
      auto const to = *d.find(kNames[static_cast<std::size_t>(s.b)]);
      auto const& text = kNames[static_cast<std::size_t>(s.b)];
      switch (s.what) {
        case 0:
          d.add_link(esco_link::occupation_essential, from, to);
          break;
        case 1:
          d.add_link(esco_link::occupation_optional, from, to);
          break;
        case 2:
          d.add_label(from, s.b < 3 ? "en" : "de", esco_label_kind::alternative, text);
          break;
        default:
          d.add_label(from, s.b < 3 ? "en" : "de", esco_label_kind::hidden, text);
          break;
      }
    }
    return d.image().value();
  };
  auto const before = bytes_of(steps);
  std::ranges::reverse(steps);
  RC_ASSERT(bytes_of(steps) == before);
}

TEST(esco_image_damage, each_sort_has_its_sentence) {
  auto const whole = kitchen().image().value();
  auto const why = [](std::string_view const bytes) { return esco::open(aligned{bytes}.bytes()).error().message; };
  EXPECT_THAT(why(""), HasSubstr("too short"));
  EXPECT_THAT(why(std::string(1000, 'x')), HasSubstr("is no ESCO image"));
  EXPECT_THAT(why(std::string_view{whole}.substr(0U, whole.size() - 1U)), HasSubstr("cut off"));
  auto other = whole;
  other[12] = 9;
  EXPECT_THAT(why(other), HasSubstr("has format version 9"));
  other = whole;
  std::swap(other[8], other[11]);
  std::swap(other[9], other[10]);
  EXPECT_THAT(why(other), HasSubstr("byte order"));
  other = whole;
  other.back() = static_cast<char>(other.back() ^ 1);
  EXPECT_THAT(why(other), HasSubstr("checksum"));
}

// Damage that carries a fitting checksum: the bounds alone must hold.
RC_GTEST_PROP(esco_image_damage, is_refused_or_harmless, ()) {
  static auto const whole = kitchen().image().value();
  auto bytes = whole;
  for (auto n = *rc::gen::inRange(1, 4); n != 0; --n) {
    auto const at = *rc::gen::inRange<std::size_t>(esco_layout::kChecksummedFrom, bytes.size());
    bytes[at] = *rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::just(static_cast<char>(bytes[at] + 1)),
                                rc::gen::just('\xFF'), rc::gen::just('\0'));
  }
  auto const from = esco_layout::kChecksummedFrom;
  auto const sum = esco_layout::checksum(std::as_bytes(std::span{bytes}).data() + from, bytes.size() - from);
  std::memcpy(bytes.data() + offsetof(esco_layout::header, checksum), &sum, sizeof(sum));
  auto const copy = aligned{bytes};
  auto const e = esco::open(copy.bytes());
  if (!e) {
    return;
  }
  auto d = esco_draft{};  // reads every concept, text and link
  d.add(*e);
  RC_ASSERT(d.image());
  (void)e->occupations_under("51");
  for (auto const s : e->all(esco_kind::skill)) {
    RC_ASSERT(e->occupations_needing(s).size() + e->occupations_helped_by(s).size() <= 6U);
  }
}

RC_GTEST_PROP(esco_image_damage, cutting_is_always_found, ()) {
  static auto const whole = kitchen().image().value();
  auto const size = *rc::gen::inRange<std::size_t>(0U, whole.size());
  RC_ASSERT(!esco::open(aligned{std::string_view{whole}.substr(0U, size)}.bytes()));
}
