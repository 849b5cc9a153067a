#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/program.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::HasSubstr;

class esco_command : public testing::Test {
protected:
  esco_command() {
    files_.put("p/occupations_en.csv", "conceptUri,iscoGroup,preferredLabel\nhttp://x/occupation/1,5120,cook\n");
    files_.put("p/skills_en.csv", "conceptUri,preferredLabel\nhttp://x/skill/a,fry\n");
    files_.put("p/occupationSkillRelations.csv",
               "occupationUri,relationType,skillUri\nhttp://x/occupation/1,essential,http://x/skill/a\n"
               "http://x/occupation/2,essential,http://x/skill/a\n");
    files_.put("de.tsv", "http://x/occupation/1\tde\tpreferred\tKoch\n");
  }
  [[nodiscard]] std::string at(std::string const& name) const { return (files_.path() / name).string(); }

  temp_folder files_;
};

TEST_F(esco_command, import_prints_the_counts_and_info_repeats_them) {
  auto const import = run_program({"esco", "import", "--data", at("data"), at("p")});
  EXPECT_EQ(import.code, 0) << import.err;
  EXPECT_THAT(import.out, HasSubstr("occupations\t1\nskills\t1\noccupation_skill_relations\t1\n"));
  EXPECT_THAT(import.out, HasSubstr("\nlabels_en\t2\n"));
  EXPECT_THAT(import.err,
              HasSubstr("warning: p/occupationSkillRelations.csv:3: occupationUri \"http://x/occupation/2\""));
  EXPECT_THAT(import.err, HasSubstr("there is no ISCOGroups_xx.csv"));
  auto const info = run_program({"esco", "info", "--data", at("data")});
  EXPECT_EQ(info.code, 0);
  EXPECT_EQ(info.out, import.out);
  EXPECT_EQ(info.err, "");
  EXPECT_THAT(run_program({"esco", "info", "--format", "json", "--data", at("data")}).out,
              HasSubstr("\"occupation_skill_relations\": 1,"));
}

TEST_F(esco_command, add_keeps_what_is_there) {
  EXPECT_EQ(run_program({"esco", "import", "--data", at("data"), at("p")}).code, 0);
  auto const added = run_program({"esco", "import", "--add", "--data", at("data"), at("de.tsv")});
  EXPECT_EQ(added.code, 0) << added.err;
  EXPECT_THAT(added.out, HasSubstr("occupations\t1\n"));
  EXPECT_THAT(added.out, HasSubstr("labels_de\t1\nlabels_en\t2\n"));
}

TEST_F(esco_command, a_failed_import_leaves_the_old_image_alone) {
  auto const before = run_program({"esco", "import", "--data", at("data"), at("p")});
  auto const bad = run_program({"esco", "import", "--data", at("data"), at("de.tsv")});
  EXPECT_EQ(bad.code, 3);
  EXPECT_EQ(bad.out, "");
  EXPECT_THAT(bad.err, HasSubstr("to add labels or languages to what is imported already, use --add"));
  EXPECT_THAT(bad.err, HasSubstr("nothing was imported: 2 faults must be mended first"));
  EXPECT_EQ(run_program({"esco", "info", "--data", at("data")}).out, before.out);
}

TEST_F(esco_command, without_an_image_it_says_how_to_make_one) {
  for (auto const& arguments :
       {std::vector<std::string>{"esco", "info", "--data", at("none")},
        std::vector<std::string>{"esco", "import", "--add", "--data", at("none"), at("de.tsv")}}) {
    auto const run = run_program(arguments);
    EXPECT_EQ(run.code, 3);
    EXPECT_THAT(run.err, HasSubstr("`foothold esco import PATH...` makes one"));
  }
  EXPECT_EQ(run_program({"esco", "import"}).code, 2);
  EXPECT_EQ(run_program({"esco"}).code, 2);
}

TEST_F(esco_command, a_damaged_image_is_named) {
  files_.put("data/esco.img", "FHESCO\r\n and then nothing");
  auto const run = run_program({"esco", "info", "--data", at("data")});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("esco.img: the ESCO image is too short; build it again"));
}

}  // namespace
}  // namespace foothold
